"""Where a question looks: some reports, dates, issuers, a language, some parts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.errors import ClausierError
from ingest.issuers import same_issuer
from ingest.models import Clause, Listed, Part, Place
from ingest.store import Store
from retrieval.per_revision import PerRevision
from retrieval.row_table import Rows
from retrieval.search_index import SearchIndex


@dataclass(frozen=True, slots=True)
class Scope:
    """Which clauses a question is about; an empty field keeps them all.

    `since` and `until` are days in ISO 8601, both included; a report without a date is outside
    any dates. An issuer is named in any language, or by some words of its name. `language` is
    that of the clause: "fr", "en" or "ar".
    """

    reports: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    issuers: tuple[str, ...] = ()
    language: str = ""
    parts: tuple[Part, ...] = ()

    def takes(self, report: Listed) -> bool:
        """Say whether a report is inside, as a whole or in part."""
        dated = report.date or ""
        return (
            (not self.reports or report.id in self.reports)
            and (not self.since or self.since <= dated)
            and (not self.until or "" < dated <= self.until)
            and (not self.issuers or any(same_issuer(i, report.issuer) for i in self.issuers))
        )


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Inside:
    """What a scope comes to in a library: its reports (None: all), and which of their clauses.

    `places` are the only ones searched; None for all. `annex` is the key of the annex that clauses
    named by number are of, "" for none.
    """

    reports: tuple[str, ...] | None = None
    language: str = ""
    parts: tuple[Part, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)  # of each report
    places: frozenset[Place] | None = None
    annex: str = ""

    def only(self, reports: Sequence[str]) -> Inside:
        """Return what of it is in some reports; all of it if none of them is inside."""
        inside = tuple(r for r in reports if self.reports is None or r in self.reports)
        return replace(self, reports=inside) if inside else self

    def at(self, places: frozenset[Place]) -> Inside:
        """Return what of it is at some places."""
        return replace(self, places=places if self.places is None else self.places & places)

    def keeps(self, place: Place, clause: Clause) -> bool:
        """Say whether a clause is inside."""
        spoken = clause.language or self.languages.get(place.report_id, "")
        return (
            (self.reports is None or place.report_id in self.reports)
            and (self.places is None or place in self.places)
            and (not self.parts or clause.part in self.parts)
            and (not self.language or spoken == self.language)
        )

    def rows(self, index: SearchIndex) -> Rows | None:
        """Return the rows of an index that are inside, in order; None for all."""
        if self.places is not None:
            return index.rows_at(self.places)
        rows = None if self.reports is None else index.rows_of(self.reports)
        if not self.parts and not self.language:
            return rows
        return index.rows.kept(rows, self.language, self.parts)


# All reports of a library, newest first.
listed_of = PerRevision(Store.reports)


def inside(scope: Scope, store: Store) -> Inside:
    """Return what a scope comes to now. Raises `ReportNotFound` for an id that no report has."""
    for report_id in scope.reports:
        store.report(report_id)
    if scope == EVERYTHING:
        return Inside()
    listed = listed_of(store)
    taken = tuple(report.id for report in listed if scope.takes(report))
    languages = {report.id: report.language for report in listed}
    return Inside(
        None if len(taken) == len(listed) else taken, scope.language, scope.parts, languages
    )


WRITTEN_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


def first_day(text: str) -> str:
    """Return the first day of a date, month or year as written: "2019-09" -> "2019-09-01"."""
    return read_date(text, first=True)


def last_day(text: str) -> str:
    """Return the last day of a date, month or year as written: "2019" -> "2019-12-31"."""
    return read_date(text, first=False)


def read_date(text: str, first: bool) -> str:
    """Return a day in ISO 8601. Raises `ClausierError` for what is no date."""
    try:
        match = WRITTEN_DATE.fullmatch(text.strip())
        year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
        month = month or (1 if first else 12)
        day = day or (1 if first else calendar.monthrange(year, month)[1])
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise ClausierError(
            f"{text!r} is no date. Write a day, a month or a year, such as 2019-09-24, 2019-09 or "
            "2019.",
            code="bad-date",
            date=text,
        ) from error
