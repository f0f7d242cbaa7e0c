"""The one object behind every door: it holds a library, an encoder and the index between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from ingest.confined import parse_confined
from ingest.errors import (
    ClausierError,
    UnreadableFile,
)
from ingest.language import LANGUAGES, of_two
from ingest.models import (
    DEFAULT_MOST_SCANS,
    Clause,
    Doubt,
    Listed,
    ParsedReport,
    Progress,
    Report,
    Source,
    no_progress,
)
from ingest.pipeline import DEFAULT_MAX_FILE_BYTES, Added, add_report
from ingest.store import Store
from ingest.versions import Change, Version
from retrieval.adding import add_folder
from retrieval.asking import Asker
from retrieval.citations import Citations
from retrieval.encoder import Encoder
from retrieval.history import Conversations
from retrieval.index_files import DamagedIndex
from retrieval.library_index import LibraryIndex
from retrieval.models import Answer, Hit
from retrieval.own_encoder import OwnEncoder
from retrieval.packaged_model import Tell, silent
from retrieval.pages import Pages
from retrieval.questions import usable, usable_history
from retrieval.reranker import Reranker
from retrieval.scope import EVERYTHING, Scope, listed_of
from retrieval.upkeep import Upkeep

DEFAULT_LIMIT = 5

Read = TypeVar("Read")


class Assistant:
    """Answers questions about the reports of a library. Usable from several threads."""

    def __init__(
        self,
        library: Path,
        load: Callable[[], Encoder],
        max_file_bytes: int = DEFAULT_MAX_FILE_BYTES,
        most_scans: int = DEFAULT_MOST_SCANS,
        tell: Tell = silent,
        reranker: Reranker | None = None,
    ) -> None:
        """Open the library in a folder, making it if there is none. Raises `LibraryError`.

        `load` gives the encoder; it is called once, when the first text is to be embedded.
        `tell` is called with a line when an index has to be made anew. `reranker` reorders the
        best of what is found.
        """
        self._store = Store(library)
        self._own = OwnEncoder(self._store, load)
        self.upkeep = Upkeep(self._store, load, tell)
        self._max_file_bytes = max_file_bytes
        self._most_scans = most_scans
        self._index = LibraryIndex(self._store, self._own, tell)
        self._asker = Asker(self._store, self._own, self._index, reranker)

    def warm_up(self) -> None:
        """Load all that a question needs and bring the index up to date: the next one is fast."""
        self._index.current(self._own.get())
        of_two()  # else the first to ask in a few words wait for it, each loading one

    def ask(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        limit: int = DEFAULT_LIMIT,
        language: str | None = None,
        history: Sequence[str] = (),
    ) -> Answer:
        """Return the clauses that answer a question, or the nearest ones, said to be so.

        Clauses that the question names by number come before any search. `scope` says where to
        look; what the question puts in quotation marks stands in each clause found. Citations are
        in `language`, else in that of the question. `history` are the earlier
        questions of the conversation, the oldest first; a question that stands alone leaves them.
        Raises `UnusableQuestion` and `ReportNotFound`.
        """
        started = time.perf_counter()
        question, history = usable(question), usable_history(history)
        citing = language if language in LANGUAGES else None
        reply = self._steadily(lambda: self._asker.reply(question, scope, limit, citing, history))
        return Answer(
            question,
            reply.language,
            reply.answered,
            reply.confidence,
            reply.hits,
            time.perf_counter() - started,
            reply.missing,
            scope,
            reply.understood,
            reply.absent,
            reply.calibrated,
            reply.left_out,
            reply.texts,
        )

    def _steadily(self, read: Callable[[], Read]) -> Read:
        """Read again what failed because the library changed, or its index is damaged."""
        while True:
            revision = self._store.revision
            try:
                return read()
            except DamagedIndex as error:
                self._index.mend(error)  # found while it was searched
            except (ClausierError, IndexError):
                if self._store.revision == revision:
                    raise

    def search(self, query: str, scope: Scope = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """Return the clauses inside nearest to a query, best first, whether or not they answer it.

        What stands in quotation marks stands in each of them. Raises `UnusableQuestion` and
        `ReportNotFound`.
        """
        query = usable(query)
        return self._steadily(lambda: self._asker.search(query, scope, limit))

    def add(
        self, source: Source, progress: Progress = no_progress, replaces: str | None = None
    ) -> tuple[Added, int]:
        """Read, store and embed one file; return what it came to and how many passages were new.

        It becomes the new version of the report `replaces`, if one is named. Raises
        `UnreadableFile`, `ReportNotFound` and `ModelError`; the library is then as it was.
        """
        added = self.keep(source, progress, replaces)
        return added, self.embed(progress)

    def read(self, source: Source, progress: Progress = no_progress) -> ParsedReport:
        """Read a file into clauses, and keep nothing. Raises `UnreadableFile`."""
        return parse_confined(
            source, self._max_file_bytes, progress=progress, most_scans=self._most_scans
        )

    def keep(
        self,
        source: Source,
        progress: Progress = no_progress,
        replaces: str | None = None,
        parsed: ParsedReport | None = None,
    ) -> Added:
        """Read and store one file, without embedding it; `parsed` is what it was read as already.

        Raises what `add` does.
        """
        self._own.get()  # what cannot be embedded is not stored
        return add_report(
            source,
            self._store,
            lambda source: parsed or self.read(source, progress),
            replaces=replaces,
        )

    def embed(self, progress: Progress = no_progress) -> int:
        """Embed what is stored and not embedded yet; return how many passages were new."""
        return self._index.embed(progress).total()

    def source(self, report_id: str) -> bytes:
        """Return the original bytes of a report's file. Raises `ReportNotFound`."""
        return self._store.source(report_id)

    def add_files(
        self, files: Iterable[Path], progress: Progress = no_progress
    ) -> Iterator[tuple[Path, Added | UnreadableFile, int]]:
        """Add files one after the other; yield what each came to, and how many passages were new.

        What is yielded is stored and can be searched. An interruption loses nothing that was
        yielded; the next call goes on after it, since what is there already costs nothing. While
        some files are embedded, the next are read: `progress` is called from two threads. Raises
        `ModelError`, and then nothing was added.
        """
        self._own.get()
        limits = self._max_file_bytes, self._most_scans
        return add_folder(files, self._store, self._index, progress, *limits)

    def remove(self, report_id: str) -> None:
        """Take a report out of the library. Raises `ReportNotFound`."""
        self._store.remove_report(report_id)

    @property
    def is_writable(self) -> bool:
        """Whether this user may change the library, or only read it."""
        return self._store.is_writable

    def reports(self) -> list[Listed]:
        """Return all reports, newest first."""
        return list(listed_of(self._store))

    def report(self, report_id: str, version: int | None = None) -> tuple[Report, list[Clause]]:
        """Return a report and its clauses, of the current version or another.

        Raises `ReportNotFound`.
        """
        with self._store.snapshot():
            report = self._store.report(report_id, version)
            return report, self._store.clauses(report_id, version)

    def clause(self, report_id: str, key: str, version: int | None = None) -> Clause:
        """Return one clause. Raises `ReportNotFound` or `ClauseNotFound`."""
        return self._store.clause(report_id, key, version)

    def doubts(self, report_id: str, version: int | None = None) -> tuple[Doubt, ...]:
        """Return what the reading of a report was not sure of. Raises `ReportNotFound`."""
        return self._store.doubts(report_id, version)

    def versions(self, report_id: str) -> list[Version]:
        """Return the versions of a report, the current one first. Raises `ReportNotFound`."""
        return self._store.versions(report_id)

    def changes(self, report_id: str | None = None) -> list[Change]:
        """Return what was added, replaced and removed, the latest first; of one report or all."""
        return self._store.history(report_id)

    @property
    def citations(self) -> Citations:
        """Clauses cited in the styles that there are."""
        return Citations(self._store)

    @property
    def pages(self) -> Pages:
        """The pages of reports, and where clauses stand on them."""
        return Pages(self._store)

    @property
    def conversations(self) -> Conversations:
        """What people asked on the page, as it is kept."""
        return Conversations(self._store)

    def close(self) -> None:
        """Close the library."""
        self._store.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
