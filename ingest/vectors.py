"""The part of the store that holds passages and their vectors.

A vector is kept by (fingerprint of the encoder, hash of the passage's text): the same text in two
reports is embedded once, and a second encoder's vectors stand beside the first's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ingest.models import Clause, Place
from ingest.rows import CLAUSE_COLUMNS, to_clause
from ingest.store import Store

Vector = npt.NDArray[np.float32]
# Its span in `report.text`, and its vector.
EmbeddedSentence = tuple[int, int, Vector]


@dataclass(frozen=True, slots=True)
class Passage:
    """The text embedded for one clause, or for one window of a long clause.

    `start` and `end` are the window's span in `report.text`. `text` ends with exactly that text,
    after what the encoder is told beside it. `sentence_ends` are offsets from `start`.
    """

    place: Place
    window: int
    start: int
    end: int
    text: str
    text_hash: bytes
    sentence_ends: tuple[int, ...]

    @property
    def window_text(self) -> str:
        """The report's own text in the passage."""
        return self.text[len(self.text) - (self.end - self.start) :]


@dataclass(frozen=True, slots=True)
class Embedding:
    """The vectors of one passage, all of unit length; `sentences` has one row for each.

    `token_codes` are those of its words, one after the other; empty if the encoder gives none.
    """

    vector: Vector
    sentences: Vector
    token_codes: bytes = b""


@dataclass(frozen=True, slots=True)
class EmbeddedQuery:
    """The vectors of a question, of unit length: one for it all, and one row for each word.

    `weights` say how much each word tells; they add up to 1. Both are empty if the question has
    no words, or the encoder gives no vectors of words.
    """

    vector: Vector
    tokens: Vector
    weights: Vector

    @classmethod
    def whole(cls, vector: Vector) -> EmbeddedQuery:
        """Return the query of an encoder that gives no vectors of words."""
        none = np.empty((0, len(vector)), dtype=np.float32)
        return cls(vector, none, none[:, 0])


@dataclass(frozen=True, slots=True)
class Pending:
    """A clause that has no passage yet, with what its passage is made from."""

    place: Place
    clause: Clause
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage with its vector (float32): the clause, and the words of its window.

    `token_codes` are those of its words; empty if the encoder gives none.
    """

    pending: Pending
    text: str
    vector: bytes
    token_codes: bytes = b""


# Reports are looked at first: most are embedded, and none of their clauses is read.
NOT_EMBEDDED = """
NOT EXISTS (SELECT 1 FROM embedded e WHERE e.encoder = ? AND e.report_id = r.id)
"""
HAS_NO_PASSAGE = """
clause."text" != '' AND NOT EXISTS (SELECT 1 FROM passage p WHERE p.encoder = ?
    AND p.report_id = clause.report_id AND p.position = clause.position)
"""
AMONG = "(? IS NULL OR r.id IN (SELECT value FROM json_each(?)))"
# CROSS JOIN has SQLite take the tables in this order; it would look at every clause first.
PENDING = f"""
SELECT r.id, clause.position, r.title, r.language, {CLAUSE_COLUMNS}
FROM report r CROSS JOIN clause ON clause.report_id = r.id
WHERE {NOT_EMBEDDED} AND {HAS_NO_PASSAGE} AND {AMONG}
ORDER BY r.added, r.id, clause.position
"""
EMBEDDED_NOW = f"""
SELECT ?, r.id FROM report r WHERE {NOT_EMBEDDED} AND NOT EXISTS
    (SELECT 1 FROM clause WHERE clause.report_id = r.id AND {HAS_NO_PASSAGE})
