"""A letter of a PDF page: which it is, what it stands on, how far from the last."""

from __future__ import annotations

import ctypes
import math

from pypdfium2 import raw

from ingest.readers.right_to_left import ALEFS, ARABIC, LAM, is_mark
from ingest.readers.upright import Edges, Place

# Heights of a letter: what stands so much farther from the last is a word, and farther a cell.
LETTER_GAP, WIDEST_SPACE = 0.1, 0.6
ONE_BASE = 0.1
MOST_UNDER_A_SIGN = 3  # characters: a lam, an alef and the sign


def character_at(text: raw.FPDF_TEXTPAGE, index: int) -> str:
    """Return a character of a page; a replacement character for what is none."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code == 2:  # a hyphen at a line's end, which PDFium marks for joining
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def origin_of(text: raw.FPDF_TEXTPAGE, index: int) -> float:
    """Return where a character of a page is drawn from, across, in points; NaN without one."""
    x, y = ctypes.c_double(math.nan), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value


def is_letter_below_sign(text: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Say whether a space is no space but the letter that the next characters' sign is drawn on.

    Chromium names letters and their sign together, as one text of the sign's glyph ("لاً"); all are
    drawn from one place, and the sign comes first or last in that text.
    """
    place = origin_of(text, index)
    for following in range(index + 1, index + 1 + MOST_UNDER_A_SIGN):
        if origin_of(text, following) != place:
            return False
        character = character_at(text, following)
        if is_mark(character):
            return True
        if character != LAM and character not in ALEFS:
            return False
    return False


def base_of(text: raw.FPDF_TEXTPAGE, index: int, place: Place) -> float:
    """Return what a character of a page stands on, in points from the top."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return place(x.value, y.value, x.value, y.value)[3]


def gap_in_line(text: raw.FPDF_TEXTPAGE, before: int, index: int, place: Place) -> float | None:
    """Return how far a letter stands after another on its line, in heights of a letter.

    None if it stands elsewhere. PDFium takes a page of few words for one that is written from top
    to bottom, and ends the line after each letter.
    """
    if ARABIC.match(character_at(text, before)) or ARABIC.match(character_at(text, index)):
        return None
    edges: list[Edges] = []
    for at in (before, index):
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, at, box)
        edges.append(place(box.left, box.bottom, box.right, box.top))
    height = edges[0][3] - edges[0][1]
    if (
        height <= 0
        or abs(base_of(text, before, place) - base_of(text, index, place)) > ONE_BASE * height
    ):
        return None
    gap = (edges[1][0] - edges[0][2]) / height
    return gap if -LETTER_GAP < gap < WIDEST_SPACE else None
