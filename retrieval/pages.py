"""The pages of a library's reports: their images, and where a span of the text stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.boxes import boxes_of
from ingest.errors import PageNotFound
from ingest.models import Clause, PageBox
from ingest.page_images import DEFAULT_SCALE, PageImage, draw_page, has_page_images
from ingest.store import Store
from retrieval.locators import pages_of


class Pages:
    """Shows the pages of a library's reports."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_clause(
        self, report_id: str, clause: Clause, version: int | None = None
    ) -> tuple[int, int] | None:
        """Return the first and the last page of a clause; None without pages.

        Raises `ReportNotFound`.
        """
        return pages_of(self._store.report(report_id, version), clause)

    def boxes(
        self, report_id: str, start: int, end: int, version: int | None = None
    ) -> list[PageBox]:
        """Return where a span of a report's text stands: the boxes on its pages, line by line.

        They cover the span's letters and no others. Empty for formats without pages, and for
        reports that an earlier version added. Raises `ReportNotFound`.
        """
        self._store.report(report_id, version)
        return boxes_of(self._store.lines(report_id, start, end, version), start, end)

    def image(
        self,
        report_id: str,
        page: int,
        scale: float = DEFAULT_SCALE,
        marks: Sequence[PageBox] = (),
        version: int | None = None,
    ) -> PageImage:
        """Return a page of a report as a PNG, `scale` pixels a point, with these boxes marked.

        Raises `ReportNotFound`, and `PageNotFound` if the report has no such page or comes from
        a format without pages that can be shown.
        """
        name = self._store.report(report_id, version).source_name
        if not has_page_images(name):
            raise PageNotFound(
                f"{name} has no pages that can be shown: only a PDF file does. Read the clause "
                f"with `clausier show {report_id} KEY`, or add the report as PDF.",
                code="no-page-images",
                name=name,
            )
        return draw_page(self._store.source(report_id, version), name, page, scale, marks)
