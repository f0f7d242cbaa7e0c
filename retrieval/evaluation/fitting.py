"""The curve of confidence, fitted on known questions: `confidence.json` is made here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.errors import ClausierError
from retrieval.confidence import WITHOUT_NUMBER, signs_of
from retrieval.evaluation.asking import Outcome
from retrieval.models import Evidence

Numbers = npt.NDArray[np.float64]

# Of the questions that are called answered, so many have an answer in their report, and of those
# without one so many are called unanswered; measured on reports that were left out of the fit.
PRECISION = SILENCE = 0.8
DIGITS = 4
NO_SPREAD = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted curve, as `confidence.json` keeps it: weights, threshold, and their data.

    `left_out` are all the outcomes, with the confidence that a curve fitted without their report
    has in them.
    """

    curve: dict[str, Any]
    left_out: list[Outcome]


def fit(outcomes: Sequence[Outcome]) -> Fit:
    """Return a curve fitted to the odds that the first hit is right, by its signs.

    It is judged, and its threshold chosen, with each report's questions left out in turn. Raises
    `ClausierError` if there are too few reports.
    """
    if not all(o.answer.calibrated for o in outcomes):
        raise ClausierError(
            "A curve of confidence cannot be fitted with this model: it gives no vectors of words, "
            "of which the signs are made. Run it on a library of the packaged model."
        )
    judged = [o for o in outcomes if evidence_in(o)]
    reports = np.array([o.answer.hits[0].report_id for o in judged])
    right = np.array([o.first_right for o in judged])
    answerable = np.array([o.question.answerable for o in judged])
    if len(set(reports)) < 2 or right.all() or not right.any():
        raise ClausierError(
            f"A curve of confidence cannot be fitted to {len(judged)} questions about "
            f"{len(set(reports))} reports: at least two reports, right answers and wrong ones are "
            "needed. Name more question files, and add their reports."
        )
    rows = [signs_of(evidence) for o in judged if (evidence := evidence_in(o))]
    names = list(rows[0])
    signs = np.array([[row[name] for name in names] for row in rows])
    left_out = probabilities_left_out(signs, right, reports)
    lacking = np.array([bool(row["lacks_number"]) for row in rows])
    left_out[lacking] = np.minimum(left_out[lacking], WITHOUT_NUMBER)
    answered_from = threshold(left_out, answerable)
    intercept, weights = logistic(signs, right)
    curve = {
        "about": "Odds that the first clause answers = intercept + sum of weight x sign. "
        "Made by `clausier evaluate --fit`; each report was left out in turn to judge it.",
        "intercept": round(intercept, DIGITS),
        "weights": {name: round(w, DIGITS) for name, w in zip(names, weights, strict=True)},
        "answered_from": round(answered_from, DIGITS),
        "precision": PRECISION,
        "silence": SILENCE,
        "judged": judge(left_out, right, answerable),
        "questions": dict(sorted(Counter(f"{o.question.file}" for o in judged).items())),
    }
    told = iter(left_out.tolist())
    again = [as_left_out(o, next(told), answered_from) if evidence_in(o) else o for o in outcomes]
    return Fit(curve, again)


def evidence_in(outcome: Outcome) -> Evidence | None:
    """Return the signs that the first hit answers; None of a clause that was named by number."""
    return outcome.answer.hits[0].evidence if outcome.answer.hits else None


def as_left_out(outcome: Outcome, probability: float, answered_from: float) -> Outcome:
    """Return an outcome with that confidence, unless the question told something for sure."""
    if outcome.answer.calibrated and outcome.answer.confidence in (0.0, 1.0):
        return outcome
    answered = probability >= answered_from
    return replace(
        outcome, answer=replace(outcome.answer, confidence=probability, answered=answered)
    )


def logistic(signs: Numbers, right: npt.NDArray[np.bool_]) -> tuple[float, list[float]]:
    """Return intercept and weights, for signs as they are, of a logistic regression.

    Signs are brought to one scale while it is fitted, so that its penalty weighs them alike.
    """
    # Importing the library takes a second, and no answer needs it.
    from sklearn.linear_model import LogisticRegression

    mean, spread = signs.mean(axis=0), signs.std(axis=0)
    spread[spread < NO_SPREAD] = 1.0  # a sign that never varies tells nothing
    fitted = LogisticRegression().fit((signs - mean) / spread, right)
    weights = fitted.coef_[0] / spread
    return float(fitted.intercept_[0] - weights @ mean), [float(w) for w in weights]


def probabilities_left_out(
    signs: Numbers, right: npt.NDArray[np.bool_], reports: npt.NDArray[np.str_]
) -> Numbers:
    """Return each question's probability by a curve fitted without its report."""
    left_out = np.zeros(len(right))
    for report in sorted(set(reports)):
        its_own = reports == report
        intercept, weights = logistic(signs[~its_own], right[~its_own])
        left_out[its_own] = 1 / (1 + np.exp(-(intercept + signs[its_own] @ np.array(weights))))
    return left_out


def threshold(left_out: Numbers, answerable: npt.NDArray[np.bool_]) -> float:
    """Return the lowest probability from which on `PRECISION` of the questions have an answer.

    Below it are `SILENCE` of those that have none.
    """
    order = np.argsort(-left_out, kind="stable")
    have = np.cumsum(answerable[order])
    told = np.arange(1, len(order) + 1)
    none = max(1, int((~answerable).sum()))
    enough = np.flatnonzero((have / told >= PRECISION) & (told - have <= (1 - SILENCE) * none))
    return float(left_out[order][enough[-1]]) if len(enough) else 1.0


def judge(
    left_out: Numbers, right: npt.NDArray[np.bool_], answerable: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Return what the curves are worth on reports that they were not fitted on."""
    from sklearn.metrics import brier_score_loss, roc_auc_score

    return {
        "auroc_answerable": round(float(roc_auc_score(answerable, left_out)), DIGITS),
        "auroc_right": round(float(roc_auc_score(right, left_out)), DIGITS),
        "brier": round(float(brier_score_loss(right, left_out)), DIGITS),
    }


def save_fit(file: Path, fitted: Fit) -> None:
    """Write a fitted curve. Raises `ClausierError` if the file cannot be written."""
    try:
        file.write_text(
            json.dumps(fitted.curve, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise ClausierError(
            f"{file} cannot be written: {error.strerror}. Name another file after --fit."
        ) from error
