"""Pages with so many pieces of text that PDFium takes minutes for one: they are not read."""

from __future__ import annotations

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Doubt

# A dense page set letter by letter has about ten thousand. PDFium compares the pieces with each
# other: 20,000 in one place take it 4 seconds, 86,000 more than a minute.
MOST_PIECES = 20_000


def is_crowded(page: pdfium.PdfPage) -> bool:
    """Say whether a page has more pieces of text than are read, those inside forms included."""
    pieces = 0
    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        shape = raw.FPDFPage_GetObject(page.raw, n)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            pieces += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            pieces += raw.FPDFFormObj_CountObjects(shape)
    return pieces > MOST_PIECES


def crowded_page(number: int) -> Doubt:
    """Return the doubt about a page that is not read for that."""
    message = f"Page {number} has over {MOST_PIECES:,} pieces of text: nothing of it is read."
    return Doubt("crowded-page", message, number, {"page": number})
