"""Locators first, then the nearest clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Clause, Place
from ingest.references import find_clause_mentions
from ingest.store import Store
from ingest.vectors import Vector
from retrieval.indexing import SearchIndex
from retrieval.models import Found

# Rows looked at for each clause wanted: a long clause has several windows among the nearest.
WINDOWS_FOR_EACH = 3


@dataclass(frozen=True, slots=True)
class Located:
    """What a question's clause numbers point to: clauses found, keys that no report has."""

    found: tuple[tuple[Place, Clause], ...]
    missing: tuple[str, ...]


def locate(question: str, store: Store, reports: Sequence[str], limit: int) -> Located:
    """Return the clauses that a question names by number, in each of `reports` (none: all).

    Each comes with its subclauses; `limit` counts those named. A clause that has no words of its
    own is left out, not its subclauses. A clause of a text that is named with it ("paragraphe 3
    de la résolution 2480") is not looked for by number: it is no clause of these reports.
    """
    keys = dict.fromkeys(m.key for m in find_clause_mentions(question) if not m.other_text)
    found = {key: store.clauses_with_key(key, reports) for key in keys}
    named = 0
    kept: list[tuple[Place, Clause]] = []
    for key, pairs in found.items():
        for place, clause in pairs:
            named += clause.key.casefold() == key.casefold()
            if clause.text and named <= limit:
                kept.append((place, clause))
    return Located(tuple(kept), tuple(key for key, pairs in found.items() if not pairs))


def nearest(
    index: SearchIndex, query: Vector, limit: int, reports: Sequence[str] = ()
) -> list[Found]:
    """Return the clauses nearest to a query, best first; the best window of each counts.

    `reports` keeps the search to these; empty means all. The order is the same every time: equal
    scores stand in the order of the library.
    """
    among = index.rows_of(reports) if reports else None
    size = len(index.dense) if among is None else len(among)
    wanted = min(limit, size) * WINDOWS_FOR_EACH
    while size:
        rows = index.dense.search(query, min(wanted, size), among)
        best: dict[Place, float] = {}
        for row, score in sorted(rows, key=lambda pair: (-pair[1], pair[0])):
            best.setdefault(index.places[row], score)
        if len(best) >= limit or wanted >= size:
            return [Found(place, score) for place, score in list(best.items())[:limit]]
        wanted *= 2
    return []
