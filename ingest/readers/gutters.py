"""Where the empty band between two columns of a page stands."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from ingest.models import Block
from ingest.readers.line_parts import bottom, left, right, top

# So many lines on each side of a gutter make columns; fewer may be signatures or a heading.
FEWEST_LINES = 5
FEWEST_AT_ALL = 2
# A gap that may be a gutter, in letter sizes: wider than between words of a justified line.
NARROWEST_GUTTER = 0.8
# A side narrower than this many letter sizes holds numbers or marks, not text.
NARROWEST_COLUMN = 6.0
MOST_LINES = 2_000  # no page of a report has more; a hostile file may
WIDEST_PAGE = 14_400.0  # points: the most that a PDF page may have
LONGER = 0.75  # of the lines are shorter
RUN_INTO = (1.0, 0.9, 0.8)
LESS_THAN_MOST = 0.5
FAR_FEWER = 0.7  # of the lines that cross a band where most do
MOST_GUTTERS = 4  # that are tried
STEP = 2.0  # points between the places where a gutter is looked for


@dataclass(frozen=True, slots=True)
class Gutter:
    """The middle of an empty band, and how many lines stand on its lesser side."""

    x: float
    lines: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or what stands of it on one side of a wide gap."""

    left: float
    right: float
    top: float
    bottom: float
    line: int  # its index among the lines of the page


def find_gutters(lines: Sequence[Block]) -> list[Gutter]:
    """Return the empty bands with lines on both sides, the one with the most first.

    Each is a guess where there is another: the words around must tell.
    """
    if len(lines) < 2 * FEWEST_AT_ALL and not any(wide_gaps(line) for line in lines):
        return []
    start, end = min(map(left, lines)), max(map(right, lines))
    if len(lines) > MOST_LINES or end - start > WIDEST_PAGE:
        return []
    pieces = [piece for n, line in enumerate(lines) for piece in pieces_of(line, n)]
    size = statistics.median(line.size or 10.0 for line in lines)
    places = [start + STEP * n for n in range(1, int((end - start) / STEP))]
    covered = Counter(
        n
        for piece in pieces
        for n in range(
            max(0, int((piece.left - start) / STEP)), int((piece.right - start) / STEP) + 1
        )
    )
    # Where words stand almost everywhere there is no need to count lines.
    likely = [x for n, x in enumerate(places) if covered[n + 1] < 0.8 * len(lines)]
    counts = {x: lines_beside(pieces, x, size) for x in likely}
    most = max(counts.values(), default=0)
    crossed = {x: covered[n + 1] for n, x in enumerate(places)}
    narrowest = NARROWEST_GUTTER * size
    found: list[Gutter] = []
    if most >= FEWEST_LINES:
        # One that nothing more crosses, if it is wide enough; else one that lines run into.
        bands = ([x for x in likely if counts[x] >= n * most] for n in RUN_INTO)
        middles = (middle_of_widest(places, crossed, narrowest) for places in bands)
        found = [Gutter(x, most) for x in middles if x is not None][:1]
    fewest = max(FEWEST_AT_ALL, LESS_THAN_MOST * most)
    for count in sorted({n for n in counts.values() if n >= fewest}, reverse=True):
        x = middle_of_widest([x for x in likely if counts[x] == count], crossed, narrowest)
        if x is not None and all(x != other.x for other in found):
            found.append(Gutter(x, count))
    return found[:MOST_GUTTERS]


def middle_of_widest(
    places: Sequence[float], crossed: Mapping[float, int], narrowest: float
) -> float | None:
    """Return the middle of the longest run of neighbouring places, if it is as wide as a gutter.

    Of such a run, the middle of what far fewer lines cross, if that is as wide.
    """
    widest = longest_run(places)
    if not widest or width_of(widest) < narrowest:
        return None
    most = FAR_FEWER * max(crossed[x] for x in widest)
    free = longest_run([x for x in widest if crossed[x] <= most])
    run = free if free and width_of(free) >= narrowest else widest
    return (run[0] + run[-1]) / 2


def longest_run(places: Sequence[float]) -> list[float]:
    """Return the longest run of neighbouring places."""
    runs: list[list[float]] = []
    for place in places:
        if runs and place - runs[-1][-1] < 1.5 * STEP:
            runs[-1].append(place)
        else:
            runs.append([place])
    return max(runs, key=len, default=[])


def width_of(run: Sequence[float]) -> float:
    """Return how wide a run of places is."""
    return run[-1] - run[0] + 2 * STEP


def lines_beside(pieces: Sequence[Piece], x: float, size: float) -> int:
    """Return how many lines stand on the lesser side of `x`, in stretches that nothing crosses."""
    total = 0
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for piece in [*pieces, None]:
        if piece is None or piece.left < x < piece.right:
            total += least_side(sides, size)
            sides = ([], [])
        else:
            sides[piece.left > x].append(piece)
    return total


def least_side(sides: tuple[list[Piece], list[Piece]], size: float) -> int:
    """Return the count of the lesser side's lines beside the other; 0 for a side of numbers."""
    if not all(sides):
        return 0
    first = max(min(piece.top for piece in side) for side in sides)
    last = min(max(piece.bottom for piece in side) for side in sides)
    beside = [[p for p in side if p.bottom > first and p.top < last] for side in sides]
    if not all(beside):
        return 0
    if min(map(usual_width, beside)) < NARROWEST_COLUMN * size:
        return 0
    lines = min(len({p.line for p in side}) for side in beside)
    # Between lines that run across, one with a wide gap is a justified line of a few words.
    return lines if lines > 1 else 0


def usual_width(side: Sequence[Piece]) -> float:
    """Return how wide the longer lines of a side are: a justified one may be in many pieces.

    Most lines of a column may be short headings; those of numbers or marks are all short.
    """
    lines: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in side:
        lines[piece.line].append(piece)
    widths = sorted(
        max(piece.right for piece in line) - min(piece.left for piece in line)
        for line in lines.values()
    )
    return widths[int(LONGER * len(widths))]


def pieces_of(line: Block, number: int) -> list[Piece]:
    """Return a line in pieces, parted where a gap is wide enough for a gutter."""
    edges = [left(line), *(edge for gap in wide_gaps(line) for edge in gap), right(line)]
    return [
        Piece(edges[n], edges[n + 1], top(line), bottom(line), number)
        for n in range(0, len(edges), 2)
    ]


def wide_gaps(line: Block) -> list[tuple[float, float]]:
    """Return the gaps of a line that are wide enough for a gutter, from the left."""
    if " " not in line.text or not line.edges:
        return []
    letters = sorted(
        (a, b) for a, b in zip(line.edges[::2], line.edges[1::2], strict=True) if not isnan(a)
    )
    gaps: list[tuple[float, float]] = []
    edge = letters[0][1]
    for a, b in letters:
        if a - edge > NARROWEST_GUTTER * (line.size or 10.0):
            gaps.append((edge, a))
        edge = max(edge, b)
    return gaps
