"""Nearest passages by cosine similarity, with FAISS."""

from __future__ import annotations

from collections.abc import Sequence

import faiss
import numpy as np
import numpy.typing as npt

from ingest.vectors import Vector


class DenseIndex:
    """An exact index over unit vectors; rows are numbered from 0 in the order given."""

    def __init__(self, vectors: Vector) -> None:
        """`vectors` has one row for each passage; it may have none."""
        self._faiss = faiss.IndexFlatIP(vectors.shape[1])
        self._faiss.add(np.ascontiguousarray(vectors))

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def search(
        self, query: Vector, limit: int, among: npt.NDArray[np.int64] | None = None
    ) -> Sequence[tuple[int, float]]:
        """Return the rows nearest to a query with their cosines, best first.

        `among` keeps the search to these rows.
        """
        options = None
        if among is not None:
            options = faiss.SearchParameters()
            options.sel = faiss.IDSelectorBatch(among)
        cosines, rows = self._faiss.search(query[np.newaxis], limit, params=options)
        # FAISS pads a short result with row -1.
        return [
            (int(row), float(cosine))
            for row, cosine in zip(rows[0], cosines[0], strict=True)
            if row != -1
        ]

    def cosines(self, query: Vector, rows: Sequence[int]) -> list[float]:
        """Return the cosines of a query with these rows."""
        if not rows:
            return []
        vectors = self._faiss.reconstruct_batch(np.array(rows, dtype=np.int64))
        return [float(cosine) for cosine in vectors @ query]
