"""The index that questions are answered from: always of the library as it is now."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ingest.models import Progress, no_progress
from ingest.store import Store
from ingest.vectors import VectorStore
from retrieval.embedding import embed_pending
from retrieval.encoder import Encoder
from retrieval.index_files import DamagedIndex
from retrieval.indexing import Indexes
from retrieval.own_encoder import OwnEncoder
from retrieval.packaged_model import Tell
from retrieval.search_index import SearchIndex

ATTEMPTS = 3


class LibraryIndex:
    """The index of a library, brought up to date when it is asked for. Usable from threads."""

    def __init__(self, store: Store, own: OwnEncoder, tell: Tell) -> None:
        """`tell` is called with a line when an index has to be made anew."""
        self._store = store
        self._own = own
        self._tell = tell
        self._embedding = threading.Lock()
        self._lock = threading.Lock()
        self._indexes: Indexes | None = None
        self._index: SearchIndex | None = None

    def current(self, encoder: Encoder) -> SearchIndex:
        """Return the index of the library as it is now, embedding what another process added."""
        if self._index and self._index.is_of(self._store.revision, encoder):
            return self._index
        # While a report is being added, questions are answered from what is embedded already; and
        # so they are by whom the library may only be read.
        if self._store.is_writable and self._embedding.acquire(blocking=False):
            try:
                self._own.adopt()
                embed_pending(self.vectors(encoder), encoder)
            finally:
                self._embedding.release()
        with self._lock:
            if not self._index or not self._index.is_of(self._store.revision, encoder):
                if self._indexes is None or self._indexes.encoder != encoder.fingerprint:
                    vectors = self.vectors(encoder)
                    self._indexes = Indexes(self._store, vectors, encoder, self._tell)
                self._index = self._indexes.current()
            return self._index

    def at_hand(self) -> SearchIndex | None:
        """Return the index of the library as it is now, if it is open; none is made."""
        index = self._index
        return index if index and index.revision == self._store.revision else None

    @contextmanager
    def steady(self, encoder: Encoder) -> Iterator[SearchIndex]:
        """The index, while this thread reads the library as it was when the index was made.

        So the clause that is shown is the one that was found. Where others write without a pause,
        what is read may be a little newer.
        """
        for left in reversed(range(ATTEMPTS)):
            index = self.current(encoder)
            with self._store.snapshot():
                if not left or self._store.revision == index.revision:
                    yield index
                    return

    def mend(self, damage: DamagedIndex) -> None:
        """Make the index anew, in which damage was found."""
        with self._lock:
            if self._store.is_writable:
                self._tell(f"{damage} The index is made anew from the library.")
            if self._indexes is not None:
                self._indexes.step_aside(str(damage))
                self._index = self._indexes.remake()

    def embed(
        self, progress: Progress = no_progress, reports: Sequence[str] | None = None
    ) -> Counter[str]:
        """Embed what waits for it, of some reports or all; return the new passages of each."""
        with self._embedding:
            encoder = self._own.adopt()
            return embed_pending(self.vectors(encoder), encoder, progress, reports)

    def vectors(self, encoder: Encoder) -> VectorStore:
        """Return the vectors of an encoder."""
        return VectorStore(self._store, encoder.fingerprint)
