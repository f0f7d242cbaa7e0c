"""Nearest passages by cosine similarity: exact in a small index, by codes first in a large one."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.vectors import Vector
from retrieval.codes import Codes
from retrieval.index_files import DamagedIndex
from retrieval.row_table import Rows, RowTable, bit_sums

# Up to so many rows are all weighed by their vectors; that takes about 10 ms.
EXACT_ROWS = 50_000
# So many of those that are nearest by their codes are weighed by their vectors.
WEIGHED = 600
CHECKED_AT_ONCE = 10_000
# Cosines that differ by less are equal: how a sum is rounded depends on where its row stands.
SAME = 1e-6


def read_vectors(file: Path, rows: int, dimension: int) -> Vector:
    """Return the first rows of a file of vectors, mapped into memory."""
    if not rows:
        return np.zeros((0, dimension), np.float32)
    return np.asarray(np.memmap(file, "<f4", "r", shape=(rows, dimension)))


class DenseIndex:
    """Unit vectors, one for each row of a table, and their codes where they are many."""

    def __init__(
        self, vectors: Vector, table: RowTable, codes: Codes | None = None, checked: int = 0
    ) -> None:
        """`checked` rows are known to be whole. Raises `DamagedIndex` if another is not.

        With codes, vectors are checked when they are looked at. `vectors` can be a mapped file.
        """
        self.vectors = vectors
        self._table = table
        self._codes = codes
        if codes is None:
            self.check(checked)

    def __len__(self) -> int:
        return len(self.vectors)

    @property
    def is_large(self) -> bool:
        """Whether a search among all takes some milliseconds."""
        return self._codes is not None

    def check(self, first: int = 0) -> None:
        """Raise `DamagedIndex` unless all vectors from that row on are whole."""
        for row in range(first, len(self), CHECKED_AT_ONCE):
            rows = slice(row, row + CHECKED_AT_ONCE)
            self._check(self.vectors[rows], rows)

    def _check(self, vectors: Vector, rows: Rows | slice) -> None:
        """Raise `DamagedIndex` unless these are the vectors that the rows had."""
        if not np.array_equal(bit_sums(vectors), self._table.checks(rows)):
            raise DamagedIndex("The vectors of the index are damaged.")

    def search(self, query: Vector, limit: int, among: Rows | None = None) -> dict[int, float]:
        """Return the rows nearest to a query with their cosines, best first.

        `among` keeps the search to these rows. Rows as near as the last of `limit` come too.
        Raises `DamagedIndex`.
        """
        among = self._table.living if among is None else among
        rows = self._near_by_codes(query, limit, among)
        if rows is None:
            rows = self._near(query, limit, among)
        found = list(self.cosines(query, rows).items())
        least = found[limit - 1][1] - SAME if len(found) > limit else -1
        return {row: cosine for row, cosine in found if cosine >= least}

    def _near_by_codes(self, query: Vector, limit: int, among: Rows | None) -> Rows | None:
        """Return rows among which the nearest are; None where all must be looked at."""
        size = len(self) if among is None else len(among)
        if self._codes is None or size <= EXACT_ROWS:
            return None
        wanted = max(WEIGHED, 2 * limit)
        asked = wanted * len(self) // size
        while asked < len(self):
            rows = self._codes.nearest(query, asked)
            if among is not None:
                rows = rows[np.isin(rows, among)]
            if len(rows) >= wanted:
                return rows
            asked = 4 * asked
        return None

    def _near(self, query: Vector, limit: int, among: Rows | None) -> Rows:
        """Return the nearest rows, having looked at all."""
        cosines = self._all_cosines(query, among)
        if len(cosines) > limit:
            least = np.partition(cosines, -limit)[-limit]
            near = np.flatnonzero(cosines >= least - SAME)
        else:
            near = np.arange(len(cosines))
        return near if among is None else among[near]

    def _all_cosines(self, query: Vector, among: Rows | None) -> Vector:
        """Return the cosines of a query with many rows, as fast as can be."""
        if among is None:
            return self.vectors @ query
        if 2 * len(among) > len(self):  # faster than to copy most of them
            return np.asarray((self.vectors @ query)[among])
        return self.vectors[among] @ query

    def cosines(self, query: Vector, rows: Rows) -> dict[int, float]:
        """Return the cosines of a query with these rows, best first. Raises `DamagedIndex`.

        They are summed row by row, so that the same vector has the same cosine wherever it stands.
        """
        vectors = self.vectors[rows]  # read once: from the disk, if need be
        if self._codes is not None:
            self._check(vectors, rows)
        found = (vectors * query).sum(axis=1)
        order = np.lexsort((rows, -found))
        return dict(zip(rows[order].tolist(), found[order].tolist(), strict=True))
