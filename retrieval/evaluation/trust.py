"""Whether confidence can be trusted, and silence: AUROC, risk at each coverage, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.evaluation.resampling import Estimate, Values, interval
from retrieval.evaluation.scores import Scored

BINS = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of nearly one confidence: how many, its mean, and how many first hits are right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """If all questions of this confidence or more are answered: how many, and how many wrongly."""

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Trust:
    """What confidence and silence are worth over some questions.

    An answer is right if the first hit is. `answered_precision` is of the answered questions
    those with an answer in their report, and `first_right` those whose first hit is it;
    `silence_precision` is of the unanswered ones those without. The recalls are the other way
    round. `auroc` parts questions that are answerable from the others, `auroc_right` those whose
    first hit is right; both are None where there is only one sort.
    """

    auroc: Estimate | None
    auroc_right: Estimate | None
    ece: float
    brier: float
    risk_area: float  # the mean risk over all coverages; lower is better
    answered_precision: Share
    answered_recall: Share
    first_right: Share
    silence_precision: Share
    silence_recall: Share
    bins: tuple[Bin, ...]
    risks: tuple[RiskPoint, ...]


def trust(rows: Sequence[Scored]) -> Trust:
    """Return what confidence and silence are worth over some questions, at least one."""
    confidences = np.array([row.confidence for row in rows])
    right = np.array([row.first_right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    answered = np.array([row.answered for row in rows])
    bins = calibration(confidences, right)
    risks = risk_at_coverages(confidences, right)
    return Trust(
        auroc=auroc(confidences, answerable),
        auroc_right=auroc(confidences, right),
        ece=sum(b.count * abs(b.confidence - b.right) for b in bins) / len(rows),
        brier=float(np.mean((confidences - right) ** 2)),
        risk_area=area_under(risks),
        answered_precision=share(answerable, answered),
        answered_recall=share(answered, answerable),
        first_right=share(right, answered),
        silence_precision=share(~answerable, ~answered),
        silence_recall=share(~answered, ~answerable),
        bins=bins,
        risks=risks,
    )


Mask = npt.NDArray[np.bool_]


def share(these: Mask, among: Mask) -> Share:
    """Return how many of some are these."""
    return Share(int((these & among).sum()), int(among.sum()))


def auroc(confidences: Values, positive: Mask) -> Estimate | None:
    """Return how well confidence parts two sorts of questions; None if there is only one."""
    if positive.all() or not positive.any():
        return None
    samples = confidences[positive], confidences[~positive]
    if min(map(len, samples)) < 2:
        return Estimate(area_between(*samples), 0.0, 1.0)
    return interval(area_between(*samples), samples, mean_precedence, vectorized=True)


def area_between(positive: Values, negative: Values) -> float:
    """Return the area under the ROC curve of two samples of confidences."""
    from sklearn.metrics import roc_auc_score

    labels = np.repeat([1, 0], [len(positive), len(negative)])
    return float(roc_auc_score(labels, np.concatenate([positive, negative])))


def mean_precedence(positive: Values, negative: Values, axis: int = -1) -> Values:
    """Return how often a positive confidence is above a negative one: the same area, vectorised."""
    above = positive[..., :, np.newaxis] > negative[..., np.newaxis, :]
    even = positive[..., :, np.newaxis] == negative[..., np.newaxis, :]
    return np.asarray((above + 0.5 * even).mean(axis=(-2, -1)))


def calibration(confidences: Values, right: Mask) -> tuple[Bin, ...]:
    """Return the questions by tenths of confidence; tenths without questions are left out."""
    number = np.minimum((confidences * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(int(here.sum()), float(confidences[here].mean()), float(right[here].mean()))
        for n in range(BINS)
        if (here := number == n).any()
    )


def risk_at_coverages(confidences: Values, right: Mask) -> tuple[RiskPoint, ...]:
    """Return the risk at each coverage, most confident first: a point for each confidence."""
    order = np.argsort(-confidences, kind="stable")
    wrong = np.cumsum(~right[order])
    falling = confidences[order]
    # Questions of one confidence are answered together or not at all.
    ends = np.flatnonzero(np.append(falling[1:] != falling[:-1], True))
    return tuple(
        RiskPoint(float(falling[n]), float((n + 1) / len(right)), float(wrong[n] / (n + 1)))
        for n in ends
    )


def area_under(risks: Sequence[RiskPoint]) -> float:
    """Return the mean risk over coverages from 0 to 1, each point counting up to its coverage."""
    coverages = [0.0, *(point.coverage for point in risks)]
    widths = np.diff(coverages)
    return float(sum(width * p.risk for width, p in zip(widths, risks, strict=True)))
