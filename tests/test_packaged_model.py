"""The model that ships as a package: unpacked once, exact, and its package never imported."""

import shutil
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from ingest.models import Place
from ingest.vectors import Passage
from retrieval.packaged_encoder import PackagedEncoder
from retrieval.packaged_model import (
    GRAPH_FILE,
    LAYOUT,
    PACKAGE,
    WEIGHTS_FILE,
    bert_name,
    folder_in,
    packaged_model_folder,
    settle,
    weights_file,
)
from retrieval.packaged_weights import Quantised, read_weights

ROOT = Path(__file__).resolve().parent.parent
MINUSMA = "Quelle résolution du Conseil de sécurité a prorogé le mandat de la MINUSMA ?"


def files_of(folder):
    return {(p.relative_to(folder), p.stat().st_size, p.stat().st_mtime_ns) for p in walk(folder)}


def walk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """A fresh folder of the model, and the files in it when it was first seen to be there."""
    cache = tmp_path_factory.mktemp("cache")
    (folder_in(cache / "new", LAYOUT - 1) / "onnx").mkdir(parents=True)  # an earlier version's
    told = []
    made = []
    worker = threading.Thread(
        target=lambda: made.append(packaged_model_folder(cache / "new", told.append))
    )
    worker.start()
    first_seen = None
    while first_seen is None:
        done = not worker.is_alive()
        if folder_in(cache / "new", LAYOUT).exists():
            first_seen = files_of(folder_in(cache / "new", LAYOUT))
        elif done:
            break
    worker.join()
    (folder,) = made
    yield folder, first_seen, told
    shutil.rmtree(cache)  # more than half a gigabyte


def test_folder_appears_complete(unpacked):
    folder, first_seen, _ = unpacked
    assert first_seen == files_of(folder)
    assert {"modules.json", "tokenizer.json", "model.safetensors"} <= {
        path.name for path in walk(folder)
    }
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]  # nothing left over


def test_model_is_unpacked_once(unpacked):
    folder, first_seen, told = unpacked
    assert len(told) == 1
    again = []
    assert packaged_model_folder(folder.parent, again.append) == folder
    assert again == []
    assert files_of(folder) == first_seen


@pytest.mark.parametrize("already", [True, False])
def test_folder_of_the_first_process_stays(already, tmp_path):
    folder, partial = tmp_path / "model", tmp_path / ".unpacking"
    partial.mkdir()
    (partial / "by").write_text("second")
    if already:
        folder.mkdir()
        (folder / "by").write_text("first")
    settle(partial, folder)
    assert (folder / "by").read_text() == ("first" if already else "second")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"E5S1 but nothing else",
        b"\0" * 1000,
    ],
)
def test_weights_of_another_hash_are_refused(content, tmp_path, monkeypatch):
    package = tmp_path / "site" / PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    (package / WEIGHTS_FILE).write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path / "site")
    cache = tmp_path / "cache"
    with pytest.raises(ModelError, match="SHA-256"):
        packaged_model_folder(cache)
    assert not cache.exists()


def test_missing_package_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ModelError, match=f"pip install {PACKAGE}"):
        packaged_model_folder(tmp_path / "cache")


def test_cache_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ModelError, match="CLAUSIER_CACHE"):
        packaged_model_folder(tmp_path / "file")


