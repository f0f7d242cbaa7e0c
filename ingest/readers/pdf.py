"""PDF files: lines with their boxes, in reading order."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from ingest.errors import UnreadableFile
from ingest.models import DEFAULT_MOST_SCANS, Block, Doubt, Progress, no_progress
from ingest.readers.clipped import clipped_doubts, clipped_lines, clipped_texts
from ingest.readers.columns import Ordered, in_reading_order
from ingest.readers.crowded import crowded_page, is_crowded
from ingest.readers.drop_caps import with_drop_caps
from ingest.readers.pdf_lines import read_lines
from ingest.readers.pdf_scans import is_scan, picture_of
from ingest.readers.right_to_left import is_reversed, is_right_to_left
from ingest.readers.scans import read_scans
from ingest.readers.sideways import (
    put_together,
    read_directions,
    rotations_of,
    sideways_doubts,
)
from ingest.readers.slanted import slanted_doubts, take_out_slanted
from ingest.readers.unnamed import MOST, unnamed_doubts
from ingest.readers.upright import drawn_rules
from ingest.readers.visibility import visibility_doubts

MOST_PAGES = 5_000
PDFIUM = threading.Lock()  # PDFium may not be entered from two threads at once


def read_pdf(
    data: bytes,
    name: str,
    progress: Progress = no_progress,
    most_scans: int = DEFAULT_MOST_SCANS,
) -> tuple[list[Block], list[Doubt]]:
    """Return the lines of a PDF file in reading order, each with its page and box.

    Scanned pages are recognised, `most_scans` of them. Doubts tell which those are, hidden
    text, and columns. Raises `UnreadableFile`.
    """
    found = Found()
    with opened_pdf(data, name) as document:
        for number in range(1, len(document) + 1):
            progress("reading", number - 1, len(document))
            try:
                read_page(document, number, found)
            except pdfium.PdfiumError:
                found.doubts.append(damaged_page(number))
        recognised, scan_doubts = read_scans(
            found.scanned, picture_of(document), progress, most_scans
        )
    doubts = [*found.doubts, *found.told_once(), *scan_doubts]
    found.pages |= recognised
    return [block for blocks in found.pages.values() for block in blocks], doubts


@dataclass(slots=True)
class Found:
    """What the pages of a file hold, by page, as it is collected."""

    pages: dict[int, Sequence[Block]] = field(default_factory=dict)
    scanned: list[int] = field(default_factory=list)
    slanted: list[tuple[int, str]] = field(default_factory=list)  # words left out
    beside: list[tuple[int, str]] = field(default_factory=list)  # words left out
    cut_off: dict[int, list[list[str]]] = field(default_factory=dict)  # lines left out
    unnamed: dict[int, float] = field(default_factory=dict)  # shares of words
    doubts: list[Doubt] = field(default_factory=list)

    def told_once(self) -> Iterator[Doubt]:
        """Yield the doubts that stand on many pages, each once."""
        yield from unnamed_doubts(self.unnamed)
        yield from slanted_doubts(self.slanted)
        yield from sideways_doubts(self.beside)
        yield from clipped_doubts(self.cut_off, self.pages)
        yield from arabic_doubts([block for blocks in self.pages.values() for block in blocks])


def read_page(document: pdfium.PdfDocument, number: int, found: Found) -> None:
    """Add what a page holds to what the pages before it do. Raises `PdfiumError`."""
    page = document[number - 1]
    try:
        if is_crowded(page):
            found.doubts.append(crowded_page(number))
            return
        slanted = take_out_slanted(page)
        cut_off = clipped_texts(page)
        clipped = clipped_lines(page, [*cut_off.values()])
        ordered, left_out, found.unnamed[number] = lines_of(document, page, number, cut_off.keys())
        if found.unnamed[number] > MOST:
            found.pages[number] = []
            found.scanned.append(number)
            return
        found.pages[number] = ordered.lines
        found.cut_off[number] = clipped
        found.slanted += ((number, words) for words in slanted)
        found.beside += ((number, words) for words in left_out)
        found.scanned += [number] if is_scan(page, ordered.lines) else []
        found.doubts += visibility_doubts(page, number, ordered.lines)
        found.doubts += order_doubts(ordered.lines, number, ordered.unsure)
    finally:
        page.close()  # a crowded one takes hundreds of megabytes


def lines_of(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int, cut_off: Set[int]
) -> tuple[Ordered, list[str], float]:
    """Return the lines of a page in reading order, and the words of those left out beside it.

    And how many of its words its fonts do not name, of 1. `cut_off` has the addresses of the texts
    that are cut off.
    """
    own = page.get_rotation()
    if rotations_of(page) == {own}:
        read = read_lines(page, number, cut_off)
        ordered = in_reading_order(with_drop_caps(read.lines), drawn_rules(page))
        return ordered, [], read.unnamed / max(read.words, 1)
    directions = read_directions(document, number, own)
    words = sum(direction.words for direction in directions.values())
    unnamed = sum(direction.unnamed for direction in directions.values())
    return *put_together(directions), unnamed / max(words, 1)


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """Hold a PDF file open, for one thread at a time. Raises `UnreadableFile`."""
    with PDFIUM:
        document = open_pdf(data, name)
        try:
            yield document
        finally:
            document.close()


def damaged_page(number: int) -> Doubt:
    """Return the doubt about a page that the file lists but does not hold."""
    message = f"Page {number} is damaged: nothing of it is read."
    return Doubt("damaged-page", message, number, {"page": number})


def open_pdf(data: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF file; raise `UnreadableFile` if it is damaged, locked or too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = str(error).rstrip(".")
        what = "is locked with a password" if locked else "is not a PDF file that can be read"
        raise UnreadableFile(
            f"{name} {what}: {why}. Save it again without a password and add that.",
            code="locked-pdf" if locked else "bad-pdf",
            name=name,
        ) from error
    if len(document) > MOST_PAGES:
        raise UnreadableFile(
            f"{name} has {len(document)} pages; the limit is {MOST_PAGES}. Split it.",
            code="too-many-pages",
            name=name,
            limit=MOST_PAGES,
        )
    return document


def order_doubts(lines: Sequence[Block], number: int, unsure: bool) -> Iterator[Doubt]:
    """Tell that the order of a page's lines, or of the letters in them, may be another."""
    if unsure:
        message = (
            f"Page {number} may have columns or be a table: "
            "check that its lines follow each other as on the page."
        )
        yield Doubt("columns-unsure", message, number, {"page": number})
    if is_reversed(" ".join(line.text for line in lines)):
        message = f"Page {number} holds Arabic words whose letters look reversed."
        yield Doubt("reversed-text", message, number, {"page": number})


def arabic_doubts(blocks: Sequence[Block]) -> Iterator[Doubt]:
    """Tell that the order of Arabic letters was worked out, once, with the first such page."""
    if first := next((block for block in blocks if is_right_to_left(block.text)), None):
        message = (
            "The order of Arabic letters is worked out from their places on the page: "
            "check vowel signs against the page before quoting."
        )
        yield Doubt("arabic-order", message, first.page)
