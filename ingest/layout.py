"""Paragraphs laid out as the one text of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.contents import in_contents
from ingest.models import Line, Paragraph

PARAGRAPH_BREAK = "\n\n"


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
    bold: frozenset[int] = frozenset()  # where the paragraphs begin that are all in bold
    # And those whose number the file counts as that of a list's item, with the list's depth.
    listed: Mapping[int, int] = field(default_factory=dict)


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
        tuple(
            not p.table and not listed
            for p, listed in zip(paragraphs, in_contents(paragraphs), strict=True)
        ),
        tuple(p.level for p in paragraphs),
        tuple(lines),
        frozenset(start for (start, _), p in zip(spans, paragraphs, strict=True) if p.bold),
        {start: p.listed for (start, _), p in zip(spans, paragraphs, strict=True) if p.listed},
    )


def every_page(pages: dict[int, int], length: int) -> tuple[int, ...]:
    """Return where each page begins; an empty page begins where the next one does."""
    starts: list[int] = []
    following = length
    for page in range(max(pages, default=0), 0, -1):
        following = pages.get(page, following)
        starts.append(following)
    return (0, *reversed(starts[:-1])) if starts else ()
