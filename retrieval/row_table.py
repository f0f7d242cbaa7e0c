"""Which clause each row of the index is of, and which whole clause that belongs to.

Rows are numbers in a file that is mapped into memory, never objects: there can be millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ingest.models import Clause, Place
from ingest.vectors import Vector
from retrieval.index_files import Indexed

# `report` is a number in the manifest, `check` the sum of the vector's bits (see `bit_sums`);
# `words` and `key` are the marks of the clause.
NUMBERS = ("report", "position", "whole", "check", "words", "key")
ROW = np.dtype([(name, "<u4") for name in NUMBERS])
Rows = npt.NDArray[np.int64]


class Marks(NamedTuple):
    """Sums (CRC-32) of a clause's words and of its key: clauses without one in common differ."""

    words: int
    key: int

    @classmethod
    def of(cls, clause: Clause) -> Marks:
        """Return the marks of a clause."""
        return cls(crc32(" ".join(clause.text.split()).encode()), crc32(clause.key.encode()))


def bit_sums(vectors: Vector) -> npt.NDArray[np.uint32]:
    """Return the sum of the 32-bit words of each vector: one bit changed changes it."""
    words = np.ascontiguousarray(vectors, dtype="<f4").view("<u4")
    return np.asarray(words.sum(axis=1, dtype=np.uint32))


def read_table(file: Path, rows: int) -> npt.NDArray[np.void]:
    """Return the first rows of a file, mapped into memory."""
    return np.asarray(np.memmap(file, ROW, "r", shape=(rows,))) if rows else np.zeros(0, ROW)


class RowTable:
    """The rows of an index. Those of removed reports are there, but in no answer."""

    def __init__(self, reports: Sequence[Indexed], table: npt.NDArray[np.void]) -> None:
        self._reports = reports
        self._table = table
        self._numbers = {report.id: n for n, report in enumerate(reports) if report.id is not None}

    def __len__(self) -> int:
        return len(self._table)

    def places(self, rows: Rows) -> list[Place]:
        """Return the clause that each row is of."""
        entries = self._table[rows]
        numbers, positions = entries["report"].tolist(), entries["position"].tolist()
        ids = [self._reports[number].id for number in numbers]
        assert None not in ids, "no row of a removed report is ever looked at"
        return [Place(str(report), at) for report, at in zip(ids, positions, strict=True)]

    def marks(self, rows: Rows) -> list[Marks]:
        """Return the marks of the clause that each row is of."""
        entries = self._table[rows]
        return [*map(Marks, entries["words"].tolist(), entries["key"].tolist())]

    def wholes(self, rows: Rows) -> list[int]:
        """Return the number of the whole clause that each row belongs to."""
        return [int(whole) for whole in self._table["whole"][rows]]

    def in_order_of_ids(self, rows: Rows) -> Rows:
        """Return a number for the clause of each row: by its report's id, then its position."""
        entries = self._table[rows]
        return np.asarray((self._ranks[entries["report"]] << 32) | entries["position"])

    @cached_property
    def _ranks(self) -> Rows:
        """The place of each report among all, by id; those of removed ones come first."""
        order = sorted(range(len(self._reports)), key=lambda n: self._reports[n].id or "")
        ranks = np.zeros(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    def windows(self, rows: Rows) -> list[int]:
        """Return which passage of its clause each row is, from 0: they stand side by side."""
        found = np.zeros(len(rows), dtype=np.int64)
        clauses = self._clauses(rows)
        back, more = 0, np.ones(len(rows), dtype=bool)
        while more.any():
            found[more] = back
            back += 1
            more &= (rows >= back) & (self._clauses(np.maximum(rows - back, 0)) == clauses)
        return [int(window) for window in found]

    def _clauses(self, rows: Rows) -> npt.NDArray[np.uint64]:
        """Return one number for the clause of each row."""
        entries = self._table[rows]
        return np.asarray((entries["report"].astype(np.uint64) << 32) | entries["position"])

    def checks(self, rows: Rows | slice) -> npt.NDArray[np.uint32]:
        """Return the sums that the vectors of some rows must have."""
        return np.asarray(self._table["check"][rows])

    @cached_property
    def living(self) -> Rows | None:
        """The rows that are of no removed report, in order; None for all."""
        kept = sum(self._reports[n].count for n in self._numbers.values())
        return None if kept == len(self) else self.rows_of(report for report in self._numbers)

    def rows_of(self, reports: Iterable[str]) -> Rows:
        """Return the rows of some reports' passages, in order."""
        numbers = sorted({self._numbers[report] for report in reports if report in self._numbers})
        spans = [self._reports[number] for number in numbers]
        parts = [np.arange(span.first, span.first + span.count) for span in spans]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def rows_at(self, places: Iterable[Place]) -> Rows:
        """Return the rows of the passages of these clauses, in order."""
        wanted = sorted(places, key=lambda place: place.report_id)
        parts = [np.zeros(0, np.int64)]
        for report_id, group in groupby(wanted, key=lambda place: place.report_id):
            rows = self.rows_of([report_id])
            positions = [place.position for place in group]
            parts.append(rows[np.isin(self._table["position"][rows], positions)])
        return np.sort(np.concatenate(parts))

    def reports_of(self, rows: Rows) -> list[int]:
        """Return the numbers of the reports that some rows are of."""
        return [int(number) for number in np.unique(self._table["report"][rows])]
