"""The nearest clauses, by meaning and by words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ingest.models import Place
from ingest.vectors import Vector
from retrieval.indexing import SearchIndex
from retrieval.models import Found
from retrieval.row_table import Rows

# Rows looked at for each clause wanted: a long clause has several windows among the nearest.
WINDOWS_FOR_EACH = 3
FEWEST_ROWS = 200
# What BM25 adds to a cosine, for the words of a passage and for those of the whole clause (an
# article with its paragraphs). Together 0.01, which held on reports that it was not chosen on.
WORDS, WHOLES = 0.005, 0.005
SCORE_DIGITS = 6


def nearest(
    index: SearchIndex,
    question: str,
    query: Vector,
    limit: int,
    among: Rows | None = None,
) -> list[Found]:
    """Return the clauses nearest to a question, best first; the best window of each counts.

    `query` is the question's vector. Meaning and words both count: a clause's score is its cosine,
    and a little for the words that it, and the whole clause it belongs to, share with the
    question. `among` keeps the search to these rows. The order is the same every time: equal
    scores stand in the order of the library.
    """
    size = len(index.rows) if among is None else len(among)
    wanted = max(limit * WINDOWS_FOR_EACH, FEWEST_ROWS)
    while size:
        best: dict[Place, Found] = {}
        for found in sorted(fused(index, question, query, min(wanted, size), among), key=rank):
            best.setdefault(found.place, found)
        if len(best) >= limit or wanted >= size:
            return list(best.values())[:limit]
        wanted *= 2
    return []


def rank(found: Found) -> tuple[float, str, int]:
    """Return what found clauses are sorted by: scores that differ by less than a rounding tie."""
    return -round(found.score, SCORE_DIGITS), found.place.report_id, found.place.position


def fused(
    index: SearchIndex, question: str, query: Vector, wanted: int, among: Rows | None
) -> Iterator[Found]:
    """Yield the rows that are near in meaning or share words, with their scores together."""
    cosines = index.dense.search(query, wanted, among)
    words = sharing_words(index, question, wanted, among)
    reports = None if among is None else index.rows.reports_of(among)
    wholes = index.wholes.search(question, wanted, reports)
    rows = [row for row in words if row not in cosines]
    cosines |= index.dense.cosines(query, np.array(rows, dtype=np.int64))
    places = index.rows.places(list(cosines))
    for (row, cosine), (place, whole) in zip(cosines.items(), places, strict=True):
        bm25 = WORDS * words.get(row, 0.0) + WHOLES * wholes.get(whole, 0.0)
        yield Found(place, cosine + bm25, cosine, bm25)


def sharing_words(
    index: SearchIndex, question: str, wanted: int, among: Rows | None
) -> dict[int, float]:
    """Return the rows that share words with a question, with their BM25; `among` keeps to these."""
    if among is None:
        return index.words.search(question, wanted)
    inside = np.zeros(len(index.rows), dtype=bool)
    inside[among] = True
    asked, reports = wanted, index.rows.reports_of(among)
    while True:
        found = index.words.search(question, asked, reports)
        kept = {row: bm25 for row, bm25 in found.items() if inside[row]}
        if len(kept) >= wanted or asked >= len(index.rows):
            return kept
        asked *= 4
