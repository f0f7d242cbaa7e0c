"""Clauses that have no vectors yet are embedded, step by step."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Progress, no_progress
from ingest.vectors import Embedding, Passage, Pending, VectorStore
from retrieval.encoder import Encoder
from retrieval.passages import make_passages

# How many clauses are embedded between two writes.
CLAUSES_IN_A_STEP = 64


@dataclass(frozen=True, slots=True)
class Step:
    """Passages that are stored together: of so many clauses, and those whose text is new."""

    clauses: int
    passages: list[Passage]
    new: list[Passage]


def embed_pending(
    vectors: VectorStore,
    encoder: Encoder,
    progress: Progress = no_progress,
    reports: Sequence[str] | None = None,
) -> Counter[str]:
    """Embed every clause that has no vectors yet; return how many passages of each report.

    `reports` keeps to these.

    Each step is stored when it is done, while the next is embedded: an interruption costs two
    steps at most, and the next call goes on from there. A passage whose text is known already
    costs nothing.
    """
    pending = vectors.pending(reports)
    embedded: Counter[str] = Counter()
    done = 0
    for step, made in embedded_steps(steps_of(pending, vectors, encoder), encoder):
        vectors.put(step.passages, made)
        embedded.update(passage.place.report_id for passage in step.new)
        done += step.clauses
        progress("embedding", done, len(pending))
    if reports is None:
        vectors.settle()
    return embedded


def steps_of(pending: Sequence[Pending], vectors: VectorStore, encoder: Encoder) -> Iterator[Step]:
    """Yield the clauses step by step, cut into passages when they are asked for."""
    seen: set[bytes] = set()  # a text of an earlier step may not be stored yet
    for first in range(0, len(pending), CLAUSES_IN_A_STEP):
        clauses = pending[first : first + CLAUSES_IN_A_STEP]
        passages = [
            passage
            for clause in clauses
            for passage in make_passages(clause, encoder.count_tokens, encoder.max_tokens)
        ]
        new = [p for p in unknown(passages, vectors) if p.text_hash not in seen]
        seen.update(passage.text_hash for passage in new)
        yield Step(len(clauses), passages, new)


def embedded_steps(
    steps: Iterable[Step], encoder: Encoder
) -> Iterator[tuple[Step, dict[bytes, Embedding]]]:
    """Yield each step with the embeddings of its new texts.

    The encoder is given all of them as one row, so that it goes on to the next step while one is
    worked on.
    """
    begun: deque[Step] = deque()

    def texts() -> Iterator[Passage]:
        for step in steps:
            begun.append(step)
            yield from step.new

    made: dict[bytes, Embedding] = {}
    for passage, embedding in encoder.encode_passages(texts()):
        made[passage.text_hash] = embedding
        while begun and len(made) >= len(begun[0].new):
            step = begun.popleft()
            yield step, {p.text_hash: made.pop(p.text_hash) for p in step.new}
    yield from ((step, {}) for step in begun)  # without new texts


def unknown(passages: Sequence[Passage], vectors: VectorStore) -> list[Passage]:
    """Return one passage for each text that has no vector yet."""
    by_hash = {passage.text_hash: passage for passage in passages}
    known = vectors.known(by_hash)
    return [passage for text_hash, passage in by_hash.items() if text_hash not in known]
