"""The index files: caught up, made anew, and never believed when they are damaged."""

import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import LibraryError
from ingest.models import Source
from ingest.pipeline import parse_report
from ingest.store import FILE_NAME, Store
from ingest.vectors import EmbeddedQuery, Embedding, VectorStore
from retrieval import indexing
from retrieval.embedding import embed_pending
from retrieval.index_files import MANIFEST, write_manifest
from retrieval.indexing import Indexes
from retrieval.search import nearest

CHECKOUT = Path(__file__).resolve().parent.parent
QUESTIONS = ("puits et barrages", "Que dit-on de la sécurité ?", "résolution 2480", "rien de cela")
WORDS = ("puits", "barrage", "eau", "sécurité", "paix", "mer", "2480", "accord", "port", "réunion")


class HashingEncoder:
    """Gives each text a vector made from its hash: as good as any for what files do."""

    fingerprint = "hashing"
    dimension = 8
    max_tokens = 500

    def count_tokens(self, text):
        return len(text.split())

    def encode_query(self, text):
        numbers = np.random.default_rng(zlib.crc32(text.encode())).normal(size=self.dimension)
        return (numbers / np.linalg.norm(numbers)).astype(np.float32)

    def embed_query(self, text):
        return EmbeddedQuery.whole(self.encode_query(text))

    def encode_passages(self, passages):
        for passage in passages:
            vector = self.encode_query(passage.text)
            yield passage, Embedding(vector, np.stack([vector] * len(passage.sentence_ends)))


ENCODER = HashingEncoder()


def report_text(name, seed):
    """A small report: two to seven clauses, one of them with a subclause."""
    chosen = np.random.default_rng(seed)
    lines = [f"{n}. {' '.join(chosen.choice(WORDS, 5))}." for n in range(1, chosen.integers(3, 8))]
    return "\n\n".join([f"RAPPORT {name.upper()}", *lines, f"a) {chosen.choice(WORDS)} ;"])


class Library:
    """A library in a folder, with what its index had to tell."""

    def __init__(self, folder, fingerprint="hashing"):
        self.store = Store(folder)
        self.vectors = VectorStore(self.store, fingerprint)
        self.told = []
        self.indexes = Indexes(self.store, self.vectors, ENCODER, self.told.append)

    def put(self, name, seed):
        source = Source(f"{name}.txt", report_text(name, seed).encode())
        self.store.put_report(parse_report(source), source.data, source.sha256)
        embed_pending(self.vectors, ENCODER)

    def remove(self, name):
        for report in self.store.reports():
            if report.source_name == f"{name}.txt":
                self.store.remove_report(report.id)

    def answers(self, limit=5):
        return answers(self.indexes.current(), limit)


def answers(index, limit=5):
    return [nearest(index, q, ENCODER.encode_query(q), limit) for q in QUESTIONS]


def close_to(one, other, words=1e-6):
    """Say whether two lists of answers are the same, the words' part within a difference."""
    return all(
        [hit.place for hit in a] == [hit.place for hit in b]
        and [hit.cosine for hit in a] == [hit.cosine for hit in b]
        and [hit.bm25 for hit in a] == pytest.approx([hit.bm25 for hit in b], abs=words)
        for a, b in zip(one, other, strict=True)
    )


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "library")
    for number, name in enumerate("abc"):
        made.put(name, number)
    yield made
    made.store.close()


EVENTS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "remove", "read"]), st.sampled_from("abcd"),
              st.integers(0, 30)),
    min_size=1, max_size=8,
)  # fmt: skip
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def happen(library, events):
    for event, name, seed in events:
        if event == "put":
            library.put(name, seed)
        elif event == "remove":
            library.remove(name)
        else:
            library.indexes.current()


@FEW
@given(EVENTS)
def test_an_index_that_caught_up_answers_as_one_made_anew(tmp_path_factory, events):
    library = Library(tmp_path_factory.mktemp("library"))
    happen(library, events)
    caught_up = library.answers()
    library.indexes.remake()
    assert close_to(caught_up, library.answers())
    assert library.told == []
    library.store.close()


