"""Store to index: what has no vector yet is embedded, then the index is made from the store.

The index lives in memory and carries the store's revision, so it is never stale: another
process's change raises the revision, and the next question makes the index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.models import Place, Progress, no_progress
from ingest.store import Store
from ingest.vectors import Embedded, Passage, VectorStore
from retrieval.dense import DenseIndex
from retrieval.encoder import Encoder
from retrieval.lexical import LexicalIndex
from retrieval.passages import lead_in, make_passages

# How many clauses are embedded between two writes: what an interruption can cost.
CLAUSES_IN_A_STEP = 64


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The indexes of a library at one revision, and the clause of each of their rows.

    `wholes` holds the words of whole clauses, an article with all below it; `whole_of` says which
    of its rows each row belongs to.
    """

    revision: int
    dense: DenseIndex
    places: tuple[Place, ...]
    words: LexicalIndex
    wholes: LexicalIndex
    whole_of: tuple[int, ...]

    def rows_of(self, reports: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the rows of some reports' passages."""
        wanted = set(reports)
        return np.array(
            [row for row, place in enumerate(self.places) if place.report_id in wanted],
            dtype=np.int64,
        )

    def rows_at(self, places: Iterable[Place]) -> npt.NDArray[np.int64]:
        """Return the rows of the passages of these clauses."""
        wanted = set(places)
        return np.array(
            [row for row, place in enumerate(self.places) if place in wanted], dtype=np.int64
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


def build_index(store: Store, vectors: VectorStore, dimension: int) -> SearchIndex:
    """Return the index of all passages that have vectors."""
    revision = store.revision  # read first: a change meanwhile makes the index anew next time
    rows = list(vectors.rows())
    matrix = np.frombuffer(b"".join(row.vector for row in rows), "<f4").reshape(-1, dimension)
    texts = [lead_in(row.pending) + row.text for row in rows]
    languages = [row.pending.language for row in rows]
    whole_of = tuple(group(rows))
    wholes: list[list[str]] = [[] for _ in range(max(whole_of, default=-1) + 1)]
    for whole, text in zip(whole_of, texts, strict=True):
        wholes[whole].append(text)
    first = dict(zip(whole_of, languages, strict=True))
    return SearchIndex(
        revision,
        DenseIndex(matrix),
        tuple(row.pending.place for row in rows),
        LexicalIndex(zip(texts, languages, strict=True)),
        LexicalIndex(("\n".join(parts), first[n]) for n, parts in enumerate(wholes)),
        whole_of,
    )


def group(rows: Sequence[Embedded]) -> Iterator[int]:
    """Yield for each row which whole clause it belongs to, counted from 0: 6.a and 6.b to 6."""
    number = -1
    before = ("", "")
    for row in rows:
        key = (row.pending.place.report_id, top_of(row.pending.clause.key))
        number += key != before
        before = key
        yield number


def top_of(key: str) -> str:
    """Return the key of the clause at the top that a key stands below: `6.e` -> `6`."""
    segments = key.split(".")
    return ".".join(segments[:2] if key.startswith("annex-") else segments[:1])
