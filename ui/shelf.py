"""Which reports the library page shows, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from anyascii import anyascii

from ingest.models import Listed

ROWS = 25
# What a reader sorts by. Undated reports and those without an issuer stand last either way.
KEYS: dict[str, Callable[[Listed], str | int]] = {
    "title": lambda report: folded(report.title),
    "issuer": lambda report: folded(report.issuer),
    "date": lambda report: report.date or "",
    "language": lambda report: report.language,
    "clauses": lambda report: report.numbered,
    "version": lambda report: report.version,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked to see. Empty fields ask for all; `page` counts from 1."""

    words: str = ""
    issuer: str = ""
    language: str = ""
    year: str = ""
    by: str = "date"
    falling: bool = True
    page: int = 1

    def sorted_by(self, by: str) -> Wanted:
        """Sort by another column, or the other way round by the same one."""
        if by not in KEYS:
            return self
        return replace(self, by=by, falling=not self.falling if by == self.by else False, page=1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the reports that were asked for; `found` counts them on all pages.

    `alike` are all reports of the library whose titles stand on this page.
    """

    reports: tuple[Listed, ...]
    found: int
    page: int
    pages: int
    alike: tuple[Listed, ...] = ()


def pick(reports: Sequence[Listed], wanted: Wanted) -> Shelf:
    """Return the reports that were asked for. A page past the last gives the last."""
    found = [report for report in reports if is_wanted(report, wanted)]
    key = KEYS[wanted.by]
    have = sorted((r for r in found if key(r) != ""), key=key, reverse=wanted.falling)
    ordered = have + [report for report in found if key(report) == ""]
    pages = max(1, -(-len(ordered) // ROWS))
    page = min(max(wanted.page, 1), pages)
    shown = tuple(ordered[(page - 1) * ROWS : page * ROWS])
    titles = {report.title.casefold() for report in shown}
    alike = tuple(report for report in reports if report.title.casefold() in titles)
    return Shelf(shown, len(found), page, pages, alike)


def is_wanted(report: Listed, wanted: Wanted) -> bool:
    """Say whether a report has all the words that were typed, and passes the filters."""
    if wanted.issuer and report.issuer != wanted.issuer:
        return False
    if wanted.language and report.language != wanted.language:
        return False
    if wanted.year and (report.date or "")[:4] != wanted.year:
        return False
    about = folded(
        " ".join([report.title, report.symbol, report.issuer, report.source_name, *report.dates])
    )
    return all(word in about for word in folded(wanted.words).split())


def folded(text: str) -> str:
    """Return a text in lower case, without accents and vowel signs, as people type it."""
    return anyascii(re.sub(r"[\u064b-\u065f\u0640]", "", text)).casefold()


def issuers(reports: Sequence[Listed]) -> list[str]:
    """Return the issuers of reports, in the order of the alphabet."""
    return sorted({report.issuer for report in reports} - {""}, key=folded)


def years(reports: Sequence[Listed]) -> list[str]:
    """Return the years of reports, the newest first."""
    return sorted({report.date[:4] for report in reports if report.date}, reverse=True)
