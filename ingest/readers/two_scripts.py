"""A printed row in two scripts: a text and its translation side by side, read by PDFium as one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.glyphs import SPACE, Glyph
from ingest.readers.right_to_left import ARABIC, is_right_to_left

# Letter sizes: wider than any space between words of a justified line is one between columns.
COLUMN_GAP = 1.2


def parts_of(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Return a row in its parts from the left, where a wide gap stands between two scripts.

    Each keeps the order that the file has. Any other row is one part.
    """
    text = "".join(glyph.text for glyph in glyphs)
    if not ARABIC.search(text) or not any(c.isalnum() and not ARABIC.match(c) for c in text):
        return [[*glyphs]]
    placed = sorted((g for g in glyphs if g is not SPACE), key=lambda glyph: glyph.left)
    walls: list[float] = []
    edge = placed[0].right
    for before, glyph in pairwise(placed):
        edge = max(edge, before.right)
        if glyph.left - edge > COLUMN_GAP * size:
            walls.append((edge + glyph.left) / 2)
    parts: list[list[Glyph]] = [[] for _ in range(len(walls) + 1)]
    at = 0
    for glyph in glyphs:
        if glyph is not SPACE:
            at = sum(wall < glyph.left for wall in walls)
        parts[at].append(glyph)
    kinds = {is_right_to_left("".join(g.text for g in part)) for part in parts}
    return parts if len(kinds) > 1 else [[*glyphs]]
