"""Letters of a PDF page whose font does not say which they are: it only draws them.

What is read for such letters is others: "/H *URXSH" where the page shows "Le groupe".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Doubt
from ingest.readers.pdf_letters import character_at
from ingest.readers.scan_doubts import ranges

# One of so many characters is looked at: a font has more of them.
STEP = 3
# More of a page's letters than this, and it is read as a scan is. Signs before the points of a
# list, from a font of signs, are fewer.
MOST = 0.1
NO_SIGN = {"Cc", "Cn"}


def share_unnamed(page: pdfium.PdfPage) -> float:
    """Return how many of a page's letters and figures are read as others, of 1."""
    text = page.get_textpage()
    letters = unnamed = 0
    for index in range(0, text.count_chars(), STEP):
        character = character_at(text.raw, index)
        if character.isalnum() or unicodedata.category(character) in NO_SIGN:
            letters += 1
            unnamed += raw.FPDFText_HasUnicodeMapError(text.raw, index) == 1
    text.close()
    return unnamed / letters if letters else 0.0


def unnamed_doubts(shares: Mapping[int, float]) -> Iterator[Doubt]:
    """Tell which pages are read as scans, and which others have some such letters."""
    if pages := [page for page, share in shares.items() if share > MOST]:
        message = (
            f"Pages set in fonts that do not say which letters they draw: {ranges(pages)}. They "
            "are read as scanned pages are."
        )
        yield Doubt("unnamed-letters", message, pages[0], {"pages": ranges(pages)})
    if pages := [page for page, share in shares.items() if 0 < share <= MOST]:
        message = (
            "Pages with some letters of a font that does not say which they are: "
            f"{ranges(pages)}. Words may be read wrongly: compare a quotation with its page."
        )
        yield Doubt("some-unnamed-letters", message, pages[0], {"pages": ranges(pages)})
