"""The places of clauses, told apart by their report, language and part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.models import Part, Place
from ingest.store import Store


def places_of(
    store: Store, reports: Sequence[str] | None, language: str, parts: Sequence[Part]
) -> Iterator[Place]:
    """Yield the places of all clauses of these reports (None: all), language and parts.

    Without a language, or without parts, those of every one. A clause has the language of its
    report unless it says another.
    """
    rows = store.read(
        "SELECT clause.report_id, clause.position"
        " FROM clause JOIN report r ON r.id = clause.report_id"
        f" WHERE (? OR clause.part IN ({', '.join('?' * len(parts))}))"
        " AND (? OR coalesce(nullif(clause.language, ''), r.language) = ?)",
        (not parts, *(part.value for part in parts), not language, language),
    )
    wanted = None if reports is None else set(reports)
    for report_id, position in rows:
        if wanted is None or report_id in wanted:
            yield Place(str(report_id), int(str(position)))
