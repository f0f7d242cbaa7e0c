"""The column that a line stands in: how far its neighbours reach, and where it begins in it."""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.models import Block, Box
from ingest.readers.right_to_left import is_right_to_left

# Neighbours looked at on each side of a line: a column may be narrower further down.
NEIGHBOURS = 12
NEAR = 4.0  # times the height of a letter
# Under this many times the height of a letter two edges are one.
SAME_EDGE = 0.6
CENTRED = 4.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line's edges along its reading direction and down the page; `run` counts the columns."""

    start: float
    end: float
    top: float
    bottom: float
    run: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, measured along its reading direction, in points.

    `start` is where it begins on the page, `indent` the space before it in its column, `room` the
    space left after it; `letter` is the height of a letter, `run` counts the columns.
    """

    start: float
    indent: float
    room: float
    width: float
    letter: float
    run: int

    def begins_with(self, other: Place) -> bool:
        """Say whether both lines begin at one edge, that of their columns if they have two."""
        near = SAME_EDGE * self.letter
        if abs(self.start - other.start) < near:
            return True
        return self.run != other.run and abs(self.indent - other.indent) < near

    def begins_after(self, other: Place) -> bool:
        """Say whether this line is indented further than the other."""
        return not self.begins_with(other) and (
            self.start > other.start if self.run == other.run else self.indent > other.indent
        )

    @property
    def centred(self) -> bool:
        """Say whether the same space is left on both sides, more than an indent."""
        even = abs(self.indent - self.room) < 1.5 * self.letter
        return even and min(self.indent, self.room) > CENTRED * self.letter


def places_of(blocks: Sequence[Block]) -> list[Place | None]:
    """Return the place of each block in its column; None without a box.

    Columns that a heading over the whole page parts are measured together with what stands above
    and below it in the same column.
    """
    heights = [block.box.bottom - block.box.top for block in blocks if block.box]
    letter = max(statistics.median(heights), 1.0) if heights else 1.0
    beside: defaultdict[int | None, list[Line]] = defaultdict(list)
    columns: defaultdict[tuple[int | None, str | int], list[Line]] = defaultdict(list)
    lines: list[tuple[Line, Block, tuple[int | None, str | int], int] | None] = []
    runs = [*runs_down(blocks)]
    parted = {run[0].page for run in runs if any(block.column for block in run)}
    for count, run in enumerate(runs):
        page = run[0].page
        key = (page, run[0].column if page in parted else count)
        for block, line in zip(run, lines_of(run, count), strict=True):
            if line is None:
                lines.append(None)
                continue
            lines.append((line, block, key, len(columns[key])))
            beside[page].append(line)
            columns[key].append(line)
    begins = {
        key: -supported_edge([-ln.start for ln in own], letter) for key, own in columns.items()
    }
    walls = {page: Walls.of(own, NEIGHBOURS * letter) for page, own in beside.items()}
    return [
        each and place_of(columns[each[2]], each[3], begins[each[2]], walls[each[1].page], letter)
        for each in lines
    ]


def lines_of(run: Sequence[Block], count: int) -> list[Line | None]:
    """Return the edges of the lines of one column; None for those without a box."""
    lines: list[Line | None] = []
    for block in run:
        if block.box is None:
            lines.append(None)
        else:
            start, end = along(block.box, is_right_to_left(block.text))
            lines.append(Line(start, end, block.box.top, block.box.bottom, count))
    return lines


@dataclass(frozen=True, slots=True)
class Walls:
    """The lines of a page by their tops: where others begin beside a line."""

    lines: Sequence[Line]
    tallest: float
    height: float  # so far above and below a line others bound it
    one: bool  # the page has one column: there are no others

    @classmethod
    def of(cls, lines: Sequence[Line], height: float) -> Walls:
        """Return the walls of a page."""
        tallest = max(line.bottom - line.top for line in lines)
        one = len({line.run for line in lines}) == 1
        return cls(sorted(lines, key=lambda line: line.top), tallest, height, one)

    def after(self, line: Line) -> float:
        """Return where the next column begins after a line; infinity if none does."""
        if self.one:
            return math.inf
        top, bottom = line.top - self.height, line.bottom + self.height
        first = bisect_left(self.lines, top - self.tallest, key=lambda other: other.top)
        last = bisect_left(self.lines, bottom, key=lambda other: other.top)
        return min(
            (
                other.start
                for other in self.lines[first:last]
                if other.run != line.run and other.start > line.end and other.bottom > top
            ),
            default=math.inf,
        )


def place_of(run: Sequence[Line], at: int, begins: float, walls: Walls, letter: float) -> Place:
    """Return the place of a line of a column that begins there, by its neighbours in it."""
    line = run[at]
    wall = walls.after(line)
    near = [n for n in run[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] if n.end <= wall]
    room = max(supported_edge([other.end for other in near], letter) - line.end, 0.0)
    return Place(line.start, line.start - begins, room, line.end - line.start, letter, line.run)


def runs_down(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the lines that follow one another down one page, or one column of it."""
    run: list[Block] = []
    for block in blocks:
        if run and not goes_down(run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def goes_down(a: Block, b: Block) -> bool:
    """Say whether a line stands on the page of the one before it, and not above it."""
    if a.box is None or b.box is None:
        return a.box is b.box
    return a.page == b.page and a.column == b.column and b.box.bottom >= a.box.top


def along(box: Box, backwards: bool) -> tuple[float, float]:
    """Return where a line begins and ends along its reading direction."""
    return (-box.right, -box.left) if backwards else (box.left, box.right)


def supported_edge(edges: Sequence[float], letter: float) -> float:
    """Return the farthest edge that another comes near to: no line that runs past its column."""
    farthest = sorted(edges, reverse=True)
    near = (a for a, b in pairwise(farthest) if a - b <= NEAR * letter)
    return next(near, farthest[0])
