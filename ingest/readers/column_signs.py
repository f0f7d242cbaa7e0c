"""What the words of lines side by side say: whether each side goes down the page on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.models import Block
from ingest.numbering import read_label
from ingest.readers.line_parts import bottom, left, right
from ingest.readers.right_to_left import is_right_to_left
from ingest.sentence_ends import ENDS_SENTENCE

LEVEL = 1.5  # points: two lines whose feet are this near stand side by side
REACHES_EDGE = 0.85  # of its column: a line so long may have been broken for want of room
ENDS_EARLY = 0.6  # of its column: a line so short was not
ENOUGH = 2  # signs, by the words of more than one place
BROKEN = ("-", "\u2010", "\u00ad")


class Begins(Enum):
    """Whether a line begins a paragraph, and with what."""

    NOT = 0
    UNSURE = 1
    AFTER_SHORT = 2
    AFTER_END = 3
    WITH_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Signs:
    """How often words say that sides are columns, and how often that they are cells of a row.

    In columns a sentence runs over from the foot of one to the head of the next, and a line in
    the middle of a sentence stands beside one that begins a paragraph. The cells of a row all
    begin where it does.
    """

    columns: int = 0
    cells: int = 0
    numbered: bool = False  # lines of both sides are, as those of few tables

    def __add__(self, other: Signs) -> Signs:
        """Put the signs of two stretches together."""
        numbered = self.numbered or other.numbered
        return Signs(self.columns + other.columns, self.cells + other.cells, numbered)

    @property
    def tell_columns(self) -> bool:
        """Say whether sides are columns by these signs."""
        return self.columns >= ENOUGH and 2 * self.columns >= self.cells


def signs_of(first: Sequence[Block], second: Sequence[Block]) -> Signs:
    """Return what the lines of two sides say, `first` being the side that is read first.

    Two numbered lines side by side say nothing: columns of lists have many.
    """
    if not first or not second:
        return Signs()
    columns = int(runs_over(first, second[0].text))
    cells = 0
    other = [(bottom(line), begins) for line, begins in begun(second)]
    for line, begins in begun(first):
        beside = next((b for foot, b in other if abs(foot - bottom(line)) < LEVEL), Begins.UNSURE)
        pair = {begins, beside}
        columns += Begins.NOT in pair and bool(pair & {Begins.AFTER_END, Begins.WITH_NUMBER})
        cells += not pair & {Begins.NOT, Begins.UNSURE} and pair != {Begins.WITH_NUMBER}
    return Signs(columns, cells, are_numbered(first) and are_numbered(second))


def are_numbered(lines: Sequence[Block]) -> bool:
    """Say whether several lines of a side begin with a number and go on with words."""
    return sum(read_label(line.text) is not None for line in lines) >= ENOUGH


def runs_over(column: Sequence[Block], head: str) -> bool:
    """Say whether the last line of a column goes on in the first of the next."""
    last = column[-1].text
    small = head[:1].islower() and read_label(head) is None
    full = reach(column[-1], edges_of(column)) >= ENDS_EARLY
    return small and full and (last.endswith(BROKEN) or not ENDS_SENTENCE.search(last))


def edges_of(lines: Sequence[Block]) -> tuple[float, float]:
    """Return the left and the right edge of a column."""
    return min(map(left, lines)), max(map(right, lines))


def reach(line: Block, edges: tuple[float, float]) -> float:
    """Return how far into its column a line reaches, of 1."""
    far = edges[1] - left(line) if is_right_to_left(line.text) else right(line) - edges[0]
    return far / max(edges[1] - edges[0], 1.0)


def begun(lines: Sequence[Block]) -> list[tuple[Block, Begins]]:
    """Return the lines of one side, each with whether it begins a paragraph."""
    edges = edges_of(lines)
    befores = [None, *lines]
    return [
        (line, begins_paragraph(before, line, edges))
        for before, line in zip(befores, lines, strict=False)
    ]


def begins_paragraph(before: Block | None, line: Block, edges: tuple[float, float]) -> Begins:
    """Say whether a line of a column between two edges begins a paragraph.

    A number does, and words after the end of a sentence or after a short line; small letters go
    on with a line that is not short, and anything with a full one.
    """
    if read_label(line.text):
        return Begins.WITH_NUMBER
    small = line.text[:1].islower()
    if before is None:
        return Begins.NOT if small else Begins.UNSURE
    far = reach(before, edges)
    if ENDS_SENTENCE.search(before.text) or before.text.endswith((",", "،")):
        return Begins.UNSURE if small else Begins.AFTER_END
    if far < ENDS_EARLY:
        return Begins.UNSURE if small else Begins.AFTER_SHORT
    return Begins.NOT if small or far >= REACHES_EDGE else Begins.UNSURE
