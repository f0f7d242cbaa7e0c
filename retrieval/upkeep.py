"""Keeping a library whole: checked, rebuilt, cleared of what was removed, and copied."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from ingest.backup import back_up
from ingest.checks import Finding, check_library
from ingest.errors import ModelError
from ingest.models import Progress, no_progress
from ingest.store import Store
from ingest.vacuum import Vacuumed, vacuum
from ingest.vectors import VectorStore
from ingest.versions import KeptEncoder
from retrieval.encoder import Encoder
from retrieval.indexing import FOLDER, Indexes, clear, holds_removed, index_folder
from retrieval.own_encoder import Load, OwnEncoder, mixed, other_than
from retrieval.packaged_model import Tell
from retrieval.rebuilding import Rebuilt, rebuild


class Upkeep:
    """What keeps a library whole. All of it is safe while others use the library."""

    def __init__(self, store: Store, load: Load, tell: Tell) -> None:
        """`load` gives the encoder that is asked for, or else the library's own."""
        self._store = store
        self._load = load
        self._tell = tell

    def rebuild(self, progress: Progress = no_progress) -> Rebuilt:
        """Make anew the vectors that are missing or damaged, then the index.

        With an encoder other than the library's, its vectors are made beside those of the one
        before, which answers until all are there. An interruption is gone on from.
        """
        return rebuild(self._store, self._load(), progress, self._tell)

    def rebuild_indexes(self, progress: Progress = no_progress) -> Rebuilt:
        """Make anew what is derived from the vectors. Raises `ModelError` for another model."""
        encoder = OwnEncoder(self._store, self._load).get()
        made = self._indexes(encoder).remake(progress)
        return Rebuilt(encoder.model, 0, 0, made.manifest.rows)

    def check(self, progress: Progress = no_progress) -> list[Finding]:
        """Return what is wrong with the library, its model and its index; nothing is changed."""
        return [*check_library(self._store, progress), *self._check_model()]

    def _check_model(self) -> list[Finding]:
        try:
            encoder = self._load()
        except ModelError as error:
            return [Finding("model", str(error), "clausier rebuild --model NAME")]
        kept = self._store.encoder()
        if kept and other_than(kept, encoder):
            return [Finding("model", str(mixed(kept, encoder)), "clausier rebuild")]
        if damage := self._indexes(encoder).damage():
            return [Finding("index", str(damage), "clausier rebuild --indexes")]
        return []

    def vacuum(self, other_models: bool = False) -> Vacuumed:
        """Take out of the files what the library does not hold any more, and unused vectors.

        With `other_models`, all vectors and indexes that are not of the library's own encoder go.
        """
        done = vacuum(self._store, other_models)
        kept = self._store.encoder()
        own = index_folder(self._store, kept.fingerprint) if kept else None
        for folder in (self._store.folder / FOLDER).glob("*"):
            if other_models and own and folder != own:
                shutil.rmtree(folder)
            elif holds_removed(self._store, folder):
                clear(folder)
                if kept and folder == own:
                    self._remake(kept)
        return done

    def _remake(self, kept: KeptEncoder) -> None:
        """Make the library's index anew, where its own encoder is at hand; else a question does."""
        with suppress(ModelError):
            encoder = self._load()
            if not other_than(kept, encoder):
                self._indexes(encoder).current()

    def back_up(self, target: Path, force: bool = False, progress: Progress = no_progress) -> int:
        """Copy the library, as it is at one moment, to a file; return its size.

        Raises `ClausierError` if the file cannot be written, or is there and not to be replaced.
        """
        return back_up(self._store, target, force, progress)

    def _indexes(self, encoder: Encoder) -> Indexes:
        vectors = VectorStore(self._store, encoder.fingerprint)
        return Indexes(self._store, vectors, encoder, self._tell)
