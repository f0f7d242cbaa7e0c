"""Found clauses to hits with their quotations and citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from weakref import ref

from cachetools import LRUCache, cached

from ingest.errors import LibraryError
from ingest.models import Clause, Place, Report
from ingest.store import Store
from ingest.vectors import EmbeddedSentence, VectorStore
from retrieval.citing import cite
from retrieval.models import Hit, Quotation
from retrieval.per_revision import PerRevision
from retrieval.quoting import Asked, answering_span, trimmed

# Letters of the reports whose texts are kept, the last that were read: to read a long one takes
# longer than to search ten thousand clauses. Up to four bytes each.
LETTERS_KEPT = 16_000_000


def reading(store: Store) -> Callable[[str], Report]:
    """Return what reads reports of a library with their texts, and remembers the last ones."""
    library = ref(store)  # else what is kept of a library would keep that open

    @cached(LRUCache(LETTERS_KEPT, getsizeof=lambda report: len(report.text)), lock=Lock())
    def read(report_id: str) -> Report:
        still = library()
        assert still is not None, "who asks has the library"
        return still.report(report_id)

    return read


# What reads the reports of a library as they are now.
last_read = PerRevision(reading)


def make_hits(
    found: Sequence[tuple[Place, Clause, float]],
    asked: Asked | None,
    store: Store,
    vectors: VectorStore | None,
    language: str,
) -> tuple[Hit, ...]:
    """Return hits in the order given; `language` is that of the citations.

    The quotation is what answers the question `asked`. Without one the clauses were named by
    number: each is quoted whole, and `vectors` are not needed. Raises `LibraryError` if a
    quotation is not exactly the report's text.
    """
    if not found:
        return ()
    read = last_read(store)
    reports = {place.report_id: read(place.report_id) for place, _, _ in found}
    sentences = vectors.sentences([place for place, _, _ in found]) if vectors and asked else {}
    return tuple(
        Hit(
            rank=rank,
            score=score,
            report_id=place.report_id,
            clause=checked(clause, reports[place.report_id]),
            quotation=quote(clause, reports[place.report_id], asked, sentences.get(place, ())),
            citation=cite(reports[place.report_id], clause, language),
            located=asked is None,
        )
        for rank, (place, clause, score) in enumerate(found, start=1)
    )


def quoting_only(
    hits: Sequence[Hit], spans: Sequence[tuple[int, int] | None], store: Store
) -> tuple[Hit, ...]:
    """Return hits, those with a span in their report quoting it and not the whole clause."""
    if not any(spans):
        return tuple(hits)
    texts = {hit.report_id: store.report(hit.report_id).text for hit in hits}
    return tuple(
        replace(hit, quotation=Quotation(texts[hit.report_id][slice(*span)], *span))
        if span
        else hit
        for hit, span in zip(hits, spans, strict=True)
    )


def joined(first: Sequence[Hit], others: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    """Return hits and then others, each clause once, `limit` of them but all of the first."""
    clauses = {(hit.report_id, hit.clause.eid) for hit in first}
    new = [hit for hit in others if (hit.report_id, hit.clause.eid) not in clauses]
    kept = [*first, *new][: max(limit, len(first))]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))


def quote(
    clause: Clause, report: Report, asked: Asked | None, pieces: Sequence[EmbeddedSentence]
) -> Quotation:
    """Return the whole sentences of a clause that answer, as the report prints them."""
    start, end = trimmed(clause.text, clause.start, (clause.start, clause.end))
    if asked is not None:
        language = clause.language or report.language
        start, end = answering_span(clause.text, clause.start, language, pieces, asked)
    return Quotation(report.text[start:end], start, end)


def checked(clause: Clause, report: Report) -> Clause:
    """Return the clause if its text is exactly the report's; raise `LibraryError` otherwise."""
    if report.text[clause.start : clause.end] != clause.text:
        raise LibraryError(
            f"The library is damaged: clause {clause.key} of {report.id} is not the text of its "
            f"report at {clause.start}-{clause.end}. Remove that report and add its file again.",
            code="library-damaged",
            key=clause.key,
            report=report.id,
        )
    return clause
