"""Which clause each row of the index is of, and which whole clause that belongs to.

Rows are numbers in a file that is mapped into memory, never objects: there can be millions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ingest.language import LANGUAGES
from ingest.models import Clause, Part, Place
from ingest.vectors import Vector
from retrieval.index_files import Indexed

# `report` is a number in the manifest, `check` the sum of the vector's bits (see `bit_sums`);
# `words` and `key` are the marks of the clause. `codes_check` is the sum of the bits of the token
# codes, which end at `codes_end` in their file.
NUMBERS = ("report", "position", "whole", "check", "words", "key", "codes_check")
BYTES = ("language", "part")
NO_LANGUAGE = 255
ROW = np.dtype(
    [
        *((name, "<u4") for name in NUMBERS),
        *((name, "u1") for name in BYTES),
        ("codes_end", "<u8"),
    ]
)
WORD_BYTES = 4
Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.floating[Any]]


class Scored(NamedTuple):
    """Some rows, each once, with a score of each."""

    rows: Rows
    scores: Scores

    def best_first(self) -> Scored:
        """Return them in the order of their scores; those with the same in that of the rows."""
        return self.where(np.lexsort((self.rows, -self.scores)))

    def where(self, chosen: npt.NDArray[np.bool_] | Rows) -> Scored:
        """Return some of them: those that are chosen, or at some places."""
        return Scored(self.rows[chosen], self.scores[chosen])

    def of(self, rows: Rows) -> Scores:
        """Return the scores of these rows; 0 of one that is not among its own."""
        scores = np.zeros(len(rows))
        at, has = self._places(rows)
        scores[has] = self.scores[at[has]]
        return scores

    def without(self, rows: Rows) -> Rows:
        """Return those of these rows that are not among its own."""
        return np.asarray(rows[~self._places(rows)[1]])

    def _places(self, rows: Rows) -> tuple[Rows, npt.NDArray[np.bool_]]:
        """Return where each of some rows stands among its own, and whether it does."""
        if not len(self.rows):
            return np.zeros(len(rows), np.int64), np.zeros(len(rows), bool)
        order = np.argsort(self.rows)
        at = order[np.minimum(np.searchsorted(self.rows, rows, sorter=order), len(order) - 1)]
        return at, self.rows[at] == rows


class Marks(NamedTuple):
    """Sums (CRC-32) of a clause's words and of its key: clauses without one in common differ."""

    words: int
    key: int

    @classmethod
    def of(cls, clause: Clause) -> Marks:
        """Return the marks of a clause."""
        return cls(crc32(" ".join(clause.text.split()).encode()), crc32(clause.key.encode()))


def number_of_language(language: str) -> int:
    """Return the number that a language has in the table."""
    return LANGUAGES.index(language) if language in LANGUAGES else NO_LANGUAGE


def number_of_part(part: Part) -> int:
    """Return the number that a part of a report has in the table."""
    return [*Part].index(part)


def bit_sums(vectors: Vector) -> npt.NDArray[np.uint32]:
    """Return the sum of the 32-bit words of each vector: one bit changed changes it."""
    words = np.ascontiguousarray(vectors, dtype="<f4").view("<u4")
    return np.asarray(words.sum(axis=1, dtype=np.uint32))


def piece_sums(pieces: Sequence[bytes]) -> npt.NDArray[np.uint32]:
    """Return the sum of the 32-bit words of each piece; pieces end where a word does."""
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces)) // WORD_BYTES
    words = np.frombuffer(b"".join(pieces), "<u4")
    sums = np.zeros(len(pieces), np.uint32)
    some = sizes > 0  # the library takes an empty piece for the word after it
    starts = (np.cumsum(sizes) - sizes)[some]
    if len(starts):
        sums[some] = np.add.reduceat(words, starts, dtype=np.uint32)
    return sums


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

    @property
    def reports(self) -> int:
        """How many reports have rows."""
        return len(self._numbers)

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

    def wholes(self, rows: Rows) -> Rows:
        """Return the number of the whole clause that each row belongs to."""
        return np.asarray(self._table["whole"][rows], dtype=np.int64)

    def places_of_wholes(self, wholes: Rows) -> list[Place]:
        """Return the clauses that belong to some whole clauses, each once, in order."""
        numbers = self._table["whole"]  # they rise with the rows
        first, last = (
            np.searchsorted(numbers, np.sort(wholes), side) for side in ("left", "right")
        )
        parts = [np.arange(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        rows = np.concatenate([np.zeros(0, np.int64), *parts])
        return list(dict.fromkeys(self.places(rows)))

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

    def beside(self, rows: Rows) -> tuple[Rows, Rows]:
        """Return the first and the last of each row and those beside it, as far as in its clause.

        The windows of a clause stand side by side.
        """
        clauses = self._clauses(rows)
        before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(self) - 1)
        first = np.where(self._clauses(before) == clauses, before, rows)
        return first, np.where(self._clauses(after) == clauses, after, rows)

    def codes_between(self, first: Rows, last: Rows) -> tuple[list[int], list[int]]:
        """Return where the token codes of the rows from each first to each last begin and end."""
        ends = self._table["codes_end"]
        starts = np.where(first > 0, ends[np.maximum(first - 1, 0)], 0)
        return starts.tolist(), ends[last].tolist()

    def code_checks(self, first: Rows, last: Rows) -> npt.NDArray[np.uint32]:
        """Return the sums that the token codes from each first row to each last must have."""
        checks = self._table["codes_check"]
        sums = np.array(checks[first])
        for step in range(1, int((last - first).max(initial=0)) + 1):
            further = first + step <= last
            sums[further] += checks[first[further] + step]
        return sums

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
        """Return the numbers of the reports that some rows are of, in order."""
        has = np.zeros(len(self._reports), dtype=bool)
        has[self._table["report"][rows]] = True
        return np.flatnonzero(has).tolist()

    def kept(self, rows: Rows | None, language: str, parts: Collection[Part]) -> Rows:
        """Return those of some rows (None: all) in a language ("": any) and in parts (none: any).

        They are in order. A clause has the language of its report unless it says another.
        """
        rows = self.living if rows is None else rows
        entries = self._table if rows is None else self._table[rows]
        chosen = np.ones(len(entries), dtype=bool)
        if language:
            chosen &= entries["language"] == number_of_language(language)
        if parts:
            chosen &= np.isin(entries["part"], [*map(number_of_part, parts)])
        at = np.flatnonzero(chosen)
        return at if rows is None else rows[at]
