"""Clauses of a library cited in a style, one by one, in whole answers, or as files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from ingest.errors import ClauseNotFound, ReportNotFound
from ingest.language import LANGUAGES
from ingest.store import Store
from retrieval.models import Answer, Twin
from retrieval.reference_files import FileFormat, reference_file
from retrieval.styles import Style, cite_as


class Citations:
    """Cites the clauses of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cite(
        self,
        report_id: str,
        key: str,
        style: Style = Style.PLAIN,
        language: str = "en",
        version: int | None = None,
    ) -> str:
        """Return the citation of a clause in a style. Raises `ReportNotFound`, `ClauseNotFound`."""
        report = self._store.report(report_id, version)
        clause = self._store.clause(report_id, key, version)
        return cite_as(style, report, clause, language)

    def cited(self, answer: Answer, style: Style, language: str | None = None) -> Answer:
        """Return an answer with its citations in a style. Raises `ReportNotFound`."""
        citing = str(language if language in LANGUAGES else answer.language)
        hits = (
            replace(
                hit,
                citation=cite_as(style, report, hit.clause, citing),
                twins=tuple(self._cited_twin(twin, style, citing) for twin in hit.twins),
            )
            for hit in answer.hits
            for report in [self._store.report(hit.report_id, hit.version)]
        )
        return replace(answer, hits=tuple(hits))

    def _cited_twin(self, twin: Twin, style: Style, language: str) -> Twin:
        """Return a twin with its citation in a style; as it is, if it is no longer there."""
        with suppress(ReportNotFound, ClauseNotFound):
            return replace(twin, citation=self.cite(twin.report_id, twin.name, style, language))
        return twin

    def reference_file(
        self,
        report_id: str,
        key: str,
        form: FileFormat,
        language: str = "en",
        version: int | None = None,
    ) -> str:
        """Return the citation of a clause, with its words, as a file for reference managers.

        Raises `ReportNotFound` and `ClauseNotFound`.
        """
        report = self._store.report(report_id, version)
        clause = self._store.clause(report_id, key, version)
        return reference_file(form, report, clause, language, clause.text)
