"""Paragraphs laid out as the one text of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.models import Line, Paragraph

PARAGRAPH_BREAK = "\n\n"
CONTENTS_LINE = re.compile(r"(?:\.\s?|…){4,}\s*\d+$")  # Article 5 ........ 12
# So much of a line's end is looked at: a line of a million dots would take an hour.
CONTENTS_LINE_END = 40


@dataclass(frozen=True, slots=True)
class Laid:
    """Paragraphs laid out as one text: where each begins and ends, and where each page begins."""

    text: str
    spans: tuple[tuple[int, int], ...]
    line_starts: tuple[tuple[int, ...], ...]  # offsets in `text`, for each paragraph
    page_starts: tuple[int, ...]
    prose: tuple[bool, ...]  # False for a row of a table or of a list of contents
    levels: tuple[int, ...]  # of headings that the file marks; 0 for text
    lines: tuple[Line, ...] = ()  # where the characters of `text` stand on their pages


def lay_out(paragraphs: Sequence[Paragraph]) -> Laid:
    """Join paragraphs to the text of the report, a blank line between them."""
    at, spans, line_starts, pages = 0, [], [], dict[int, int]()
    lines: list[Line] = []
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph.text)))
        line_starts.append(tuple(at + offset for offset in paragraph.line_starts))
        for offset, page in paragraph.pages:
            pages.setdefault(page, at + offset)
        lines += (replace(ln, start=at + ln.start, end=at + ln.end) for ln in paragraph.lines)
        at = spans[-1][1] + len(PARAGRAPH_BREAK)
    text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in paragraphs)
    return Laid(
        text,
        tuple(spans),
        tuple(line_starts),
        every_page(pages, len(text)),
        tuple(not p.table and not is_contents_line(p.text) for p in paragraphs),
        tuple(p.level for p in paragraphs),
        tuple(lines),
    )


def every_page(pages: dict[int, int], length: int) -> tuple[int, ...]:
    """Return where each page begins; an empty page begins where the next one does."""
    starts: list[int] = []
    following = length
    for page in range(max(pages, default=0), 0, -1):
        following = pages.get(page, following)
        starts.append(following)
    return (0, *reversed(starts[:-1])) if starts else ()


def is_contents_line(text: str) -> bool:
    """Say whether a paragraph is a line of a list of contents: dots, then a page."""
    return bool(CONTENTS_LINE.search(text[-CONTENTS_LINE_END:]))
