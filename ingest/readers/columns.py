"""The order in which the lines of a page are read: columns side by side, tables row by row.

A gutter is an empty upright band with lines on both sides. Lines that run across it, such as a
heading over the whole width or notes at the foot, part the page into stretches that are read one
after another. Within a stretch each column is read to its end, unless it is a table: its cells
are short, or ruled.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.models import Block, Box
from ingest.readers.column_numbers import go_on_through
from ingest.readers.column_signs import LEVEL, Signs, signs_of
from ingest.readers.gutters import FEWEST_LINES, Gutter, find_gutters, pieces_of
from ingest.readers.line_parts import bottom, left, merge_pieces, right, top
from ingest.readers.reading_orders import Orders, read_both_ways
from ingest.readers.sides import Sides, Stretch, from_where_reading_begins, row_by_row, sides_of

# Pieces that stand as close as words do are one line, whatever else the page holds.
NO_GAP = 0.3
# How full of its column the middle line is: text runs to the edge, the cells of a table do not.
FULL, SURELY_FULL, SURELY_NOT_FULL = 0.7, 0.8, 0.6
MOSTLY_BESIDE, OFTEN_BESIDE = 0.5, 0.75  # of the lines
ALONE = 0.2
SURELY_BETTER = 2  # places where one order goes on as texts do, and the other does not
NEAR_RULE = 20.0  # points from a line to the rule above or below it
THICKEST_RULE = 3.0


@dataclass(frozen=True, slots=True)
class Ordered:
    """The lines of a page in reading order; `unsure` says that they could be read otherwise."""

    lines: list[Block]
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Divided:
    """The lines of a page in parts from top to bottom, each across a gutter or beside it.

    `few` stand beside it; `orders` says how well they read as columns, and as rows.
    """

    gutter: float
    few: bool
    parts: list[Stretch]
    orders: Orders

    @property
    def reads_as_columns(self) -> bool:
        """Whether its lines are columns beyond doubt, by their places or their words.

        A few lines beside each other are columns only where the page has columns anyway.
        """
        return self.orders.better >= SURELY_BETTER or (
            not self.few and have_columns(self.parts, self.gutter)
        )


def in_reading_order(lines: Sequence[Block], rules: Iterable[Box] = ()) -> Ordered:
    """Return the lines from top to bottom, column by column where the page has columns.

    Pieces of one printed line, such as a number and the text a tab away, become one block.
    `rules` are the lines drawn on the page: they tell a table from columns.
    """
    placed = sorted((ln for ln in lines if ln.box), key=lambda ln: (round(top(ln)), left(ln)))
    placed = merge_pieces(placed, NO_GAP)
    rules = [*rules]
    pages = [divided(placed, gutter, rules) for gutter in find_gutters(placed)]
    if not pages:
        return Ordered(merge_pieces(placed))
    page = best_divided(pages)
    columns = page.reads_as_columns
    if page.few and not columns:
        return Ordered(merge_pieces(placed), unsure=page.orders.better > 0)
    gutter = page.gutter
    found: list[Block] = []
    unsure = False
    for part in page.parts:
        ordered = Ordered(merge_pieces(part.lines))
        if not part.across:
            ordered = side_by_side(part, gutter, rules, columns)
        found += ordered.lines
        unsure |= ordered.unsure
    return Ordered(found, unsure)


def divided(lines: Sequence[Block], gutter: Gutter, rules: Sequence[Box]) -> Divided:
    """Return a page in the parts that a gutter and the rules across it make."""
    parts = [p for run in stretches(lines, gutter.x) for p in parted(run, gutter.x, rules)]
    few = gutter.lines < FEWEST_LINES
    return Divided(gutter.x, few, parts, read_both_ways(parts, gutter.x, by_line=few))


def best_divided(pages: Sequence[Divided]) -> Divided:
    """Return a page as the gutter with the most lines divides it, unless another reads better."""
    first, *others = pages
    told = [page for page in others if page.orders.better >= SURELY_BETTER]
    best = max(told, key=lambda page: page.orders.columns, default=first)
    if not first.few and have_columns(first.parts, first.gutter):
        return first
    unread = first.few and first.orders.better < SURELY_BETTER
    margin = 0 if unread else SURELY_BETTER
    return best if best.orders.columns >= first.orders.columns + margin else first


def stretches(lines: Sequence[Block], gutter: float) -> Iterator[Stretch]:
    """Yield runs of lines from the top: those across the gutter, and those beside it."""
    run: list[Block] = []
    across = False
    for line in lines:
        crosses = any(p.left < gutter < p.right for p in pieces_of(line, 0))
        if run and crosses != across:
            yield Stretch(run, across)
            run = []
        across = crosses
        run.append(line)
    if run:
        yield Stretch(run, across)


def parted(stretch: Stretch, gutter: float, rules: Sequence[Box]) -> Iterator[Stretch]:
    """Yield a stretch in the parts between the rules that are drawn across the gutter in it."""
    heights = [] if stretch.across else rules_across(rules, stretch.lines, gutter)
    above = float("-inf")
    for n, below in enumerate([*heights, float("inf")]):
        inside = [ln for ln in stretch.lines if above <= (top(ln) + bottom(ln)) / 2 < below]
        if inside:
            yield Stretch(inside, stretch.across, ruled=0 < n < len(heights))
        above = below


def have_columns(parts: Sequence[Stretch], gutter: float) -> bool:
    """Say whether a page has columns beyond doubt: one stretch shows it, or all together do.

    Between headings over the whole width columns may be a few lines long.
    """
    if any(are_columns(part, gutter) for part in parts):
        return True
    free = [part for part in parts if not (part.across or part.ruled)]
    sides = [sides_of(part.lines, gutter) for part in free]
    signs = sum(map(signs_between, sides), start=Signs())
    ordered = [from_where_reading_begins(pair) for pair in sides]
    return signs.tell_columns or go_on_through([merge_pieces(x) for pair in ordered for x in pair])


def are_columns(stretch: Stretch, gutter: float) -> bool:
    """Say whether the lines of a stretch are columns beyond doubt, not a table."""
    if stretch.across or stretch.ruled:
        return False
    sides = sides_of(stretch.lines, gutter)
    if fewer_lines(sides) < FEWEST_LINES:
        return False
    if fullness(sides) >= SURELY_FULL or run_apart(sides) or count_through(sides):
        return True
    return signs_between(sides).tell_columns


def fewer_lines(sides: Sides) -> int:
    """Return how many lines the side with fewer has."""
    return min(len(merge_pieces(side)) for side in sides)


def side_by_side(part: Stretch, gutter: float, rules: Sequence[Box], columns: bool) -> Ordered:
    """Return the lines of a stretch with a gutter: column by column, or a table row by row.

    `columns` says that its page has some beyond doubt.
    """
    sides = sides_of(part.lines, gutter)
    count = fewer_lines(sides)
    if count >= FEWEST_LINES and none_beside(sides):
        return Ordered(merge_pieces(sorted(part.lines, key=top)))
    if count < (1 if part.ruled or columns else FEWEST_LINES):
        return Ordered(row_by_row(sides))
    full = fullness(sides) if count >= FEWEST_LINES else 1.0
    signs = signs_between(sides)
    apart = run_apart(sides) or count_through(sides) or signs.tell_columns
    better = 0
    if full < SURELY_FULL and not apart:
        better = read_both_ways([part], gutter, by_line=count < FEWEST_LINES).better
        apart = better >= SURELY_BETTER or (
            better > 0 and (columns or run_apart(sides, OFTEN_BESIDE))
        )
        apart = apart or (columns and better == 0 and signs.cells <= signs.columns)
    if full < FULL and not apart:
        unsure = full >= SURELY_NOT_FULL or signs.columns > 1 or signs.numbered or better > -columns
        return Ordered(row_by_row(sides), unsure)
    read = [in_reading_order(side, rules) for side in from_where_reading_begins(sides)]
    unsure = not (full >= SURELY_FULL or apart) or any(column.unsure for column in read)
    return Ordered([in_column(line, gutter) for column in read for line in column.lines], unsure)


def in_column(line: Block, gutter: float) -> Block:
    """Return a line with the column that it stands in, within the one that it had."""
    return replace(line, column=("left" if left(line) < gutter else "right") + line.column)


def none_beside(sides: Sides) -> bool:
    """Say whether hardly a line of one side stands beside one of the other.

    So stand centred headings over short lines: they are no columns.
    """
    one, other = sorted((merge_pieces(side) for side in sides), key=len)
    beside = sum(any(top(a) < bottom(b) and top(b) < bottom(a) for b in other) for a in one)
    return beside < ALONE * len(one)


def run_apart(sides: Sides, most_beside: float = MOSTLY_BESIDE) -> bool:
    """Say whether the lines of each side go down the page on their own, as those of columns do.

    The rows of a table stand side by side.
    """
    one, other = sorted(([bottom(ln) for ln in merge_pieces(side)] for side in sides), key=len)
    beside = sum(any(abs(a - b) < LEVEL for b in other) for a in one)
    return len(one) >= FEWEST_LINES and beside < most_beside * len(one)


def count_through(sides: Sides) -> bool:
    """Say whether numbers of one style go on from the foot of one side to the head of the other.

    Those of a table, or of a translation beside its text, do not.
    """
    return go_on_through([merge_pieces(side) for side in from_where_reading_begins(sides)])


def signs_between(sides: Sides) -> Signs:
    """Return what the words of both sides tell."""
    first, second = (merge_pieces(side) for side in from_where_reading_begins(sides))
    return signs_of(first, second)


def fullness(sides: Sides) -> float:
    """Return how much of its column's width the middle line takes, on the side with less."""
    return min(fullness_of(merge_pieces(side)) for side in sides)


def fullness_of(lines: Sequence[Block]) -> float:
    """Return how much of a column's width its middle line takes."""
    column = max(map(right, lines)) - min(map(left, lines))
    return statistics.median(right(line) - left(line) for line in lines) / max(column, 1.0)


def rules_across(rules: Sequence[Box], lines: Sequence[Block], gutter: float) -> list[float]:
    """Return the heights of the level rules near these lines that run across the gutter."""
    first, last = min(map(top, lines)), max(map(bottom, lines))
    edges = sorted(
        edge
        for rule in rules
        if rule.left < gutter < rule.right
        for edge in (rule.top, rule.bottom)
        if first - NEAR_RULE < edge < last + NEAR_RULE
    )
    return [b for a, b in pairwise([float("-inf"), *edges]) if b - a > THICKEST_RULE]
