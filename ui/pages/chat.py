"""The chat: questions, and the clauses that answer them."""

from __future__ import annotations

import streamlit as st

from retrieval.assistant import Assistant
from ui import markup
from ui.chat import Turn, Upload, add_upload, progress_bar, take_turn
from ui.visit import Visit
from ui.wording import Words


def show(visit: Visit) -> None:
    """Show the conversation and the place to ask."""
    words, assistant = visit.words, visit.assistant
    st.title(words("title"))
    st.html(markup.message_html(words("tagline"), "tagline"))
    with st.sidebar:
        reports_place = st.container()
        take_uploads(assistant, words)
    with reports_place:
        show_reports(assistant, words)

    for turn in conversation():
        show_turn(turn, assistant, words)
    if st.session_state.pop("newest_unseen", False):
        st.html(markup.SCROLL_TO_NEWEST, unsafe_allow_javascript=True)

    example = offer_examples(words) if not conversation() else None
    # In a container of its own: pinned by Streamlit, it would scroll every answer out of sight.
    with st.container(key="ask"):
        question = st.chat_input(words("placeholder")) or example
    if question:
        with st.spinner(words("searching")):
            conversation().append(take_turn(question, assistant))
        st.session_state["newest_unseen"] = True
        st.rerun()


def show_reports(assistant: Assistant, words: Words) -> None:
    """Show the list of reports."""
    st.subheader(words("reports"))
    reports = assistant.reports()
    if reports:
        st.html(markup.reports_html(reports, words))
    else:
        st.html(markup.message_html(words("reports_none")))


def take_uploads(assistant: Assistant, words: Words) -> None:
    """Offer to add reports, and add each uploaded file once."""
    uploads: dict[str, Upload] = st.session_state.setdefault("uploads", {})
    files = st.file_uploader(words("upload"), accept_multiple_files=True, key="files")
    for file in files:
        if file.file_id not in uploads:
            bar = st.progress(0.0, words("upload_begins"))
            show = progress_bar(bar.progress, words)
            uploads[file.file_id] = add_upload(file.name, file.getvalue(), assistant, words, show)
            bar.empty()
        show_upload(uploads[file.file_id], words)


def show_upload(upload: Upload, words: Words) -> None:
    """Show what became of an upload."""
    st.html(markup.message_html(upload.message, "error" if upload.failed else "done"))
    if upload.doubts:
        st.html(markup.doubts_html(upload.doubts, words))


def show_turn(turn: Turn, assistant: Assistant, words: Words) -> None:
    """Show a question and its answer."""
    with st.chat_message("user", avatar=":material/person:"):
        st.html(markup.question_html(turn.question))
    with st.chat_message("assistant", avatar=":material/format_quote:"):
        if turn.error:
            st.html(markup.message_html(words.error(turn.error), "error"))
        if turn.answer:
            languages = {report.id: report.language for report in assistant.reports()}
            st.html(markup.answer_html(turn.answer, words, languages))


def offer_examples(words: Words) -> str | None:
    """Show example questions; return the one that was clicked."""
    st.caption(words("examples"))
    clicked = [example for example in words.list("examples_list") if st.button(example)]
    return clicked[0] if clicked else None


def conversation() -> list[Turn]:
    """Return the turns of this visit."""
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    return turns
