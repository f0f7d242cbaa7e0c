"""What every view of the page shares: the reader's language, the style, the assistant."""

from __future__ import annotations

import os
from collections.abc import Sequence
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

NOW = "chosen"  # of the session: what is chosen, by name
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
    words = words_in(LANGUAGES[place_of(LANGUAGE, LANGUAGES)], locale)
    st.html(markup.style_html(words, SETTINGS.max_file_bytes // MEGABYTE))
    choose_language(words, choices)
    return Visit(words, assistant, SETTINGS, choices, choose_style(words, choices))


def remember(choices: Choices) -> None:
    """Have the language and the style of this visit, if they are not there yet.

    What was chosen last comes before what the browser and the settings say, and a style that the
    address names before both.
    """
    if NOW in st.session_state:
        return
    kept = choices.all()
    languages = kept.get(LANGUAGE), language_from(st.context.locale)
    styles = st.query_params.get(STYLE), kept.get(STYLE), SETTINGS.style
    st.session_state[NOW] = {
        LANGUAGE: next(one for one in languages if one in LANGUAGES),
        STYLE: next(Style(one) for one in styles if one in list(Style)),
    }


def place_of(name: str, options: Sequence[str]) -> int:
    """Return the place of what is chosen now among the options.

    A list that is given its value by its key alone shows its first option where it is first drawn
    later, in a side bar that was folded, and chooses it: so each is told what it begins with, too.
    """
    now = st.session_state[NOW]
    now[name] = st.session_state.get(name) or now[name]
    return options.index(now[name])


def choose_style(words: Words, choices: Choices) -> Style:
    """Show the choice of the citation style."""
    styles = list(Style)
    picked = st.sidebar.selectbox(
        words("style_choice"),
        styles,
        place_of(STYLE, styles),
        format_func=lambda style: words(f"style_{style}"),
        key=STYLE,
        on_change=lambda: keep(choices, STYLE, st.session_state[STYLE] or ""),
        placeholder=words("style_choice"),
        filter_mode=None,  # nothing to type: Streamlit would say in English that it finds nothing
    )
    return picked or Style.PLAIN


def choose_language(words: Words, choices: Choices) -> None:
    """Show the choice of the interface language."""
    st.sidebar.selectbox(
        words("interface_language"),
        LANGUAGES,
        place_of(LANGUAGE, LANGUAGES),
        format_func=lambda code: words_in(code)("language"),
        key=LANGUAGE,
        on_change=lambda: keep(choices, LANGUAGE, st.session_state[LANGUAGE] or ""),
        placeholder=words("interface_language"),
        filter_mode=None,
    )
