"""Store to index: what has no vector yet is embedded, then the index is brought up to date.

The index is derived: its manifest names the revision of the store that it was made from. What
changed since is caught up; an index that is damaged, or of another history, is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.errors import LibraryError
from ingest.models import Place, Progress, no_progress
from ingest.store import Store
from ingest.vectors import Passage, VectorStore
from retrieval.dense import DenseIndex, read_vectors
from retrieval.encoder import Encoder
from retrieval.index_files import (
    MANIFEST,
    Check,
    DamagedIndex,
    Manifest,
    check_files,
    discard,
    locked,
    read_manifest,
)
from retrieval.index_writer import Changed, State, write_next
from retrieval.lexical import LexicalIndex
from retrieval.packaged_model import Tell, silent
from retrieval.passages import make_passages
from retrieval.row_table import Rows, RowTable, read_table

# How many clauses are embedded between two writes: what an interruption can cost.
CLAUSES_IN_A_STEP = 64
FOLDER = "indexes"
# Removed rows stay in the files, and count in how rare a word is, until all is made anew: at once
# in an index that is made in a second, else when they are this part of it.
QUICK_ROWS = 2_000
MOST_REMOVED = 0.1


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of a library at one revision, as it was read from its files.

    `wholes` holds the words of whole clauses, an article with all below it.
    """

    manifest: Manifest
    rows: RowTable
    dense: DenseIndex
    words: LexicalIndex
    wholes: LexicalIndex

    @property
    def revision(self) -> int:
        """The revision of the library that it is of."""
        return self.manifest.revision

    def rows_of(self, reports: Iterable[str]) -> Rows:
        """Return the rows of some reports' passages."""
        return self.rows.rows_of(reports)

    def rows_at(self, places: Iterable[Place]) -> Rows:
        """Return the rows of the passages of these clauses."""
        return self.rows.rows_at(places)


class Indexes:
    """The index files of a library for one encoder. Safe in several processes at once."""

    def __init__(
        self, store: Store, vectors: VectorStore, encoder: Encoder, tell: Tell = silent
    ) -> None:
        """`tell` is called with a line when an index has to be made anew."""
        self._store = store
        self._vectors = vectors
        self._new = Manifest(encoder.fingerprint, encoder.dimension)
        # The name of a model can be a path, or long.
        name = sha256(encoder.fingerprint.encode()).hexdigest()[:16]
        self.folder = store.file.parent / FOLDER / name
        self._tell = tell
        self._sound: set[Check] = set()  # files that were checked, and never change
        self._last: SearchIndex | None = None

    def current(self) -> SearchIndex:
        """Return the index of the library as it is now, caught up or made anew where it must be.

        Raises `LibraryError` where the files cannot be written.
        """
        try:
            with locked(self.folder), self._store.snapshot():
                self._last = self._read(self._state())
        except OSError as error:
            raise LibraryError(
                f"The index in {self.folder} cannot be written: {error}. Free space or check the "
                "permissions, then try again. The library itself is whole.",
                code="index-unwritable",
            ) from error
        return self._last

    def remake(self) -> SearchIndex:
        """Return the index made anew, whatever the files hold."""
        with locked(self.folder):
            discard(self.folder / MANIFEST)
        return self.current()

    def _state(self) -> State:
        revision = self._store.revision
        return State(revision, self._store.stamp(revision) or 0)

    def _read(self, state: State) -> SearchIndex:
        try:
            return self._opened(self._caught_up(state))
        except DamagedIndex as error:
            self._tell(f"{error} The index is made anew from the library.")
            return self._opened(self._made(state))

    def _caught_up(self, state: State) -> Manifest:
        """Return the manifest of the library as it is, having written what was missing."""
        manifest = read_manifest(self.folder)
        if manifest is None:
            return self._made(state)
        self._check(manifest)  # nothing is built on damage
        if manifest.revision == state.revision:
            return manifest
        changed = self._changed(self._store.changed_since(manifest.revision))
        after = write_next(self.folder, manifest, state, changed)
        return self._made(state) if is_worn(after) else after

    def _made(self, state: State) -> Manifest:
        """Return the manifest of the library as it is, having written all anew."""
        new = replace(self._new, base=next_base(self.folder))
        return write_next(self.folder, new, state, self._changed(self._vectors.embedded()))

    def _changed(self, reports: Iterable[str]) -> Iterator[Changed]:
        return ((report_id, self._vectors.rows(report_id)) for report_id in reports)

    def _check(self, manifest: Manifest) -> None:
        """Raise `DamagedIndex` unless it is ours and its files are what they were."""
        if (manifest.encoder, manifest.dimension) != (self._new.encoder, self._new.dimension):
            raise DamagedIndex(f"The index in {self.folder} is of another encoder.")
        if self._store.stamp(manifest.revision) != manifest.stamp:
            raise DamagedIndex(f"The index in {self.folder} is of another library's past.")
        unsure = {
            name: check for name, check in manifest.checks.items() if check not in self._sound
        }
        check_files(self.folder, unsure)
        self._sound = set(manifest.checks.values())

    def _opened(self, manifest: Manifest) -> SearchIndex:
        """Return the index of a manifest. Raises `DamagedIndex`."""
        self._check(manifest)
        last = self._last
        same = last is not None and last.manifest.base == manifest.base
        return open_index(self.folder, manifest, last.manifest.rows if last and same else 0)


