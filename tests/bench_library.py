"""Measure a library as it grows: `make bench-library`.

The clauses are made up: their words are runs of words of real clauses, and their vectors are blends
of two real passages' vectors, w of one and 1 - w of the other, w between 0.5 and 0.9, at length 1.
The codes of their words are those of the first of the two. Real are the questions, their vectors
and those of their words. Reports have 50 clauses. What a process that opens the library takes is
measured in one of its own, with the files in the system's cache.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from ingest.models import Clause, Kind, ParsedReport, Part, Report
from ingest.pipeline import list_files, parse_report, read_source
from ingest.store import FILE_NAME, Store, insert
from ingest.vectors import EmbeddedQuery, Embedding, Passage, Vector, VectorStore
from retrieval.assistant import Assistant
from retrieval.embedding import embed_pending
from retrieval.encoder import load_encoder
from retrieval.indexing import FOLDER, Indexes
from retrieval.packaged_model import PACKAGED
from ui.settings import Settings

CHECKOUT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000, 1_000_000)
CLAUSES_IN_A_REPORT = 50
RUNS, WORDS_IN_A_RUN = 4, 10  # of a clause
REPORTS_AT_ONCE = 100
WARMING = 20  # questions
ENDINGS = {".txt", ".html", ".xml", ".docx"}


@dataclass(frozen=True, slots=True)
class Material:
    """Real clauses, the vectors of their passages and words, and questions with theirs."""

    clauses: list[list[str]]  # words
    vectors: Vector
    codes: list[bytes]
    questions: list[str]
    embedded: list[EmbeddedQuery]

    @property
    def queries(self) -> Vector:
        """The vectors of the questions, one row each."""
        return np.stack([query.vector for query in self.embedded])


class Recorded:
    """An encoder that knows the vectors of the questions, and blends those of passages."""

    model = fingerprint = "blended"
    max_tokens = 500

    def __init__(self, material: Material) -> None:
        threadpool_limits(limits=1, user_api="blas")  # as the packaged model's has it
        self._vectors = material.vectors
        self._codes = material.codes
        self._known = dict(zip(material.questions, material.embedded, strict=True))
        self._chosen = np.random.default_rng(7)
        self.dimension = material.vectors.shape[1]

    def count_tokens(self, text: str) -> int:
        """Return about how many tokens a text takes."""
        return len(text) // 4

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question."""
        return self.embed_query(text).vector

    def embed_query(self, text: str) -> EmbeddedQuery:
        """Return the vectors of a question, also where names are written out after it."""
        return self._known.get(text) or next(
            known for question, known in self._known.items() if text.startswith(question)
        )

    def encode_passages(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Embedding]]:
        """Yield each passage with a blend."""
        for passage in passages:
            ((vector, codes),) = self.blend(1)
            yield passage, Embedding(vector, np.stack([vector] * len(passage.sentence_ends)), codes)

    def blend(self, count: int) -> Iterator[tuple[Vector, bytes]]:
        """Yield blends of two vectors each, with the codes of the first one's words."""
        one, other = self._chosen.integers(len(self._vectors), size=(2, count))
        weight = self._chosen.uniform(0.5, 0.9, size=(count, 1)).astype(np.float32)
        blended = weight * self._vectors[one] + (1 - weight) * self._vectors[other]
        blended /= np.linalg.norm(blended, axis=1, keepdims=True)
        for row, vector in zip(one.tolist(), blended, strict=True):
            yield vector, self._codes[row]


def gather(kept: Path) -> Material:
    """Return what the libraries are made from."""
    with np.load(kept) as held:
        return Material(
            [text.split() for text in held["texts"].tolist()],
            held["vectors"],
            parted(held["codes"].tobytes(), held["code_sizes"]),
            held["questions"].tolist(),
            [*map(EmbeddedQuery, held["queries"], *of_words(held))],
        )


