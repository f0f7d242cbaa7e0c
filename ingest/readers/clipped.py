"""Text that a PDF page draws where it lets nothing be seen: outside the area it clips to.

It is left out, and told. A browser that prints draws the first line of a page, or the signs over
it, at the foot of the page before, too, and cuts them off there: what stands on a page beside is
not told.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Block, Doubt
from ingest.readers.right_to_left import is_right_to_left
from ingest.readers.slanted import SHOWN
from ingest.readers.visibility import words_of

Bounds = tuple[float, float, float, float]  # left, bottom, right, top

# Of its height or width that must be seen for text to be read.
LEAST_SEEN = 0.25
FEWEST_LETTERS = 3  # that tell one word from others
MOST_LINES = 100  # of a page that are looked for elsewhere; a hostile file may cut off more
# Of a path; a rectangle has five. A hostile file may bound each word by a million.
MOST_SEGMENTS = 1_000


def seen_characters(text: pdfium.PdfTextPage, cut_off: Set[int], most: int) -> Iterator[int]:
    """Yield the places of the first characters of a page's text, those apart that are cut off."""
    for index in range(min(text.count_chars(), most)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index) if cut_off else None
        if address_of(drawn) not in cut_off:
            yield index


def clipped_texts(page: pdfium.PdfPage) -> dict[int, pdfium.PdfObject]:
    """Return the text objects of a page that are cut off, by their addresses."""
    return {
        address_of(text.raw): text
        for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        if is_cut_off(text)
    }


def clipped_lines(page: pdfium.PdfPage, texts: Sequence[pdfium.PdfObject]) -> list[list[str]]:
    """Return the words of text objects that are cut off, line by line."""
    if not texts:
        return []
    words = page.get_textpage()
    try:
        drawn = [(round(text.get_matrix().f), words_of(text, words)) for text in texts]
    finally:
        words.close()
    return [[word for _, word in line] for _, line in groupby(drawn, key=lambda text: text[0])]


def clipped_doubts(
    found: Mapping[int, list[list[str]]], pages: Mapping[int, Sequence[Block]]
) -> Iterator[Doubt]:
    """Tell the lines that are cut off on a page, but for those read there or on a page beside."""
    for page, lines in found.items():
        near = [block for n in (page - 1, page, page + 1) for block in pages.get(n, [])]
        read = [letters_in(block.text) for block in near] if lines else []
        left_out = [line for line in lines[:MOST_LINES] if not stands_in(line, read)]
        left_out += lines[MOST_LINES:]
        if left_out:
            text = " ".join(word for line in left_out for word in line)
            message = f"Page {page} draws text that is cut off; it is left out: {text!r}."
            shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
            yield Doubt("clipped-text", message, page, {"page": page, "text": shown})


def stands_in(line: Sequence[str], read: Sequence[str]) -> bool:
    """Say whether the letters of a line stand in lines that are read, or those of all its words.

    A sign of an Arabic line may be drawn by itself, and be named as the letter that has it.
    """
    words = [letters_in(word) for word in line]
    whole, text = "".join(words), "".join(read)
    if whole in text or whole[::-1] in text:
        return True
    if is_right_to_left(whole) and any(
        is_among(way, letters) for letters in read for way in (whole, whole[::-1])
    ):
        return True
    return all(
        not word or (len(word) >= FEWEST_LETTERS and (word in text or word[::-1] in text))
        for word in words
    )


def is_among(letters: str, line: str) -> bool:
    """Say whether a line has some letters in their order, with others between them."""
    rest = iter(line)
    return all(letter in rest for letter in letters)


def letters_in(text: str) -> str:
    """Return the letters and figures of a text, whatever form they are drawn in."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def address_of(text: raw.FPDF_PAGEOBJECT | None) -> int:
    """Return where PDFium holds an object; 0 without one."""
    return (ctypes.cast(text, ctypes.c_void_p).value or 0) if text else 0


def is_cut_off(text: pdfium.PdfObject) -> bool:
    """Say whether an object stands outside of one of the areas that bound it, but for an edge."""
    clip = raw.FPDFPageObj_GetClipPath(text)
    paths = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return False
    left, bottom, right, top = text.get_bounds()
    for path in range(paths):
        area = area_of(clip, path)
        if area is None:
            continue
        wide = min(right, area[2]) - max(left, area[0])
        high = min(top, area[3]) - max(bottom, area[1])
        if wide < LEAST_SEEN * (right - left) or high < LEAST_SEEN * (top - bottom):
            return True
    return False


def area_of(clip: raw.FPDF_CLIPPATH, path: int) -> Bounds | None:
    """Return the box around a path of a clip; None for one without points, or with very many."""
    segments = raw.FPDFClipPath_CountPathSegments(clip, path)
    if segments > MOST_SEGMENTS:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for segment in range(max(0, segments)):
        drawn = raw.FPDFClipPath_GetPathSegment(clip, path, segment)
        if drawn and raw.FPDFPathSegment_GetPoint(drawn, x, y):
            points.append((x.value, y.value))
    if not points:
        return None
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)
