"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from py3langid.langid import MODEL_FILE, LanguageIdentifier

Language = Literal["fr", "en", "ar"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
LETTER = re.compile(r"[^\W\d_]")
# Enough to tell, and it bounds the time on a long report.
READ_AT_MOST = 20_000


def language_of(text: str, otherwise: Language = "en") -> Language:
    """Return "fr", "en" or "ar"; `otherwise` for a text without letters.

    Arabic is told by its script; French and English by a library.
    """
    text = text[:READ_AT_MOST]
    letters = len(LETTER.findall(text))
    if not letters:
        return otherwise
    if len(ARABIC_LETTER.findall(text)) * 2 > letters:
        return "ar"
    language, _score = identifier().classify(text.lower())
    return "fr" if language == "fr" else "en"


@cache
def identifier() -> LanguageIdentifier:
    """Return the language identifier, for French and English only."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(["fr", "en"])
    return found