"""


class VectorStore:
    """Passages and vectors of one encoder in a library."""

    def __init__(self, store: Store, encoder: str) -> None:
        """`encoder` is the fingerprint."""
        self._store = store
        self.encoder = encoder

    def pending(self, reports: Sequence[str] | None = None) -> list[Pending]:
        """Return the clauses with words but no passage for this encoder, in order.

        `reports` keeps to these.
        """
        among = None if reports is None else json.dumps(reports)
        rows = self._store.read(PENDING, (self.encoder, self.encoder, among, among))
        return [
            Pending(Place(str(r), int(str(p))), to_clause(rest), str(title), str(language))
            for r, p, title, language, *rest in rows
        ]

    def known(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Return those of the text hashes whose vectors are already there."""
        query = "SELECT 1 FROM vector WHERE encoder = ? AND text_hash = ?"
        return {h for h in hashes if self._store.read(query, (self.encoder, h))}

    def put(self, passages: Sequence[Passage], embeddings: dict[bytes, Embedding]) -> None:
        """Store passages with the embeddings of those texts that had none.

        Passages whose report was removed or replaced meanwhile are left out, and so are those of
        a clause whose vectors were cleared away meanwhile: it stays to be embedded. A report
        whose last passage this is can be searched from now on.
        """
        with self._store.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO vector VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        self.encoder,
                        p.text_hash,
                        embeddings[p.text_hash].vector.astype("<f4").tobytes(),
                        json.dumps(p.sentence_ends),
                        embeddings[p.text_hash].sentences.astype("<f2").tobytes(),
                    )
                    for p in passages
                    if p.text_hash in embeddings
                ],
            )
            known = self.known({p.text_hash for p in passages})
            without = {p.place for p in passages if p.text_hash not in known}
            db.executemany(
                "INSERT OR IGNORE INTO token_codes VALUES (?, ?, ?)",
                [
                    (self.encoder, text_hash, embedding.token_codes)
                    for text_hash, embedding in embeddings.items()
                    if embedding.token_codes
                ],
            )
            db.executemany(
                "INSERT OR REPLACE INTO passage SELECT ?, ?, ?, ?, ?, ?, ? WHERE EXISTS"
                " (SELECT 1 FROM clause WHERE report_id = ? AND position = ?"
                ' AND substr("text", ? - start + 1, ?) = ?)',
                [
                    (
                        self.encoder, p.place.report_id, p.place.position, p.window, p.start,
                        p.end, p.text_hash, p.place.report_id, p.place.position, p.start,
                        p.end - p.start, p.window_text,
                    )
                    for p in passages
                    if p.place not in without
                ],
            )  # fmt: skip
            db.execute(f"INSERT INTO embedded {EMBEDDED_NOW}", (self.encoder,) * 3)

    def settle(self) -> None:
        """Mark as embedded the reports that have nothing to embed: another's vectors, no words."""
        if self._store.read(f"{EMBEDDED_NOW} LIMIT 1", (self.encoder,) * 3):
            with self._store.writing() as db:
                db.execute(f"INSERT INTO embedded {EMBEDDED_NOW}", (self.encoder,) * 3)

    def embedded(self) -> list[str]:
        """Return the ids of the reports that can be searched."""
        query = "SELECT report_id FROM embedded WHERE encoder = ? ORDER BY report_id"
        return [str(row[0]) for row in self._store.read(query, (self.encoder,))]

    def rows(self, report_id: str) -> list[Embedded]:
        """Return the passages of a report in reading order, all or none: none until it is embedded.

        None as well for a report that is not in the library.
        """
        rows = self._store.read(
            "SELECT p.position, r.title, r.language, p.start - clause.start,"
            f' p."end" - clause.start, v.vector, t.codes, {CLAUSE_COLUMNS}'
            " FROM embedded e JOIN passage p USING (encoder, report_id)"
            " JOIN vector v USING (encoder, text_hash)"
            " LEFT JOIN token_codes t USING (encoder, text_hash)"
            " JOIN report r ON r.id = p.report_id"
            " JOIN clause ON clause.report_id = p.report_id AND clause.position = p.position"
            " WHERE e.encoder = ? AND e.report_id = ? ORDER BY p.position, p.window",
            (self.encoder, report_id),
        )
        return [to_embedded(report_id, row) for row in rows]

    def sentences(self, places: Sequence[Place]) -> dict[Place, list[EmbeddedSentence]]:
        """Return the sentences of clauses, those of each in reading order."""
        found: dict[Place, list[EmbeddedSentence]] = {place: [] for place in places}
        for report_id, position, start, ends, blob in self._store.read(
            # As JSON: there can be more of them than SQLite takes values. And in this order: it
            # would look at every passage of the encoder first.
            "WITH wanted (report_id, position) AS (SELECT json_extract(value, '$[0]'),"
            " json_extract(value, '$[1]') FROM json_each(?))"
            " SELECT p.report_id, p.position, p.start, v.sentence_ends, v.sentences"
            " FROM wanted w CROSS JOIN passage p ON p.encoder = ?"
            " AND p.report_id = w.report_id AND p.position = w.position"
            " CROSS JOIN vector v ON v.encoder = p.encoder AND v.text_hash = p.text_hash"
            " ORDER BY p.report_id, p.position, p.window",
            (json.dumps([(place.report_id, place.position) for place in found]), self.encoder),
        ):
            assert isinstance(blob, bytes)
            assert isinstance(start, int)
            bounds = [0, *json.loads(str(ends))]
            vectors = np.frombuffer(blob, "<f2").astype(np.float32).reshape(len(bounds) - 1, -1)
            found[Place(str(report_id), int(str(position)))] += [
                (start + a, start + b, vector)
                for (a, b), vector in zip(pairwise(bounds), vectors, strict=True)
            ]
        return found


def to_embedded(report_id: str, row: Sequence[object]) -> Embedded:
    """Return a passage of a row of `VectorStore.rows`."""
    position, title, language, start, end, vector, token_codes, *rest = row
    clause = to_clause(rest)
    pending = Pending(Place(report_id, int(str(position))), clause, str(title), str(language))
    assert isinstance(vector, bytes)
    codes = token_codes or b""
    assert isinstance(codes, bytes)
    return Embedded(pending, clause.text[int(str(start)) : int(str(end))], vector, codes)
