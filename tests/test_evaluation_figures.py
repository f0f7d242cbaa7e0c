"""What the figures of an evaluation are: checked by hand, and against their libraries."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from ingest.errors import UnreadableFile
from retrieval.evaluation.asking import Outcome
from retrieval.evaluation.questions import KnownQuestion
from retrieval.evaluation.resampling import Estimate, difference, mean
from retrieval.evaluation.scores import MEASURES, Scored, load_run, measure, save_run
from retrieval.evaluation.summary import compare, summaries
from retrieval.evaluation.trust import Bin, RiskPoint, Share, mean_precedence, trust

ANSWER = SimpleNamespace(hits=())


def outcome(gold, right):
    question = KnownQuestion("a.jsonl", 1, "?", "fr", tuple(gold))
    return Outcome(question, ANSWER, tuple(right))


SECOND_OF_TWO = (1 / math.log2(3)) / (1 + 1 / math.log2(3))


@pytest.mark.parametrize(
    ("gold", "right", "figures"),
    [
        (["6"], [0], (1, 1, 1, 1, 1)),
        (["6"], [None, 0], (0, 1, 1, 1, 1 / math.log2(3))),
        (["6"], [None] * 3 + [0], (0, 0, 1, 1, 1 / math.log2(5))),
        (["6", "8"], [None, 0], (0, 1, 1, 0.5, SECOND_OF_TWO)),
        (["6"], [None] * 10 + [0], (0, 0, 0, 0, 0)),  # the eleventh is not looked at
        (["6"], [], (0, 0, 0, 0, 0)),
        (["6"], [None], (0, 0, 0, 0, 0)),
    ],
)
def test_measures_of_one_question(gold, right, figures):
    # A neighbour that nothing answers has no measures, and does not change the others.
    measured, none = measure([outcome(gold, right), outcome([], [None])])
    assert measured == pytest.approx(dict(zip(MEASURES, figures, strict=True)))
    assert none == {}


def row(confidence, first_right, answerable=True, answered=None, **others):
    known = {
        "file": "a.jsonl", "line": 1, "question": "?", "language": "fr", "kind": "", "doc": "",
        "history": (), "seconds": 0.1, "found": (),
    }  # fmt: skip
    return Scored(
        **{
            **known,
            "measures": dict.fromkeys(MEASURES if answerable else (), float(first_right)),
            "answerable": answerable,
            "first_right": first_right,
            "confidence": confidence,
            "answered": confidence >= 0.5 if answered is None else answered,
            **others,
        }
    )


FOUR = [row(0.9, True), row(0.7, False), row(0.7, True), row(0.2, False, answerable=False)]


def test_trust_of_four_questions():
    found = trust(FOUR)
    assert found.auroc.value == 1.0
    # Right at 0.9 and 0.7, wrong at 0.7 and 0.2: 3.5 of 4 pairs in order.
    assert found.auroc_right.value == pytest.approx(3.5 / 4)
    assert found.brier == pytest.approx((0.1**2 + 0.7**2 + 0.3**2 + 0.2**2) / 4)
    assert found.answered_precision == Share(3, 3)
    assert found.answered_recall == Share(3, 3)
    assert found.first_right == Share(2, 3)
    assert found.silence_precision == Share(1, 1)
    assert found.silence_recall == Share(1, 1)
    # Questions of one confidence are answered together.
    assert found.risks == (
        RiskPoint(0.9, 0.25, 0.0),
        RiskPoint(0.7, 0.75, pytest.approx(1 / 3)),
        RiskPoint(0.2, 1.0, 0.5),
    )
    assert found.risk_area == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 * 0.5)
    assert [b.count for b in found.bins] == [1, 2, 1]
    assert found.bins[1] == Bin(2, pytest.approx(0.7), 0.5)
    assert found.ece == pytest.approx((0.2 + 2 * 0.2 + 0.1) / 4)


def test_trust_where_there_is_only_one_sort():
    found = trust([row(1.0, True), row(1.0, True)])
    assert (found.auroc, found.auroc_right, found.ece) == (None, None, 0.0)
    assert found.silence_precision.value is None


@given(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=12),
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=12),
)
def test_vectorised_area_is_that_of_the_library(positive, negative):
    labels = [1] * len(positive) + [0] * len(negative)
    area = mean_precedence(np.array([positive]), np.array([negative]))
    assert area == pytest.approx(roc_auc_score(labels, positive + negative))


def test_interval_holds_its_figure_and_is_the_same_every_time():
    values = [1.0] * 30 + [0.0] * 10
    found = mean(values)
    assert found.value == 0.75
    assert 0.55 < found.low < 0.75 < found.high < 0.9
    assert mean(values) == found
    assert mean([1.0]) == Estimate(1.0, 0.0, 1.0)  # one question tells next to nothing


@pytest.mark.parametrize(
    ("before", "after", "by", "p"),
    [
        ([1.0, 0.0] * 10, [1.0, 0.0] * 10, 0.0, (1.0, 1.0)),
        ([0.0] * 12, [1.0] * 12, 1.0, (0.0, 0.01)),  # by chance, two of 4,096 swaps
        ([0.0, 1.0] * 10, [1.0, 0.0] * 10, 0.0, (0.9, 1.0)),  # as many better as worse
        ([0.0, 0.0, 1.0], [1.0, 0.0, 1.0], 1 / 3, (0.9, 1.0)),  # one question may be chance
    ],
)
def test_two_runs_are_told_apart_only_beyond_chance(before, after, by, p):
    found = difference(before, after)
    assert found.by.value == pytest.approx(by)
    assert p[0] <= found.p <= p[1]


def test_run_is_kept_and_compared_question_by_question(tmp_path):
    before = [row(0.9, False, question="a"), row(0.9, True, question="b")]
    save_run(tmp_path / "run.json", before)
    assert load_run(tmp_path / "run.json") == before
    # In another order, with a question that the first run did not have.
    after = [row(0.9, True, question=name, line=n) for n, name in enumerate("bca")]
    compared = compare(load_run(tmp_path / "run.json"), after)
    assert compared.questions == 2
    found = compared.measures["hit@1"]
    assert (found.before, found.after, found.better, found.worse) == (0.5, 1.0, 1, 0)
    assert compared.measures["Brier"].by.value < 0


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"questions": [{"file": 1}]}'])
def test_file_that_is_no_run_is_refused(content, tmp_path):
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(UnreadableFile, match="is no saved run"):
        load_run(tmp_path / "run.json")


def test_summaries_are_by_file_language_and_kind():
    rows = [
        row(0.9, True, kind="fact"),
        row(0.9, False, language="ar", kind="topic"),
        row(0.1, False, answerable=False, language="en", kind="none"),
        row(0.1, False, answerable=False, file="b.jsonl"),
    ]
    first, second, whole = summaries(rows)
    assert [(g.name, g.answerable) for g in first.by_language] == [("fr", 1), ("ar", 1)]
    assert [g.name for g in first.by_kind] == ["fact", "topic"]
    assert first.all.measures["hit@1"].value == 0.5
    assert (second.all.answerable, second.all.measures) == (0, {})
    assert (whole.of_a_file, whole.questions, whole.all.answerable) == (False, 4, 2)
    assert [s.of_a_file for s in summaries([replace(r, file="a") for r in rows])] == [True]
