"""What a library holds: reports, their clauses, their versions and their history, as read."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

from ingest.database import Database
from ingest.errors import ReportNotFound
from ingest.line_rows import unpack_lines
from ingest.models import Clause, Doubt, Line, Listed, Place, Report
from ingest.not_found import unknown_clause, unknown_report, unknown_version
from ingest.rows import CLAUSE_COLUMNS, REPORT_COLUMNS, to_clause, to_report
from ingest.versions import Change, KeptEncoder, Version

VERSION_COLUMNS = "id, version, title, source_name, added"


class Holdings(Database):
    """The reading methods of a library.

    `version` names a version of a report; without it, the current one is meant. Raises
    `ReportNotFound` for a version that the library does not hold.
    """

    def encoder(self) -> KeptEncoder | None:
        """Return the encoder that the library is searched with; None before the first vector."""
        ((model, fingerprint),) = self.read("SELECT model, encoder FROM library")
        return KeptEncoder(str(model), str(fingerprint)) if fingerprint else None

    def stamp(self, revision: int) -> int | None:
        """Return the random number that a revision was given; None if there was no such revision.

        What is derived keeps both: a backup put back, or another library, has other stamps.
        """
        rows = self.read("SELECT stamp FROM stamp WHERE revision = ?", (revision,))
        return int(str(rows[0][0])) if rows else None

    def changed_since(self, revision: int) -> list[str]:
        """Return the ids of reports that were added, removed, replaced or embedded after it."""
        query = "SELECT report_id FROM change WHERE revision > ? ORDER BY report_id"
        return [str(row[0]) for row in self.read(query, (revision,))]

    def reports(self) -> list[Listed]:
        """Return all reports, newest first, undated ones last."""
        rows = self.read(
            "SELECT id, title, issuer, date, language, coalesce(every, 0), coalesce(numbered, 0),"
            " json_array_length(page_starts), version, added, source_name, symbol, dates"
            " FROM report LEFT JOIN (SELECT report_id, count(*) AS every,"
            " count(*) FILTER (WHERE part IN ('body', 'annex')) AS numbered"
            " FROM clause GROUP BY report_id) ON report_id = id"
            " ORDER BY date IS NULL, date DESC, id"
        )
        return [
            Listed(*row[:7], row[7] or None, *row[8:-1], tuple(json.loads(str(row[-1]))))  # type: ignore[arg-type, call-arg]
            for row in rows
        ]

    def newest_first(self, reports: Iterable[str]) -> list[str]:
        """Return ids in the order of `reports()`, without looking at any other report."""
        rows = self.read(
            "SELECT id FROM report WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY date IS NULL, date DESC, id",
            (json.dumps(list(reports)),),
        )
        return [str(row[0]) for row in rows]

    def report(self, report_id: str, version: int | None = None) -> Report:
        """Return a report with its text. Raises `ReportNotFound`, naming the nearest ids."""
        return to_report(self._row(f'{REPORT_COLUMNS}, "text"', report_id, version))

    def source(self, report_id: str, version: int | None = None) -> bytes:
        """Return the original bytes of a report's file. Raises `ReportNotFound`."""
        return zlib.decompress(self._row("source", report_id, version)[0])  # type: ignore[arg-type]

    def doubts(self, report_id: str, version: int | None = None) -> tuple[Doubt, ...]:
        """Return what the reading of a report was not sure of. Raises `ReportNotFound`."""
        (doubts,) = self._row("doubts", report_id, version)
        return tuple(Doubt(**doubt) for doubt in json.loads(str(doubts)))

    def counts(self, report_id: str) -> tuple[int, int]:
        """Return how many clauses a report has, and how many of them are in body and annexes."""
        ((every, numbered),) = self.read(
            "SELECT count(*), count(*) FILTER (WHERE part IN ('body', 'annex')) FROM clause"
            " WHERE report_id = ?",
            (report_id,),
        )
        return int(str(every)), int(str(numbered))

    def _row(self, columns: str, report_id: str, version: int | None) -> tuple[object, ...]:
        """Return columns of a report. Raises `ReportNotFound`."""
        with self.snapshot():
            table, values = held("report", report_id, self._old(report_id, version))
            rows = self.read(f"SELECT {columns} FROM {table}", values)
            if not rows:
                raise self._unknown(report_id)
            return rows[0]

    def _unknown(self, report_id: str) -> ReportNotFound:
        return unknown_report(
            report_id, [str(row[0]) for row in self.read("SELECT id FROM report")]
        )

    def _old(self, report_id: str, version: int | None) -> int | None:
        """Return the version if it is an old one, None if it is the current one.

        Raises `ReportNotFound` if it is neither.
        """
        if version is None:
            return None
        for known in self.versions(report_id):
            if known.number == version:
                return None if known.current else version
        raise unknown_version(report_id, version, [v.number for v in self.versions(report_id)])

    def versions(self, report_id: str) -> list[Version]:
        """Return the versions of a report, the current one first. Raises `ReportNotFound`."""
        rows = self.read(
            f"SELECT {VERSION_COLUMNS}, NULL FROM report WHERE id = ?"
            f" UNION ALL SELECT {VERSION_COLUMNS}, replaced FROM old_report WHERE id = ?"
            " ORDER BY version DESC",
            (report_id, report_id),
        )
        if not rows:
            raise self._unknown(report_id)
        return [Version(*row) for row in rows]  # type: ignore[arg-type]

    def version_with_source(self, sha256: str) -> Version | None:
        """Return the version of a report whose file had these bytes, the current one first."""
        rows = self.read(
            f"SELECT {VERSION_COLUMNS}, NULL FROM report WHERE source_sha256 = ?"
            f" UNION ALL SELECT * FROM (SELECT {VERSION_COLUMNS}, replaced FROM old_report"
            " WHERE source_sha256 = ? ORDER BY replaced DESC) LIMIT 1",
            (sha256, sha256),
        )
        return Version(*rows[0]) if rows else None  # type: ignore[arg-type]

    def history(self, report_id: str | None = None) -> list[Change]:
        """Return what was added, replaced and removed, the latest first; of one report or all."""
        rows = self.read(
            "SELECT at, event, report_id, version, title, source_name FROM history"
            " WHERE ? IS NULL OR report_id = ? ORDER BY number DESC",
            (report_id, report_id),
        )
        return [Change(*row) for row in rows]  # type: ignore[arg-type]

    def lines(self, report_id: str, start: int, end: int, version: int | None = None) -> list[Line]:
        """Return the lines of the pages that a span touches, in the order of their spans.

        None for formats without pages, and for reports that an earlier version stored.
        """
        table, values = held("page_lines", report_id, self._old(report_id, version))
        rows = self.read(
            f'SELECT lines, page FROM {table} AND start < ? AND "end" > ?', (*values, end, start)
        )
        found = [line for data, page in rows for line in unpack_lines(data, page)]  # type: ignore[arg-type]
        return sorted(found, key=lambda line: line.start)

    def clauses(self, report_id: str, version: int | None = None) -> list[Clause]:
        """Return the clauses of a report in reading order. Raises `ReportNotFound`."""
        with self.snapshot():
            table, values = held("clause", report_id, self._old(report_id, version))
            rows = self.read(f"SELECT {CLAUSE_COLUMNS} FROM {table} ORDER BY position", values)
            if not rows:
                self._row("id", report_id, version)
        return [to_clause(row) for row in rows]

    def reports_with_key(self, key: str) -> set[str]:
        """Return the ids of the reports that have a clause of that key, or one below it."""
        rows = self.read(
            f"SELECT report_id FROM clause WHERE key = ? OR {BELOW}", (key, *below(key))
        )
        return {str(row[0]) for row in rows}

    def clauses_with_key(self, key: str, reports: Sequence[str]) -> list[tuple[Place, Clause]]:
        """Return the clauses of that key, whatever its case, each followed by its subclauses.

        `reports` are the ids of those that are looked at, in order. A report that prints a number
        twice gives both clauses.
        """
        columns = f"clause.report_id, clause.position, {CLAUSE_COLUMNS}"
        among = "clause.report_id IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(list(reports))
        rows = self.read(
            f"SELECT {columns} FROM clause WHERE clause.key = ? AND {among}"
            f" UNION ALL SELECT {columns} FROM clause WHERE {BELOW} AND {among}",
            (key, wanted, *below(key), wanted),
        )
        order = {report_id: n for n, report_id in enumerate(reports)}
        found = [
            (Place(str(report_id), int(str(position))), to_clause(rest))
            for report_id, position, *rest in rows
        ]
        return sorted(found, key=lambda pair: (order[pair[0].report_id], pair[0].position))

    def clause(self, report_id: str, key: str, version: int | None = None) -> Clause:
        """Return the clause of that key or eId: a number printed twice has one eId for each.

        Raises `ReportNotFound`, or `ClauseNotFound` naming the nearest keys.
        """
        clauses = self.clauses(report_id, version)
        for clause in clauses:
            if key.casefold() in (clause.key.casefold(), clause.eid.casefold()):
                return clause
        raise unknown_clause(report_id, key, [clause.key for clause in clauses])

    def clauses_at(self, places: Iterable[Place]) -> list[Clause]:
        """Return the clauses at these places, in their order. Raises IndexError if one is gone."""
        wanted = [(place.report_id, place.position) for place in places]
        found = self.read(
            # As JSON: there can be more of them than SQLite takes values.
            "WITH wanted (n, report_id, position) AS (SELECT key, json_extract(value, '$[0]'),"
            " json_extract(value, '$[1]') FROM json_each(?))"
            f" SELECT {CLAUSE_COLUMNS} FROM wanted CROSS JOIN clause USING (report_id, position)"
            " ORDER BY wanted.n",
            (json.dumps(wanted),),
        )
        if len(found) < len(wanted):
            raise IndexError("A clause that was found is no longer there.")
        return [*map(to_clause, found)]


# "." and "/" are neighbours in ASCII: the range holds what begins with "6."
BELOW = "(clause.key >= ? AND clause.key < ?)"


def below(key: str) -> tuple[str, str]:
    """Return what `BELOW` is between for the subclauses of a key."""
    return f"{key}.", f"{key}/"


def held(table: str, report_id: str, old: int | None) -> tuple[str, tuple[object, ...]]:
    """Return what stands after FROM for a report's rows, and its values; `old` is a version."""
    identifier = "id" if table == "report" else "report_id"
    if old is None:
        return f"{table} WHERE {identifier} = ?", (report_id,)
    return f"old_{table} AS {table} WHERE {identifier} = ? AND version = ?", (report_id, old)