def next_base(folder: Path) -> int:
    """Return a number that no files in a folder have."""
    numbers = [int(file.stem.split("-")[1]) for file in folder.glob("rows-*.bin")]
    return max(numbers, default=0) + 1


def is_worn(manifest: Manifest) -> bool:
    """Say whether so many rows are of removed reports that all is better made anew."""
    most = 0 if manifest.rows <= QUICK_ROWS else MOST_REMOVED * manifest.rows
    return manifest.removed > most


def open_index(folder: Path, manifest: Manifest, checked: int = 0) -> SearchIndex:
    """Return the index of a manifest whose files were checked, and the vectors of that many rows.

    Raises `DamagedIndex` for the other vectors.
    """
    table = RowTable(manifest.reports, read_table(folder / manifest.rows_name, manifest.rows))
    vectors = read_vectors(folder / manifest.vectors_name, manifest.rows, manifest.dimension)
    return SearchIndex(
        manifest,
        table,
        DenseIndex(vectors, table, checked),
        LexicalIndex(folder / manifest.words_name),
        LexicalIndex(folder / manifest.wholes_name),
    )


def embed_pending(vectors: VectorStore, encoder: Encoder, progress: Progress = no_progress) -> int:
    """Embed every clause that has no vectors yet; return how many passages were embedded.

    Each step is stored when it is done: an interruption costs one step, and the next call goes
    on from there. A passage whose text is known already costs nothing.
    """
    pending = vectors.pending()
    embedded = 0
    for first in range(0, len(pending), CLAUSES_IN_A_STEP):
        step = pending[first : first + CLAUSES_IN_A_STEP]
        passages = [
            passage
            for clause in step
            for passage in make_passages(clause, encoder.count_tokens, encoder.max_tokens)
        ]
        new = unknown(passages, vectors)
        made = {p.text_hash: embedding for p, embedding in encoder.encode_passages(new)}
        vectors.put(passages, made)
        embedded += len(made)
        progress("embedding", first + len(step), len(pending))
    vectors.settle()
    return embedded


def unknown(passages: Sequence[Passage], vectors: VectorStore) -> list[Passage]:
    """Return one passage for each text that has no vector yet."""
    by_hash = {passage.text_hash: passage for passage in passages}
    known = vectors.known(by_hash)
    return [passage for text_hash, passage in by_hash.items() if text_hash not in known]
