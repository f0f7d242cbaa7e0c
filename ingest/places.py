"""The places of clauses, told apart by their report, language, part or words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.models import Clause, Part, Place
from ingest.rows import CLAUSE_COLUMNS, to_clause
from ingest.store import Store


def texts_with(store: Store, run: str) -> Iterator[tuple[Place, Clause]]:
    """Yield the clauses whose words have a run of plain letters or digits, whatever its case."""
    rows = store.read(
        f"SELECT clause.report_id, clause.position, {CLAUSE_COLUMNS} FROM clause"
        ' WHERE clause."text" LIKE ? AND clause."text" != \'\'',
        (f"%{run}%",),
    )
    for report_id, position, *rest in rows:
        yield Place(str(report_id), int(str(position))), to_clause(rest)


def fronts(store: Store) -> Iterator[str]:
    """Yield what stands above the body of each report, from its title on."""
    rows = store.read('SELECT "text" FROM clause WHERE key = ?', (Part.FRONT.value,))
    return (str(text) for (text,) in rows)


class Called(NamedTuple):
    """What a report is called: by its title, symbol and file, and by whom it was issued.

    And the language that it is in.
    """

    report_id: str
    title: str
    symbol: str
    source_name: str
    issuer: str
    language: str


def names_of_reports(store: Store) -> list[Called]:
    """Return what every report is called, the newest first."""
    rows = store.read(
        "SELECT id, title, symbol, source_name, issuer, language FROM report"
        " ORDER BY date IS NULL, date DESC, id"
    )
    return [Called(*map(str, row)) for row in rows]
