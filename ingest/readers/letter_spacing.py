"""Words that are set widely, letter by letter: "T I T R E   I" is "TITRE I"."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.glyphs import SPACE, Glyph

# Letters set apart are a word set widely: T I T R E
LETTER_SPACED = re.compile(r"(?:\b\w ){3,}\w\b")
# A line is set widely if most of its letters stand so far apart, in letter sizes: text stands
# closer, the cells of a table farther.
SPACED, TOO_FAR = 0.17, 1.0
FEWEST_SPACED = 5
MOSTLY = 0.6
WIDER_SPACE = 1.6  # times the usual space of its line: it parts words that are set widely


def single_spaced(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs with one space between words and none at the ends."""
    spaced = [
        glyph
        for before, glyph in pairwise([SPACE, *glyphs])
        if not (before.text == " " and glyph.text == " ")
    ]
    return spaced[:-1] if spaced and spaced[-1].text == " " else spaced


def close_up(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """Undo letter-spacing: "T I T R E   I" becomes "TITRE I"."""
    if spaced := closed_by_gaps(glyphs, size):
        return spaced
    if not LETTER_SPACED.search("".join(glyph.text for glyph in glyphs)):
        return list(glyphs)
    closed: list[Glyph] = []
    for words in words_set_apart(single_spaced(glyphs)):
        text = "".join(glyph.text for glyph in words)
        together = LETTER_SPACED.fullmatch(text) is not None
        closed += (glyph for glyph in words if not (together and glyph.text == " "))
        closed.append(SPACE)
    return closed


def closed_by_gaps(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """Return a line whose letters all stand apart, with spaces where they stand farther apart.

    PDFium puts a space between some of such letters and not between others: "O F T H E".
    Returns nothing for another line.
    """
    letters = [glyph for glyph in glyphs if glyph is not SPACE]
    alphabetic = sum(glyph.text.isalpha() for glyph in letters)
    if len(letters) < FEWEST_SPACED or alphabetic < MOSTLY * len(letters):
        return []
    gaps = [after.left - before.right for before, after in pairwise(letters)]
    usual = statistics.median(gaps)
    if not SPACED * size < usual < TOO_FAR * size:
        return []
    closed = letters[:1]
    for gap, glyph in zip(gaps, letters[1:], strict=True):
        closed += [SPACE, glyph] if gap > WIDER_SPACE * usual else [glyph]
    return closed


def words_set_apart(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return a line in the parts between its spaces that are wider than its others."""
    gaps = {
        at: glyphs[at + 1].left - glyphs[at - 1].right
        for at, glyph in enumerate(glyphs)
        if glyph.text == " "
    }
    usual = statistics.median_low(gaps.values())
    parts: list[list[Glyph]] = [[]]
    for at, glyph in enumerate(glyphs):
        if gaps.get(at, 0.0) > WIDER_SPACE * usual > 0:
            parts.append([])
        else:
            parts[-1].append(glyph)
    return parts
