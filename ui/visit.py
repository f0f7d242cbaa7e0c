"""What every view of the page shares: the reader's language, the style, the assistant."""

from __future__ import annotations

import os
from dataclasses import dataclass

import streamlit as st

from ingest.choices import Choices
from ingest.language import LANGUAGES
from retrieval.assistant import Assistant
from retrieval.styles import Style
from ui import markup
from ui.choosing import LANGUAGE, keep
from ui.links import STYLE
from ui.settings import MEGABYTE, Settings, the_assistant
from ui.visitor import visitor
from ui.wording import Words, language_from, words_in

SETTINGS = Settings.from_env(os.environ)


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at the page: their words, and the assistant that answers."""

    words: Words
    assistant: Assistant
    settings: Settings
    choices: Choices  # of earlier visits too
    style: Style = Style.PLAIN  # of citations


def begin() -> Visit:
    """Open the library, and show what stands on every view."""
    locale = st.context.locale
    with st.spinner(words_in(language_from(locale), locale)("loading")):
        assistant = the_assistant(SETTINGS)
    choices = assistant.conversations.of(visitor()).choices
    remember(choices)
    words = words_in(st.session_state[LANGUAGE], locale)
    st.html(markup.style_html(words, SETTINGS.max_file_bytes // MEGABYTE))
    choose_language(words, choices)
    return Visit(words, assistant, SETTINGS, choices, choose_style(words, choices))


def remember(choices: Choices) -> None:
    """Have the language and the style of this visit, if they are not there yet.

    What was chosen last comes before what the browser and the settings say, and a style that the
    address names before both.
    """
    if LANGUAGE in st.session_state and STYLE in st.session_state:
        return
    kept = choices.all()
    languages = kept.get(LANGUAGE), language_from(st.context.locale)
    styles = st.query_params.get(STYLE), kept.get(STYLE), SETTINGS.style
    st.session_state.setdefault(LANGUAGE, next(one for one in languages if one in LANGUAGES))
    st.session_state.setdefault(STYLE, next(Style(one) for one in styles if one in list(Style)))


def choose_style(words: Words, choices: Choices) -> Style:
    """Show the choice of the citation style."""
    chosen = st.sidebar.selectbox(
        words("style_choice"),
        list(Style),
        format_func=lambda style: words(f"style_{style}"),
        key=STYLE,
        on_change=lambda: keep(choices, STYLE, st.session_state[STYLE] or ""),
        placeholder=words("style_choice"),
        filter_mode=None,  # nothing to type: Streamlit would say in English that it finds nothing
    )
    return chosen or Style.PLAIN


def choose_language(words: Words, choices: Choices) -> None:
    """Show the choice of the interface language."""
    st.sidebar.selectbox(
        words("interface_language"),
        LANGUAGES,
        format_func=lambda code: words_in(code)("language"),
        key=LANGUAGE,
        on_change=lambda: keep(choices, LANGUAGE, st.session_state[LANGUAGE] or ""),
        placeholder=words("interface_language"),
        filter_mode=None,
    )
