"""A page of a PDF file as an image, with clauses marked on it if asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from ingest.errors import PageNotFound
from ingest.models import PageBox
from ingest.readers.pdf import opened_pdf

DEFAULT_SCALE = 2.0  # pixels a point: 144 to the inch
LARGEST_SCALE = 8.0
SMALLEST_SCALE = 0.05
MOST_PIXELS = 16_000_000
MARKER = (255, 236, 110)  # the yellow of a marker: black letters stay black under it
MARGIN = 1.0  # points around the letters of a mark


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a PNG file. A box of the page is at `scale` times its points in the image."""

    png: bytes
    width: int  # pixels
    height: int
    scale: float  # pixels a point
    pages: int  # how many the file has


def has_page_images(name: str) -> bool:
    """Say whether a file of this name has pages that can be shown."""
    return name.lower().endswith(".pdf")


def draw_page(
    data: bytes, name: str, page: int, scale: float = DEFAULT_SCALE, marks: Sequence[PageBox] = ()
) -> PageImage:
    """Return a page of a PDF file, 1-based, with the marks that are on it.

    `scale` is brought within its bounds, and down where the image would have over 16 million
    pixels. Raises `PageNotFound`, and `UnreadableFile` if the file cannot be opened.
    """
    with opened_pdf(data, name) as document:
        if not 1 <= page <= len(document):
            raise PageNotFound(
                f"{name} has no page {page}: its pages are 1 to {len(document)}. Name one of "
                "these.",
                code="page-unknown",
                name=name,
                page=page,
                pages=len(document),
            )
        try:
            drawn = document[page - 1]
        except pdfium.PdfiumError as error:
            raise PageNotFound(
                f"Page {page} of {name} is damaged and cannot be shown: {error} Save the file "
                "again, then add it.",
                code="page-damaged",
                name=name,
                page=page,
            ) from error
        scale = within_bounds(scale, drawn)
        image = drawn.render(scale=scale).to_pil().convert("RGB")
        drawn.close()
        pages = len(document)
    marked = with_marks(image, [mark for mark in marks if mark.page == page], scale)
    file = io.BytesIO()
    marked.save(file, "PNG")
    return PageImage(file.getvalue(), marked.width, marked.height, scale, pages)


def within_bounds(scale: float, page: pdfium.PdfPage) -> float:
    """Return the nearest scale at which a page's image is neither empty nor too large."""
    largest = sqrt(MOST_PIXELS / max(page.get_width() * page.get_height(), 1))
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE, largest)


def with_marks(image: Image.Image, marks: Sequence[PageBox], scale: float) -> Image.Image:
    """Return a page with the boxes coloured as a marker does: what is black stays black."""
    if not marks:
        return image
    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    for mark in marks:
        box = mark.box
        corners = (box.left - MARGIN, box.top - MARGIN, box.right + MARGIN, box.bottom + MARGIN)
        draw.rectangle([edge * scale for edge in corners], fill=MARKER)
    return ImageChops.multiply(image, layer)
