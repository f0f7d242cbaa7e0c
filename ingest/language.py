"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

from ingest.models import Clause, Doubt

Language = Literal["fr", "en", "ar"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
# Enough to tell, and it bounds the time on a long report.
READ_AT_MOST = 20_000
READ_TO_DOUBT = 2_500
# A clause with fewer letters may be a name or a title in another language.
ENOUGH_LETTERS = 100
# How many times likelier, as a logarithm, a language must be than the report's.
CLEARLY = 25.0
READ_OF_CLAUSE = 600
# A clause is Arabic if this share of its letters is; one that mixes scripts is left alone.
MOSTLY = 0.8
# Words that no long sentence of the language does without, and that are none of the other's.
COMMON_WORDS: dict[Language, frozenset[str]] = {
    "fr": frozenset(("le", "la", "les", "des", "de", "du", "et", "un", "une", "au", "aux", "est")),
    "en": frozenset(("the", "of", "and", "to", "in", "shall", "by", "for", "with", "that", "is")),
    "ar": frozenset(("في", "من", "على", "إلى", "أن", "التي", "الذي", "هذا", "هذه", "أو", "كل")),
}
# Languages that the library takes short or old texts of the three for.
NEAR = {
    "fr": {"oc", "gcf", "gcr", "wa", "la", "pcd", "ca", "an", "br", "lb", "ht"},
    "en": {"pcm", "bcl", "sco", "cy", "gd", "la"},
    "ar": {"ary", "arz"},
}
# So many different words of its list, and so many times as many as of the others', tell a
# language: the library, which takes most of a second to load, need not be asked.
ENOUGH_WORDS = 5
TIMES_AS_MANY = 4


def language_of(text: str, otherwise: Language = "en") -> Language:
    """Return "fr", "en" or "ar"; `otherwise` for a text without letters.

    Arabic is told by its script; French and English by their commonest words where there are
    many, by a library elsewhere: its model takes half a second to load.
    """
    return told_language(text[:READ_AT_MOST], otherwise)


# The language of a question is asked for several times on its way to an answer.
@lru_cache(maxsize=64)
def told_language(text: str, otherwise: Language) -> Language:
    """Return what `language_of` does; the last texts are remembered."""
    letters = len(LETTER.findall(text))
    if not letters:
        return otherwise
    if is_arabic_script(text, letters):
        return "ar"
    if (told := told_by_words(text)) in ("fr", "en"):
        return told
    scores = dict(of_two().rank(text[:READ_AT_MOST].lower()))
    return "fr" if scores["fr"] > scores["en"] else "en"


def told_by_words(text: str) -> Language | None:
    """Return the language that the commonest words of a text tell; None if they leave a doubt."""
    words = WORD.findall(text[:READ_AT_MOST].lower())
    found = {
        language: [w for w in words if w in common] for language, common in COMMON_WORDS.items()
    }
    first, second = sorted(LANGUAGES, key=lambda language: len(found[language]), reverse=True)[:2]
    several = len(set(found[first])) >= ENOUGH_WORDS
    many = len(found[first]) >= max(1, TIMES_AS_MANY * len(found[second]))
    return first if several and many else None


def is_arabic_script(text: str, letters: int) -> bool:
    """Say whether most of the letters are Arabic."""
    return len(ARABIC_LETTER.findall(text)) * 2 > letters


def score_languages(text: str) -> dict[str, float]:
    """Return how likely a text is in each language, as logarithms."""
    return dict(identifier().rank(text[:READ_AT_MOST].lower()))


def doubt_language(text: str) -> Iterator[Doubt]:
    """Tell a report that is clearly in none of the three languages."""
    text = text[:READ_TO_DOUBT]
    if len(LETTER.findall(text)) < ENOUGH_LETTERS or told_by_words(text):
        return
    nearest = language_of(text)
    scores = score_languages(text)
    likeliest = max(scores, key=lambda language: scores[language])
    if likeliest in NEAR[nearest] or likeliest in LANGUAGES:
        return
    if scores[likeliest] > scores[nearest] + CLEARLY:
        message = (
            f"The report seems to be in another language ({likeliest}); French, English and Arabic "
            f"are read. It is taken for {nearest}: check its clauses."
        )
        values = {"language": likeliest, "nearest": nearest}
        yield Doubt("other-language", message, None, values)


def mark_languages(clauses: Sequence[Clause], language: str) -> list[Clause]:
    """Return the clauses, those that are clearly in another language than the report's marked."""
    return [
        replace(clause, language=found)
        if (found := language_beside(clause.text, language))
        else clause
        for clause in clauses
    ]


def language_beside(text: str, language: str) -> str:
    """Return the language of a text if it is long enough and clearly not `language`; else "".

    Its common words are counted first: asking the library about every clause takes a second for
    a long code.
    """
    text = text[:READ_OF_CLAUSE]
    if len(text) < ENOUGH_LETTERS:
        return ""
    if ARABIC_LETTER.search(text):
        letters = len(LETTER.findall(text))
        arabic = len(ARABIC_LETTER.findall(text))
        mostly = letters >= ENOUGH_LETTERS and arabic > MOSTLY * letters
        return "ar" if mostly and language != "ar" else ""
    words = text.lower().split()
    counts = {name: sum(map(COMMON_WORDS[name].__contains__, words)) for name in ("fr", "en")}
    found = max(counts, key=lambda name: counts[name])
    if found == language or not counts[found]:
        return ""
    scores = score_languages(text)
    other = "en" if found == "fr" else "fr"
    return found if scores[found] > scores[other] + CLEARLY else ""


@cache
def of_two() -> LanguageIdentifier:
    """Return the language identifier, kept to French and English: it is faster so."""
    own = copy(identifier())
    own.set_languages(["fr", "en"])
    return own


@cache
def identifier() -> LanguageIdentifier:
    """Return the language identifier; it is loaded once, which takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