def parted(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    """Return the pieces of some bytes, so many each."""
    ends = np.cumsum(sizes).tolist()
    return [data[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def of_words(held: Mapping[str, NDArray[Any]]) -> tuple[list[Vector], list[Vector]]:
    """Return the vectors of each question's words, and their weights."""
    cuts = np.cumsum(held["word_counts"])[:-1]
    return np.split(held["words"], cuts), np.split(held["weights"], cuts)


def embed_real(shared: Path, kept: Path) -> None:
    """Add real reports to a library as users do, and keep its passages' words and vectors."""
    settings = Settings.from_env(os.environ)
    encoder = load_encoder(settings.model or PACKAGED, settings.cache)
    documents = shared / "documents"
    folders = [CHECKOUT / "data" / "reports", *([documents] if documents.is_dir() else [])]
    files = [file for folder in folders for file in list_files(folder) if file.suffix in ENDINGS]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        vectors = VectorStore(store, encoder.fingerprint)
        for file in files:
            source = read_source(file)
            store.put_report(parse_report(source), source.data, source.sha256)
        embed_pending(vectors, encoder)
        rows = [row for report in vectors.embedded() for row in vectors.rows(report)]
        codes = [code for report in vectors.embedded() for code in codes_of(store, report)]
        store.close()
    asked = [CHECKOUT / "data" / "questions" / "oci-mali-2019.jsonl"]
    asked += sorted((shared / "questions").glob("*-fr.jsonl"))
    lines = [line for file in asked for line in file.read_text(encoding="utf-8").splitlines()]
    questions = list(dict.fromkeys(json.loads(line)["q"] for line in lines))
    queries = [encoder.embed_query(question) for question in questions]
    np.savez(
        kept,
        texts=[row.text for row in rows],
        vectors=np.stack([np.frombuffer(row.vector, "<f4") for row in rows]),
        codes=np.frombuffer(b"".join(codes), np.uint8),
        code_sizes=[*map(len, codes)],
        questions=questions,
        queries=np.stack([query.vector for query in queries]),
        words=np.concatenate([query.tokens for query in queries]),
        weights=np.concatenate([query.weights for query in queries]),
        word_counts=[len(query.weights) for query in queries],
    )


def codes_of(store: Store, report_id: str) -> list[bytes]:
    """Return the codes of the words of each passage of a report, in the order of its rows."""
    query = (
        "SELECT codes FROM passage JOIN token_codes USING (encoder, text_hash)"
        " WHERE report_id = ? ORDER BY position, window"
    )
    return [bytes(row[0]) for row in store.read(query, (report_id,))]  # type: ignore[arg-type]


def make_reports(material: Material, first: int, count: int) -> Iterator[ParsedReport]:
    """Yield made-up reports, numbered on from `first`: the same number, the same report."""
    for number in range(first, first + count):
        chosen = np.random.default_rng(number)
        texts, at = [], 0
        clauses = []
        for position in range(CLAUSES_IN_A_REPORT):
            text = make_text(material, chosen)
            clauses.append(
                Clause(
                    str(position + 1), f"para_{position + 1}", f"{position + 1}.", Part.BODY,
                    Kind.PARAGRAPH, 1, text, at, at + len(text),
                )
            )  # fmt: skip
            texts.append(text)
            at += len(text) + 1
        title = f"Rapport {number}"
        name = f"rapport-{number}.txt"
        report = Report(title, "fr", "\n".join(texts), source_name=name, id=f"rapport-{number}")
        yield ParsedReport(report, tuple(clauses))


def make_text(material: Material, chosen: np.random.Generator) -> str:
    """Return some runs of words of real clauses."""
    runs = []
    for clause, at in chosen.integers(1 << 30, size=(RUNS, 2)).tolist():
        words = material.clauses[clause % len(material.clauses)]
        start = at % max(1, len(words) - WORDS_IN_A_RUN)
        runs += words[start : start + WORDS_IN_A_RUN]
    return " ".join(runs)


def fill(folder: Path, material: Material, clauses: int) -> None:
    """Make a library of so many clauses, with their vectors, many reports in a transaction."""
    store, encoder = Store(folder), Recorded(material)
    vectors = VectorStore(store, encoder.fingerprint)
    reports = clauses // CLAUSES_IN_A_REPORT
    for first in range(0, reports, REPORTS_AT_ONCE):
        with store.writing() as db:
            for parsed in make_reports(material, first, min(REPORTS_AT_ONCE, reports - first)):
                sha256 = hashlib.sha256(parsed.report.title.encode()).hexdigest()
                insert(db, parsed, zlib.compress(parsed.report.text.encode()), sha256, "2026")
                insert_vectors(db, parsed, encoder)
    vectors.settle()
    store.close()


def insert_vectors(db: sqlite3.Connection, parsed: ParsedReport, encoder: Recorded) -> None:
    """Insert a passage and a vector for each clause: the whole clause is its only sentence."""
    blends = [*encoder.blend(len(parsed.clauses))]
    hashes = [
        hashlib.sha256(f"{parsed.report.id} {c.key}".encode()).digest() for c in parsed.clauses
    ]
    db.executemany(
        "INSERT INTO vector (encoder, text_hash, vector, sentence_ends, sentences)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (encoder.fingerprint, text_hash, vector.tobytes(), f"[{len(clause.text)}]",
             vector.astype("<f2").tobytes())
            for clause, text_hash, (vector, _) in zip(parsed.clauses, hashes, blends, strict=True)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO token_codes VALUES (?, ?, ?)",
        [
            (encoder.fingerprint, text_hash, codes)
            for text_hash, (_, codes) in zip(hashes, blends, strict=True)
        ],
    )
    db.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, 0, ?, ?, ?)",
        [
            (encoder.fingerprint, parsed.report.id, position, clause.start, clause.end, text_hash)
            for position, (clause, text_hash) in enumerate(zip(parsed.clauses, hashes, strict=True))
        ],
    )


@dataclass(frozen=True, slots=True)
class Took:
    """How long a call took, and how long processors worked for it in this process."""

    seconds: float
    processor: float


def time_of(run: Callable[[], object]) -> Took:
    """Return how long a call takes."""
    started, working = time.perf_counter(), time.process_time()
    run()
    return Took(time.perf_counter() - started, time.process_time() - working)


