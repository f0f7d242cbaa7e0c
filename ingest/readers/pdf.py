"""PDF files: lines with their boxes, in reading order."""

from __future__ import annotations

import ctypes
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.errors import UnreadableFile
from ingest.models import Block, Box, Doubt, Progress
from ingest.numbering import is_number_alone
from ingest.readers.right_to_left import Glyph, is_mark, is_right_to_left, logical_text

MOST_PAGES = 5_000
MOST_CHARACTERS_ON_A_PAGE = 100_000
LONGEST_LINE = 1_000  # letters; a line that goes on is cut, since each is looked at whole
INVISIBLE = 3  # text rendering mode of hidden text (ISO 32000-1, table 106)
# Letters this far apart, in units of their height, are words set widely ("T I T R E").
SPACE = re.compile(r"\s+")
LETTER_SPACED = re.compile(r"(?:\b\w ){3,}\w\b")
WIDER_SPACE = 1.6  # times the usual space of its line: it parts words that are set widely
WORDS_APART = re.compile(r" {2,}")


@dataclass(slots=True)
class Run:
    """Characters of one line as they are collected."""

    text: str = ""
    box: Box | None = None
    last: Box | None = None  # of its last letter
    sizes: list[float] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    gaps: list[tuple[int, float]] = field(default_factory=list)  # spaces: where, and how wide


def read_pdf(
    data: bytes, name: str, progress: Progress | None = None
) -> tuple[list[Block], list[Doubt]]:
    """Return the lines of a PDF file in reading order, each with its page and box.

    Doubts tell pages that are images, hidden text, and columns. Raises `UnreadableFile`.
    """
    document = open_pdf(data, name)
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    try:
        for number in range(1, len(document) + 1):
            if progress:
                progress("page", number - 1, len(document))
            try:
                page = document[number - 1]
                lines, hidden = read_lines(page, number)
            except pdfium.PdfiumError:
                doubts.append(damaged_page(number))
                continue
            blocks += in_reading_order(lines, page.get_width())
            doubts += page_doubts(page, number, lines, hidden)
            page.close()
    finally:
        document.close()
    return blocks, [*doubts, *order_doubts(blocks)]


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
        what = "is locked with a password" if locked else "is not a PDF file that can be read"
        raise UnreadableFile(
            f"{name} {what}: {error}. Save it again without a password and add that.",
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


def read_lines(page: pdfium.PdfPage, number: int) -> tuple[list[Block], int]:
    """Return the lines of a page as the file orders them, and how many characters are hidden."""
    text = page.get_textpage()
    place = upright_on(page)
    count = min(text.count_chars(), MOST_CHARACTERS_ON_A_PAGE)
    run = Run()
    lines: list[Block] = []
    hidden = 0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in "\r\n":
            lines += finished(run, number)
            run = Run()
            continue
        if character.isspace() or raw.FPDFText_IsGenerated(text, index):
            run.text += " " if character.isspace() else character
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index))
        hidden += mode == INVISIBLE
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        box = place(left.value, bottom.value, right.value, top.value)
        # A vowel sign may stand wholly above its line.
        full = len(run.glyphs) >= LONGEST_LINE
        if run.box and not is_mark(character) and (full or starts_line(run.box, box)):
            lines += finished(run, number)
            run = Run()
        if run.last and run.text.endswith(" "):
            apart = max(box.left - run.last.right, run.last.left - box.right)
            run.gaps.append((len(run.text), apart))
        # A hyphen at a line's end that PDFium marks for joining.
        run.text += "-" if character == "\x02" else character
        run.box = run.box.with_(box) if run.box else box
        run.last = box
        run.glyphs.append(Glyph(character, box.left, box.right))
        run.sizes.append(raw.FPDFText_GetFontSize(text, index))
    lines += finished(run, number)
    text.close()
    return lines, hidden


def starts_line(line: Box, letter: Box) -> bool:
    """Say whether a letter stands wholly above or below the line that it follows."""
    return letter.bottom < line.top or letter.top > line.bottom


def finished(run: Run, number: int) -> Iterator[Block]:
    """Yield a collected line as a block."""
    if not run.sizes:
        return
    size = statistics.median_low(run.sizes)
    if is_right_to_left(run.text):
        text = logical_text(run.glyphs, size)
    else:
        text = close_up(with_wide_spaces(run))
    if text := SPACE.sub(" ", text).strip():
        yield Block(text, number, box=run.box, size=round(size, 1))


def with_wide_spaces(run: Run) -> str:
    """Return a line with two spaces where one is wider than its others: PDFium gives one."""
    usual = statistics.median_low([gap for _, gap in run.gaps] or [0.0])
    text = run.text
    for at, gap in reversed(run.gaps):
        if gap > WIDER_SPACE * usual > 0:
            text = f"{text[:at]} {text[at:]}"
    return text


