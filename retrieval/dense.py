"""Nearest passages by cosine similarity."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.vectors import Vector
from retrieval.index_files import DamagedIndex
from retrieval.row_table import Rows, RowTable, bit_sums

CHECKED_AT_ONCE = 10_000
# Cosines that differ by less are equal: how a sum is rounded depends on where its row stands.
SAME = 1e-6


def read_vectors(file: Path, rows: int, dimension: int) -> Vector:
    """Return the first rows of a file of vectors, mapped into memory."""
    if not rows:
        return np.zeros((0, dimension), np.float32)
    return np.asarray(np.memmap(file, "<f4", "r", shape=(rows, dimension)))


class DenseIndex:
    """An exact index over unit vectors, one for each row of a table."""

    def __init__(self, vectors: Vector, table: RowTable, checked: int = 0) -> None:
        """`checked` rows are known to be whole. Raises `DamagedIndex` if another is not."""
        self._vectors = vectors
        self._table = table
        for first in range(checked, len(vectors), CHECKED_AT_ONCE):
            self._check(slice(first, first + CHECKED_AT_ONCE))

    def __len__(self) -> int:
        return len(self._vectors)

    def _check(self, rows: Rows | slice) -> None:
        if not np.array_equal(bit_sums(self._vectors[rows]), self._table.checks(rows)):
            raise DamagedIndex("The vectors of the index are damaged.")

    def search(self, query: Vector, limit: int, among: Rows | None = None) -> dict[int, float]:
        """Return the rows nearest to a query with their cosines, best first.

        `among` keeps the search to these rows. Rows as near as the last of `limit` come too.
        """
        among = self._table.living if among is None else among
        cosines = self._cosines(query, among)
        if len(cosines) > limit:
            least = np.partition(cosines, -limit)[-limit]
            near = np.flatnonzero(cosines >= least - SAME)
        else:
            near = np.arange(len(cosines))
        rows = near if among is None else among[near]
        return self.cosines(query, rows)

    def _cosines(self, query: Vector, among: Rows | None) -> Vector:
        """Return the cosines of a query with many rows, as fast as can be."""
        if among is None:
            return self._vectors @ query
        if 2 * len(among) > len(self):  # faster than to copy most of them
            return (self._vectors @ query)[among]
        return self._vectors[among] @ query

    def cosines(self, query: Vector, rows: Rows) -> dict[int, float]:
        """Return the cosines of a query with these rows, best first.

        They are summed row by row, so that the same vector has the same cosine wherever it stands.
        """
        found = (self._vectors[rows] * query).sum(axis=1)
        order = np.argsort(-found, kind="stable")
        return dict(zip(rows[order].tolist(), found[order].tolist(), strict=True))
