"""Clauses that have no vectors yet are embedded, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.models import Progress, no_progress
from ingest.vectors import Passage, VectorStore
from retrieval.encoder import Encoder
from retrieval.passages import make_passages

# How many clauses are embedded between two writes: what an interruption can cost.
CLAUSES_IN_A_STEP = 64


def embed_pending(
    vectors: VectorStore,
    encoder: Encoder,
    progress: Progress = no_progress,
    reports: Sequence[str] | None = None,
) -> Counter[str]:
    """Embed every clause that has no vectors yet; return how many passages of each report.

    `reports` keeps to these.

    Each step is stored when it is done: an interruption costs one step, and the next call goes
    on from there. A passage whose text is known already costs nothing.
    """
    pending = vectors.pending(reports)
    embedded: Counter[str] = Counter()
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
        embedded.update(p.place.report_id for p in new)
        progress("embedding", first + len(step), len(pending))
    if reports is None:
        vectors.settle()
    return embedded


def unknown(passages: Sequence[Passage], vectors: VectorStore) -> list[Passage]:
    """Return one passage for each text that has no vector yet."""
    by_hash = {passage.text_hash: passage for passage in passages}
    known = vectors.known(by_hash)
    return [passage for text_hash, passage in by_hash.items() if text_hash not in known]
