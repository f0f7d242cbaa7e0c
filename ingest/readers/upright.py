"""Where things stand on a PDF page as it is seen, which may be drawn turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Box

Edges = tuple[float, float, float, float]  # left, top, right, bottom, from the top left
Place = Callable[[float, float, float, float], Edges]


def upright_on(page: pdfium.PdfPage) -> Place:
    """Return what turns a box as drawn into one as seen, from the top left of the visible page."""
    # Page sizes are those of the page as seen; boxes are those of the page as drawn.
    width, height = page.get_width(), page.get_height()
    rotation = page.get_rotation()
    x, y, _, _ = page.get_bbox()

    def place(left: float, bottom: float, right: float, top: float) -> Edges:
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if rotation == 90:
            return (bottom, left, top, right)
        if rotation == 180:
            return (width - right, bottom, width - left, top)
        if rotation == 270:
            return (width - top, height - right, width - bottom, height - left)
        return (left, height - top, right, height - bottom)

    return place


def drawn_rules(page: pdfium.PdfPage) -> Iterator[Box]:
    """Yield the boxes of what is drawn on a page, such as the rules of a table, as seen."""
    place = upright_on(page)
    for path in page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = path.get_bounds()
        yield Box(*place(left, bottom, right, top))
