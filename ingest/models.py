"""What the rest is about: files, lines, paragraphs, reports and clauses."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# Between the headings of a path.
HEADING_SEPARATOR = " > "

# Told while a file is read: the step ("page"), how many are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file and its name, without folders."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Part(StrEnum):
    """Where a clause stands in its report."""

    FRONT = "front"
    PREAMBLE = "preamble"
    BODY = "body"
    ANNEX = "annex"
    CLOSING = "closing"


class Kind(StrEnum):
    """What a clause is there."""

    TITLE = "title"
    RECITAL = "recital"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"
    SUBPARAGRAPH = "subparagraph"
    WRAP_UP = "wrap-up"  # the words of a clause after its subclauses
    HEADING = "heading"  # the words under a heading that print no number
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner as it is seen."""

    left: float
    top: float
    right: float
    bottom: float

    def with_(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text as read from a file, before parsing: one line, or one whole paragraph.

    `text` has no line break. `gap` says that empty space stands before it.
    """

    text: str
    page: int | None = None  # 1-based; None where the format has none
    gap: bool = False
    whole: bool = False  # a paragraph that the file itself marks: never joined to its neighbours
    table: bool = False  # a row of a table: no clause begins in it
    level: int = 0  # of a heading that the file marks as one, 1 the highest; 0 for text
    box: Box | None = None
    size: float = 0.0  # of its letters, in points; 0 where the format does not say


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Blocks joined to one paragraph.

    `line_starts` are the offsets in `text` where its lines began, the first always 0. `pages`
    gives (offset, page) for the first character of each page that the paragraph touches.
    """

    text: str
    line_starts: tuple[int, ...] = (0,)
    pages: tuple[tuple[int, int], ...] = ()
    table: bool = False
    level: int = 0  # of a heading that the file marks as one; 0 for text


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reading was not sure of: a code, an English sentence, a page.

    `values` are the figures of the sentence, so that it can be said in another language.
    """

    code: str
    message: str
    page: int | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One source text with its title and date, whatever its genre.

    `page_starts[n]` is the offset in `text` where page n + 1 begins; empty without pages.
    `id` is empty until the report is stored.
    """

    title: str
    language: str  # "fr", "en" or "ar"
    text: str
    issuer: str = ""
    place: str = ""
    date: str | None = None  # ISO 8601
    page_starts: tuple[int, ...] = ()
    source_name: str = ""
    id: str = ""

    @property
    def pages(self) -> int | None:
        """The number of pages; None where the format has none."""
        return len(self.page_starts) or None

    def page_of(self, offset: int) -> int | None:
        """Return the 1-based page of an offset into `text`; None without pages."""
        return bisect_right(self.page_starts, offset) or None


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered or counted unit of a report, at any depth.

    `text` is exactly `report.text[start:end]`: its own words, without the printed number and
    without those of its subclauses; never trimmed, joined or corrected after it was cut.
    """

    key: str  # "13", "6.e", "PP2", "front"
    eid: str  # "para_13"
    num: str  # as printed, "13."; empty if none is
    part: Part
    kind: Kind
    depth: int  # 1 at the top; "6.e" is 2
    text: str
    start: int
    end: int
    page: int | None = None  # of its first character
    heading: str = ""  # the headings above it, outermost first, " > " between
    chapeau: str | None = None  # the lead-in of the clause above


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report, its clauses in reading order, and what the reading was not sure of."""

    report: Report
    clauses: tuple[Clause, ...]
    doubts: tuple[Doubt, ...] = ()