def figures(what: str, took: Sequence[Took], percentile: int, factor: int = 1) -> dict[str, float]:
    """Return a percentile of both times of some calls; the second is steady on a busy machine."""
    return {
        what: factor * float(np.percentile([t.seconds for t in took], percentile)),
        f"  {what}, processor": factor
        * float(np.percentile([t.processor for t in took], percentile)),
    }


def measure(folder: Path, material: Material) -> dict[str, float]:
    """Return what a process that opens a library takes: time, memory, and how well it finds."""
    encoder = Recorded(material)
    at_first = resident()
    with Assistant(folder, lambda: encoder) as assistant:
        opening = time_of(assistant.warm_up)
        for question in material.questions[:WARMING]:
            assistant.ask(question)
        asking = [time_of(partial(assistant.ask, question)) for question in material.questions]
        search = [time_of(partial(assistant.search, question)) for question in material.questions]
        own, mapped = (now - before for now, before in zip(resident(), at_first, strict=True))
        return {
            **figures("open, s", [opening], 50),
            **figures("search p50, ms", search, 50, 1000),
            **figures("search p95, ms", search, 95, 1000),
            **figures("answer p50, ms", asking, 50, 1000),
            **figures("answer p95, ms", asking, 95, 1000),
            "own memory, MB": own,
            "mapped files in memory, MB": mapped,
            "recall@10": recall(folder, material),
        }


def resident() -> tuple[float, float]:
    """Return the memory of this process in MB: its own, and that of files it has mapped."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = dict(line.split(":", 1) for line in lines)
    return tuple(int(held[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))  # type: ignore[return-value]


def recall(folder: Path, material: Material) -> float:
    """Return the part of the ten truly nearest rows that are among the ten found."""
    encoder, queries, store = Recorded(material), material.queries, Store(folder)
    dense = Indexes(store, VectorStore(store, encoder.fingerprint), encoder).current().dense
    store.close()
    vectors = dense.vectors
    truth = np.zeros((len(queries), 0), np.float32)
    for first in range(0, len(vectors), 100_000):
        cosines = queries @ vectors[first : first + 100_000].T
        truth = np.concatenate([truth, np.partition(cosines, -10, axis=1)[:, -10:]], axis=1)
    tenth = np.partition(truth, -10, axis=1)[:, -10]
    found = [dense.search(query, 10).scores[:10] for query in queries]
    return float(np.mean([np.mean(f >= t - 1e-6) for f, t in zip(found, tenth, strict=True)]))


def add_one(folder: Path, material: Material) -> Took:
    """Return how long it takes to add a report and to have it found, without embedding it."""
    encoder = Recorded(material)
    with Assistant(folder, lambda: encoder) as assistant:
        assistant.warm_up()
        store = Store(folder)
        (parsed,) = make_reports(material, 10_000_000 + store.revision, 1)
        parsed = replace(parsed, report=replace(parsed.report, id=""))
        took = time_of(
            lambda: (
                store.put_report(parsed, parsed.report.text.encode(), str(store.revision)),
                assistant.warm_up(),
            )
        )
        store.close()
    return took


def size_of(path: Path) -> float:
    """Return the size of a file or folder, in MB."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def one_size(folder: Path, kept: Path, clauses: int) -> dict[str, float]:
    """Return all figures for a library of that size, making it first."""
    material = gather(kept)
    if not folder.is_dir():
        fill(folder, material, clauses)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    encoder = Recorded(material)
    with Assistant(folder, lambda: encoder) as assistant:
        building = time_of(assistant.warm_up)
    command = [
        sys.executable,
        "-m",
        "tests.bench_library",
        "--measure",
        str(folder),
        "--kept",
        str(kept),
    ]
    output = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=CHECKOUT
    ).stdout
    measured = json.loads(output.splitlines()[-1])
    return {
        **figures("build the index, s", [building], 50),
        "index on disk, MB": size_of(folder / FOLDER),
        "library on disk, MB": size_of(folder / FILE_NAME),
        **measured,
        **figures("add 50 clauses, s", [add_one(folder, material) for _ in range(3)], 50),
    }


def main() -> None:
    """Print a table: a row for each figure, a column for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--kept", type=Path, help="what libraries are made from, made if missing")
    parser.add_argument("--libraries", type=Path, help="keep the libraries in this folder")
    parser.add_argument("--shared", type=Path, default=CHECKOUT.parent / "shared")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, gather(given.kept))))
        return
    with tempfile.TemporaryDirectory() as folder:
        libraries = given.libraries or Path(folder)
        kept = given.kept or Path(folder) / "material.npz"
        if not kept.is_file():
            embed_real(given.shared, kept)
        columns = [one_size(libraries / str(size), kept, size) for size in given.sizes]
    print(f"{'clauses':30}" + "".join(f"{size:>12,}" for size in given.sizes))
    for name in columns[0]:
        print(f"{name:30}" + "".join(f"{column[name]:>12,.3f}" for column in columns))


if __name__ == "__main__":
    main()
