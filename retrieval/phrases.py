"""Exact phrases: what stands in quotation marks must stand in the clause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from ingest.models import Clause, Place
from ingest.places import texts_with
from ingest.store import Store
from retrieval.question_words import content_words
from retrieval.scope import Inside

QUOTED = re.compile(
    r'"([^"\n]{0,300})"|“([^“”]{0,300})”|„([^„“”]{0,300})[“”]|«([^«»]{0,300})»|‹([^‹›]{0,300})›'
)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ـ": None})
DASHES = re.compile("[\u2010-\u2015\u2212]")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Vowel signs of Arabic, soft hyphens and marks of direction: what is not seen, or seldom printed.
UNSEEN = re.compile("[\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
WORD = re.compile(r"\w+")
# What no folding changes: it can be looked for as it is.
PLAIN_RUN = re.compile(r"[A-Za-z0-9]+")
# "D'où vient cette phrase : « … » ?"
WHERE_FROM = frozenset(
    """
    comes exact extrait expression found passage phrase provient sentence source stands vient word
    words العباره الجمله النص
    """.split()  # noqa: SIM905
)
# Returns clauses among which are all that have some words; None if they may be anywhere.
PlacesWith = Callable[[Sequence[str]], Sequence[Place] | None]


def anywhere(words: Sequence[str]) -> None:
    """Tell nothing of where words are."""


def phrases_of(question: str) -> list[str]:
    """Return what a question puts in quotation marks, without space around it."""
    found = ("".join(groups).strip() for groups in QUOTED.findall(question))
    return [phrase for phrase in found if re.search(r"\w", phrase)]


def without_phrases(question: str) -> str:
    """Return a question without what it puts in quotation marks."""
    return QUOTED.sub(" ", question)


def is_phrase(question: str) -> bool:
    """Say whether a question is a phrase in quotation marks, or asks where it stands."""
    rest = content_words(without_phrases(question))
    return bool(phrases_of(question)) and WHERE_FROM.issuperset(rest)


def narrowed(
    phrases: Sequence[str], store: Store, inside: Inside, places_with: PlacesWith = anywhere
) -> tuple[list[str], Inside]:
    """Return the phrases that no clause inside has, and what is inside that has all of them.

    `places_with` tells where a phrase may be.
    Capitals, spaces, and the forms of apostrophes, dashes and digits do not count; every letter,
    accent and digit does. A phrase begins and ends where a word does.
    """
    places: set[Place] | None = None
    absent = []
    for phrase in phrases:
        having = clauses_with(phrase, store, inside, places_with)
        if not having:
            absent.append(phrase)
        places = having if places is None else places & having
    if places is None:
        return [], inside
    return absent or ([] if places else [*phrases]), inside.at(frozenset(places))


def clauses_with(
    phrase: str, store: Store, inside: Inside, places_with: PlacesWith = anywhere
) -> set[Place]:
    """Return the clauses inside that have a phrase."""
    pattern = pattern_of(phrase)

    def having(texts: Iterable[tuple[Place, Clause]]) -> set[Place]:
        return {
            place
            for place, clause in texts
            if pattern.search(folded(clause.text)) and inside.keeps(place, clause)
        }

    whole = unicodedata.normalize("NFC", phrase)
    near = places_with([word for word in WORD.findall(whole) if PLAIN_RUN.fullmatch(word)])
    if near is not None:
        return having(zip(near, store.clauses_at(near), strict=True))
    return having(texts_with(store, max(PLAIN_RUN.findall(whole), key=len, default="")))


def pattern_of(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in a folded text, where words begin and end as it does.

    Arabic writes "and", "for" and the article onto a word: there a phrase may begin inside one.
    """
    wanted = folded(phrase)
    left = r"(?<!\w)" if re.match(r"(?![\u0620-\u064a])\w", wanted) else ""
    right = r"(?!\w)" if re.search(r"\w$", wanted) else ""
    return re.compile(left + re.escape(wanted) + right)


def folded(text: str) -> str:
    """Return a text as phrases are compared: case, spaces and forms of signs made one."""
    plain = unicodedata.normalize("NFC", text).translate(APOSTROPHES).translate(DIGITS)
    return " ".join(DASHES.sub("-", UNSEEN.sub("", plain)).casefold().split())