@FEW
@given(EVENTS)
def test_removed_rows_that_are_still_in_the_files_are_in_no_answer(
    tmp_path_factory, monkeypatch, events
):
    monkeypatch.setattr(indexing, "QUICK_ROWS", 0)
    monkeypatch.setattr(indexing, "MOST_REMOVED", 1.0)
    library = Library(tmp_path_factory.mktemp("library"))
    happen(library, events)
    caught_up = library.answers(limit=1000)
    library.indexes.remake()
    made_anew = library.answers(limit=1000)
    for one, other in zip(caught_up, made_anew, strict=True):
        # How rare a word is counts removed rows too; what is found, and its meaning, does not.
        assert {hit.place: hit.cosine for hit in one} == {hit.place: hit.cosine for hit in other}
        assert {h.place for h in one if h.bm25} == {h.place for h in other if h.bm25}
    library.store.close()


def test_catching_up_adds_to_the_files_and_does_not_make_them_anew(library):
    before = library.indexes.current().manifest
    library.put("d", 9)
    after = library.indexes.current().manifest
    assert (after.base, after.step) == (before.base, before.step + 1)
    assert after.reports[: len(before.reports)] == before.reports
    assert library.indexes.current().manifest == after  # and nothing more is written
    assert library.told == []


def test_many_removed_rows_have_all_made_anew(library):
    before = library.indexes.current().manifest
    library.remove("a")
    after = library.indexes.current().manifest
    assert (after.base, after.removed) == (before.base + 1, 0)
    files = {path.name.split(".")[0] for path in library.indexes.folder.iterdir()}
    assert files == {
        *("lock", "manifest", "rows-2", "vectors-2", "tokens-2"),
        *("words-2-1", "wholes-2-1"),
    }


