"""The store: SQLite, the truth. One writing method for each event, one transaction each."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.errors import LibraryError
from ingest.line_rows import page_rows, unpack_lines
from ingest.models import Clause, Doubt, Line, Listed, ParsedReport, Place, Report
from ingest.not_found import unknown_clause, unknown_report
from ingest.rows import (
    CLAUSE_COLUMNS,
    REPORT_COLUMNS,
    doubts_to_json,
    make_id,
    to_clause,
    to_report,
)
from ingest.schema import MIGRATIONS, SCHEMA_VERSION

FILE_NAME = "clausier.sqlite"
SECONDS_TO_WAIT_FOR_A_WRITER = 30

Status = Literal["added", "unchanged", "replaced"]

INSERT_REPORT = """
INSERT INTO report (id, title, symbol, issuer, place, date, dates, language, text, page_starts,
                    source_name, source_sha256, source, doubts, version, added)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_CLAUSE = """
INSERT INTO clause (report_id, position, key, eid, num, part, kind, depth, "text", start, "end",
                    page, heading, chapeau, language)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_PAGE = """
INSERT INTO page_lines (report_id, page, start, "end", lines) VALUES (?, ?, ?, ?, ?)
"""


class Store:
    """A library's reports and clauses, and the vectors of their passages.

    Usable from several threads: one connection, one lock.
    """

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`, making it if there is none.

        Raises `LibraryError` if it cannot be opened or comes from a newer version of Clausier;
        it is then left untouched.
        """
        self.file = folder / FILE_NAME
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                self.file,
                timeout=SECONDS_TO_WAIT_FOR_A_WRITER,
                isolation_level=None,
                check_same_thread=False,
            )
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                f"The library {folder} cannot be opened: {error}. Check the permissions, or name "
                "another folder with --library.",
                code="library-unusable",
            ) from error

    def _prepare(self) -> None:
        """Check the version of the schema and bring an older one up to date."""
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            self._db.close()
            raise LibraryError(
                f"The library {self.file} was written by a newer version of Clausier (schema "
                f"{version}; this one knows {SCHEMA_VERSION}). Install that version, or name "
                "another folder with --library. Nothing was changed.",
                code="library-newer",
            )
        self._db.execute("PRAGMA foreign_keys = ON")
        if version == SCHEMA_VERSION:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            # Another process may have migrated while this one waited for the lock.
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            for migration in MIGRATIONS[version:]:
                for statement in migration:
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold the write lock for one event: all of it is stored, or nothing."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that raises the revision; SQLite's refusals become `LibraryError`."""
        with self.noting() as db:
            yield db
            db.execute("UPDATE library SET revision = revision + 1")
            db.execute("INSERT INTO stamp SELECT revision, random() FROM library")

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """A transaction on what no index depends on: the revision stays as it is."""
        try:
            with self._transaction():
                yield self._db
        except sqlite3.Error as error:
            raise LibraryError(
                f"The library {self.file} could not be written: {error}. Nothing was changed. "
                "Free space or check the permissions, then try again.",
                code="library-unwritable",
            ) from error

    def read(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the library; it cannot be used afterwards."""
        with self._lock:
            self._db.close()

    @property
    def revision(self) -> int:
        """A number that grows with every change of the library, by any process."""
        return int(str(self.read("SELECT revision FROM library")[0][0]))

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

    # Writing: one method for each event.

    def put_report(self, parsed: ParsedReport, source: bytes, sha256: str) -> tuple[Status, Report]:
        """Store a report with its clauses and its original bytes; return it with its id.

        It replaces the report of the same file name, title, date and language, if there is one,
        and keeps its id.
        """
        report = parsed.report
        with self.writing() as db:
            same = self.read(
                "SELECT id, version FROM report WHERE source_name = ? AND title = ?"
                " AND date IS ? AND language = ?",
                (report.source_name, report.title, report.date, report.language),
            )
            identifier, version = same[0] if same else (self._free_id(report), 0)
            report = replace(report, id=str(identifier))
            db.execute("DELETE FROM report WHERE id = ?", (report.id,))  # clauses cascade
            db.execute(
                INSERT_REPORT,
                (
                    report.id, report.title, report.symbol, report.issuer, report.place,
                    report.date, json.dumps(report.dates), report.language, report.text,
                    json.dumps(report.page_starts),
                    report.source_name, sha256, zlib.compress(source),
                    doubts_to_json(parsed.doubts),
                    int(str(version)) + 1, datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )  # fmt: skip
            db.executemany(
                INSERT_CLAUSE,
                (
                    (
                        report.id, position, c.key, c.eid, c.num, c.part, c.kind, c.depth, c.text,
                        c.start, c.end, c.page, c.heading, c.chapeau, c.language,
                    )
                    for position, c in enumerate(parsed.clauses)
                ),
            )  # fmt: skip
            db.executemany(INSERT_PAGE, page_rows(report.id, parsed.lines))
        return ("replaced" if same else "added"), report

    def remove_report(self, report_id: str) -> None:
        """Remove a report with its clauses. Raises `ReportNotFound`."""
        self.report(report_id)
        with self.writing() as db:
            db.execute("DELETE FROM report WHERE id = ?", (report_id,))

    def _free_id(self, report: Report) -> str:
        """Return an id made from title and date that no report has yet."""
        wanted = make_id(report)
        taken = {str(row[0]) for row in self.read("SELECT id FROM report")}
        suffixes = ("", *(f"-{n}" for n in range(2, len(taken) + 3)))
        return next(wanted + suffix for suffix in suffixes if wanted + suffix not in taken)

    # Reading.

    def reports(self) -> list[Listed]:
        """Return all reports, newest first, undated ones last."""
        rows = self.read(
            "SELECT id, title, issuer, date, language,"
            " (SELECT count(*) FROM clause WHERE report_id = report.id),"
            " (SELECT count(*) FROM clause WHERE report_id = report.id"
            " AND part IN ('body', 'annex')),"
            " json_array_length(page_starts), version, added, source_name, symbol, dates"
            " FROM report ORDER BY date IS NULL, date DESC, id"
        )
        return [
            Listed(*row[:7], row[7] or None, *row[8:-1], tuple(json.loads(str(row[-1]))))  # type: ignore[arg-type, call-arg]
            for row in rows
        ]

    def report(self, report_id: str) -> Report:
        """Return a report with its text. Raises `ReportNotFound`, naming the nearest ids."""
        rows = self.read(f'SELECT {REPORT_COLUMNS}, "text" FROM report WHERE id = ?', (report_id,))
        if not rows:
            raise unknown_report(report_id, [report.id for report in self.reports()])
        return to_report(rows[0])

    def source(self, report_id: str) -> bytes:
        """Return the original bytes of a report's file. Raises `ReportNotFound`."""
        rows = self.read("SELECT source FROM report WHERE id = ?", (report_id,))
        if not rows:
            raise unknown_report(report_id, [report.id for report in self.reports()])
        return zlib.decompress(rows[0][0])  # type: ignore[arg-type]

    def lines(self, report_id: str, start: int, end: int) -> list[Line]:
        """Return the lines of the pages that a span touches, in the order of their spans.

        None for formats without pages, and for reports that an earlier version stored.
        """
        rows = self.read(
            'SELECT lines, page FROM page_lines WHERE report_id = ? AND start < ? AND "end" > ?',
            (report_id, end, start),
        )
        found = [line for data, page in rows for line in unpack_lines(data, page)]  # type: ignore[arg-type]
        return sorted(found, key=lambda line: line.start)

    def report_with_source(self, sha256: str) -> Report | None:
        """Return the report whose file had these bytes, if it is in the library."""
        rows = self.read(
            f'SELECT {REPORT_COLUMNS}, "text" FROM report WHERE source_sha256 = ?', (sha256,)
        )
        return to_report(rows[0]) if rows else None

    def doubts(self, report_id: str) -> tuple[Doubt, ...]:
        """Return what the reading of a report was not sure of."""
        rows = self.read("SELECT doubts FROM report WHERE id = ?", (report_id,))
        return tuple(Doubt(**doubt) for doubt in json.loads(str(rows[0][0]))) if rows else ()

    def clauses(self, report_id: str) -> list[Clause]:
        """Return the clauses of a report in reading order. Raises `ReportNotFound`."""
        rows = self.read(
            f"SELECT {CLAUSE_COLUMNS} FROM clause WHERE report_id = ? ORDER BY position",
            (report_id,),
        )
        if not rows:
            self.report(report_id)
        return [to_clause(row) for row in rows]

    def clauses_with_key(self, key: str, reports: Sequence[str] = ()) -> list[tuple[Place, Clause]]:
        """Return the clauses of that key, whatever its case, each followed by its subclauses.

        The newest report's come first. `reports` keeps to these ids; empty means all. A report
        that prints a number twice gives both clauses.
        """
        rows = self.read(
            f"SELECT clause.report_id, clause.position, {CLAUSE_COLUMNS}"
            " FROM clause JOIN report r ON r.id = clause.report_id"
            # "." and "/" are neighbours in ASCII: the range holds what begins with "6."
            " WHERE clause.key = ? OR (clause.key >= ? AND clause.key < ?)"
            " ORDER BY r.date IS NULL, r.date DESC, r.id, clause.position",
            (key, f"{key}.", f"{key}/"),
        )
        return [
            (Place(str(report_id), int(str(position))), to_clause(rest))
            for report_id, position, *rest in rows
            if not reports or report_id in reports
        ]

    def clause(self, report_id: str, key: str) -> Clause:
        """Return the clause of that key or eId: a number printed twice has one eId for each.

        Raises `ReportNotFound`, or `ClauseNotFound` naming the nearest keys.
        """
        clauses = self.clauses(report_id)
        for clause in clauses:
            if key.casefold() in (clause.key.casefold(), clause.eid.casefold()):
                return clause
        raise unknown_clause(report_id, key, [clause.key for clause in clauses])

    def clauses_at(self, places: Iterable[Place]) -> list[Clause]:
        """Return the clauses at these places, in their order."""
        query = f"SELECT {CLAUSE_COLUMNS} FROM clause WHERE report_id = ? AND position = ?"
        return [
            to_clause(self.read(query, (place.report_id, place.position))[0]) for place in places
        ]
