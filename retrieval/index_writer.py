"""From one manifest to the next: reports are taken out of the index and put into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ingest.syncing import sync
from ingest.vectors import Embedded
from retrieval.codes import Codes
from retrieval.dense import EXACT_ROWS, read_vectors
from retrieval.index_files import (
    UNSUMMED,
    Check,
    Indexed,
    Manifest,
    check_of,
    discard,
    write_manifest,
)
from retrieval.lexical import LexicalWriter, files_of
from retrieval.passages import lead_in
from retrieval.row_table import ROW, Marks, bit_sums, number_of_language, number_of_part, piece_sums

VECTOR_BYTES = 4  # of each number in it
# Codes are fitted anew when there are so many times the rows that they were fitted to.
GROWTH = 4
# A report to index: its id and its passages; without passages it is only taken out.
Changed = tuple[str, Sequence[Embedded]]


@dataclass(frozen=True, slots=True)
class State:
    """The revision of a library, and the stamp that no other history has for it."""

    revision: int
    stamp: int


def write_next(
    folder: Path, before: Manifest, state: State, changed: Iterable[Changed]
) -> Manifest:
    """Bring the index in a folder from one manifest to that of `state`; return it.

    Each of the changed reports replaces what the index had of it. Nothing that `before` counts is
    written to: who reads it goes on, and if this fails half-way, it still stands.
    """
    with IndexWriter(folder, before) as writer:
        for report_id, passages in changed:
            writer.put(report_id, passages)
    after = replace(writer.manifest(), revision=state.revision, stamp=state.stamp)
    write_manifest(after, folder)
    return after


class IndexWriter:
    """Appends to the files of a manifest, and writes the words of the next one beside its own."""

    def __init__(self, folder: Path, before: Manifest) -> None:
        self._folder = folder
        self._before = before
        self._after = replace(before, step=before.step + 1)
        self._reports = list(before.reports)
        self._numbers = {r.id: n for n, r in enumerate(before.reports) if r.id is not None}
        self._rows, self._wholes = before.rows, before.wholes
        self._codes_size = before.token_bytes

    def __enter__(self) -> IndexWriter:
        before, after = self._before, self._after
        size = before.dimension * VECTOR_BYTES
        self._vectors = opened_at(self._folder / before.vectors_name, before.rows * size)
        self._table = opened_at(self._folder / before.rows_name, before.rows * ROW.itemsize)
        codes = self._folder / before.tokens_name
        self._tokens = opened_at(codes, before.token_bytes)
        self._words = self._lexical(after.words_name, before.words_name)
        self._lexical_wholes = self._lexical(after.wholes_name, before.wholes_name)
        return self

    def _lexical(self, name: str, before: str) -> LexicalWriter:
        discard(self._folder / name)  # of a writer that did not come to its end
        earlier = self._folder / before if self._before.step else None
        return LexicalWriter(self._folder / name, earlier)

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        with self._vectors, self._table, self._tokens:
            if kind is None:
                for file in (self._vectors, self._table, self._tokens):
                    sync(file)
                self._words.close()
                self._lexical_wholes.close()

    def put(self, report_id: str, passages: Sequence[Embedded]) -> None:
        """Put a report in the place of what the index had of it."""
        self._remove(report_id)
        if not passages:
            return
        number = len(self._reports)
        self._reports.append(Indexed(report_id, self._rows, len(passages)))
        self._numbers[report_id] = number
        vectors = np.frombuffer(b"".join(p.vector for p in passages), "<f4")
        vectors = vectors.reshape(len(passages), self._before.dimension)
        wholes = np.fromiter(group(passages), np.int64, len(passages)) + self._wholes
        table = np.zeros(len(passages), ROW)
        table["report"] = number
        table["position"] = [passage.pending.place.position for passage in passages]
        table["whole"] = wholes
        table["check"] = bit_sums(vectors)
        clauses = [passage.pending.clause for passage in passages]
        table["part"] = [number_of_part(clause.part) for clause in clauses]
        table["language"] = [
            number_of_language(clause.language or passage.pending.language)
            for clause, passage in zip(clauses, passages, strict=True)
        ]
        codes = [passage.token_codes for passage in passages]
        table["codes_check"] = piece_sums(codes)
        table["codes_end"] = self._codes_size + np.cumsum([*map(len, codes)])
        marks = [Marks.of(passage.pending.clause) for passage in passages]
        table["words"], table["key"] = zip(*marks, strict=True)
        self._vectors.write(vectors.tobytes())
        self._table.write(table.tobytes())
        self._tokens.write(b"".join(codes))
        self._codes_size = int(table["codes_end"][-1])
        self._add_words(number, passages, wholes.tolist())
        self._rows += len(passages)
        self._wholes = int(wholes[-1]) + 1

    def _add_words(self, number: int, passages: Sequence[Embedded], wholes: Sequence[int]) -> None:
        """Add the words of passages, and those of each whole clause together."""
        parts: dict[int, list[str]] = {}
        languages: dict[int, str] = {}
        for row, (passage, whole) in enumerate(zip(passages, wholes, strict=True), self._rows):
            text, language = lead_in(passage.pending) + passage.text, passage.pending.language
            self._words.add(row, number, text, language)
            parts.setdefault(whole, []).append(text)
            languages.setdefault(whole, language)
        for whole, texts in parts.items():
            self._lexical_wholes.add(whole, number, "\n".join(texts), languages[whole])

    def _remove(self, report_id: str) -> None:
        number = self._numbers.pop(report_id, None)
        if number is not None:
            self._reports[number] = replace(self._reports[number], id=None)
            self._words.remove(number)
            self._lexical_wholes.remove(number)

    def manifest(self) -> Manifest:
        """Return the manifest of what was written."""
        before, after = self._before, self._after
        fitted = self._write_codes()
        table = check_of(
            self._folder / before.rows_name,
            self._rows * ROW.itemsize,
            before.checks.get(before.rows_name, (0, 0)),
        )
        checks = {
            before.vectors_name: (self._rows * before.dimension * VECTOR_BYTES, UNSUMMED),
            before.rows_name: table,
            before.tokens_name: (self._codes_size, UNSUMMED),
            **self._code_checks(fitted),
            **self._word_checks(after.words_name, before.words_name),
            **self._word_checks(after.wholes_name, before.wholes_name),
        }
        return replace(
            after,
            rows=self._rows,
            wholes=self._wholes,
            token_bytes=self._codes_size,
            fitted=fitted,
            reports=tuple(self._reports),
            checks=checks,
        )

    def _write_codes(self) -> int:
        """Write the codes of all rows, where they are many; return how many they are fitted to."""
        if self._rows <= EXACT_ROWS:
            return 0
        fitted = self._before.fitted
        size = self._before.dimension
        vectors = read_vectors(self._folder / self._before.vectors_name, self._rows, size)
        if fitted and self._rows < GROWTH * fitted:
            codes = Codes.read(self._folder / self._before.codes_name)
        else:
            codes, fitted = Codes.trained(vectors), self._rows
        codes.extend(vectors[len(codes) :])
        codes.write(self._folder / self._after.codes_name)
        return fitted

    def _code_checks(self, fitted: int) -> dict[str, Check]:
        name = self._after.codes_name
        return {name: check_of(self._folder / name)} if fitted else {}

    def _word_checks(self, name: str, before: str) -> dict[str, Check]:
        """Return the checks of a folder's files; those that it was begun with have theirs."""
        known = {
            file.removeprefix(f"{before}/"): check
            for file, check in self._before.checks.items()
            if file.startswith(f"{before}/") and not file.endswith(".json")  # written again
        }
        return {
            f"{name}/{file.name}": known.get(file.name) or check_of(file)
            for file in files_of(self._folder / name)
        }


def opened_at(file: Path, size: int) -> BinaryIO:
    """Open a file for writing after its first `size` bytes; what else it has is of no manifest."""
    file.touch()
    opened = file.open("r+b")
    opened.seek(size)
    opened.truncate()
    return opened


def group(rows: Sequence[Embedded]) -> Iterator[int]:
    """Yield for each row which whole clause it belongs to, counted from 0: 6.a and 6.b to 6."""
    number = -1
    before = ""
    for row in rows:
        key = top_of(row.pending.clause.key)
        number += key != before
        before = key
        yield number


def top_of(key: str) -> str:
    """Return the key of the clause at the top that a key stands below: `6.e` -> `6`."""
    segments = key.split(".")
    return ".".join(segments[:2] if key.startswith("annex-") else segments[:1])
