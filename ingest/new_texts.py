"""Texts that one file holds after another: "RESOLUTION No. 1/44-POL", then "… No. 2/44-POL"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout import Laid
from ingest.numbered import Numbered
from ingest.part_words import CLOSING_START, DIVISION
from ingest.sentence_ends import ENDS_SENTENCE
from ingest.symbols import find_symbols
from ingest.titles import ACT, LONGEST_TITLE, NUMBERED_ACT

FIRST_WORD = re.compile(r"[^\W\d_]+")
MOSTLY = 0.6  # of a line that is a symbol


@dataclass(frozen=True, slots=True)
class NewText:
    """A text after the first: where the lines of its title begin, and then its recitals."""

    titles: tuple[int, ...]
    recitals: tuple[int, ...]


def find_new_texts(laid: Laid, numbered: Sequence[Numbered]) -> list[NewText]:
    """Return the texts that begin with a title where a numbering begins again."""
    return [
        text
        for before, number in pairwise(numbered)
        if number.repeated and number.depth == 1
        for text in text_between(laid, before.offset, number.offset)
    ]


def find_first_title(laid: Laid, texts: Sequence[NewText], until: int) -> list[str]:
    """Return the lines of the first text's title, in a file that holds several.

    It stands at the end of the title block, which ends at `until`, and begins with the word that
    the next text's title does: "RESOLUTION No. 1/44-POL", before "RESOLUTION No. 2/44-POL".
    """
    if not texts:
        return []
    front = [laid.text[start:end] for start, end in laid.spans if start < until]
    following = first_word(laid.text[texts[0].titles[0] :])
    for n, line in enumerate(front):
        if begins_text(line) and first_word(line) == following:
            rest = front[n:]
            end = next((n for n, words in enumerate(rest) if not may_be_title(words)), len(rest))
            return rest[:end]
    return []


def first_word(line: str) -> str:
    """Return the first word of a line, however it is written."""
    match = FIRST_WORD.match(line)
    return match[0].casefold() if match else ""


def text_between(laid: Laid, after: int, until: int) -> Iterator[NewText]:
    """Yield the text whose title stands between two numbers, if one does."""
    first, last = (bisect_left(laid.spans, (at, 0)) for at in (after + 1, until))
    between = laid.spans[first:last]
    words = [laid.text[start:end] for start, end in between]
    begin = next((n for n, line in enumerate(words) if begins_text(line)), None)
    if begin is None:
        return
    divided = (n for n in range(begin + 1, len(words)) if DIVISION.match(words[n]))
    until = next(divided, len(words))  # no title nor preamble goes on below "Title I"
    end = begin + 1
    while end < until and may_be_title(words[end]):
        end += 1
    starts = [start for start, _ in between]
    yield NewText(tuple(starts[begin:end]), tuple(starts[end:until]))


def begins_text(line: str) -> bool:
    """Say whether a line names a text: by an act, its number or its symbol."""
    if not may_be_title(line) or CLOSING_START.match(line) or DIVISION.match(line):
        return False
    symbols = find_symbols(line)
    mostly = bool(symbols) and len(symbols[0].text) > MOSTLY * len(line)
    return mostly or bool(NUMBERED_ACT.match(line) or ACT.match(line))


def may_be_title(line: str) -> bool:
    """Say whether a line is short enough for a title and no sentence."""
    prose = ENDS_SENTENCE.search(line) or line.endswith((",", "،"))
    return len(line) <= LONGEST_TITLE and not prose
