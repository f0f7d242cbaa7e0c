"""Scanned pages of a PDF file: which they are, and their images."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Block
from ingest.readers.scans import PageImage, Picture, best_scale

# A page number or a stamp over a scan has fewer letters than this; a page of text more.
FEWEST_LETTERS_OF_TEXT = 20
# A scan covers more of its page than this; a picture beside few words less.
SHARE_OF_A_SCAN = 0.5
DEEPEST_FORM = 2


def is_scan(page: pdfium.PdfPage, lines: Sequence[Block]) -> bool:
    """Say whether a page is an image with no words of its own, or hardly any.

    Hidden text counts as words: whoever scanned the page had it recognised already.
    """
    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters >= FEWEST_LETTERS_OF_TEXT:
        return False
    if not letters:
        return any(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM))
    return share_of_images(page) > SHARE_OF_A_SCAN


def share_of_images(page: pdfium.PdfPage) -> float:
    """Return how much of a page images cover; a scan may be cut into strips."""
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM):
        x1, y1, x2, y2 = image.get_bounds()
        width, height = min(x2, right) - max(x1, left), min(y2, top) - max(y1, bottom)
        covered += max(width, 0.0) * max(height, 0.0)
    return float(covered / max((right - left) * (top - bottom), 1.0))


def picture_of(document: pdfium.PdfDocument) -> Picture:
    """Return what draws a page of a document, by its number, as it is seen."""

    def picture(number: int) -> PageImage | None:
        try:
            page = document[number - 1]
            scale = best_scale(page.get_width(), page.get_height())
            pixels = page.render(scale=scale, grayscale=True).to_numpy().copy()
            page.close()
        except pdfium.PdfiumError:
            return None
        return PageImage(pixels, scale)

    return picture
