"""Nearest passages by cosine similarity: all are looked at roughly, the best of them exactly."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from ingest.vectors import Vector
from retrieval.codes import Codes
from retrieval.index_files import DamagedIndex
from retrieval.near_cosines import NearCosines
from retrieval.row_table import Rows, RowTable, Scored, bit_sums

# Up to so many rows none of the nearest is ever missed; it takes one or two milliseconds.
EXACT_ROWS = 50_000
# So few are weighed by their vectors at once.
FEW_ROWS = 2_000
# Of those that are nearest by their codes so many are weighed by their vectors, or one of so many
# of all rows.
WEIGHED, ONE_OF = 600, 500
# So many times as many are asked for where some of them will be left out: seldom too few are left.
SLACK = 1.25
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

    def search(self, query: Vector, limit: int, among: Rows | None = None) -> Scored:
        """Return the rows nearest to a query with their cosines, best first.

        `among` keeps the search to these rows, which are in order. Rows as near as the last of
        `limit` come too. Raises `DamagedIndex`.
        """
        among = self._table.living if among is None else among
        rows = self._near_by_codes(query, limit, among)
        if rows is None:
            rows = self._near(query, limit, among)
        found = Scored(rows, self.cosines(query, rows)).best_first()
        least = found.scores[limit - 1] - SAME if len(found.rows) > limit else -1
        return found.where(found.scores >= least)

    def _near_by_codes(self, query: Vector, limit: int, among: Rows | None) -> Rows | None:
        """Return rows among which the nearest are; None where all must be looked at."""
        size = len(self) if among is None else len(among)
        if self._codes is None or size <= EXACT_ROWS:
            return None
        wanted = max(WEIGHED, len(self) // ONE_OF, 2 * limit)
        asked = wanted if among is None else int(SLACK * wanted * len(self) / size)
        while asked < len(self):
            rows = self._codes.nearest(query, asked)
            if among is not None:
                at = np.minimum(np.searchsorted(among, rows), size - 1)
                rows = rows[among[at] == rows]
            if len(rows) >= wanted:
                return rows
            asked = 4 * asked
        return None

    def _near(self, query: Vector, limit: int, among: Rows | None) -> Rows:
        """Return rows among which the nearest are, having looked at all."""
        cosines, error = self._all_cosines(query, among)
        if len(cosines) > limit:
            least = np.partition(cosines, -limit)[-limit] - 2 * error - SAME
            near = np.flatnonzero(cosines >= least)
        else:
            near = np.arange(len(cosines))
        return near if among is None else among[near]

    def _all_cosines(self, query: Vector, among: Rows | None) -> tuple[Vector, float]:
        """Return the cosines of a query with many rows, and how far they may be off."""
        if among is not None and len(among) <= FEW_ROWS:
            return self.vectors[among] @ query, 0.0
        if len(self) <= FEW_ROWS:
            return self.vectors @ query, 0.0
        cosines, error = self._nearly.near(query)
        return cosines if among is None else cosines[among], error

    @cached_property
    def _nearly(self) -> NearCosines:
        """What says nearly how near each row is."""
        return NearCosines(self.vectors)

    def cosines(self, query: Vector, rows: Rows) -> Vector:
        """Return the cosine of a query with each of these rows. Raises `DamagedIndex`.

        They are summed row by row, so that the same vector has the same cosine wherever it stands.
        """
        vectors = self.vectors[rows]  # read once: from the disk, if need be
        if self._codes is not None:
            self._check(vectors, rows)
        return np.asarray(np.einsum("ij,j->i", vectors, query))
