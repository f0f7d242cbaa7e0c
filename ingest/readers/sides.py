"""What stands left of a gutter, and what right of it; the rows that both make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.models import Block
from ingest.readers.line_parts import bottom, cut, left, merge_pieces, top
from ingest.readers.right_to_left import is_right_to_left

WIDER_THAN_LINES = 1.5  # times the usual step: empty space between the rows of a table

Sides = tuple[list[Block], list[Block]]  # what stands left of a gutter, and what right of it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of a page that are read before those below them."""

    lines: list[Block]
    across: bool  # they run across the gutter
    ruled: bool = False  # rules stand above and below: a row of a table, or a frame


def sides_of(lines: Sequence[Block], gutter: float) -> Sides:
    """Return what of some lines stands left of a gutter, and what stands right of it."""
    sides: Sides = ([], [])
    for line in lines:
        for part in cut(line, gutter):
            sides[left(part) > gutter].append(part)
    return sides


def from_where_reading_begins(sides: Sides) -> Sides:
    """Return the sides as they are read: the right one first in Arabic."""
    text = "".join(line.text for side in sides for line in side)
    return (sides[1], sides[0]) if is_right_to_left(text) else sides


def row_by_row(sides: Sides) -> list[Block]:
    """Return the cells of a table, each row's from the side where reading begins.

    Rows end at empty space on both sides, else each line is a row.
    """
    cells = [merge_pieces(side) for side in from_where_reading_begins(sides)]
    ends = [*empty_heights([line for side in cells for line in side]), float("inf")]
    found: list[Block] = []
    last = float("-inf")
    for end in ends:
        for side in cells:
            found += (ln for ln in side if last <= (top(ln) + bottom(ln)) / 2 < end)
        last = end
    return found


def empty_heights(lines: Sequence[Block]) -> list[float]:
    """Return heights between rows: in wider spaces if some are wider, else between all lines."""
    down = sorted(lines, key=bottom)
    steps = [(b, bottom(b) - bottom(a)) for a, b in pairwise(down)]
    apart = [(line, step) for line, step in steps if step > 0.5 * (line.size or 10.0)]
    if not apart:
        return []
    usual = min(step for _, step in apart)
    wider = [line for line, step in apart if step > WIDER_THAN_LINES * usual]
    return [top(line) - 0.5 for line in (wider or [line for line, _ in apart])]
