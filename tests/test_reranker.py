"""A second model that reorders the best of what is found; models here have random weights."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from ingest.errors import ModelError
from ingest.models import Place
from ingest.pipeline import Source
from retrieval.assistant import Assistant
from retrieval.explaining import explain
from retrieval.models import Found
from retrieval.reranker import MOST_RERANKED, CrossEncoderReranker
from retrieval.row_table import Marks
from retrieval.twins import grouped
from ui.cli import main
from ui.settings import Settings

QUESTION = "Combien de puits ?"
TEXTS = ["La paix.", "Les puits de Lestan.", "", "Le port, la route. " * 100]
PLACES = 40
# So many clauses that not all are reranked: each has a place of its own.
REPORT = "RAPPORT SUR LES PUITS\n\nLa réunion a convenu de ce qui suit :\n\n" + "\n\n".join(
    f"{n}. Il y a {n} puits au lieu-dit Lestan-{n}." for n in range(1, PLACES + 1)
)


class Preferring:
    """A reranker that prefers the texts with some words, and finds all others alike."""

    def __init__(self, words):
        self.words = words
        self.seen = []

    def scores(self, question, texts):
        self.seen.append((question, list(texts)))
        return np.array([0.9 if self.words in text else 0.2 for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def folder(make_model):
    return make_model("scores", seed=1, scores=1)


@pytest.fixture(scope="module")
def library(encoder, tmp_path_factory):
    """A folder with a library of many clauses that are much alike."""
    made = tmp_path_factory.mktemp("puits")
    with Assistant(made, lambda: encoder) as assistant:
        assistant.add(Source("puits.txt", REPORT.encode()))
    return made


@pytest.fixture
def asked(library, encoder):
    """Search or ask that library with a reranker, or none."""

    def ask(reranker=None, answer=False):
        with Assistant(library, lambda: encoder, reranker=reranker) as assistant:
            if answer:
                return assistant.ask(QUESTION, limit=PLACES)
            return assistant.search(QUESTION, limit=PLACES)

    return ask


def keys(hits):
    return [hit.clause.key for hit in hits]


@pytest.mark.parametrize("rank", [2, 7, MOST_RERANKED])
def test_clause_that_the_reranker_prefers_comes_first_and_the_others_keep_their_order(rank, asked):
    plain = asked()
    chosen = plain[rank - 1]
    hits = asked(Preferring(chosen.clause.text))
    assert keys(hits) == [chosen.clause.key, *(k for k in keys(plain) if k != chosen.clause.key)]
    assert hits[0].score == pytest.approx(0.9)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.rank for hit in hits] == list(range(1, len(plain) + 1))


def test_clauses_below_the_best_are_not_reranked(asked):
    plain = asked()
    reranker = Preferring(plain[MOST_RERANKED].clause.text)
    assert keys(asked(reranker)) == keys(plain)
    ((question, texts),) = reranker.seen
    assert question == QUESTION
    assert len(texts) == MOST_RERANKED
    assert texts[0] == f"Rapport sur les puits\n{plain[0].clause.num} {plain[0].clause.text}"


def test_how_sure_an_answer_is_is_told_by_the_signs_of_the_clause_that_comes_first(asked):
    plain = asked(answer=True)
    last = plain.hits[MOST_RERANKED - 1]
    lifted = asked(Preferring(last.clause.text), answer=True)
    evidence = lifted.hits[0].evidence
    assert evidence.cosine == last.cosine
    assert evidence.lead < 0 < plain.hits[0].evidence.lead  # the others were found before it
    assert lifted.confidence < plain.confidence
    kept = asked(Preferring(plain.hits[0].clause.text), answer=True)
    assert kept.hits[0].evidence == plain.hits[0].evidence
    assert kept.confidence == plain.confidence


def test_why_a_clause_was_found_does_not_change_with_the_reranker(asked):
    plain = asked()
    first = asked(Preferring(plain[4].clause.text))[0]
    assert explain(QUESTION, first) == explain(QUESTION, plain[4])


def test_twin_that_comes_first_has_the_place_that_its_group_was_given(parsed_sample):
    clause = parsed_sample.clauses[1]
    english, french = (
        Found(Place(report, 1), 0.5, 0.5, 0.0, Marks.of(clause), reranked=score)
        for report, score in (("english", 0.9), ("french", 0.2))
    )
    languages = {"english": "en", "french": "fr"}
    (group,) = grouped(
        [english, french], languages, "fr", lambda one, two: True, lambda places: [clause, clause]
    )
    assert group.found.place.report_id == "french"
    assert group.found.ordered_by == 0.9


def test_empty_library_needs_no_reranker(encoder, tmp_path):
    reranker = Preferring("")
    with Assistant(tmp_path, lambda: encoder, reranker=reranker) as assistant:
        assert not assistant.ask(QUESTION).hits
    assert reranker.seen == []


def test_cross_encoder_orders_by_its_scores(folder, asked):
    reranker = CrossEncoderReranker(str(folder))
    hits = asked(reranker)[:MOST_RERANKED]
    texts = [f"Rapport sur les puits\n{hit.clause.num} {hit.clause.text}" for hit in hits]
    assert [hit.score for hit in hits] == pytest.approx(reranker.scores(QUESTION, texts), abs=1e-5)
    assert keys(hits) != keys(asked()[:MOST_RERANKED])


def test_scores_are_from_0_to_1_and_the_same_in_every_thread(folder):
    reranker = CrossEncoderReranker(str(folder))
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: reranker.scores(QUESTION, TEXTS), range(8)))
    assert found[0].shape == (len(TEXTS),)
    assert np.all((found[0] > 0) & (found[0] < 1))
    assert len({round(float(score), 6) for score in found[0]}) == len(TEXTS)
    for scores in found:
        assert np.array_equal(scores, found[0])


def missing(make_model, tmp_path):
    return tmp_path / "nowhere"


def empty(make_model, tmp_path):
    return tmp_path


def encoder_for_search(make_model, tmp_path):
    # The library loads it, and makes up what scores pairs.
    return make_model("encoder", seed=1)


def of_three_scores(make_model, tmp_path):
    return make_model("entailment", seed=1, scores=3)


def with_cut_weights(make_model, tmp_path):
    model = shutil.copytree(make_model("cut", seed=1, scores=1), tmp_path / "model")
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])
    return model


def with_weights_that_are_no_numbers(make_model, tmp_path):
    model = shutil.copytree(make_model("broken", seed=1, scores=1), tmp_path / "model")
    weights = load_file(model / "model.safetensors")
    weights["classifier.bias"] = np.full_like(weights["classifier.bias"], np.nan)
    save_file(weights, model / "model.safetensors", {"format": "pt"})
    return model


@pytest.mark.parametrize(
    "make",
    [
        missing,
        empty,
        encoder_for_search,
        of_three_scores,
        with_cut_weights,
        with_weights_that_are_no_numbers,
    ],
)
def test_model_that_cannot_rerank_is_told_in_one_line(make, make_model, tmp_path):
    model = str(make(make_model, tmp_path))
    with pytest.raises(ModelError, match="leave out --reranker") as raised:
        CrossEncoderReranker(model).scores(QUESTION, TEXTS)
    assert model in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.code == "reranker-unusable"


@pytest.mark.parametrize(
    ("env", "option", "named"),
    [
        ({}, None, ""),  # none unless one is named
        ({"CLAUSIER_RERANKER": ""}, None, ""),
        ({"CLAUSIER_RERANKER": "org/one"}, None, "org/one"),
        ({"CLAUSIER_RERANKER": "org/one"}, "org/two", "org/two"),
    ],
)
def test_reranker_is_named_by_option_or_variable(env, option, named):
    settings = Settings.from_env(env, reranker=option)
    assert settings.reranker == named
    assert Settings.from_env(settings.to_env()) == settings  # so the page has it too


@pytest.mark.parametrize("command", ["ask", "search", "evaluate"])
def test_commands_use_the_reranker_that_is_named(command, library, folder, tmp_path, capsys):
    questions = tmp_path / "known.jsonl"
    questions.write_text(json.dumps({"q": QUESTION, "gold": ["3"]}), encoding="utf-8")
    what = str(questions) if command == "evaluate" else QUESTION
    arguments = ["--library", str(library), command, what, "--json", "--reranker"]
    assert main([*arguments, str(tmp_path / "nowhere")]) == 1
    assert "The reranker" in capsys.readouterr().err
    assert main([*arguments, str(folder)]) == 0


def test_clause_named_by_number_needs_no_reranker(library, tmp_path, capsys):
    arguments = ["ask", "Que dit la clause 8 ?", "--reranker", str(tmp_path / "nowhere")]
    assert main(["--library", str(library), *arguments]) == 0
