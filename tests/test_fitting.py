"""The curve of confidence, fitted on known questions."""

import json
from dataclasses import replace

import pytest

from ingest.errors import ClausierError
from ingest.models import Clause, Kind, Part
from retrieval.confidence import Curve, confidence_of
from retrieval.evaluation.asking import Outcome
from retrieval.evaluation.fitting import fit, save_fit
from retrieval.evaluation.questions import KnownQuestion
from retrieval.models import Answer, Evidence, Hit, Quotation

CLAUSE = Clause("1", "para_1", "1.", Part.BODY, Kind.PARAGRAPH, 1, "Un puits.", 0, 9)


def outcome(report, right, number):
    """A question: of right ones the cosine is high, but for one in ten."""
    cosine = 0.9 if right != (number % 10 == 0) else 0.8
    evidence = Evidence(cosine, 0.5, 0.1, 0.5, 0.1, crossing=False, lacks_number=False)
    hit = Hit(1, 1.0, report, CLAUSE, Quotation("Un puits.", 0, 9), "", evidence=evidence)
    question = KnownQuestion(f"{report}.jsonl", number + 1, "?", "fr", ("1",) if right else ())
    answer = Answer("?", "fr", True, 0.5, (hit,), 0.0)
    return Outcome(question, answer, (0 if right else None,))


OUTCOMES = [outcome(report, n % 3 > 0, n) for report in ("a", "b", "c") for n in range(40)]


def test_curve_rises_with_the_sign_that_tells_and_says_its_data():
    fitted = fit(OUTCOMES).curve
    assert fitted["weights"]["cosine"] > 1
    assert fitted["weights"]["crossing"] == 0  # it never varied
    assert fitted["questions"] == {"a.jsonl": 40, "b.jsonl": 40, "c.jsonl": 40}
    assert fitted["judged"]["auroc_right"] > 0.8
    assert 0.1 < fitted["answered_from"] < 0.95


def test_same_questions_give_the_same_curve_in_any_order():
    again = fit(list(reversed(OUTCOMES))).curve
    assert again["weights"] == pytest.approx(fit(OUTCOMES).curve["weights"], abs=1e-3)


def test_saved_curve_is_read_as_it_was_fitted(tmp_path, monkeypatch):
    save_fit(tmp_path / "curve.json", fit(OUTCOMES))
    curve = Curve.read(tmp_path / "curve.json")
    near, far = (o.answer.hits[0].evidence for o in (OUTCOMES[1], OUTCOMES[3]))
    assert curve.probability(near) > curve.answered_from > curve.probability(far)
    assert json.loads((tmp_path / "curve.json").read_text())["precision"] == 0.8
    monkeypatch.setattr("retrieval.confidence.fitted_curve", lambda: curve)
    assert confidence_of(near) == curve.probability(near)


def test_answers_are_judged_by_a_curve_that_has_not_seen_their_report():
    # In report "c" the sign misleads: fitted with it, the curve would be less sure of it.
    misleading = [replace(o, right=(None,) if o.first_right else (0,)) for o in OUTCOMES[80:]]
    fitted = fit([*OUTCOMES[:80], *misleading])
    without = fit(OUTCOMES[:80]).curve
    curve = Curve(without["intercept"], without["weights"], 0.5)
    for outcome in fitted.left_out[80:]:
        evidence = outcome.answer.hits[0].evidence
        assert outcome.answer.confidence == pytest.approx(curve.probability(evidence), abs=0.01)
        sure = outcome.answer.confidence >= fitted.curve["answered_from"]
        assert outcome.answer.answered is sure


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_what_is_sure_without_the_curve_stays_so(confidence):
    sure = [replace(o, answer=replace(o.answer, confidence=confidence)) for o in OUTCOMES[:1]]
    (first, *_) = fit([*sure, *OUTCOMES[1:]]).left_out
    assert first == sure[0]


def test_another_encoder_has_no_curve():
    bare = [replace(o, answer=replace(o.answer, calibrated=False)) for o in OUTCOMES]
    with pytest.raises(ClausierError, match="packaged model"):
        fit(bare)


@pytest.mark.parametrize(
    "outcomes",
    [[], OUTCOMES[:40], [o for o in OUTCOMES if o.first_right]],
    ids=["none", "one report", "all right"],
)
def test_too_little_to_fit_is_told(outcomes):
    with pytest.raises(ClausierError, match="at least two reports"):
        fit(outcomes)


def test_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(ClausierError, match="--fit"):
        save_fit(tmp_path / "no" / "curve.json", fit(OUTCOMES))
