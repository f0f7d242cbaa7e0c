"""The token codes of each row of an index, in a file that is mapped into memory.

They are the library's, in the order of the rows: to look up four dozen there takes as long as to
compare them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.index_files import DamagedIndex
from retrieval.row_table import Rows, RowTable, piece_sums

CHECKED_AT_ONCE = 1_000  # rows

Bytes = npt.NDArray[np.uint8]


def read_token_file(file: Path, size: int) -> Bytes:
    """Return the first bytes of a file of token codes, mapped into memory."""
    return np.asarray(np.memmap(file, np.uint8, "r", shape=(size,))) if size else np.zeros(0, "u1")


class TokenFile:
    """The token codes of the passages of an index."""

    def __init__(self, data: Bytes, table: RowTable) -> None:
        self._data = data
        self._table = table

    def around(self, rows: Sequence[int]) -> list[bytes]:
        """Return the codes of each row, those of the rows beside it in its clause before and after.

        They are empty where the encoder gives none. Of a clause of many windows the farther ones
        are left out, so that comparing takes no longer. Raises `DamagedIndex`.
        """
        first, last = self._table.beside(np.array(rows, np.int64))
        return self._read(first, last)

    def check(self) -> None:
        """Raise `DamagedIndex` unless all codes are whole."""
        for row in range(0, len(self._table), CHECKED_AT_ONCE):
            rows = np.arange(row, min(row + CHECKED_AT_ONCE, len(self._table)))
            self._read(rows, rows)

    def _read(self, first: Rows, last: Rows) -> list[bytes]:
        """Return the codes of the rows from each first to each last."""
        starts, ends = self._table.codes_between(first, last)
        found = [self._data[a:b].tobytes() for a, b in zip(starts, ends, strict=True)]
        if not np.array_equal(piece_sums(found), self._table.code_checks(first, last)):
            raise DamagedIndex("The token codes of the index are damaged.")
        return found
