"""The views of the page, by name, so that one view can lead to another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

CHAT, LIBRARY, INSIGHTS = "chat", "library", "insights"
KEY = "ways"


def keep_pages(pages: Mapping[str, StreamlitPage]) -> None:
    """Keep the views of this run."""
    st.session_state[KEY] = MappingProxyType(dict(pages))


def page(name: str) -> StreamlitPage:
    """Return a view, for a link to it."""
    found: StreamlitPage = st.session_state[KEY][name]
    return found
