"""Any sentence-transformers model, by folder or name; models in this test have random weights."""

import shutil

import numpy as np
import pytest

from ingest.errors import ModelError
from ingest.models import Clause, Kind, Part, Place
from ingest.pipeline import read_source
from ingest.vectors import Pending
from retrieval.assistant import Assistant
from retrieval.encoder import load_encoder
from retrieval.passages import make_passages


@pytest.fixture(scope="module")
def folder(make_model):
    return make_model("first", seed=1)


@pytest.fixture(scope="module")
def other(make_model):
    return make_model("second", seed=2)


@pytest.fixture(scope="module")
def tiny(folder):
    return load_encoder(str(folder), folder.parent)


def passages_of(text, encoder):
    clause = Clause(
        "1", "para_1", "1.", Part.BODY, Kind.PARAGRAPH, 1, text, 0, len(text), None, "", None
    )
    waiting = Pending(Place("rapport", 0), clause, "Titre", "fr")
    return make_passages(waiting, encoder.count_tokens, encoder.max_tokens)


def test_model_is_loaded_by_folder(tiny):
    assert tiny.dimension == 16
    assert tiny.max_tokens == 62  # of 64, the two that begin and end a text are taken off
    assert tiny.count_tokens("la paix") == 6
    assert tiny.encode_query("la paix").shape == (16,)


@pytest.mark.parametrize("question", ["la paix", "x", "?", "ﷺ" * 100, "mot " * 500])
def test_query_vector_is_of_unit_length_and_always_the_same(question, tiny):
    vector = tiny.encode_query(question)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vector, tiny.encode_query(question))


@pytest.mark.parametrize(
    ("text", "windows", "sentences"),
    [
        ("La paix.", 1, [1]),
        ("La paix. La mer.", 1, [2]),
        ("La paix est due. " * 12, 3, [4] * 3),  # the title leaves room for four of 13 letters
    ],
)
def test_each_window_and_each_sentence_has_a_unit_vector(text, windows, sentences, tiny):
    passages = passages_of(text, tiny)
    embedded = dict(tiny.encode_passages(passages))
    assert len(passages) == windows
    assert [len(embedded[passage].sentences) for passage in passages] == sentences
    for embedding in embedded.values():
        lengths = np.linalg.norm(np.vstack([embedding.vector, embedding.sentences]), axis=1)
        assert lengths == pytest.approx(1, abs=1e-5)


def test_passages_of_one_model_fit_that_model(tiny):
    for passage in passages_of("un mot et puis un autre " * 30, tiny):
        assert tiny.count_tokens(passage.text) <= tiny.max_tokens


def missing(folder, tmp_path):
    return tmp_path / "nowhere"


def empty(folder, tmp_path):
    return tmp_path


def copied(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "model")


def without_weights(folder, tmp_path):
    model = copied(folder, tmp_path)
    (model / "model.safetensors").unlink()
    return model


def with_cut_weights(folder, tmp_path):
    model = copied(folder, tmp_path)
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])
    return model


def with_broken_list(folder, tmp_path):
    model = copied(folder, tmp_path)
    (model / "modules.json").write_text("{", encoding="utf-8")
    return model


@pytest.mark.parametrize(
    "make", [missing, empty, without_weights, with_cut_weights, with_broken_list]
)
def test_model_that_cannot_be_loaded_is_told_in_one_line(make, folder, tmp_path):
    model = str(make(folder, tmp_path))
    with pytest.raises(ModelError, match="Name a folder") as raised:
        load_encoder(model, tmp_path)
    assert model in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.code == "model-unusable"


def test_fingerprint_is_the_same_each_time_the_model_is_loaded(folder, tiny):
    assert load_encoder(str(folder), folder.parent).fingerprint == tiny.fingerprint


def test_fingerprint_tells_models_apart(tiny, other, encoder):
    fingerprints = {tiny.fingerprint, load_encoder(str(other), other.parent).fingerprint}
    assert len(fingerprints | {encoder.fingerprint}) == 3


def test_fingerprint_changes_with_the_weights_of_a_folder(tiny, folder, other, tmp_path):
    # Training further changes no file's name or size.
    model = shutil.copytree(folder, tmp_path / "model")
    before = load_encoder(str(model), tmp_path).fingerprint
    shutil.copy(other / "model.safetensors", model / "model.safetensors")
    assert load_encoder(str(model), tmp_path).fingerprint != before


def test_vectors_of_two_models_stand_side_by_side(tmp_path, encoder, tiny, sample_file):
    source = read_source(sample_file)
    question = "Que demande-t-on pour les réfugiés ?"
    with Assistant(tmp_path, lambda: encoder) as packaged:
        packaged.add(source)
        best = packaged.ask(question).hits[0].clause.key
    with Assistant(tmp_path, lambda: tiny) as random:
        with pytest.raises(ModelError, match="rebuild --model") as error:
            random.ask("paix")
        assert error.value.code == "model-other"
        assert random.upkeep.rebuild().embedded > 0
        assert random.ask("paix").hits
    with Assistant(tmp_path, lambda: encoder) as again:
        assert again.upkeep.rebuild().embedded == 0  # the first ones are still there
        assert again.ask(question).hits[0].clause.key == best
