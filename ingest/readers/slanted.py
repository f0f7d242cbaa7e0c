"""Text set at an angle across a page: a watermark or a stamp, which no line of the text is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Doubt
from ingest.readers.visibility import words_of

LEAST_ANGLE = 5.0  # degrees off level or upright: a page that was scanned askew is less
MOST = 0.5  # of a page's text objects: more, and the page itself is set so
SHOWN = 60


def take_out_slanted(page: pdfium.PdfPage) -> list[str]:
    """Take what is set at an angle out of a page, and return its words.

    It is taken out before the page's lines are asked for: PDFium cuts a page with such text into
    single letters. The file stays as it is.
    """
    objects = [*page.get_objects([raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM], max_depth=1)]
    slanted = [shape for shape in objects if is_slanted(shape)]
    if not slanted or len(slanted) > MOST * len(objects):
        return []
    words = page.get_textpage()
    try:
        found = [words_of(text, words) for shape in slanted for text in texts_in(shape)]
    finally:
        words.close()
    for shape in slanted:
        page.remove_obj(shape)
    return [*filter(None, found)]


def is_slanted(shape: pdfium.PdfObject) -> bool:
    """Say whether text, or all the text of a form, is set at an angle."""
    if shape.type == raw.FPDF_PAGEOBJ_TEXT:
        return is_at_an_angle(shape.get_matrix())
    outer = shape.get_matrix()
    inner = [matrix_of(text).multiply(outer) for text in raw_texts_in(shape)]
    return bool(inner) and all(map(is_at_an_angle, inner))


def is_at_an_angle(matrix: pdfium.PdfMatrix) -> bool:
    """Say whether a line of letters runs neither along nor up nor down its page.

    Slanted letters of a level line, as of an italic that is made up, are none of that.
    """
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 90
    return LEAST_ANGLE < angle < 90 - LEAST_ANGLE


def raw_texts_in(form: pdfium.PdfObject) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """Yield the text objects right inside a form."""
    for n in range(raw.FPDFFormObj_CountObjects(form)):
        inner = raw.FPDFFormObj_GetObject(form, n)
        if raw.FPDFPageObj_GetType(inner) == raw.FPDF_PAGEOBJ_TEXT:
            yield inner


def texts_in(shape: pdfium.PdfObject) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """Yield a text object itself, or those of a form."""
    if shape.type == raw.FPDF_PAGEOBJ_TEXT:
        yield shape.raw
    else:
        yield from raw_texts_in(shape)


def matrix_of(text: raw.FPDF_PAGEOBJECT) -> pdfium.PdfMatrix:
    """Return how a text object is placed in its form."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(text, matrix)
    return pdfium.PdfMatrix.from_raw(matrix)


def slanted_doubts(found: Sequence[tuple[int, str]]) -> Iterator[Doubt]:
    """Tell each text at an angle that was left out, once, with the first page that it is on."""
    told: dict[str, int] = {}
    for page, words in found:
        told.setdefault(words[:SHOWN], page)
    for words, page in told.items():
        message = f"Text set at an angle is left out, as a watermark: {words!r}."
        yield Doubt("slanted-text", message, page, {"page": page, "text": words})
