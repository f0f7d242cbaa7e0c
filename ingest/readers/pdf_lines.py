"""The lines of a PDF page as its file orders them, each character with its place."""

from __future__ import annotations

import ctypes
import re
import statistics
from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from math import inf

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Block, Box
from ingest.readers.clipped import seen_characters
from ingest.readers.drop_caps import LARGER
from ingest.readers.font_weight import is_bold
from ingest.readers.glyphs import SPACE, Glyph
from ingest.readers.letter_spacing import close_up, single_spaced
from ingest.readers.pdf_letters import (
    LETTER_GAP,
    base_of,
    character_at,
    gap_in_line,
    is_letter_below_sign,
    origin_of,
)
from ingest.readers.right_to_left import (
    FIGURE,
    are_arabic,
    is_filling,
    is_mark,
    is_right_to_left,
    logical_glyphs,
)
from ingest.readers.two_scripts import parts_of
from ingest.readers.unnamed import is_unnamed
from ingest.readers.upright import Edges, Place, upright_on

ARABIC_SIGN = re.compile("[\u060c\u061b\u061f]")
MOST_CHARACTERS_ON_A_PAGE = 100_000
LONGEST_LINE = 1_000  # letters; a line that goes on is cut, since each is looked at whole
FAR = 1_000_000.0  # points: what stands farther off is on no page; a hostile file may say so
# Pieces of an Arabic line: so many before one are looked at, and no gap parts it from them.
MOST_PIECES = 4
MOST_BEFORE_A_LETTER = 60  # one whose sign rises high may be drawn last of its paragraph
HALF = 0.5
NO_GAP = 0.3  # letter sizes
SAME_BASE = 0.3  # letter sizes
OTHER_LINE = 0.7  # letter sizes: no raised sign stands so high


