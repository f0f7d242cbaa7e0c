"""The words of the interface, from `ui/words/`, one file for each language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import ClausierError
from ingest.language import LANGUAGES, Language
from ingest.models import Doubt

FOLDER = Path(__file__).parent / "words"


class Words:
    """The words of one language. `words("page", page=3)` -> "page 3"."""

    def __init__(self, language: Language) -> None:
        """Read the words of that language."""
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self._words: dict[str, Any] = tomllib.loads(
            (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
        )

    def __call__(self, name: str, **values: object) -> str:
        """Return a phrase, its {names} filled in."""
        return str(self._words[name]).format(**values)

    def list(self, name: str) -> list[str]:
        """Return a list of phrases."""
        return [str(phrase) for phrase in self._words[name]]

    def error(self, error: ClausierError) -> str:
        """Return an error in this language; in English if it has no words for it yet."""
        phrase = self._words["errors"].get(error.code)
        return str(phrase).format(**error.values) if phrase else str(error)

    def doubt(self, doubt: Doubt) -> str:
        """Return what a reading was not sure of, in this language."""
        phrase = self._words["doubts"].get(doubt.code)
        return str(phrase).format(**doubt.values) if phrase else doubt.message


@cache
def words_in(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)


def language_from(locale: str | None) -> Language:
    """Return the interface language for a browser's locale such as "ar-SA"; else English."""
    spoken = (locale or "").lower().split("-")[0]
    return next((language for language in LANGUAGES if language == spoken), "en")
