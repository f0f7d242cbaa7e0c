"""The lines of a report to rows of the store, and back: places in hundredths of a point."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np

from ingest.models import NO_EDGES, Box, Line

PARTS = 100  # of a point: finer than a screen shows
# Whole numbers before a line's edges: its span, its box, how many characters have edges (less than
# nothing if the line runs up or down the page: so many, and one, below it).
HEAD = 7
NOWHERE = -1  # the width of a space

PageRow = tuple[str, int, int, int, bytes]


def page_rows(report_id: str, lines: Iterable[Line]) -> Iterator[PageRow]:
    """Yield a row for each page: the report's id, the page, the span of its lines, the lines."""
    by_page = sorted(lines, key=lambda line: line.page)
    for page, group in groupby(by_page, key=lambda line: line.page):
        held = [*group]
        start, end = min(line.start for line in held), max(line.end for line in held)
        yield report_id, page, start, end, pack_lines(held)


def pack_lines(lines: Sequence[Line]) -> bytes:
    """Return the lines of one page as bytes."""
    numbers: list[int] = []
    for line in lines:
        box = (line.box.left, line.box.top, line.box.right, line.box.bottom)
        numbers += (line.start, line.end, *(round(edge * PARTS) for edge in box))
        count = len(line.edges) // 2
        numbers.append(-1 - count if line.sideways else count)
        numbers += packed_edges(line.edges)
    return zlib.compress(np.array(numbers, dtype="<i4").tobytes())


def packed_edges(edges: array[float]) -> list[int]:
    """Return how far each character begins from the last one, then how wide each of them is.

    Widths repeat as letters do, so that they take few bytes.
    """
    places = np.rint(np.array(edges, dtype=float).reshape(-1, 2) * PARTS)
    drawn = ~np.isnan(places[:, 0])
    steps = np.zeros(len(places), dtype=int)
    steps[drawn] = np.diff(places[drawn, 0], prepend=0)
    widths = np.full(len(places), NOWHERE)
    widths[drawn] = np.maximum(places[drawn, 1] - places[drawn, 0], 0)
    return [*steps.tolist(), *widths.tolist()]


def unpack_lines(data: bytes, page: int) -> Iterator[Line]:
    """Yield the lines of one page from their bytes."""
    numbers = np.frombuffer(zlib.decompress(data), dtype="<i4")
    at = 0
    while at < len(numbers):
        start, end, *box, count = numbers[at : at + HEAD].tolist()
        at += HEAD
        sideways, count = count < 0, -1 - count if count < 0 else count
        edges = unpacked_edges(numbers[at : at + count], numbers[at + count : at + 2 * count])
        at += 2 * count
        yield Line(start, end, page, Box(*(edge / PARTS for edge in box)), edges, sideways)


def unpacked_edges(steps: np.ndarray, widths: np.ndarray) -> array[float]:
    """Return the edges of a line's characters: what `packed_edges` was given."""
    if not len(steps):
        return NO_EDGES
    places = np.empty((len(steps), 2), dtype="<f4")
    places[:, 0] = np.cumsum(steps) / PARTS
    places[:, 1] = places[:, 0] + widths / PARTS
    places[widths == NOWHERE] = np.nan
    return array("f", places.ravel().tolist())
