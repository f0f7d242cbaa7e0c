"""Where paragraphs begin on a page: told by the space between lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.models import Block, Box

# A line this much farther from the last than lines usually are begins a paragraph.
WIDER = 1.3
FREQUENT = 0.1
# A line this much higher than wide runs up or down its page; a single letter does not.
SIDEWAYS = 4.0


def mark_gaps(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with `gap` set where empty space stands before a line on its page.

    Blocks without boxes, and those of lines that run up or down the page, are left as they are.
    """
    steps = [step(a.box, b.box) for a, b in pairwise(blocks) if on_one_page(a, b)]
    usual = usual_step(steps)
    marked = [*blocks[:1]]
    for before, block in pairwise(blocks):
        if on_one_page(before, block):
            distance = step(before.box, block.box)
            # Upwards: the next column, whose first line may go on with the last.
            marked.append(replace(block, gap=distance > WIDER * usual > 0))
        else:
            marked.append(block)
    return marked


def usual_step(steps: Sequence[float]) -> float:
    """Return how far apart lines of one paragraph are: the least of the frequent steps.

    Not the middle one: in a report of short paragraphs most steps are between paragraphs.
    """
    rounded = Counter(round(step) for step in steps if step > 0)
    often = [step for step, count in rounded.items() if count >= FREQUENT * rounded.total()]
    return float(min(often, default=0))


def on_one_page(a: Block, b: Block) -> bool:
    """Say whether both blocks are level lines with a place on the same page."""
    return is_level(a.box) and is_level(b.box) and a.page == b.page


def is_level(box: Box | None) -> bool:
    """Say whether a line is not one of a page that was scanned sideways."""
    return box is not None and box.bottom - box.top < SIDEWAYS * (box.right - box.left)


def step(a: Box | None, b: Box | None) -> float:
    """Return how far a line's foot is below that of the line before; less than 0 is above."""
    return b.bottom - a.bottom if a and b else 0.0
