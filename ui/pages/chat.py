"""The chat: questions, the clauses that answer them, and the report that lies open beside."""

from __future__ import annotations

import streamlit as st

from ingest.errors import ClausierError
from retrieval.assistant import Assistant
from ui import markup
from ui.browser import clicked, in_browser
from ui.chat import Upload, add_upload, progress_bar
from ui.desk import Desk
from ui.markup_answers import Manner, turn_html
from ui.markup_source import missing_html, source_html
from ui.opened import lay_out
from ui.visit import Visit
from ui.wording import Words


def show(visit: Visit) -> None:
    """Show the conversation, the place to ask, and the report that lies open."""
    desk: Desk = st.session_state.setdefault("desk", Desk())
    desk.cite_in(visit.style, visit.assistant)
    act = clicked()
    question = desk.meet(st.query_params.to_dict())
    if act and act.name == "ask":
        question = act["question"]
    elif act:
        desk.take(act, visit.assistant, visit.words)

    with st.sidebar:
        reports_place = st.container()
        take_uploads(visit.assistant, visit.words)
        with reports_place:
            show_reports(visit.assistant, visit.words)
    with st.container(key="desk"):
        with st.container(key="chat"):
            question = show_conversation(desk, visit) or question
        with st.container(key="source"):
            show_source(desk, visit)
    in_browser(desk.scene, visit.words)

    if question:
        with st.container(key="asking"), st.spinner(visit.words("searching")):
            desk.ask(question, visit.assistant, visit.words)
    if st.query_params.to_dict() != desk.address():
        st.query_params.from_dict(desk.address())
    if question:
        st.rerun()


def show_conversation(desk: Desk, visit: Visit) -> str | None:
    """Show the turns and the place to ask; return what was typed."""
    words = visit.words
    st.html(markup.heading_html(words("title"), words("tagline")))
    manner = Manner(words, visit.style)
    for number, turn in enumerate(desk.turns, start=1):
        st.html(turn_html(turn, number, manner))
    if not desk.turns:
        st.html(markup.examples_html(words("examples"), words.list("examples_list")))
    # In a container of its own: pinned by Streamlit, it would scroll every answer out of sight.
    with st.container(key="ask"):
        return st.chat_input(words("placeholder"))


def show_source(desk: Desk, visit: Visit) -> None:
    """Show the report that lies open, if one does."""
    if not desk.opened:
        return
    try:
        laid = lay_out(desk.opened, visit.assistant)
    except ClausierError as error:
        st.html(missing_html(error, visit.words))
    else:
        st.html(source_html(laid, visit.words))


def show_reports(assistant: Assistant, words: Words) -> None:
    """Show the list of reports."""
    st.subheader(words("reports"), anchor=False)
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
