"""Text of a PDF page that a reader does not see: invisible, white, tiny or off the page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Block, Doubt
from ingest.readers.pdf_scans import SHARE_OF_A_SCAN, share_of_images

INVISIBLE = 3  # text rendering mode of hidden text (ISO 32000-1, table 106)
SMALLEST_VISIBLE = 1.5  # points: letters below this are dots
WHITE = 250  # each of red, green and blue at least this
MOSTLY = 0.8

Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def visibility_doubts(page: pdfium.PdfPage, number: int, lines: Sequence[Block]) -> Iterator[Doubt]:
    """Tell what a page hides, or that a machine recognised its text."""
    if not lines:
        return
    hidden = count_hidden(page)
    letters = sum(not character.isspace() for line in lines for character in line.text)
    if hidden and hidden >= MOSTLY * letters and share_of_images(page) >= SHARE_OF_A_SCAN:
        message = (
            f"Page {number} is a scanned image with text that a machine recognised on it: "
            "compare a quotation with the image."
        )
        yield Doubt("text-layer", message, number, {"page": number})
    elif hidden:
        message = f"Characters of page {number} that are not visible, read with the rest: {hidden}."
        yield Doubt("hidden-text", message, number, {"page": number, "count": hidden})


def count_hidden(page: pdfium.PdfPage) -> int:
    """Return how many letters of a page cannot be seen."""
    visible_page = page.get_bbox()
    texts = [*page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
    hidden = [
        text
        for text in texts
        if raw.FPDFTextObj_GetTextRenderMode(text) == INVISIBLE
        # What stands in a form is placed by the form: only its mode says something here.
        or (text.level == 0 and is_hidden(text, visible_page))
    ]
    white = [text for text in texts if text.level == 0 and is_white(text) and text not in hidden]
    if white:
        behind = [*painted(page)]
        hidden += (text for text in white if not any(stands_on(text, area) for area in behind))
    if not hidden:
        return 0
    words = page.get_textpage()
    try:
        return sum(letters_of(text, words) for text in hidden)
    finally:
        words.close()


def is_hidden(text: pdfium.PdfObject, page: Bounds) -> bool:
    """Say whether text is too small to read, or stands outside the visible page."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(text, size)
    matrix = text.get_matrix()
    if size.value * math.hypot(matrix.c, matrix.d) < SMALLEST_VISIBLE:
        return True
    left, bottom, right, top = text.get_bounds()
    return bool(right < page[0] or left > page[2] or top < page[1] or bottom > page[3])


def is_white(shape: pdfium.PdfObject) -> bool:
    """Say whether text or a path is filled with white, or with nothing."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(shape, *colour):
        return False
    red, green, blue, opacity = (part.value for part in colour)
    return opacity == 0 or min(red, green, blue) >= WHITE


def painted(page: pdfium.PdfPage) -> Iterator[Bounds]:
    """Yield the areas of a page on which white letters can be seen."""
    kinds = [
        raw.FPDF_PAGEOBJ_PATH,
        raw.FPDF_PAGEOBJ_IMAGE,
        raw.FPDF_PAGEOBJ_SHADING,
        raw.FPDF_PAGEOBJ_FORM,
    ]
    for shape in page.get_objects(kinds, max_depth=1):
        if shape.type != raw.FPDF_PAGEOBJ_PATH or not is_white(shape):
            yield shape.get_bounds()


def stands_on(text: pdfium.PdfObject, area: Bounds) -> bool:
    """Say whether the middle of some text is within an area."""
    left, bottom, right, top = text.get_bounds()
    x, y = (left + right) / 2, (bottom + top) / 2
    return bool(area[0] <= x <= area[2] and area[1] <= y <= area[3])


def letters_of(text: pdfium.PdfObject, words: pdfium.PdfTextPage) -> int:
    """Return how many letters a text object holds, spaces apart."""
    return sum(not character.isspace() for character in words_of(text, words))


def words_of(text: raw.FPDF_PAGEOBJECT, words: pdfium.PdfTextPage) -> str:
    """Return the words of a text object."""
    length = raw.FPDFTextObj_GetText(text, words, None, 0)
    buffer = ctypes.create_string_buffer(length * 2)
    raw.FPDFTextObj_GetText(
        text, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