def flip_a_bit(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(data)


def cut(file):
    file.write_bytes(file.read_bytes()[:-1])


def empty(file):
    file.write_bytes(b"")


def delete(file):
    file.unlink()


def file_of(library, folder, ending):
    """The file that counts of a folder, or of a name, with that ending."""
    names = [MANIFEST, *library.indexes.current().manifest.checks]
    return next(
        library.indexes.folder / name
        for name in names
        if name.startswith(folder) and name.endswith(ending)
    )


FILES = [
    ("manifest", ".json"),
    ("vectors", ".f32"),
    ("rows", ".bin"),
    ("words", ".idx"),
    ("words", ".term"),
    ("words", ".fast"),
    ("words", "meta.json"),
    ("wholes", ".fieldnorm"),
    ("wholes", ".store"),
    ("wholes", ".managed.json"),
]


@pytest.mark.parametrize("damage", [flip_a_bit, cut, empty, delete])
@pytest.mark.parametrize("catching_up", [False, True])
def test_damage_to_any_file_is_told_and_mended(library, damage, catching_up):
    right = library.answers()
    for folder, ending in FILES:
        damage(file_of(library, folder, ending))
        if catching_up:  # nothing is built on damage
            library.put("d", 9)
            library.remove("d")
        fresh = Library(library.store.file.parent)
        assert close_to(fresh.answers(), right), (folder, ending)
        never_made = folder == "manifest" and damage is delete
        assert len(fresh.told) == (0 if never_made else 1), (folder, ending, fresh.told)
        fresh.store.close()


def test_an_index_of_another_library_is_not_believed(library, tmp_path):
    other = Library(tmp_path / "other")
    for number, name in enumerate("abc"):  # as many events, so the same revision
        other.put(name, number + 10)
    right = library.answers()
    other.indexes.current()
    assert other.store.revision == library.store.revision
    shutil.rmtree(library.indexes.folder)
    shutil.copytree(other.indexes.folder, library.indexes.folder)
    fresh = Library(library.store.file.parent)
    assert close_to(fresh.answers(), right)
    assert "another library's past" in fresh.told[0]
    fresh.store.close()
    other.store.close()


def test_an_index_of_an_earlier_revision_catches_up(library, tmp_path):
    library.indexes.current()
    shutil.copytree(library.indexes.folder, tmp_path / "earlier")
    library.put("d", 9)
    library.remove("a")
    right = library.answers()
    shutil.rmtree(library.indexes.folder)
    shutil.copytree(tmp_path / "earlier", library.indexes.folder)
    fresh = Library(library.store.file.parent)
    assert close_to(fresh.answers(), right)
    assert fresh.told == []
    fresh.store.close()


def test_an_index_that_is_ahead_of_a_backup_put_back_is_not_believed(tmp_path):
    folder = tmp_path / "library"
    library = Library(folder)
    library.put("a", 1)
    library.store.close()
    shutil.copy(folder / FILE_NAME, tmp_path / "backup")
    library = Library(folder)
    library.put("b", 2)
    library.indexes.current()
    library.store.close()
    shutil.copy(tmp_path / "backup", folder / FILE_NAME)
    library = Library(folder)
    library.put("c", 3)  # the same revision again, and another past
    assert {h.place.report_id for h in library.answers(1000)[0]} == {"rapport-a", "rapport-c"}
    assert "past" in library.told[0]
    library.store.close()


def test_an_index_of_another_encoder_is_not_believed(library):
    right = library.answers()
    manifest = replace(library.indexes.current().manifest, encoder="another")
    write_manifest(manifest, library.indexes.folder)
    assert close_to(library.answers(), right)
    assert "another encoder" in library.told[0]


def test_a_report_is_searched_when_all_of_it_is_embedded(library):
    def encode_one(passages):
        yield from HashingEncoder().encode_passages(islice(passages, 1))
        raise KeyboardInterrupt

    before = library.answers(1000)
    interrupted = HashingEncoder()
    interrupted.encode_passages = encode_one
    source = Source("d.txt", report_text("d", 9).encode())
    library.store.put_report(parse_report(source), source.data, source.sha256)
    with pytest.raises(KeyboardInterrupt):
        embed_pending(library.vectors, interrupted)
    assert close_to(library.answers(1000), before)
    embed_pending(library.vectors, ENCODER)
    assert {h.place.report_id for h in library.answers(1000)[0]} >= {"rapport-a", "rapport-d"}


def test_a_failure_while_writing_leaves_the_index_as_it_was(library, monkeypatch):
    before = library.indexes.current().manifest
    right = library.answers()

    def fail(*_args):
        raise OSError(28, "No space left on device")

    library.put("d", 9)
    with monkeypatch.context() as patched:
        patched.setattr("retrieval.index_writer.sync", fail)
        with pytest.raises(LibraryError, match=r"No space left.*The library itself is whole"):
            library.indexes.current()
    library.remove("d")
    assert close_to(library.answers(), right)
    assert library.indexes.current().manifest.base == before.base  # it caught up
    assert library.told == []


READ = """
import sys
from pathlib import Path
from tests.test_indexing import Library
library = Library(Path(sys.argv[1]))
for _ in range(5):
    hits = library.answers(1000)[0]
print(len(hits), *library.told)
"""


def test_several_processes_may_catch_up_at_once(library):
    wanted = len(library.answers(1000)[0])
    shutil.rmtree(library.indexes.folder)
    command = [sys.executable, "-c", READ, str(library.store.file.parent)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) for _ in range(3)
    ]
    assert [reader.communicate()[0] for reader in readers] == [f"{wanted}\n"] * 3


def test_index_files_hold_no_pickle(library):
    for name in library.indexes.current().manifest.checks:
        assert (library.indexes.folder / name).read_bytes()[:1] != b"\x80", name


def test_encoders_have_folders_of_their_own(library):
    other = HashingEncoder()
    other.fingerprint = "/a/path/to a model"
    indexes = Indexes(library.store, VectorStore(library.store, other.fingerprint), other)
    assert indexes.folder.parent == library.indexes.folder.parent
    assert indexes.folder != library.indexes.folder
    assert indexes.folder.name == sha256(other.fingerprint.encode()).hexdigest()[:16]
