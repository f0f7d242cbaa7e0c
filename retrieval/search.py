"""The nearest clauses, by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np

from ingest.vectors import Vector
from retrieval.dense import SLACK
from retrieval.models import Found
from retrieval.row_table import Rows, Scored, Scores
from retrieval.search_index import SearchIndex

# Rows looked at for each clause wanted: a long clause has several windows among the nearest.
WINDOWS_FOR_EACH = 3
FEWEST_ROWS = 200
# What BM25 adds to a cosine, for the words of a passage and for those of the whole clause (an
# article with its paragraphs). Together 0.01, which held on reports that it was not chosen on.
WORDS, WHOLES = 0.005, 0.005
SCORE_DIGITS = 6
MOST_REPORTS_NAMED = 1_000
ASKED_AT_ONCE = 8  # questions in a large index; others wait

# How many rows are asked for, and in which reports; None for all.
LookedIn = tuple[int, Sequence[int] | None]

One = TypeVar("One")
Other = TypeVar("Other")


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
        found = fused(index, question, query, min(wanted, size), among)
        best = best_rows(found, index)[:limit]
        if len(best) == limit or wanted >= size:
            return made(found, best, index)
        wanted *= 2
    return []


@dataclass(frozen=True, slots=True)
class Fused:
    """Rows with their scores, one of each row."""

    rows: Rows
    cosines: Scores
    bm25: Scores

    @property
    def scores(self) -> Scores:
        """Meaning and words together."""
        return np.asarray(self.cosines + self.bm25)


def fused(
    index: SearchIndex, question: str, query: Vector, wanted: int, among: Rows | None
) -> Fused:
    """Return the rows that are near in meaning or share words, with their scores."""

    def by_meaning() -> Scored:
        return index.dense.search(query, wanted, among)

    def by_words() -> tuple[Scored, Scored]:
        where = looked_in(index, wanted, among)
        words = words_in(index, question, wanted, among, where)
        return words, index.wholes.search(question, *where)

    # In a large index each takes some milliseconds, on a processor of its own.
    near, (words, wholes) = (at_once if index.dense.is_large else in_turn)(by_meaning, by_words)
    beside = near.without(words.rows)
    rows = np.concatenate([near.rows, beside])
    cosines = np.concatenate([near.scores, index.dense.cosines(query, beside)])
    bm25 = WORDS * words.of(rows) + WHOLES * wholes.of(index.rows.wholes(rows))
    return Fused(rows, cosines.astype(np.float64), bm25)


def in_turn(one: Callable[[], One], other: Callable[[], Other]) -> tuple[One, Other]:
    """Return what both do."""
    return one(), other()


def at_once(one: Callable[[], One], other: Callable[[], Other]) -> tuple[One, Other]:
    """Return what both do, the other in a thread of its own. What either raises is raised."""
    coming = beside().submit(other)
    try:
        first = one()
    finally:
        wait([coming])  # nobody closes what it reads from meanwhile
    return first, coming.result()


@cache
def beside() -> ThreadPoolExecutor:
    """Return the threads beside those that are asked: to begin one takes half a millisecond."""
    return ThreadPoolExecutor(ASKED_AT_ONCE, "beside")


def in_library_order(found: Scored, index: SearchIndex) -> Scored:
    """Return rows with the best scores first, ties in the order of the library."""
    clauses = index.rows.in_order_of_ids(found.rows)
    return found.where(np.lexsort((clauses, -np.round(found.scores, SCORE_DIGITS))))


def best_rows(found: Fused, index: SearchIndex) -> Rows:
    """Return where the best row of each clause stands among those found, the best clauses first.

    Scores that differ by less than a rounding tie; ties stand in the order of the library.
    """
    clauses = index.rows.in_order_of_ids(found.rows)
    order = np.lexsort((clauses, -np.round(found.scores, SCORE_DIGITS)))
    _, first = np.unique(clauses[order], return_index=True)
    return np.asarray(order[np.sort(first)])


def made(found: Fused, best: Rows, index: SearchIndex) -> list[Found]:
    """Return the clauses of the best rows."""
    rows, scores = found.rows[best], found.scores[best]
    return [
        Found(*one)
        for one in zip(
            index.rows.places(rows),
            scores.tolist(),
            found.cosines[best].tolist(),
            found.bm25[best].tolist(),
            index.rows.marks(rows),
            rows.tolist(),
            strict=True,
        )
    ]


def sharing_words(index: SearchIndex, question: str, wanted: int, among: Rows | None) -> Scored:
    """Return the rows that share words with a question, with their BM25; `among` keeps to these."""
    return words_in(index, question, wanted, among, looked_in(index, wanted, among))


def words_in(
    index: SearchIndex, question: str, wanted: int, among: Rows | None, where: LookedIn
) -> Scored:
    """Return what `sharing_words` does, knowing what `looked_in` tells of the same rows."""
    asked, reports = where
    if among is None:
        return index.words.search(question, asked)
    inside = np.zeros(len(index.rows), dtype=bool)
    inside[among] = True
    while True:
        found = index.words.search(question, asked, reports)
        kept = found.where(inside[found.rows])
        if len(kept.rows) >= wanted or asked >= len(index.rows):
            return kept
        asked *= 4


def looked_in(index: SearchIndex, wanted: int, among: Rows | None) -> LookedIn:
    """Return how many rows are asked for, and the reports in which words are looked for.

    Where `among` is of many reports, they are looked for in all, and as many more are asked for as
    will be left out: to name thousands of reports takes longer.
    """
    if among is None:
        return wanted, None
    reports = index.rows.reports_of(among)
    if len(reports) <= MOST_REPORTS_NAMED:
        return wanted, reports
    return int(SLACK * wanted * len(index.rows) / len(among)), None
