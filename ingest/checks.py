"""What the library's file is checked for: whether it holds what it was given, and fits together."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.errors import LibraryError
from ingest.models import Progress, no_progress
from ingest.store import Store

RESTORE = "clausier restore FILE --force"
# A library that cannot be opened for another reason than damage is whole: a backup must not take
# its place.
MENDS = {
    "library-malformed": RESTORE,
    "library-newer": "pip install --upgrade clausier",
    "library-foreign": "clausier --library DIR doctor",
}
AGAIN = "clausier doctor, after that"
MOST_NAMED = 20  # of one kind; the rest are counted
LENGTH_ERROR = 1e-3
HALF_LENGTH_ERROR = 1e-2  # of sentences, in 16 bits


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a library, and the command that mends it."""

    code: str
    message: str
    mend: str


def check_library(store: Store, progress: Progress = no_progress) -> list[Finding]:
    """Return what is wrong in a library's file; nothing is changed."""
    try:
        broken = [*check_file(store)]
        if broken:
            return broken  # what it says of reports cannot be relied on
        with store.snapshot():
            return [*check_reports(store, progress), *check_vectors(store)]
    except LibraryError as error:
        return [not_opened(error)]


def not_opened(error: LibraryError) -> Finding:
    """Return the finding for a library that cannot be opened or read."""
    return Finding("file", str(error), MENDS.get(error.code, AGAIN))


def check_file(store: Store) -> Iterator[Finding]:
    """Yield what SQLite itself finds: damaged pages, rows that belong to none."""
    for (problem,) in store.read(f"PRAGMA integrity_check ({MOST_NAMED})"):
        if problem != "ok":
            yield Finding("file", f"The file is damaged: {problem}.", RESTORE)
    tables = {str(row[0]) for row in store.read("PRAGMA foreign_key_check")}
    for table in sorted(tables):
        message = f"Rows of the table {table} belong to no report."
        yield Finding("file", message, RESTORE)


def check_reports(store: Store, progress: Progress) -> Iterator[Finding]:
    """Yield reports whose bytes, text or clauses are not what they were, old versions too."""
    versions = [
        *store.read("SELECT id, version, NULL FROM report ORDER BY id"),
        *store.read("SELECT id, version, version FROM old_report ORDER BY id, version"),
    ]
    for done, (identifier, number, old) in enumerate(versions, start=1):
        for problem in problems_of(store, str(identifier), old):
            message = f"{identifier}, version {number}: {problem}."
            yield Finding("report", message, f"clausier remove {identifier}, then add its file")
        progress("checking", done, len(versions))


def problems_of(store: Store, identifier: str, old: object) -> Iterator[str]:
    """Yield what is wrong with one version of a report; `old` is its number unless current."""
    prefix, values = ("old_", (identifier, old)) if old is not None else ("", (identifier,))
    which = "= ? AND version = ?" if prefix else "= ?"
    ((text, source, sha256),) = store.read(
        f'SELECT "text", source, source_sha256 FROM {prefix}report WHERE id {which}', values
    )
    try:
        if hashlib.sha256(zlib.decompress(source)).hexdigest() != sha256:  # type: ignore[arg-type]
            yield "its original bytes are not those that were added"
    except zlib.error:
        yield "its original bytes are damaged"
    clauses = store.read(
        f'SELECT key, "text", start, "end" FROM {prefix}clause WHERE report_id {which}'
        " ORDER BY position",
        values,
    )
    if not clauses:
        yield "it has no clauses"
    for key, own, start, end in clauses:
        if str(text)[start:end] != own:  # type: ignore[index]
            yield f"clause {key} is not the text of the report at {start}-{end}"


def check_vectors(store: Store) -> Iterator[Finding]:
    """Yield vectors that are damaged, and passages that have none or point beyond their clause."""
    for fingerprint, size in dimensions(store):
        count = sum(1 for _ in unsound_vectors(store, fingerprint, size))
        if count:
            message = f"{count} vectors are damaged."
            yield Finding("vectors", message, "clausier rebuild")
    ((lost,),) = store.read(f"SELECT count(*) FROM passage p WHERE {LOST}")
    if lost:
        message = f"{lost} passages have no vector, or point beyond their clause."
        yield Finding("vectors", message, "clausier rebuild")


LOST = """
NOT EXISTS (SELECT 1 FROM vector v WHERE v.encoder = p.encoder AND v.text_hash = p.text_hash)
OR NOT EXISTS (SELECT 1 FROM clause c WHERE c.report_id = p.report_id AND c.position = p.position
               AND c.start <= p.start AND p."end" <= c."end")
"""


def dimensions(store: Store) -> list[tuple[str, int]]:
    """Return the encoders that the library has vectors of, and the usual size of those."""
    rows = store.read(
        "SELECT encoder, length(vector) / 4, count(*) FROM vector GROUP BY 1, 2 ORDER BY 3"
    )
    return list({str(encoder): int(str(size)) for encoder, size, _ in rows}.items())


def unsound_vectors(store: Store, encoder: str, dimension: int) -> Iterator[bytes]:
    """Yield the text hashes of an encoder's vectors of a wrong size or length."""
    for text_hash, vector, ends, sentences in store.walk(
        "SELECT text_hash, vector, sentence_ends, sentences FROM vector WHERE encoder = ?",
        (encoder,),
    ):
        if not is_sound(vector, str(ends), sentences, dimension):  # type: ignore[arg-type]
            yield text_hash  # type: ignore[misc]


def is_sound(vector: bytes, ends: str, sentences: bytes, dimension: int) -> bool:
    """Say whether a passage's vectors have the right size and are of unit length."""
    try:
        count = len(json.loads(ends))
    except ValueError:
        return False
    if len(vector) != 4 * dimension or len(sentences) != 2 * dimension * count:
        return False
    whole = np.frombuffer(vector, "<f4")
    parts = np.frombuffer(sentences, "<f2").astype(np.float32).reshape(count, dimension)
    return bool(
        abs(np.linalg.norm(whole) - 1) < LENGTH_ERROR
        and np.all(np.abs(np.linalg.norm(parts, axis=1) - 1) < HALF_LENGTH_ERROR)
    )


def drop_unsound_vectors(store: Store, encoder: str, dimension: int) -> int:
    """Delete the vectors of an encoder that are damaged, so that they are made anew.

    Returns how many there were. Passages without a vector are deleted with them, and reports
    that now lack some are no longer searched until they are embedded.
    """
    unsound = list(unsound_vectors(store, encoder, dimension))
    with store.writing() as db:
        db.executemany(
            "DELETE FROM vector WHERE encoder = ? AND text_hash = ?",
            ((encoder, text_hash) for text_hash in unsound),
        )
        # All windows of a clause are made together.
        lost = f"SELECT report_id, position FROM passage p WHERE encoder = ? AND ({LOST})"
        db.execute(
            "DELETE FROM embedded WHERE encoder = ? AND report_id IN"
            f" (SELECT report_id FROM ({lost}))",
            (encoder, encoder),
        )
        db.execute(
            f"DELETE FROM passage WHERE encoder = ? AND (report_id, position) IN ({lost})",
            (encoder, encoder),
        )
    return len(unsound)
