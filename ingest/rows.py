"""Reports and clauses to rows of the store, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from ingest.models import Clause, Doubt, Kind, Part, Report

LONGEST_ID = 80
# The first without the text, which `to_report` takes last.
REPORT_COLUMNS = "id, title, symbol, issuer, place, date, dates, language, page_starts, source_name"
CLAUSE_COLUMNS = ", ".join(
    f'clause."{name}"'
    for name in (
        "key", "eid", "num", "part", "kind", "depth", "text", "start", "end", "page", "heading",
        "chapeau", "language",
    )
)  # fmt: skip


def make_id(report: Report) -> str:
    """Return a readable id from title and date: `rapport-de-la-reunion-2019-09-24`.

    Arabic titles are written in Latin letters, so that an id can be typed anywhere.
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(report.title).lower()).strip("-")
    if len(words) > LONGEST_ID:
        words = words[:LONGEST_ID].rpartition("-")[0]
    return "-".join(filter(None, [words or "report", report.date]))


def to_report(row: Sequence[object]) -> Report:
    """Return the report of a row of `REPORT_COLUMNS` and its text."""
    identifier, title, symbol, issuer, place, date, dates, language, pages, source_name, text = row
    return Report(
        id=str(identifier),
        title=str(title),
        symbol=str(symbol),
        issuer=str(issuer),
        place=str(place),
        date=None if date is None else str(date),
        dates=tuple(json.loads(str(dates))),
        language=str(language),
        page_starts=tuple(json.loads(str(pages))),
        source_name=str(source_name),
        text=str(text),
    )


def to_clause(row: Sequence[object]) -> Clause:
    """Return the clause of a row of `CLAUSE_COLUMNS`."""
    key, eid, num, part, kind, *rest = row
    return Clause(str(key), str(eid), str(num), Part(part), Kind(kind), *rest)  # type: ignore[arg-type]


def doubts_to_json(doubts: Iterable[Doubt]) -> str:
    """Return doubts as JSON, as the store keeps them."""
    return json.dumps(
        [
            {"code": d.code, "message": d.message, "page": d.page, "values": dict(d.values)}
            for d in doubts
        ],
        ensure_ascii=False,
    )