@pytest.mark.parametrize("damaged", [GRAPH_FILE, "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"nonsense"])
def test_damaged_folder_is_told_in_one_line(damaged, content, unpacked, tmp_path):
    folder = tmp_path / "model"
    (folder / GRAPH_FILE).parent.mkdir(parents=True)
    for file in (GRAPH_FILE, "tokenizer.json"):
        (folder / file).symlink_to(unpacked[0] / file)
    (folder / damaged).unlink()
    if content is not None:
        (folder / damaged).write_bytes(content)
    with pytest.raises(ModelError, match="is damaged") as raised:
        PackagedEncoder(folder)
    assert raised.value.code == "model-damaged"
    assert "\n" not in str(raised.value)


NOT_IMPORTED = (PACKAGE, "torch", "sentence_transformers")


def test_package_is_never_imported_and_neither_is_torch(tmp_path):
    # Its C engine aborts the process on inputs rich in U+FDFA; torch takes seconds to import.
    report = tmp_path / "rapport.txt"
    report.write_text(f"RAPPORT\n\n1. {chr(0xFDFA) * 100}\n", encoding="utf-8")
    script = (
        "import sys; from ui.cli import main\n"
        f"library = ['--library', {str(tmp_path)!r}]\n"
        f"assert main([*library, 'add', {str(report)!r}]) == 0\n"
        f"assert main([*library, 'ask', '{chr(0xFDFA) * 100}']) == 0\n"
        f"print([name for name in sys.modules if name.split('.')[0] in {NOT_IMPORTED!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture(scope="module")
def library_model(unpacked):
    """The folder as sentence-transformers loads it."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(unpacked[0]), device="cpu", local_files_only=True)


@pytest.fixture(scope="module")
def fresh(unpacked):
    """The folder as onnxruntime runs it."""
    return PackagedEncoder(unpacked[0])


def vectors(texts, encoder):
    """Return the vectors of texts as passages, without anything told beside them."""
    passages = [
        Passage(Place("rapport", n), 0, 0, len(text), text, str(n).encode(), (len(text),))
        for n, text in enumerate(texts)
    ]
    embedded = {passage.place: made.vector for passage, made in encoder.encode_passages(passages)}
    return np.array([embedded[passage.place] for passage in passages])


TEXTS = [
    "La réunion a exprimé son soutien à l'adoption de la résolution 2480 (2019).",
    "أعرب الاجتماع عن تأييده لاعتماد القرار ٢٤٨٠ (٢٠١٩).",
    "会议对通过第2480号决议表示支持。",  # no spaces
    "L'efﬁcacité du ﬂeuve et de l'oﬃce",  # ligatures
    "ＦＵＬＬ　ＷＩＤＴＨ １２３",  # full-width forms
    "محمد " + "ﷺ" * 100,  # what overruns the buffer of the package's own engine
    "e\u0301te\u0301 co\u0302te\u0301",  # accents apart from their letters
    "two  spaces\tand\na line",
    "\u200bzero\u200cwidth\u00adsoft",
    "👍🏽 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ☃",
    "x",
    "mot " * 600,  # over 512 tokens: both read the same beginning
]


def test_both_runtimes_count_the_same_tokens(library_model, fresh):
    counted = [
        len(library_model.tokenizer(text, add_special_tokens=False).input_ids) for text in TEXTS
    ]
    assert [fresh.count_tokens(text) for text in TEXTS] == counted


def test_both_runtimes_give_the_same_vectors(library_model, fresh):
    ours = vectors(TEXTS, fresh)
    theirs = library_model.encode(TEXTS, prompt_name="passage")
    cosines = (ours * theirs).sum(axis=1)
    assert cosines == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("question", [MINUSMA, "ما دور البنك الإسلامي للتنمية؟", "ﷺ" * 100])
def test_both_runtimes_give_the_same_query(question, library_model, fresh):
    theirs = library_model.encode(question, prompt_name="query")
    assert float(fresh.encode_query(question) @ theirs) >= 0.9999


def test_vectors_are_those_of_the_original_model(parsed_sample, fresh):
    numbered = [clause for clause in parsed_sample.clauses if clause.part == "body"]
    assert len(numbered) == 14
    cosines = vectors([f"{c.num} {c.text}" for c in numbered], fresh) @ fresh.encode_query(MINUSMA)
    best = np.argsort(-cosines)[:3]
    assert [numbered[n].key for n in best] == ["13", "5", "4"]
    # Measured with the package's own engine.
    assert cosines[best] == pytest.approx([0.893, 0.822, 0.817], abs=0.002)


@pytest.mark.parametrize(
    ("name", "bert"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("emb.ln.b", "embeddings.LayerNorm.bias"),
        ("l0.q.w", "encoder.layer.0.attention.self.query.weight"),
        ("l11.ao.b", "encoder.layer.11.attention.output.dense.bias"),
        ("l3.aln.w", "encoder.layer.3.attention.output.LayerNorm.weight"),
        ("l3.fo.w", "encoder.layer.3.output.dense.weight"),
        ("l3.oln.b", "encoder.layer.3.output.LayerNorm.bias"),
    ],
)
def test_tensors_have_the_names_of_a_bert(name, bert):
    assert bert_name(name) == bert


def test_four_bit_weights_are_read_low_nibbles_first():
    # Byte j holds weight j in its low nibble and weight j + 16 in its high one.
    packed = bytes(j | (15 - j) << 4 for j in range(16))
    block = struct.pack("<e", 0.5) + packed
    expected = [(j - 8) * 0.5 for j in range(16)] + [(7 - j) * 0.5 for j in range(16)]
    assert Quantised(block, 32).weights().tolist() == expected
    assert Quantised(block * 3, 32).weights().tolist() == expected * 3


def small_weights():
    """Bytes of a weights file with two pieces and two tensors."""
    four_bits = struct.pack("<e", 2.0) + bytes([0x98] * 16)  # low nibble 8 is 0, high one 9 is 2
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, 2, 512, 2, 1e-5, 32)
    pieces = "▁لا".encode(), b"a"
    text = b"".join(pieces)
    head += struct.pack("<5iQ3I2f", 2, 0, 2, 1, 3, len(text), 0, len(pieces[0]), len(text), -1, -2)
    head += text + struct.pack("<iI", 1, 3) + b"map" + struct.pack("<i", 2)
    table = len(head) + 2 * (2 + 8 + struct.calcsize("<BIQQ"))
    for name, dtype, count, offset, length in [
        (b"emb.word", 1, 32, table, 18),
        (b"emb.ln.w", 0, 2, table + 18, 8),
    ]:
        head += struct.pack("<H", 8) + name + struct.pack("<BIQQ", dtype, count, offset, length)
    return head + four_bits + struct.pack("<2f", 0.25, -4)


def test_weights_file_is_read_field_by_field():
    weights = read_weights(small_weights())
    assert (weights.shape.hidden, weights.shape.block, weights.shape.rows) == (32, 32, 2)
    assert weights.pieces == ["▁لا", "a"]
    assert weights.scores == [-1, -2]
    assert weights.tensors["emb.word"].weights().tolist() == [0.0] * 16 + [2.0] * 16
    assert weights.tensors["emb.ln.w"].tolist() == [0.25, -4]


@pytest.mark.parametrize("start", [b"E5S2\1\0\0\0", b"E5S1\2\0\0\0", b"GGUF\1\0\0\0"])
def test_weights_file_of_another_kind_is_refused(start):
    with pytest.raises(ModelError, match="E5S1"):
        read_weights(start + small_weights()[8:])


def test_weights_are_those_of_the_installed_package():
    assert weights_file().stat().st_size == 71_622_400
