"""Plain text files: bytes to lines with their pages."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from charset_normalizer import from_bytes

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt

# Tried in this order when the bytes are not Unicode; a library tells which fits best.
LEGACY_ENCODINGS = ["cp1252", "cp1256", "iso8859_1", "iso8859_6"]
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# Letters, figures and signs of Western and Arabic print, and breaks.
IN_REPORTS = re.compile(
    "[\t\n\f\r\x20-\x7e\xa0-\u024f\u0600-\u06ff\u2000-\u20bf\u2100-\u215f\ufb00-\ufb06\ufeff]"
)
SHARE_IN_REPORTS = 0.95
FEWEST_ZEROS = 20  # one byte in so many, in UTF-16; other text has none
# Text copied out of a paged file often keeps one space before the first line of each new page.
PAGE_TOP = re.compile(r" \S")
FEWEST_LINES_BETWEEN_PAGES = 20


def read_text(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the lines of a text file in order, with their pages where the text shows them.

    Pages come from form feeds; without any, from lines that begin with one space where no other
    line is indented, and a doubt says so. Raises `UnreadableFile` if the bytes are not text.
    """
    pages = decode(data, name).split("\f")
    lines = [
        (line.rstrip(), page if len(pages) > 1 else None)
        for page, text in enumerate(pages, start=1)
        for line in re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]", text)
    ]
    doubts = []
    if len(pages) == 1:
        lines = number_pages([line for line, _ in lines])
        if count := max((page or 0 for _, page in lines), default=0):
            message = f"No page breaks; pages inferred from how lines are indented: {count}."
            doubts.append(Doubt("pages-inferred", message, None, {"pages": count}))
    return drop_empty(lines), doubts


def decode(data: bytes, name: str) -> str:
    """Return the text of the bytes: UTF-8, UTF-16, or a legacy encoding."""
    if data.startswith(UTF16_MARKS):
        encoding = "utf-16"
    elif unmarked := utf16_without_mark(data):
        encoding = unmarked
    elif is_utf8(data):
        encoding = "utf-8-sig"
    elif b"\0" in data or not (best := from_bytes(data, cp_isolation=LEGACY_ENCODINGS).best()):
        raise not_text(name)
    else:
        encoding = best.encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise not_text(name) from error
    if len(CONTROL.findall(text)) > len(text) // 1000:
        raise not_text(name)
    # A stray NUL would end the text early for SQLite; it stands for nothing a reader can see.
    return CONTROL.sub("\ufffd", text)


def utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 that lacks its mark, None if the bytes are no such text.

    Half the bytes of its spaces and Western letters are 0; read in the wrong order, its letters
    are not those of a report.
    """
    if data.count(0) * FEWEST_ZEROS < len(data) or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(IN_REPORTS.findall(text)) >= len(text) * SHARE_IN_REPORTS:
            return encoding
    return None


def is_utf8(data: bytes) -> bool:
    """Say whether the bytes are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def not_text(name: str) -> UnreadableFile:
    """Return the error for bytes that are no text in any known encoding."""
    return UnreadableFile(
        f"{name} is not a text file: its bytes are no text in UTF-8, UTF-16, Windows-1252, "
        "Windows-1256 or ISO 8859. Save it as plain text in UTF-8 and add that.",
        code="not-text",
        name=name,
    )


def number_pages(lines: list[str]) -> list[tuple[str, int | None]]:
    """Give each line its page, or none if the text does not show where pages begin."""
    tops = [n for n, line in enumerate(lines) if n and PAGE_TOP.match(line) and lines[n - 1]]
    indented = sum(line.startswith((" ", "\t")) and bool(line.strip()) for line in lines[1:])
    spaced = all(
        b - a >= FEWEST_LINES_BETWEEN_PAGES for a, b in zip([0, *tops], tops, strict=False)
    )
    if not tops or indented > len(tops) or not spaced:
        return [(line, None) for line in lines]
    return [(line, 1 + bisect_right(tops, n)) for n, line in enumerate(lines)]


def drop_empty(lines: list[tuple[str, int | None]]) -> list[Block]:
    """Return blocks for the lines with words; empty ones become the `gap` of the next."""
    blocks: list[Block] = []
    gap = False
    for line, page in lines:
        if not line.strip():
            gap = True
            continue
        blocks.append(Block(line.strip(), page, gap))
        gap = False
    return blocks
