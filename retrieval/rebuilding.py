"""The vectors of a library made anew: with another model, or where they are damaged."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.checks import drop_unsound_vectors
from ingest.models import Progress, no_progress
from ingest.store import Store
from ingest.vectors import VectorStore
from ingest.versions import KeptEncoder
from retrieval.embedding import embed_pending
from retrieval.encoder import Encoder
from retrieval.indexing import Indexes
from retrieval.packaged_model import Tell, silent


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to: the model that is searched with, and what was made for it."""

    model: str
    embedded: int  # passages
    mended: int  # vectors that were damaged, and made anew
    indexed: int  # passages that can be found


def rebuild(
    store: Store, encoder: Encoder, progress: Progress = no_progress, tell: Tell = silent
) -> Rebuilt:
    """Search a library with this encoder, having made the vectors that it lacks.

    They are made beside those of the encoder before, which answers until all are there; then one
    step changes to the new ones. What an interruption left is gone on from.
    """
    vectors = VectorStore(store, encoder.fingerprint)
    mended = drop_unsound_vectors(store, encoder.fingerprint, encoder.dimension)
    embedded = embed_pending(vectors, encoder, progress).total()
    indexes = Indexes(store, vectors, encoder, tell)
    indexes.remake(progress)
    while not changed_over(store, vectors, encoder):
        # Another process added reports meanwhile.
        embedded += embed_pending(vectors, encoder, progress).total()
    return Rebuilt(encoder.model, embedded, mended, indexes.current().manifest.rows)


def changed_over(store: Store, vectors: VectorStore, encoder: Encoder) -> bool:
    """Search the library with this encoder from now on, if no report lacks its vectors."""
    with store.writing():
        if vectors.pending():
            return False
        store.use_encoder(KeptEncoder(encoder.model, encoder.fingerprint))
    return True
