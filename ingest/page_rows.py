"""The rows of a page: lines that stand side by side, from top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Block


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks of one height on a page, by their indexes, and where their tops are."""

    top: float
    indexes: tuple[int, ...]


def rows_of(blocks: Sequence[Block]) -> dict[int, list[Row]]:
    """Return the rows of each page, from top to bottom; in reading order where there is no box.

    Blocks without a page belong to none.
    """
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.page is not None:
            pages[block.page].append(index)
    return {page: [*rows_on(blocks, indexes)] for page, indexes in pages.items()}


def rows_on(blocks: Sequence[Block], indexes: Sequence[int]) -> Iterator[Row]:
    """Yield the rows that the blocks of one page form."""
    boxes = {index: box for index in indexes if (box := blocks[index].box)}
    if len(boxes) < len(indexes):
        yield from (Row(float(n), (index,)) for n, index in enumerate(indexes))
        return
    row: list[int] = []
    for index in sorted(indexes, key=lambda index: (boxes[index].bottom, index)):
        height = boxes[index].bottom - boxes[index].top
        if row and boxes[index].bottom - boxes[row[-1]].bottom > height / 2:
            yield Row(min(boxes[i].top for i in row), tuple(row))
            row = []
        row.append(index)
    if row:
        yield Row(min(boxes[i].top for i in row), tuple(row))
