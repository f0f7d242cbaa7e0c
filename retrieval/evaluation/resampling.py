"""How sure a figure is: intervals by the bootstrap, and tests of two runs on the same questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

RESAMPLES = 2_000
BATCH = 100  # resamples at once, so that many questions take little memory
SEED = 1  # the same figures give the same interval every time
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a measure differs between two runs on the same questions.

    `p` is how often chance alone, swapping the two runs question by question, makes so great a
    difference.
    """

    before: float
    after: float
    by: Estimate
    p: float
    better: int  # how many questions
    worse: int


def mean(values: Sequence[float]) -> Estimate:
    """Return a mean with its interval; that of a single value is all that is possible."""
    found = np.asarray(values, dtype=np.float64)
    if len(found) < 2:
        return Estimate(float(found.mean()), 0.0, 1.0)
    return interval(float(found.mean()), (found,), np.mean, vectorized=True)


def interval(
    value: float,
    samples: tuple[Values, ...],
    statistic: Callable[..., object],
    vectorized: bool = False,
) -> Estimate:
    """Return a figure with its percentile interval, the samples drawn anew many times."""
    from scipy.stats import bootstrap

    found = bootstrap(
        samples,
        statistic,
        n_resamples=RESAMPLES,
        confidence_level=LEVEL,
        method="percentile",
        vectorized=vectorized,
        batch=BATCH,
        rng=np.random.default_rng(SEED),
    )
    ends = found.confidence_interval
    return Estimate(value, float(ends.low), float(ends.high))


def difference(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Compare a measure of two runs, question by question: a paired randomisation test."""
    from scipy.stats import permutation_test

    a, b = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    by = mean((b - a).tolist())
    better, worse = int((b > a).sum()), int((b < a).sum())
    p = 1.0
    if better or worse:
        test = permutation_test(
            (a, b),
            mean_difference,
            permutation_type="samples",
            vectorized=True,
            n_resamples=5 * RESAMPLES,
            rng=np.random.default_rng(SEED),
        )
        p = float(test.pvalue)
    return Difference(float(a.mean()), float(b.mean()), by, p, better, worse)


def mean_difference(a: Values, b: Values, axis: int = -1) -> Values:
    """Return the difference of two means."""
    return np.asarray(b.mean(axis=axis) - a.mean(axis=axis))
