"""Lines of a page put together from their pieces, and cut in two."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

from ingest.models import NO_EDGES, Block, Box
from ingest.numbering import is_number_alone
from ingest.readers.right_to_left import is_right_to_left

WIDEST_GAP_IN_LETTERS = 1.2  # letter sizes
WIDEST_GAP_IN_A_LINE = 40.0  # points: a tab after a number; columns stand as close seldom


def merge_pieces(lines: Sequence[Block], widest: float | None = None) -> list[Block]:
    """Join neighbours on one baseline that stand closer than columns do.

    Or closer than `widest`, in letter sizes.
    """
    merged: list[Block] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last and last.box and line.box and on_one_line(last, line, widest):
            leftmost, other = (last, line) if last.box.left <= line.box.left else (line, last)
            turned = is_right_to_left(line.text + last.text)
            first, second = (other, leftmost) if turned else (leftmost, other)
            known = bool(first.edges and second.edges)
            merged[-1] = replace(
                last,
                text=f"{first.text} {second.text}",
                box=last.box.with_(line.box),
                bold=last.bold and line.bold,
                edges=first.edges + array("f", (nan, nan)) + second.edges if known else NO_EDGES,
            )
        else:
            merged.append(line)
    return merged


def on_one_line(a: Block, b: Block, most: float | None = None) -> bool:
    """Say whether two blocks are pieces of one line: same height, a small gap between.

    After a printed number the gap may be as wide as a tab; elsewhere it parts columns. `most` is
    how wide it may be anywhere, in letter sizes.
    """
    if a.box is None or b.box is None:
        return False
    shared = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    height = min(a.box.bottom - a.box.top, b.box.bottom - b.box.top)
    gap = max(a.box.left, b.box.left) - min(a.box.right, b.box.right)
    numbered = is_number_alone(a.text) or is_number_alone(b.text)
    widest = WIDEST_GAP_IN_A_LINE if numbered else WIDEST_GAP_IN_LETTERS * a.size
    if most is not None:
        widest = most * a.size
    return shared > 0.5 * height and gap < widest


def cut(line: Block, x: float) -> list[Block]:
    """Return what of a line stands left of `x`, and what stands right of it."""
    if not line.box or not line.edges or not left(line) < x < right(line):
        return [line]
    parts: tuple[list[int], list[int]] = ([], [])
    beyond = False
    for n in range(len(line.text)):
        middle = line.edges[2 * n] + line.edges[2 * n + 1]
        beyond = beyond if isnan(middle) else middle / 2 > x
        parts[beyond].append(n)
    return [part_of(line, places) for places in parts if places]


def part_of(line: Block, places: Sequence[int]) -> Block:
    """Return the characters of a line at some places in it, without spaces at the ends."""
    held = [*places]
    while held and line.text[held[-1]] == " ":
        held.pop()
    while held and line.text[held[0]] == " ":
        held.pop(0)
    edges = array("f", [edge for n in held for edge in line.edges[2 * n : 2 * n + 2]])
    drawn = [edge for edge in edges if not isnan(edge)]
    box = line.box and Box(min(drawn), line.box.top, max(drawn), line.box.bottom)
    return replace(line, text="".join(line.text[n] for n in held), edges=edges, box=box)


def top(line: Block) -> float:
    """Return how far below the page's top a line begins."""
    return line.box.top if line.box else 0.0


def bottom(line: Block) -> float:
    """Return how far below the page's top a line ends."""
    return line.box.bottom if line.box else 0.0


def left(line: Block) -> float:
    """Return a line's left edge."""
    return line.box.left if line.box else 0.0


def right(line: Block) -> float:
    """Return a line's right edge."""
    return line.box.right if line.box else 0.0
