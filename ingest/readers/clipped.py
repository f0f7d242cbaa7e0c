"""Text that a PDF page draws where it lets nothing be seen: outside the area it clips to.

A browser that prints draws the signs over the first line of a page at the foot of the page before,
too, and cuts them off there.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

Bounds = tuple[float, float, float, float]  # left, bottom, right, top

# Of its height or width that must be seen for text to be read.
LEAST_SEEN = 0.25
# Of a path; a rectangle has five. A hostile file may bound each word by a million.
MOST_SEGMENTS = 1_000


def seen_characters(page: pdfium.PdfPage, text: pdfium.PdfTextPage, most: int) -> Iterator[int]:
    """Yield the places of the first characters of a page's text, those apart that are cut off."""
    cut_off = clipped_texts(page)
    for index in range(min(text.count_chars(), most)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index) if cut_off else None
        if address_of(drawn) not in cut_off:
            yield index


def clipped_texts(page: pdfium.PdfPage) -> set[int]:
    """Return the addresses of the text objects of a page that are cut off."""
    return {
        address_of(text.raw)
        for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        if is_cut_off(text)
    }


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
