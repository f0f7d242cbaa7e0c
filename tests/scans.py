"""Scans made for the tests: text drawn on pages, and the pages saved as images in a PDF file."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.readers.tesseract import installed_languages

DPI = 200
A4 = (1654, 2339)
MARGIN, LINE = 200, 46
LATIN_FONTS = ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "Times New Roman.ttf")
ARABIC_FONTS = ("NotoNaskhArabic-Regular.ttf", "DejaVuSans.ttf", "Arial.ttf")


def needs_tesseract(*languages):
    """Skip a test where Tesseract or one of its languages is missing, saying so."""
    missing = set(languages) - installed_languages()
    return pytest.mark.skipif(
        bool(missing), reason=f"needs Tesseract with {', '.join(sorted(missing))}"
    )


def font(names, size=32):
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    pytest.skip(f"needs one of the fonts {', '.join(names)}")


def draw_page(lines, arabic=False):
    """A page with these lines; an empty one leaves a space."""
    page = Image.new("L", A4, 255)
    pen, letters = ImageDraw.Draw(page), font(ARABIC_FONTS if arabic else LATIN_FONTS)
    for n, line in enumerate(lines):
        left, anchor = (A4[0] - MARGIN, "ra") if arabic else (MARGIN, "la")
        at = left, MARGIN + n * LINE
        direction = {"direction": "rtl"} if arabic else {}
        pen.text(at, line, fill=0, font=letters, anchor=anchor, **direction)
    return page


def as_pdf(*pages):
    """A PDF file of nothing but images."""
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return file.getvalue()


def pixels(page):
    return np.asarray(page)


def errors(true, read):
    """The share of characters that must be changed, put in or left out; spaces count as one."""
    true, read = (np.array([*map(ord, " ".join(text.split()))]) for text in (true, read))
    places = np.arange(len(read) + 1)
    row = places
    for i, character in enumerate(true, start=1):
        changed = np.minimum(row[1:] + 1, row[:-1] + (read != character))
        # What is put in costs one more for each place: the least so far, counted from there.
        row = np.minimum.accumulate(np.concatenate([[i], changed]) - places) + places
    return row[-1] / len(true)
