"""The side bar of the chat: the reports, the visitor's conversations, and their export."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ingest.conversations import Conversation
from ui import markup
from ui.desk import Desk
from ui.exporting import FORMS, Form, file_name
from ui.markup_conversations import conversations_html, delete_html
from ui.memory import Memory
from ui.naming import told_apart
from ui.visit import Visit
from ui.ways import LIBRARY, page
from ui.wording import Words

REPORTS_NAMED = 10  # the library page has them all


def show_side_bar(desk: Desk, memory: Memory, visit: Visit) -> None:
    """Show what is searched, and what was asked before."""
    offer_reports(visit)
    show_conversations(memory, desk, visit)


def offer_reports(visit: Visit) -> None:
    """Say what is searched, and show the way to the library, where reports are added."""
    words = visit.words
    if visit.assistant.is_writable:
        with st.container(key="add-report"):
            st.page_link(page(LIBRARY), label=words("upload"), icon=":material/add:")
    reports = visit.assistant.reports()
    st.subheader(words("reports"), anchor=False)
    if reports:
        named = reports[:REPORTS_NAMED]
        only = [report.id for report in named]
        apart = told_apart(reports, words, shown=["date"], only=only)
        st.html(markup.reports_html(named, apart, words))
    else:
        st.html(markup.message_html(words("reports_none")))


def show_conversations(memory: Memory, desk: Desk, visit: Visit) -> None:
    """Show the visitor's conversations, and what can be done with the one that goes on."""
    words = visit.words
    kept = memory.conversations()
    st.subheader(words("conversations"), anchor=False)
    st.html(conversations_html(kept, memory.conversation, words))
    current = next((one for one in kept if one.id == memory.conversation), None)
    if current is None:
        return
    offer_renaming(current, memory, words)
    st.html(delete_html(memory.deleting, words))
    offer_exports(current.title, memory, desk, visit)


def offer_renaming(current: Conversation, memory: Memory, words: Words) -> None:
    """Show the name of the conversation that goes on, as it is kept, to be changed."""
    key = f"name-{current.id}"
    if st.session_state.get(key) != current.title:  # an empty name is not taken, a long one is cut
        st.session_state[key] = current.title
    st.text_input(
        words("conversation_rename"),
        key=key,
        on_change=lambda: memory.rename(st.session_state[key]),
    )


def offer_exports(title: str, memory: Memory, desk: Desk, visit: Visit) -> None:
    """Offer the conversation as a file; it is written when it is asked for."""
    words = visit.words
    st.caption(words("export"))
    here = (st.context.url or "").partition("?")[0]

    def write(form: Form) -> bytes:
        return form.write(memory.transcript(desk.turns, visit.assistant, words, visit.style, here))

    with st.container(horizontal=True, key="exports"):
        for name, form in FORMS.items():
            st.download_button(
                words(f"export_{name}"),
                partial(write, form),
                file_name=file_name(title, form),
                mime=form.mime,
                on_click="ignore",
                key=f"export-{name}",
            )
