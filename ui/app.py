"""The page: its views, and the way from one to another."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.views import chat, insights, library
from ui.visit import begin
from ui.ways import CHAT, INSIGHTS, LIBRARY, keep_pages

VIEWS = {
    CHAT: (chat.show, ":material/chat:"),
    LIBRARY: (library.show, ":material/library_books:"),
    INSIGHTS: (insights.show, ":material/bar_chart:"),
}

st.set_page_config(page_title="Clausier", page_icon="§", layout="wide")
visit = begin()
pages = {
    name: st.Page(
        partial(show, visit),
        title=visit.words(f"nav_{name}"),
        icon=icon,
        url_path=name,
        default=name == CHAT,
    )
    for name, (show, icon) in VIEWS.items()
}
keep_pages(pages)
st.navigation(list(pages.values())).run()
