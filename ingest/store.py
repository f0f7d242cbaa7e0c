"""The store: SQLite, the truth. One writing method for each event, one transaction each."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from ingest.database import FILE_NAME
from ingest.errors import ClausierError
from ingest.holdings import Holdings
from ingest.line_rows import page_rows
from ingest.models import ParsedReport, Report
from ingest.rows import doubts_to_json, make_id
from ingest.versions import KeptEncoder, Version

__all__ = ["FILE_NAME", "Status", "Store"]

Status = Literal["added", "unchanged", "replaced"]

REPORT = """
id, title, symbol, issuer, place, date, dates, language, "text", page_starts, source_name,
source_sha256, source, doubts, version, added
"""
CLAUSE = """
report_id, position, key, eid, num, part, kind, depth, "text", start, "end", page, heading,
chapeau, language
"""
PAGE = 'report_id, page, start, "end", lines'
INSERT_REPORT = f"INSERT INTO report ({REPORT}) VALUES ({', '.join('?' * 16)})"
INSERT_CLAUSE = f"INSERT INTO clause ({CLAUSE}) VALUES ({', '.join('?' * 15)})"
INSERT_PAGE = f"INSERT INTO page_lines ({PAGE}) VALUES ({', '.join('?' * 5)})"
# A version that is replaced is copied as it stands.
COPY_TO_OLD = (
    f"INSERT INTO old_report ({REPORT}, replaced) SELECT {REPORT}, ? FROM report WHERE id = ?",
    f"INSERT INTO old_clause ({CLAUSE}, version) SELECT {CLAUSE}, ? FROM clause"
    " WHERE report_id = ?",
    f"INSERT INTO old_page_lines ({PAGE}, version) SELECT {PAGE}, ? FROM page_lines"
    " WHERE report_id = ?",
)
INSERT_CHANGE = """
INSERT INTO history (at, event, report_id, version, title, source_name, source_sha256)
SELECT ?, ?, id, version, title, source_name, source_sha256 FROM report WHERE id = ?
"""


class Store(Holdings):
    """A library's reports and clauses, and the vectors of their passages."""

    def put_report(
        self, parsed: ParsedReport, source: bytes, sha256: str, replaces: str | None = None
    ) -> tuple[Status, Report]:
        """Store a report with its clauses and its original bytes; return it with its id.

        It is the new version of the report `replaces`, or else of that of the same file name,
        title, date and language, if there is one: it keeps its id, and what it was stays citable.
        Bytes that another process stored meanwhile change nothing. Raises `ReportNotFound`.
        """
        compressed = zlib.compress(source)  # before others have to wait for the lock
        with self.writing() as db:
            if (known := self.version_with_source(sha256)) and (known.current or not replaces):
                if replaces and known.report_id != replaces:
                    raise held_already(known, replaces)
                return "unchanged", self.report(known.report_id)
            before = self.report(replaces) if replaces else self._earlier(parsed.report)
            report = replace(
                parsed.report, id=before.id if before else self._free_id(parsed.report)
            )
            now = timestamp()
            if before:
                make_old(db, before.id, now)
            insert(db, replace(parsed, report=report), compressed, sha256, now)
            status: Status = "replaced" if before else "added"
            db.execute(INSERT_CHANGE, (now, status, report.id))
        return status, report

    def remove_report(self, report_id: str) -> None:
        """Remove a report with its clauses and all its versions. Raises `ReportNotFound`."""
        with self.writing() as db:
            self.versions(report_id)
            db.execute(INSERT_CHANGE, (timestamp(), "removed", report_id))
            db.execute("DELETE FROM old_report WHERE id = ?", (report_id,))  # clauses cascade
            db.execute("DELETE FROM report WHERE id = ?", (report_id,))

    def adopt_encoder(self, encoder: KeptEncoder) -> None:
        """Search a library that holds reports with this encoder, unless it has one already."""
        if self.encoder() is None and self.read("SELECT 1 FROM report LIMIT 1"):
            with self.writing() as db:
                db.execute(
                    "UPDATE library SET model = ?, encoder = ? WHERE encoder = ''",
                    (encoder.model, encoder.fingerprint),
                )

    def use_encoder(self, encoder: KeptEncoder) -> None:
        """Search the library with this encoder from now on."""
        with self.writing() as db:
            db.execute(
                "UPDATE library SET model = ?, encoder = ?", (encoder.model, encoder.fingerprint)
            )

    def _earlier(self, report: Report) -> Report | None:
        """Return the report that this one is a new version of, if there is one."""
        rows = self.read(
            "SELECT id FROM report WHERE source_name = ? AND title = ? AND date IS ?"
            " AND language = ?",
            (report.source_name, report.title, report.date, report.language),
        )
        return self.report(str(rows[0][0])) if rows else None

    def _free_id(self, report: Report) -> str:
        """Return an id made from title and date that no report has yet."""
        wanted = make_id(report)
        number, identifier = 1, wanted
        while self.read("SELECT 1 FROM report WHERE id = ?", (identifier,)):
            number += 1
            identifier = f"{wanted}-{number}"
        return identifier


def make_old(db: sqlite3.Connection, report_id: str, now: str) -> None:
    """Set the current version of a report aside: it is no longer searched."""
    ((version,),) = db.execute("SELECT version FROM report WHERE id = ?", (report_id,))
    for statement, value in zip(COPY_TO_OLD, (now, version, version), strict=True):
        db.execute(statement, (value, report_id))
    db.execute("DELETE FROM report WHERE id = ?", (report_id,))  # clauses cascade


def insert(
    db: sqlite3.Connection, parsed: ParsedReport, compressed: bytes, sha256: str, now: str
) -> None:
    """Insert a report, its clauses and its lines.

    The number of its version is one that no report of its id had, not even one that was removed:
    who cited that never finds other words in its place.
    """
    report = parsed.report
    ((last,),) = db.execute("SELECT max(version) FROM history WHERE report_id = ?", (report.id,))
    db.execute(
        INSERT_REPORT,
        (
            report.id, report.title, report.symbol, report.issuer, report.place, report.date,
            json.dumps(report.dates), report.language, report.text,
            json.dumps(report.page_starts), report.source_name, sha256, compressed,
            doubts_to_json(parsed.doubts), (last or 0) + 1, now,
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


def timestamp() -> str:
    """Return the time: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def held_already(known: Version, replaces: str) -> ClausierError:
    """Return the error for bytes that are one report and are to become another's version."""
    return ClausierError(
        f"This file is the report {known.report_id} already, and cannot be a version of "
        f"{replaces}. Remove one of the two first.",
        code="held-already",
        report=known.report_id,
        replaces=replaces,
    )
