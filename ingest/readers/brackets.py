"""Brackets of a right-to-left line: opening before a word, closing after one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.glyphs import SPACE, Glyph

# They are kept as read, as drawn, or now so and now so: what stands beside them tells.
OPENING = {"(": ")", "[": "]", "«": "»"}
CLOSING = {close: open_ for open_, close in OPENING.items()}
AFTER_CLOSING = set(" .,:;،؛؟!")


def with_brackets(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return a line with each bracket as it is read: opening before a word, closing after one."""
    turned = [*glyphs]
    depth = 0
    for n, glyph in enumerate(turned):
        if glyph.text not in OPENING and glyph.text not in CLOSING:
            continue
        before = turned[n - 1].text if n else " "
        after = turned[n + 1].text if n + 1 < len(turned) else " "
        opens = may_open(before)
        if opens == (after in AFTER_CLOSING):  # neither side tells
            opens = depth == 0
        depth = max(0, depth + (1 if opens else -1))
        other = CLOSING if opens else OPENING
        turned[n] = replace(glyph, text=other.get(glyph.text, glyph.text))
    return [*without_space_inside(turned)]


def without_space_inside(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield a line without the space that a wide bracket leaves inside: "( أ)"."""
    for n, glyph in enumerate(glyphs):
        before = glyphs[n - 1].text if n else ""
        after = glyphs[n + 1].text if n + 1 < len(glyphs) else ""
        if glyph is not SPACE or not (before in OPENING or after in CLOSING):
            yield glyph


def may_open(before: str) -> bool:
    """Say whether a bracket after this character can be an opening one."""
    return before == " " or before in OPENING
