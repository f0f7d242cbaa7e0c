"""Paragraphs without a number inside of a clause: the second of article 27, as a span of its text.

They are counted only where nobody could count otherwise: whole sentences each, no lead-in, no list,
no lines inside, in a report without pages, whose paragraphs are as its file has them.
"""

from __future__ import annotations

import re

from ingest.models import Clause

Span = tuple[int, int]
BREAK = re.compile(r"\n{2,}")
# A paragraph that counts begins with a word, and ends its last sentence.
BEGINS = re.compile(r"[«\"“(]?\s?[^\W\d_a-zà-ÿ]")
LIST_MARK = re.compile(r"\(?(?:\w{1,2}|[ivx]{1,4})[.)]\s|[-–—•▪*]|\d")
ENDS = re.compile(r"[.!?؟…][»\"”)\s]*$")


def paragraph_span(clause: Clause, number: int) -> Span | None:
    """Return the span in the report of a clause's paragraph, from 1; None where it is in doubt."""
    if clause.page is not None:
        return None
    spans = [span for span in paragraphs(clause.text) if clause.text[slice(*span)].strip()]
    if not all(is_whole(clause.text[slice(*span)]) for span in spans):
        return None
    if not 0 < number <= len(spans):
        return None
    start, end = spans[number - 1]
    return clause.start + start, clause.start + end


def paragraphs(text: str) -> list[Span]:
    """Return the spans of a text between empty lines."""
    breaks = [match.span() for match in BREAK.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return [*zip(starts, ends, strict=True)]


def is_whole(paragraph: str) -> bool:
    """Say whether a paragraph is one of whole sentences, and no item or line of a list."""
    words = paragraph.strip()
    if "\n" in words or "\t" in words or LIST_MARK.match(words):
        return False
    return bool(BEGINS.match(words) and ENDS.search(words))
