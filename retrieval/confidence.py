"""How sure it is that the first clause answers a question: a calibrated probability.

A logistic curve over a few signs that cost no second model. Its weights were fitted on questions
with known answers, and are kept in `confidence.json` with the data they came from; `clausier
evaluate --fit` makes such a file. A sign was kept only where it helped on reports that were left
out of the fit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Self

from ingest.models import Clause
from retrieval.asked_for import lacks_number
from retrieval.models import Evidence, Found

FITTED_FILE = Path(__file__).parent / "confidence.json"
NEXT_CLAUSES = 20
# A clause without the number that is asked for is no surer than this to answer: of 39 such first
# clauses, over 597 questions, 8 did.
WITHOUT_NUMBER = 0.2


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted curve: what each sign adds to the odds, and from where on a question is answered."""

    intercept: float
    weights: Mapping[str, float]
    answered_from: float

    @classmethod
    def read(cls, file: Path) -> Self:
        """Return the curve that a file keeps."""
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(float(kept["intercept"]), kept["weights"], float(kept["answered_from"]))

    def probability(self, evidence: Evidence) -> float:
        """Return the probability, from 0 to 1, that the first clause answers."""
        signs = signs_of(evidence)
        odds = self.intercept + sum(w * signs[name] for name, w in self.weights.items())
        sure = 1 / (1 + math.exp(-odds))
        return min(sure, WITHOUT_NUMBER) if evidence.lacks_number else sure


def signs_of(evidence: Evidence) -> dict[str, float]:
    """Return the signs as numbers, by the names that a fitted file has for them."""
    return {
        "cosine": evidence.cosine,
        "missed": evidence.missed,
        "telling": evidence.telling,
        "lead": evidence.lead,
        "crossing": float(evidence.crossing),
        "lacks_number": float(evidence.lacks_number),
    }


@cache
def fitted_curve() -> Curve:
    """Return the curve that ships."""
    return Curve.read(FITTED_FILE)


def evidence_of(question: str, found: Sequence[Found], clause: Clause, crossing: bool) -> Evidence:
    """Return the signs that the first of the found clauses, best first, answers a question.

    `clause` is that first one; `crossing` says that its language is not the question's.
    """
    first = found[0]
    own = first.likeness
    others = [f.likeness for f in found[1 : NEXT_CLAUSES + 1] if f.likeness is not None]
    return Evidence(
        cosine=first.cosine,
        likeness=first.likeness,
        missed=first.missed,
        telling=first.telling,
        lead=own - fmean(others) if own is not None and others else 0.0,
        crossing=crossing,
        lacks_number=lacks_number(question, clause.text),
    )


def confidence_of(evidence: Evidence) -> float:
    """Return the probability, from 0 to 1, that the first clause answers; 0 if it is not known."""
    return fitted_curve().probability(evidence) if is_calibrated(evidence) else 0.0


def is_calibrated(evidence: Evidence) -> bool:
    """Say whether the curve was fitted on signs like these: those of the packaged encoder.

    Another encoder's cosines lie elsewhere, and it gives no vectors of words: nothing tells how
    often its first clause is right.
    """
    return evidence.likeness is not None


def is_answered(confidence: float, evidence: Evidence | None) -> bool:
    """Say whether a confidence is enough to call the question answered."""
    if evidence is None or not is_calibrated(evidence):
        return False
    return confidence >= fitted_curve().answered_from
