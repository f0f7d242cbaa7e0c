"""From a span of a report's text to rectangles on its pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import isnan

from ingest.models import Box, Line, PageBox


def boxes_of(lines: Sequence[Line], start: int, end: int) -> list[PageBox]:
    """Return the boxes that cover the letters of a span and no others, in reading order.

    One for each line; more where the span's letters stand apart on a line that holds both
    Arabic and Latin words. None for spaces alone, or where no places are known. `lines` are in
    the order of their spans.
    """
    first = bisect_right(lines, start, key=lambda line: line.end)
    found: list[PageBox] = []
    for line in lines[first:]:
        if line.start >= end:
            break
        found += (PageBox(line.page, box) for box in boxes_on(line, start, end))
    return found


def boxes_on(line: Line, start: int, end: int) -> Iterator[Box]:
    """Yield a box for each run of letters of the span that no other letter stands between."""
    if not line.edges or (start <= line.start and end >= line.end):
        yield line.box
        return
    letters = sorted(
        (left, right, start <= line.start + n < end)
        for n, (left, right) in enumerate(zip(line.edges[::2], line.edges[1::2], strict=True))
        if not isnan(left)  # a space is nowhere
    )
    for inside, run in groupby(letters, key=lambda letter: letter[2]):
        if inside:
            edges = [*run]
            first, last = edges[0][0], max(end for _, end, _ in edges)
            if line.sideways:
                yield Box(line.box.left, first, line.box.right, last)
            else:
                yield Box(first, line.box.top, last, line.box.bottom)