def close_up(text: str) -> str:
    """Undo letter-spacing: "T I T R E   I" becomes "TITRE I"."""
    if not LETTER_SPACED.search(text):
        return text
    words = WORDS_APART.split(text)
    return " ".join(
        word.replace(" ", "") if LETTER_SPACED.fullmatch(word.strip()) else word for word in words
    )


def upright_on(page: pdfium.PdfPage) -> Callable[[float, float, float, float], Box]:
    """Return what turns a box as drawn into one as seen, from the top left of the visible page."""
    # Page sizes are those of the page as seen; boxes are those of the page as drawn.
    width, height = page.get_width(), page.get_height()
    rotation = page.get_rotation()
    x, y, _, _ = page.get_bbox()

    def place(left: float, bottom: float, right: float, top: float) -> Box:
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if rotation == 90:
            return Box(bottom, left, top, right)
        if rotation == 180:
            return Box(width - right, bottom, width - left, top)
        if rotation == 270:
            return Box(width - top, height - right, width - bottom, height - left)
        return Box(left, height - top, right, height - bottom)

    return place


def in_reading_order(lines: Sequence[Block], width: float) -> list[Block]:
    """Return the lines from top to bottom, column by column where the page has two.

    Pieces of one printed line, such as a number and the text a tab away, become one block.
    """
    whole = merge_pieces(sorted(lines, key=lambda line: (round(top_of(line)), left_of(line))))
    middle = width / 2
    crossing = [
        line for line in whole if left_of(line) < middle - 10 and right_of(line) > middle + 10
    ]
    if len(whole) < 8 or len(crossing) > len(whole) * 0.2:
        return whole
    return by_columns(whole, crossing, middle)


def by_columns(lines: Sequence[Block], crossing: Sequence[Block], middle: float) -> list[Block]:
    """Return the lines of two columns; a line across the page ends the columns above it."""
    across = {id(line) for line in crossing}
    ordered: list[Block] = []
    left: list[Block] = []
    right: list[Block] = []
    for line in lines:
        if id(line) in across:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if left_of(line) < middle else right).append(line)
    return [*ordered, *left, *right]


def merge_pieces(lines: Sequence[Block]) -> list[Block]:
    """Join neighbours on one baseline that stand closer than columns do."""
    merged: list[Block] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last and last.box and line.box and on_one_line(last, line):
            leftmost, other = (last, line) if last.box.left <= line.box.left else (line, last)
            turned = is_right_to_left(line.text + last.text)
            first, second = (other, leftmost) if turned else (leftmost, other)
            merged[-1] = Block(
                f"{first.text} {second.text}",
                line.page,
                box=last.box.with_(line.box),
                size=last.size,
            )
        else:
            merged.append(line)
    return merged


def on_one_line(a: Block, b: Block) -> bool:
    """Say whether two blocks are pieces of one line: same height, a small gap between.

    After a printed number the gap may be as wide as a tab; elsewhere it parts columns.
    """
    if a.box is None or b.box is None:
        return False
    shared = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    height = min(a.box.bottom - a.box.top, b.box.bottom - b.box.top)
    gap = max(a.box.left, b.box.left) - min(a.box.right, b.box.right)
    numbered = is_number_alone(a.text) or is_number_alone(b.text)
    widest = WIDEST_GAP_IN_A_LINE if numbered else WIDEST_GAP_IN_LETTERS * a.size
    return shared > 0.5 * height and gap < widest


WIDEST_GAP_IN_LETTERS = 1.2  # letter sizes
WIDEST_GAP_IN_A_LINE = 40.0  # points: a tab after a number; columns stand as close seldom


def top_of(line: Block) -> float:
    """Return how far below the page's top a line begins."""
    return line.box.top if line.box else 0.0


def left_of(line: Block) -> float:
    """Return a line's left edge."""
    return line.box.left if line.box else 0.0


def right_of(line: Block) -> float:
    """Return a line's right edge."""
    return line.box.right if line.box else 0.0


def order_doubts(blocks: Sequence[Block]) -> Iterator[Doubt]:
    """Tell that the order of Arabic letters was worked out, once, with the first such page."""
    if first := next((block for block in blocks if is_right_to_left(block.text)), None):
        message = (
            "The order of Arabic letters is worked out from their places on the page: "
            "check vowel signs against the page before quoting."
        )
        yield Doubt("arabic-order", message, first.page)


def page_doubts(
    page: pdfium.PdfPage, number: int, lines: Sequence[Block], hidden: int
) -> Iterator[Doubt]:
    """Tell what a page hides, or that it is an image."""
    if hidden:
        message = f"Page {number} holds {hidden} characters that are not visible; they are read."
        yield Doubt("hidden-text", message, number, {"page": number, "count": hidden})
    if not lines and any(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        message = f"Page {number} is an image without text: nothing of it is read."
        yield Doubt("image-page", message, number, {"page": number})
