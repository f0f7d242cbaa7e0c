"""Letters of a PDF page whose font does not say which they are: it only draws them.

What is read for such letters is others: "/H *URXSH" where the page shows "Le groupe".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from pypdfium2 import raw

from ingest.models import Doubt
from ingest.readers.pdf_letters import character_at
from ingest.readers.scan_doubts import ranges

# More of a page's words begin with such a letter than this, and it is read as a scan is. Signs
# before the points of a list, from a font of signs, are fewer.
MOST = 0.1
NO_SIGN = {"Cc", "Cn"}


def is_unnamed(text: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Say whether a character of a page is a letter or figure that is read as another."""
    character = character_at(text, index)
    letter = character.isalnum() or unicodedata.category(character) in NO_SIGN
    return letter and raw.FPDFText_HasUnicodeMapError(text, index) == 1


def unnamed_doubts(shares: Mapping[int, float]) -> Iterator[Doubt]:
    """Tell which pages are read as scans, and which others have some such letters.

    `shares` says of each page how many of its words begin with such a letter, of 1.
    """
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
