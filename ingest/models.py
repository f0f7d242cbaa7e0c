"""What the rest is about: files, lines, paragraphs, reports and clauses."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from ingest.turns import Turn

# Between the headings of a path.
HEADING_SEPARATOR = " > "
# A line this much higher than wide runs up or down its page; a single letter does not.
SIDEWAYS = 4.0
# The left and right edge of each character in turn; the type has no parts where it is run.
if TYPE_CHECKING:
    Edges = array[float]
else:
    Edges = array
NO_EDGES: Edges = array("f")

# How many scanned pages of one file are recognised.
DEFAULT_MOST_SCANS = 200

# Is told how far a step of a long work is: its name, how much is done, how much there is.
Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody: the `Progress` of those who do not ask."""


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
    SECTION = "section"
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


def is_level(box: Box | None) -> bool:
    """Say whether a line has a place, and is not one of a page that was scanned sideways."""
    return box is not None and box.bottom - box.top < SIDEWAYS * (box.right - box.left)


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle and the page that it is on, 1-based."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Where the characters of a span stand: on one line of one page.

    `edges` are the left and right edge of each character in turn, in points; those of a space
    are NaN. They are empty where only the line's own box is known. Of a line that runs up or down
    the page they are the upper and lower edges.
    """

    start: int
    end: int
    page: int
    box: Box
    edges: Edges = field(default_factory=lambda: NO_EDGES, repr=False, compare=False)
    sideways: bool = False  # it runs up or down the page


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text as read from a file, before parsing: one line, or one whole paragraph.

    `text` has no line break. `gap` says that empty space stands before it. `edges` are the left
    and right edge of each of its characters, as in `Line`; empty where they are not known.
    `column` names the column of its page that it stands in; "" is the whole page.
    """

    text: str
    page: int | None = None  # 1-based; None where the format has none
    gap: bool = False
    whole: bool = False  # a paragraph that the file itself marks: never joined to its neighbours
    table: bool = False  # a row of a table: no clause begins in it
    level: int = 0  # of a heading that the file marks as one, 1 the highest; 0 for text
    box: Box | None = None
    size: float = 0.0  # of its letters, in points; 0 where the format does not say
    bold: bool = False  # all its words are
    # How deep the list is whose item this is, if the file itself counts its number; 0 if not.
    listed: int = 0
    edges: Edges = field(default_factory=lambda: NO_EDGES, repr=False, compare=False)
    # What its letters stand on, from the page's top: its box also holds what hangs from it.
    base: float | None = field(default=None, repr=False, compare=False)
    # Box, edges and base are those of the page as it is held to read the line; None if so it is.
    turn: Turn | None = field(default=None, repr=False, compare=False)
    column: str = field(default="", repr=False, compare=False)

    @property
    def box_as_seen(self) -> Box | None:
        """Where the line stands on its page as the page is seen."""
        if self.box is None or self.turn is None:
            return self.box
        box = self.box
        return Box(*self.turn.box_as_seen(box.left, box.top, box.right, box.bottom))

    def without(self, start: int, end: int) -> Block:
        """Return the block without the characters of a span; its other characters stay put."""
        text = self.text[:start] + self.text[end:]
        if len(self.edges) != 2 * len(self.text):
            return replace(self, text=text, edges=NO_EDGES)
        edges = self.edges[: 2 * start] + self.edges[2 * end :]
        lefts = [left for left in edges[::2] if not isnan(left)]
        rights = [right for right in edges[1::2] if not isnan(right)]
        box = self.box
        if box and lefts:
            box = Box(min(lefts), box.top, max(rights), box.bottom)
        return replace(self, text=text, edges=edges, box=box)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Blocks joined to one paragraph.

    `line_starts` are the offsets in `text` where its lines began, the first always 0. `pages`
    gives (offset, page) for the first character of each page that the paragraph touches. `lines`
    say where its characters stand, with offsets in `text`; empty where the format has no boxes.
    """

    text: str
    line_starts: tuple[int, ...] = (0,)
    pages: tuple[tuple[int, int], ...] = ()
    table: bool = False
    level: int = 0  # of a heading that the file marks as one; 0 for text
    lines: tuple[Line, ...] = ()
    bold: bool = False  # all its words are
    listed: int = 0  # as of its first block


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
    `id` is empty until the report is stored. Title, symbol, issuer and place are as printed.
    `dates` are all that its first and last lines give for it, in the order printed, `date` too.
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
    symbol: str = ""  # "A/RES/70/1"
    dates: tuple[str, ...] = ()  # ISO 8601

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
    language: str = ""  # "fr", "en" or "ar" where it is not the report's


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report, its clauses in reading order, and what the reading was not sure of.

    `lines` say where the characters of `report.text` stand, in its order; empty without boxes.
    """

    report: Report
    clauses: tuple[Clause, ...]
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of reports; `pages` is None for formats without pages.

    `clauses` counts all of them, `numbered` those of body and annexes: what a reader counts.
    """

    id: str
    title: str
    issuer: str
    date: str | None
    language: str
    clauses: int
    numbered: int
    pages: int | None
    version: int
    added: str  # UTC, ISO 8601
    source_name: str
    symbol: str = ""
    dates: tuple[str, ...] = ()  # ISO 8601


class Place(NamedTuple):
    """A clause in the library: its report's id and its position there, from 0.

    Keys can repeat in a report that prints a number twice; places cannot.
    """

    report_id: str
    position: int
