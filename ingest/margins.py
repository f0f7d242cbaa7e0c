"""Line numbers in the margin: found by their column and their even steps, and taken out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.models import Block, Box, Doubt

NUMBER = re.compile(r"(?P<number>\d{1,4})(?:\s+(?P<words>\S.*))?$")
# Fewer numbers in a column on a page are no numbering of its lines.
FEWEST = 3
# Points: numbers of one column end at one edge, or begin at one.
ONE_EDGE = 3.0
# Points at least between a number in the margin and the text.
APART = 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers beside the text: where they end, and how far each is from the last."""

    edge: float
    step: int


def drop_line_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks without the numbers that count their lines, and a doubt that tells them.

    A reader may have put a number and the line beside it together: the line is kept.
    """
    pages: defaultdict[int | None, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.box:
            pages[block.page].append(index)
    columns = [column for indexes in pages.values() if (column := find_column(blocks, indexes))]
    if not columns:
        return list(blocks), []
    column = columns[0]
    counted = {
        index
        for indexes in pages.values()
        for index in indexes
        if (number := number_in(blocks[index], column.edge)) and number % column.step == 0
    }
    kept = [
        without_number(block) if index in counted else block
        for index, block in enumerate(blocks)
        if index not in counted or not block.text.isdecimal()
    ]
    first = blocks[min(counted)]
    message = f"Line numbers in the margin, left out: {len(counted)}."
    return kept, [Doubt("line-numbers", message, first.page, {"count": len(counted)})]


def find_column(blocks: Sequence[Block], indexes: Sequence[int]) -> Column | None:
    """Return the column of line numbers in the margin of a page, None without one."""
    text = [blocks[index].box for index in indexes if not NUMBER.match(blocks[index].text)]
    lefts = sorted(box.left for box in text if box)
    if not lefts:
        return None
    margin = lefts[len(lefts) // 20] - APART  # a few lines may stand further out
    edges = [
        box.right
        for index in indexes
        if blocks[index].text.isdecimal() and (box := blocks[index].box) and box.right < margin
    ]
    if len(edges) < FEWEST - 1:
        return None
    edge = max(edges)
    beside = sorted((box.bottom, index) for index in indexes if (box := blocks[index].box))
    numbers = [number for _, index in beside if (number := number_in(blocks[index], edge))]
    steps = {b - a for a, b in pairwise(numbers)}
    if len(numbers) < FEWEST or len(steps) != 1 or min(steps) <= 0:
        return None
    return Column(edge, min(steps))


def number_in(block: Block, edge: float) -> int | None:
    """Return the number that a block is, or begins with, in a column; None without one."""
    match = NUMBER.match(block.text)
    return (
        int(match["number"]) if match and begins_in(block.box, edge, not match["words"]) else None
    )


def begins_in(box: Box | None, edge: float, alone: bool) -> bool:
    """Say whether a number ends at the edge of its column; one put with its line begins there."""
    if box is None:
        return False
    return abs(box.right - edge) < ONE_EDGE if alone else box.left < edge


def without_number(block: Block) -> Block:
    """Return a line without the number that was put before it."""
    match = NUMBER.match(block.text)
    return block.without(0, match.start("words")) if match and match["words"] else block
