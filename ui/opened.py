"""The report that lies open beside the chat: which view of it, at which clause and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.errors import ClausierError, PageNotFound
from ingest.models import Clause, Doubt, PageBox, Report
from ingest.page_images import has_page_images
from retrieval.assistant import Assistant
from ui.browser import Act

ZOOMS = (100, 150, 200, 300)  # percent of the width there is
# Pixels a point at 100 %: sharp on a screen, and light enough to be sent.
SCALE = 1.5
# A long text is shown in parts of about this many characters.
TEXT_PART = 60_000
# Left, top, width and height of a mark.
Share = tuple[float, float, float, float]


class View(StrEnum):
    """How a report is looked at."""

    PAGE = "page"
    TEXT = "text"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies open. `clause` is an eId or a key, empty for none.

    `leaf` is the page, or the part of a long text, from 1; 0 is where the clause begins.
    """

    report_id: str
    clause: str = ""
    view: View | None = None  # None: the page where there is one, else the text
    leaf: int = 0
    zoom: int = ZOOMS[0]
    version: int | None = None  # of the report; None: the current one

    def after(self, act: Act) -> Opened | None:
        """Return what lies open after a click; None once it is closed."""
        if act.name == "close":
            return None
        if act.name == "view" and act["view"] in list(View):
            return replace(self, view=View(act["view"]), leaf=0)
        if act.name == "leaf":
            return replace(self, leaf=act.number("leaf"))
        if act.name == "zoom" and act.number("zoom") in ZOOMS:
            return replace(self, zoom=act.number("zoom"))
        return self


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as an image; its marks are in shares of its width and height, 0 to 1."""

    png: bytes
    marks: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page or one part of a text: `number` of `count`.

    A page has its image in `sheet`; a part has the span `start` to `end` of the report's text.
    `marked` are the pages that the clause stands on.
    """

    number: int
    count: int
    sheet: Sheet | None = None
    start: int = 0
    end: int = 0
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """Everything that is shown of what lies open."""

    opened: Opened
    view: View
    views: tuple[View, ...]
    report: Report
    clauses: Sequence[Clause]
    clause: Clause | None
    doubts: tuple[Doubt, ...]
    leaf: Leaf | None  # None in the outline
    error: ClausierError | None = None  # why the text is shown in place of a page


def lay_out(opened: Opened, assistant: Assistant) -> Laid:
    """Return what is shown of a report. Raises `ReportNotFound` and `ClauseNotFound`."""
    version = opened.version
    report, clauses = assistant.report(opened.report_id, version)
    clause = assistant.clause(report.id, opened.clause, version) if opened.clause else None
    views = views_of(report)
    view = opened.view if opened.view in views else views[0]
    doubts = assistant.doubts(report.id, version)
    laid = Laid(opened, view, views, report, clauses, clause, doubts, None)
    if view is View.PAGE:
        try:
            return replace(laid, leaf=page_leaf(opened, clause, assistant))
        except PageNotFound as error:  # a page that is damaged
            laid = replace(laid, view=View.TEXT, error=error)
    if laid.view is View.TEXT:
        laid = replace(laid, leaf=text_leaf(opened, clause, report))
    return laid


def views_of(report: Report) -> tuple[View, ...]:
    """Return the ways a report can be looked at; pages only where they can be shown."""
    pages = (View.PAGE,) if has_page_images(report.source_name) else ()
    return (*pages, View.TEXT, View.OUTLINE)


def page_leaf(opened: Opened, clause: Clause | None, assistant: Assistant) -> Leaf:
    """Return a page with the clause marked. Raises `PageNotFound` if it cannot be shown."""
    report, version = opened.report_id, opened.version
    marks = assistant.pages.boxes(report, clause.start, clause.end, version) if clause else []
    marked = tuple(sorted({mark.page for mark in marks}))
    first = marked[0] if marked else (clause.page if clause else None) or 1
    number = opened.leaf or first
    scale = SCALE * opened.zoom / 100
    try:
        image = assistant.pages.image(report, number, scale, version=version)
    except PageNotFound:  # the number of a page that the report does not have
        number = first
        image = assistant.pages.image(report, number, scale, version=version)
    width, height = image.width / image.scale, image.height / image.scale
    return Leaf(
        number,
        image.pages,
        Sheet(image.png, shares_of(marks, number, width, height)),
        marked=marked,
    )


def shares_of(
    marks: Sequence[PageBox], page: int, width: float, height: float
) -> tuple[Share, ...]:
    """Return the boxes on one page as shares of its size."""
    boxes = [mark.box for mark in marks if mark.page == page]
    return tuple(
        (b.left / width, b.top / height, (b.right - b.left) / width, (b.bottom - b.top) / height)
        for b in boxes
    )


def text_leaf(opened: Opened, clause: Clause | None, report: Report) -> Leaf:
    """Return a part of a report's text: the one asked for, or that where the clause begins."""
    starts = part_starts(report.text)
    at = clause.start if clause else 0
    number = opened.leaf or sum(start <= at for start in starts)
    number = min(max(number, 1), len(starts))
    ends = [*starts[1:], len(report.text)]
    return Leaf(number, len(starts), start=starts[number - 1], end=ends[number - 1])


def part_starts(text: str, length: int = TEXT_PART) -> list[int]:
    """Return where the parts of a text begin: after a line break, where there is one.

    No part is longer than `length`, and the parts are the whole text.
    """
    starts = [0]
    while len(text) - starts[-1] > length:
        limit = starts[-1] + length
        line_break = text.rfind("\n", starts[-1] + length // 2, limit)
        starts.append(line_break + 1 if line_break >= 0 else limit)
    return starts


def around(clauses: Sequence[Clause], clause: Clause, reach: int = 2) -> Sequence[Clause]:
    """Return a clause with those before and after it, `reach` on each side."""
    position = next(n for n, one in enumerate(clauses) if one.eid == clause.eid)
    return clauses[max(position - reach, 0) : position + reach + 1]
