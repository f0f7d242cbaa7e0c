"""The page: its views, and the way from one to another."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.pages import chat
from ui.visit import begin, chosen_words

st.set_page_config(page_title="Clausier", page_icon="§", layout="wide")
words = chosen_words()
visit = begin(words)
st.navigation(
    [
        st.Page(
            partial(chat.show, visit),
            title=words("nav_chat"),
            icon=":material/chat:",
            url_path="chat",
            default=True,
        ),
    ]
).run()
