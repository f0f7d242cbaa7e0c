"""The nearest clauses, by meaning and by words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ingest.models import Place
from ingest.vectors import Vector
from retrieval.indexing import SearchIndex
from retrieval.models import Found

# Rows looked at for each clause wanted: a long clause has several windows among the nearest.
WINDOWS_FOR_EACH = 3
FEWEST_ROWS = 200
# What BM25 adds to a cosine, for the words of a passage and for those of the whole clause (an
# article with its paragraphs). Together 0.01, which held on reports that it was not chosen on.
WORDS, WHOLES = 0.005, 0.005


def nearest(
    index: SearchIndex,
    question: str,
    query: Vector,
    limit: int,
    among: npt.NDArray[np.int64] | None = None,
) -> list[Found]:
    """Return the clauses nearest to a question, best first; the best window of each counts.

    `query` is the question's vector. Meaning and words both count: a clause's score is its cosine,
    and a little for the words that it, and the whole clause it belongs to, share with the
    question. `among` keeps the search to these rows. The order is the same every time: equal
    scores stand in the order of the library.
    """
    size = len(index.dense) if among is None else len(among)
    wanted = max(limit * WINDOWS_FOR_EACH, FEWEST_ROWS)
    while size:
        found = fused(index, question, query, min(wanted, size), among)
        best: dict[Place, Found] = {}
        for row in sorted(found, key=lambda row: (-found[row].score, row)):
            best.setdefault(index.places[row], found[row])
        if len(best) >= limit or wanted >= size:
            return list(best.values())[:limit]
        wanted *= 2
    return []


def fused(
    index: SearchIndex,
    question: str,
    query: Vector,
    wanted: int,
    among: npt.NDArray[np.int64] | None,
) -> dict[int, Found]:
    """Return the rows that are near in meaning or share words, with their scores together."""
    allowed = None if among is None else set(among.tolist())
    cosines = dict(index.dense.search(query, wanted, among))
    words = index.words.search(question, wanted if allowed is None else len(index.dense))
    wholes = index.wholes.search(question, wanted if allowed is None else len(index.dense))
    rows = [row for row in words if row not in cosines and (allowed is None or row in allowed)]
    cosines |= dict(zip(rows, index.dense.cosines(query, rows), strict=True))
    return {
        row: Found(index.places[row], cosine + bm25, cosine, bm25)
        for row, cosine in cosines.items()
        for bm25 in [WORDS * words.get(row, 0.0) + WHOLES * wholes.get(index.whole_of[row], 0.0)]
    }
