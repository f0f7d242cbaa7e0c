"""What every view of the page shares: the reader's language, the style, the assistant."""

from __future__ import annotations

import os
from dataclasses import dataclass

import streamlit as st

from ingest.language import LANGUAGES
from retrieval.assistant import Assistant
from retrieval.styles import Style
from ui import markup
from ui.links import STYLE
from ui.settings import MEGABYTE, Settings, the_assistant
from ui.wording import Words, language_from, words_in

SETTINGS = Settings.from_env(os.environ)


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at the page: their words, and the assistant that answers."""

    words: Words
    assistant: Assistant
    settings: Settings
    style: Style = Style.PLAIN  # of citations


def chosen_words() -> Words:
    """Return the words of the language chosen in this visit; the browser's comes first."""
    locale = st.context.locale
    return words_in(st.session_state.setdefault("language", language_from(locale)), locale)


def begin(words: Words) -> Visit:
    """Show what stands on every view, and open the library."""
    st.html(markup.style_html(words, SETTINGS.max_file_bytes // MEGABYTE))
    choose_language(words)
    style = choose_style(words)
    with st.spinner(words("loading")):
        return Visit(words, the_assistant(SETTINGS), SETTINGS, style)


def choose_style(words: Words) -> Style:
    """Show the choice of the citation style; the address's, then the settings', comes first."""
    named = st.query_params.get(STYLE, SETTINGS.style)
    st.session_state.setdefault(STYLE, Style(named) if named in list(Style) else Style.PLAIN)
    chosen = st.sidebar.selectbox(
        words("style_choice"),
        list(Style),
        format_func=lambda style: words(f"style_{style}"),
        key=STYLE,
        placeholder=words("style_choice"),
        filter_mode=None,  # nothing to type: Streamlit would say in English that it finds nothing
    )
    return chosen or Style.PLAIN


def choose_language(words: Words) -> None:
    """Show the choice of the interface language."""
    st.sidebar.selectbox(
        words("interface_language"),
        LANGUAGES,
        format_func=lambda code: words_in(code)("language"),
        key="language",
        placeholder=words("interface_language"),
        filter_mode=None,
    )
