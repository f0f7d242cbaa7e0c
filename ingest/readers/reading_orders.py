"""How well lines read in one order: sentences go on, and printed numbers follow each other.

Where lines stand side by side, both ways of reading them are tried: the wrong one has numbers out
of their sequence, and sentences that a number cuts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.labels import PLAIN, WORDED, Label, Style
from ingest.models import Block
from ingest.numbering import read_labels, read_plain_labels
from ingest.readers.column_numbers import YEARS, follows
from ingest.readers.column_signs import REACHES_EDGE, edges_of, reach
from ingest.readers.line_parts import bottom, left, merge_pieces
from ingest.readers.sides import Stretch, from_where_reading_begins, row_by_row, sides_of
from ingest.sentence_ends import ENDS_SENTENCE

Number = tuple[int, ...]
MOST_NUMBERS = 3  # at the head of a line: "2 (1) (a) the Council"
LEADS_ON = re.compile(r"[:\u2014\u2013]$")
ENDS = re.compile("[.!?\u061f]$")
BROKEN = re.compile("[a-z\u00df-\u00ff][-\u2010\u00ad]$")


@dataclass(frozen=True, slots=True)
class Orders:
    """How well the lines of a page read column by column, and how well row by row."""

    columns: int
    rows: int

    @property
    def better(self) -> int:
        """How much better they read as columns; below 0 if they read better as rows."""
        return self.columns - self.rows


def read_both_ways(parts: Sequence[Stretch], gutter: float, by_line: bool) -> Orders:
    """Return how well lines beside a gutter read in both orders.

    Rows are lines if `by_line`, else what stands between empty spaces.
    """
    columns: list[Block] = []
    rows: list[Block] = []
    first: list[Block] = []
    second: list[Block] = []
    for part in parts:
        if part.across or part.ruled:
            columns += part.lines
            rows += part.lines
            continue
        sides = from_where_reading_begins(sides_of(part.lines, gutter))
        merged = [merge_pieces(side) for side in sides]
        first += merged[0]
        second += merged[1]
        columns += [line for side in merged for line in side]
        rows += line_by_line(merged) if by_line else row_by_row(sides)
    if not (first and second):
        return Orders(0, 0)
    edges = (edges_of(first), edges_of(second))
    numbers = [[n for ln in lines_in(side, edges) for n in ln.numbers] for side in (first, second)]
    counts = numbers[0] != numbers[1]  # those of a translation beside its text tell nothing
    read, other = (coherence(lines_in(lines, edges), counts) for lines in (columns, rows))
    return Orders(read, other)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is judged: its words, whether it fills its column, its printed numbers."""

    text: str
    full: bool
    labels: tuple[tuple[Label, ...], ...]

    @property
    def small(self) -> bool:
        """Whether it goes on with small letters."""
        return not self.labels and self.text[:1].islower()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers at its head."""
        return tuple(number_of(labels[0]) for labels in self.labels)

    @property
    def first(self) -> bool:
        """Whether its number may be the first of a list."""
        return any(label.value == 1 for label in self.labels[0])


def lines_in(blocks: Sequence[Block], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """Return lines with the numbers at their heads; a full one reaches the edge of a column."""
    return [
        Line(
            block.text,
            not block.bold
            and any(
                a <= left(block) and REACHES_EDGE <= reach(block, (a, b)) <= 1 for a, b in columns
            ),
            tuple(numbers_at_head(block.text)),
        )
        for block in blocks
    ]


def numbers_at_head(text: str) -> Iterator[tuple[Label, ...]]:
    """Yield the readings of each printed number at the head of a line, from the outermost."""
    for _ in range(MOST_NUMBERS):
        labels = read_labels(text) or read_plain_labels(text)
        labels = [label for label in labels if label.value < YEARS]
        if not labels or (labels[0].style in WORDED and not labels[0].alone):
            return
        yield tuple(labels)
        text = text[labels[0].end :]


def coherence(lines: Sequence[Line], counts: bool) -> int:
    """Return how often lines in this order go on as texts do, less how often they do not.

    `counts` says that numbers tell.
    """
    numbers = Numbers()
    joins = sum(join(a, b) for a, b in pairwise(lines))
    return joins + counts * sum(numbers.take(labels) for line in lines for labels in line.labels)


def join(line: Line, other: Line) -> int:
    """Return 1 if one line goes on in another as sentences and lists do, -1 if it cannot."""
    if BROKEN.search(line.text):
        return 1 if other.small else -1
    if LEADS_ON.search(line.text) and other.labels:
        return 1 if other.first else -1
    if other.small:
        return -1 if ENDS.search(line.text) else int(line.full)
    cut = line.full and not ENDS_SENTENCE.search(line.text) and not line.text.endswith((",", "،"))
    return -1 if cut and other.labels else 0


@dataclass(slots=True)
class Numbers:
    """The last number of each style, as lines are gone through."""

    last: dict[Style, Number] = field(default_factory=dict)

    def take(self, labels: Sequence[Label]) -> int:
        """Return 1 if a number is the next of its style, -1 if it is out of its sequence."""
        read = [(label.style, number_of(label)) for label in labels]
        known = [(self.last[style], number) for style, number in read if style in self.last]
        self.last.update(read)
        if any(follows(before, number) for before, number in known):
            return 1
        doubtful = labels[0].style in PLAIN or any(label.value == 1 for label in labels)
        return 0 if doubtful or not known else -1


def number_of(label: Label) -> Number:
    """Return a number as its parts: 2.1 as 2 and 1."""
    if label.style is Style.DOTTED:
        return tuple(map(int, label.code.split(".")))
    return (label.value,)


def line_by_line(sides: Sequence[Sequence[Block]]) -> list[Block]:
    """Return lines from the top, each after the one beside it on the first side."""
    return sorted((line for side in sides for line in side), key=lambda line: round(bottom(line)))
