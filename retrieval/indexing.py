"""Store to index: it is brought up to date with what the library holds.

The index is derived: its manifest names the revision of the store that it was made from. What
changed since is caught up; an index that is damaged, or of another history, is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from ingest.errors import LibraryError
from ingest.models import Progress, no_progress
from ingest.scratch import Scratch
from ingest.store import Store
from ingest.vectors import VectorStore
from retrieval.encoder import Encoder
from retrieval.index_files import (
    LOCK,
    Check,
    DamagedIndex,
    Manifest,
    check_files,
    discard,
    locked,
    read_manifest,
    write_manifest,
)
from retrieval.index_writer import Changed, State, write_next
from retrieval.packaged_model import Tell, silent
from retrieval.search_index import SearchIndex, open_index

FOLDER = "indexes"
# Removed rows stay in the files, and count in how rare a word is, until all is made anew: at once
# in an index that is made in a second, else when they are this part of it.
QUICK_ROWS = 2_000
MOST_REMOVED = 0.1
LOOKS = 3


class Indexes:
    """The index files of a library for one encoder. Safe in several processes at once."""

    def __init__(
        self, store: Store, vectors: VectorStore, encoder: Encoder, tell: Tell = silent
    ) -> None:
        """`tell` is called with a line when an index has to be made anew."""
        self._store = store
        self._vectors = vectors
        self.encoder = encoder.fingerprint
        self._new = Manifest(encoder.fingerprint, encoder.dimension)
        self.folder = index_folder(store, encoder.fingerprint)
        self._tell = tell
        self._sound: set[Check] = set()  # files that were checked, and never change
        self._last: SearchIndex | None = None
        self._aside: Scratch | None = None

    def current(self) -> SearchIndex:
        """Return the index of the library as it is now, caught up or made anew where it must be.

        Where the library may only be read, an index that is not of it as it is now is made for
        this process alone. Raises `LibraryError` where the files cannot be written.
        """
        if not self._store.is_writable and self._aside is None:
            if (standing := self._as_it_stands()) is not None:
                return standing
            self.step_aside("The index in the library is not of what the library holds now.")
        with holding(self.folder), self._store.snapshot():
            self._last = self._read(self._state())
        return self._last

    def _as_it_stands(self) -> SearchIndex | None:
        """Return the index of the library as it is now, if its files hold that; none is written."""
        for _ in range(LOOKS):  # another process may have written the next one in between
            with suppress(DamagedIndex, OSError), self._store.snapshot():
                manifest = read_manifest(self.folder)
                if manifest is None or manifest.revision != self._store.revision:
                    return None
                self._last = self._opened(manifest)
                return self._last
        return None

    def step_aside(self, why: str) -> None:
        """Where the library may only be read, make its index in a folder of this process from now.

        `why` is told.
        """
        if self._store.is_writable or self._aside is not None:
            return
        self._aside = Scratch()
        self.folder = Path(self._aside.name)
        self._last = None
        self._tell(
            f"{why} You may read the library and not change it, so an index is made for as long as "
            "this runs. Who may write it mends that for all: clausier rebuild --indexes"
        )

    def remake(self, progress: Progress = no_progress) -> SearchIndex:
        """Return the index made anew, whatever the files hold. Raises what `current` does.

        `progress` counts the reports that are in it.
        """
        with holding(self.folder), self._store.snapshot():
            self._last = self._opened(self._made(self._state(), progress))
        return self._last

    def damage(self) -> DamagedIndex | None:
        """Return what is wrong with the files, if anything is; nothing is changed.

        An index that is not there, or not up to date, is no damage: the next question mends it.
        """
        try:
            with self._store.snapshot():
                if manifest := read_manifest(self.folder):
                    self._check(manifest)
                    index = open_index(self.folder, manifest)
                    index.dense.check()
                    index.tokens.check()
        except DamagedIndex as error:
            return error
        except OSError as error:
            return DamagedIndex(f"The index in {self.folder} cannot be read: {error}.")
        return None

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
        held = {report.id for report in manifest.reports}
        found = self._changed(self._store.changed_since(manifest.revision))
        changed = ((report, rows) for report, rows in found if rows or report in held)
        if (first := next(changed, None)) is None:  # it is not embedded yet
            after = replace(manifest, revision=state.revision, stamp=state.stamp)
            write_manifest(after, self.folder)
            return after
        after = write_next(self.folder, manifest, state, chain([first], changed))
        return self._made(state) if is_worn(after) else after

    def _made(self, state: State, progress: Progress = no_progress) -> Manifest:
        """Return the manifest of the library as it is, having written all anew."""
        new = replace(self._new, base=next_base(self.folder))
        reports = counted(self._vectors.embedded(), progress)
        return write_next(self.folder, new, state, self._changed(reports))

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


def counted(reports: Sequence[str], progress: Progress) -> Iterator[str]:
    """Yield reports, and tell how many of them were worked on."""
    for done, report_id in enumerate(reports, start=1):
        yield report_id
        progress("indexing", done, len(reports))


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold an index for this thread alone, to write it. Raises `LibraryError` if that fails."""
    try:
        with locked(folder):
            yield
    except OSError as error:
        raise LibraryError(
            f"The index in {folder} cannot be written: {error}. Free space or check the "
            "permissions, then try again. The library itself is whole; its folder "
            f"{FOLDER} is derived, and can be deleted.",
            code="index-unwritable",
        ) from error


def clear(folder: Path) -> None:
    """Delete the files of an index; whoever asks next makes them anew. Raises `LibraryError`."""
    with holding(folder):
        for path in folder.iterdir():
            if path.name != LOCK:
                discard(path)


def index_folder(store: Store, fingerprint: str) -> Path:
    """Return the folder of an encoder's index: the name of a model can be a path, or long."""
    return store.folder / FOLDER / sha256(fingerprint.encode()).hexdigest()[:16]


def holds_removed(store: Store, folder: Path) -> bool:
    """Say whether words of removed or replaced reports still stand in the files of an index.

    It may not have been caught up since. One that is damaged, or of another library, may hold any.
    """
    try:
        manifest = read_manifest(folder)
    except (DamagedIndex, OSError):
        return True
    if manifest is None:
        return False
    if manifest.removed or store.stamp(manifest.revision) != manifest.stamp:
        return True
    held = {report.id for report in manifest.reports}
    return not held.isdisjoint(store.changed_since(manifest.revision))


def next_base(folder: Path) -> int:
    """Return a number that no files in a folder have: what is mapped is never written to."""
    numbers = [re.match(r"[a-z]+-(\d+)", path.name) for path in folder.iterdir()]
    return max((int(number[1]) for number in numbers if number), default=0) + 1


def is_worn(manifest: Manifest) -> bool:
    """Say whether so many rows are of removed reports that all is better made anew."""
    most = 0 if manifest.rows <= QUICK_ROWS else MOST_REMOVED * manifest.rows
    return manifest.removed > most
