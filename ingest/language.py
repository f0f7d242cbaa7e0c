"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

Language = Literal["fr", "en", "ar"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
LETTER = re.compile(r"[^\W\d_]")
# Enough to tell, and it bounds the time on a long report.
READ_AT_MOST = 20_000
# Words that nearly every sentence of one language has, and none of the other.
FRENCH_WORDS = re.compile(r"\b(?:le|la|les|des|du|de|et|une|dans|aux|qui|pour)\b")
ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|to|in|by|that|shall|with|its|for|is)\b")
# So many of them tell the language, if they are so many times as many as the other's.
ENOUGH_WORDS = 12
TIMES_AS_MANY = 4


def language_of(text: str, otherwise: Language = "en") -> Language:
    """Return "fr", "en" or "ar"; `otherwise` for a text without letters.

    Arabic is told by its script; French and English by their commonest words where there are
    many, by a library elsewhere: its model takes half a second to load.
    """
    text = text[:READ_AT_MOST]
    letters = len(LETTER.findall(text))
    if not letters:
        return otherwise
    if len(ARABIC_LETTER.findall(text)) * 2 > letters:
        return "ar"
    text = text.lower()
    french, english = len(FRENCH_WORDS.findall(text)), len(ENGLISH_WORDS.findall(text))
    if max(french, english) >= max(ENOUGH_WORDS, TIMES_AS_MANY * min(french, english)):
        return "fr" if french > english else "en"
    language, _score = identifier().classify(text)
    return "fr" if language == "fr" else "en"


@cache
def identifier() -> LanguageIdentifier:
    """Return the language identifier, for French and English only."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(["fr", "en"])
    return found
