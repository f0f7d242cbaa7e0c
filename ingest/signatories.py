"""Who signed, numbered: "Done at Tiva", then "1. Jean Martin", are names and no clauses."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.labels import WORDED, Label
from ingest.layout import Laid
from ingest.numbering import read_labels
from ingest.part_words import CLOSING_START, is_annex_heading

LONGEST_LABEL = 80
LONGEST_NAME = 120  # letters: a name and an office
FEWEST = 2
SENTENCE_ENDS = (".", ";", ":", "؛", ",", "،")


def signatories(laid: Laid) -> set[int]:
    """Return where the paragraphs begin that number those who signed.

    They come after a closing formula and before any heading, count from 1, and are short words
    without the end of a sentence.
    """
    found: set[int] = set()
    listed: list[tuple[int, Label, str]] | None = None  # since the closing formula
    for (start, end), level in zip(laid.spans, laid.levels, strict=True):
        text = laid.text[start:end]
        if CLOSING_START.match(text):
            found |= names_in(listed or [])
            listed = []
        elif listed is not None and (level or text.isupper() or is_annex_heading(text)):
            found |= names_in(listed)
            listed = None
        elif listed is not None and (labels := read_labels(text[:LONGEST_LABEL])):
            listed.append((start, labels[0], text[labels[0].end :].strip()))
    return found | names_in(listed or [])


def names_in(listed: Sequence[tuple[int, Label, str]]) -> set[int]:
    """Return the places of numbered paragraphs if all of them are names; else none."""
    counts = [label.value for _, label, _ in listed] == [*range(1, len(listed) + 1)]
    named = all(is_name(words) and label.style not in WORDED for _, label, words in listed)
    return (
        {start for start, _, _ in listed} if len(listed) >= FEWEST and counts and named else set()
    )


def is_name(words: str) -> bool:
    """Say whether words may be a name and an office: short, with a capital, no sentence."""
    short = 0 < len(words) <= LONGEST_NAME
    return short and not words[0].islower() and not words.endswith(SENTENCE_ENDS)
