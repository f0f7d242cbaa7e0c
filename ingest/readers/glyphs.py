"""A character of a page and where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it stands: its left and right edge, in points.

    The edges of a `blank` one are those of a sign drawn on it: PDFium takes the letter that a file
    names together with its sign for a space.
    """

    text: str
    left: float
    right: float
    word: int = 0  # how many spaces of its line come before it in the file
    blank: bool = False


SPACE = Glyph(" ", math.nan, math.nan)  # it stands nowhere