@dataclass(slots=True)
class Run:
    """Characters of one line as they are collected, and the box around them."""

    glyphs: list[Glyph] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    bases: list[float] = field(default_factory=list)  # what its words stand on
    words: int = 0  # spaces so far
    bold: bool = True  # so are the words so far
    left: float = inf
    top: float = inf
    right: float = -inf
    bottom: float = -inf

    def add(self, character: str, place: Edges, size: float, blank: bool = False) -> None:
        """Take in one more character; a `blank` one's own glyph is taken for a space."""
        left, top, right, bottom = place
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self.glyphs.append(Glyph(character, left, right, self.words, blank))
        self.sizes.append(size)

    def is_drop_cap(self, size: float) -> bool:
        """Say whether this is one letter, much larger than the next."""
        return len(self.sizes) == 1 and self.sizes[0] >= LARGER * size and self.text[:1].isupper()

    def stands_among(self, other: Run) -> bool:
        """Say whether the letters of another run stand among these, on one line of Arabic."""
        if not (self.sizes and other.sizes):
            return False
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        lower = min(self.bottom - self.top, other.bottom - other.top)
        gap = max(self.left, other.left) - min(self.right, other.right)
        near = shared > HALF * lower and gap < NO_GAP * other.sizes[0]
        return near and is_right_to_left(self.text + other.text)

    def take(self, other: Run) -> None:
        """Take in the letters of another run."""
        later = self.words + 2  # the file has no space between the two
        self.glyphs += [
            SPACE if glyph is SPACE else replace(glyph, word=glyph.word + later)
            for glyph in other.glyphs
        ]
        self.words = later + other.words
        self.sizes += other.sizes
        self.bases += other.bases
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)
        self.bold = self.bold and other.bold

    @property
    def text(self) -> str:
        """The characters as the file orders them."""
        return "".join(glyph.text for glyph in self.glyphs)

    def ends_before(self, place: Edges) -> bool:
        """Say whether a letter stands wholly above or below this line."""
        return bool(self.sizes) and (place[3] < self.top or place[1] > self.bottom)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page as its file orders them.

    `words` counts its words, `unnamed` those that begin with a letter that its font does not name.
    """

    lines: list[Block]
    words: int
    unnamed: int


def read_lines(page: pdfium.PdfPage, number: int, cut_off: Set[int]) -> PageLines:
    """Return the lines of a page as the file orders them.

    But for the texts that are cut off, at the addresses `cut_off`.
    """
    text = page.get_textpage()
    place = upright_on(page)
    run = Run()
    runs: list[Run] = []
    whole = raw.FS_RECTF()
    parted, last = False, 0  # whether PDFium ended the line; the last letter
    words = unnamed = 0
    blank_at = inf  # where the letter is drawn from that is taken for a space
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in seen_characters(text, cut_off, MOST_CHARACTERS_ON_A_PAGE):
        character = character_at(text.raw, index)
        if character in "\r\n":
            parted = True
        elif character.isspace() and is_letter_below_sign(text.raw, index):
            blank_at = origin_of(text.raw, index)
        elif character.isspace():
            run.glyphs.append(SPACE)
            run.words += not raw.FPDFText_IsGenerated(text.raw, index)
        else:
            raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
            stands = place(left.value, bottom.value, right.value, top.value)
            if FIGURE.match(character):
                # A figure, such as 1, is far narrower than the place that it takes.
                raw.FPDFText_GetLooseCharBox(text.raw, index, whole)
                taken = place(whole.left, whole.bottom, whole.right, whole.top)
                stands = (taken[0], stands[1], taken[2], stands[3])
            if not all(-FAR < edge < FAR for edge in stands):
                continue
            # A vowel sign may stand wholly above its line.
            size = raw.FPDFText_GetFontSize(text.raw, index)
            full = len(run.glyphs) >= LONGEST_LINE or run.is_drop_cap(size)
            if parted:
                if (gap := gap_in_line(text.raw, last, index, place)) is None or not run.sizes:
                    take_in(run, runs)
                    run = Run()
                elif gap > LETTER_GAP:
                    run.glyphs.append(SPACE)
            parted, last = False, index
            ends = ends_line(run, stands, text.raw, index, place)
            if (full or ends) and not is_mark(character):
                take_in(run, runs)
                run = Run()
            if not run.sizes or run.glyphs[-1] is SPACE:
                words += 1
                unnamed += is_unnamed(text.raw, index)
                run.bold = run.bold and is_bold(text.raw, index)
                run.bases.append(base_of(text.raw, index, place))
            run.add(character, stands, size, blank_at == origin_of(text.raw, index))
    take_in(run, runs)
    text.close()
    arabic = are_arabic([run.text for run in runs])
    lines = [line for run in runs for line in finished(run, number, arabic)]
    return PageLines(lines, words, unnamed)


def ends_line(run: Run, stands: Edges, text: raw.FPDF_TEXTPAGE, index: int, place: Place) -> bool:
    """Say whether a letter stands on another line than a run, however the two lines overlap.

    Lines of Arabic set close overlap where signs hang from one or rise from the next.
    """
    if run.ends_before(stands):
        return not on_last_base(run, text, index, place)
    if not run.bases or run.glyphs[-1] is not SPACE:
        return False
    return abs(run.bases[-1] - base_of(text, index, place)) > OTHER_LINE * max(run.sizes)


def on_last_base(run: Run, text: raw.FPDF_TEXTPAGE, index: int, place: Place) -> bool:
    """Say whether a letter stands on what the last word of a run does, however high it is drawn.

    A file may say of the sign over an alef that it is the alef as well: "إيماناً".
    """
    base = base_of(text, index, place)
    return bool(run.bases) and abs(run.bases[-1] - base) < SAME_BASE * run.sizes[-1]


def take_in(run: Run, runs: list[Run]) -> None:
    """Add a run to those of its page, or put it together with one that its letters stand among.

    PDFium parts a line of Arabic where its file does not draw the letters from one side to the
    other, even within words.
    """
    most = MOST_BEFORE_A_LETTER if len(run.sizes) == 1 else MOST_PIECES
    for before in reversed(runs[-most:]):
        if before.stands_among(run):
            before.take(run)
            return
    if run.sizes:
        runs.append(run)


def finished(run: Run, number: int, arabic: bool) -> Iterator[Block]:
    """Yield a collected line as a block, or as two where it is a row in two scripts.

    On an `arabic` page one of figures and signs is Arabic too, and a symbol with "،" after it.
    """
    if not run.sizes:
        return
    size = statistics.median_low(run.sizes)
    parts = parts_of(run.glyphs, size)
    for part in parts:
        glyphs = single_spaced(in_order(part, size, arabic))
        text = "".join(glyph.text for glyph in glyphs)
        edges = array("f")
        for glyph in glyphs:
            edges.extend((glyph.left, glyph.right) * len(glyph.text))
        if text:
            drawn = [glyph for glyph in part if glyph is not SPACE]
            box = Box(run.left, run.top, run.right, run.bottom)
            if len(parts) > 1:
                left, right = min(g.left for g in drawn), max(g.right for g in drawn)
                box = replace(box, left=left, right=right)
            base = statistics.median_low(run.bases)
            yield Block(
                text, number, box=box, size=round(size, 1), bold=run.bold, edges=edges, base=base
            )


def in_order(glyphs: Sequence[Glyph], size: float, arabic: bool) -> list[Glyph]:
    """Return the characters of a line in the order they are read."""
    text = "".join(glyph.text for glyph in glyphs)
    alone = not any(c.isalpha() for c in text) or bool(ARABIC_SIGN.search(text))
    if is_right_to_left(text) or (arabic and alone):
        return logical_glyphs(glyphs, size)
    return close_up([glyph for glyph in glyphs if not is_filling(glyph.text)], size)
