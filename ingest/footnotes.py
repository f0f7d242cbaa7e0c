"""Footnotes at page feet: taken out of the text that the page break interrupts, and kept apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.cleaning import Words, join_paragraph
from ingest.line_places import runs_down
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt

# Notes are set in letters at most this large, compared with those of the text.
SMALLER = 0.92
NOTE = re.compile(r"\(?(?P<mark>\d{1,3}|\*{1,3}|[†‡])\)?\s?(?=\S)")  # 1Voir le rapport, A/74/12
# Where a mark may stand in the text: right after a word, or after the sign that ends one.
AFTER_A_WORD = r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,;:])|(?<=[»”’)\]]))"


def drop_footnotes(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks without footnotes and their marks, and a doubt that holds the notes.

    A note stands in smaller letters at the foot of its page or column, and begins with a mark
    that stands in the text above it. Small letters without such a mark are text.
    """
    sizes = Counter[float]()
    for block in blocks:
        sizes[block.size] += len(block.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    kept: list[Block] = []
    notes: list[Block] = []
    for run in runs_down(blocks):
        text, foot = part_foot(run, SMALLER * size)
        kept += text
        notes += foot
    if not notes:
        return list(blocks), []
    words = Words.of(blocks)
    whole = [join_paragraph(lines, words).text for lines in each_note(notes)]
    return kept, [footnotes_doubt(whole, notes[0].page)]


def each_note(lines: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the lines of each note: it begins with the mark that comes next, or with a sign."""
    note: list[Block] = []
    last = 0
    for line in lines:
        match = NOTE.match(line.text)
        number = int(match["mark"]) if match and match["mark"].isdecimal() else 0
        sign = match is not None and not number
        other_page = bool(note) and note[-1].page != line.page and match is not None
        if note and (sign or other_page or number == last + 1):
            yield note
            note = []
        last = number if not note else last
        note.append(line)
    if note:
        yield note


def part_foot(run: Sequence[Block], largest: float) -> tuple[list[Block], list[Block]]:
    """Return the text of a column without the marks of its notes, and the lines of the notes."""
    at = len(run)
    while at and run[at - 1].box and 0 < run[at - 1].size <= largest:
        at -= 1
    text = [*run[:at]]
    for n in range(at, len(run)):
        match = NOTE.match(run[n].text)
        if match and text and without_mark(text, match["mark"]) is not None:
            for note in run[n:]:
                if other := NOTE.match(note.text):
                    text = without_mark(text, other["mark"]) or text
            return [*text, *run[at:n]], [*run[n:]]
    return [*run], []


def without_mark(text: Sequence[Block], mark: str) -> list[Block] | None:
    """Return the text without the one place where a note's mark stands; None without such."""
    printed = re.compile(rf"{AFTER_A_WORD}(?:{re.escape(mark)}|\s?\({re.escape(mark)}\))(?![\w°%])")
    for n in range(len(text) - 1, -1, -1):
        if match := printed.search(text[n].text):
            return [*text[:n], text[n].without(*match.span()), *text[n + 1 :]]
    return None
