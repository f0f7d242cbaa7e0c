"""How sure it is that the first clause answers, and when that is enough."""

import json
from dataclasses import replace

import pytest

from ingest.models import Clause, Kind, Part, Place
from retrieval.confidence import (
    FITTED_FILE,
    WITHOUT_NUMBER,
    Curve,
    confidence_of,
    evidence_of,
    fitted_curve,
    is_answered,
    is_calibrated,
    signs_of,
)
from retrieval.models import Evidence, Found
from retrieval.row_table import Marks

SURE = Evidence(0.9, 0.7, 0.02, 0.8, 0.2, crossing=False, lacks_number=False)
CLAUSE = Clause("1", "para_1", "1.", Part.BODY, Kind.PARAGRAPH, 1, "Le conseil siège.", 0, 17)


def found(position, likeness, score=0.7, missed=0.25):
    place = Place("rapport", position)
    return Found(place, score, 0.8, 0.0, Marks(0, 0), likeness=likeness, missed=missed)


@pytest.mark.parametrize(
    "worse",
    [
        replace(SURE, cosine=0.8),
        replace(SURE, missed=0.2),  # one word that tells much, with nothing near
        replace(SURE, telling=0.3),
        replace(SURE, lead=0.0),  # the next clauses are as near
        replace(SURE, lacks_number=True),
    ],
)
def test_each_sign_against_an_answer_makes_it_less_sure(worse):
    assert confidence_of(worse) < confidence_of(SURE)


def test_clause_without_the_number_that_is_asked_for_never_answers():
    certain = replace(SURE, cosine=1.0, missed=0.0, telling=1.0, lead=1.0)
    lacking = replace(certain, lacks_number=True)
    assert confidence_of(certain) > 0.99
    assert confidence_of(lacking) == WITHOUT_NUMBER
    assert not is_answered(confidence_of(lacking), lacking)


def test_between_two_languages_the_same_nearness_says_more():
    assert confidence_of(replace(SURE, crossing=True)) > confidence_of(SURE)


def test_what_is_near_is_answered_and_what_is_far_is_not():
    assert is_answered(confidence_of(SURE), SURE)
    far = Evidence(0.75, 0.3, 0.3, 0.2, 0.0, crossing=False, lacks_number=True)
    assert 0 < confidence_of(far) < 0.05
    assert not is_answered(confidence_of(far), far)
    assert not is_answered(1.0, None)


def test_the_curve_that_ships_says_what_it_came_from():
    kept = json.loads(FITTED_FILE.read_text(encoding="utf-8"))
    assert Curve.read(FITTED_FILE) == fitted_curve()
    assert set(kept["weights"]) == set(signs_of(SURE))
    assert sum(kept["questions"].values()) > 500
    assert 0 < kept["answered_from"] < 1
    assert 0.5 < kept["judged"]["auroc_answerable"] < kept["judged"]["auroc_right"] < 1


@pytest.mark.parametrize(
    ("others", "lead"),
    [
        ([], 0.0),
        ([0.5], 0.3),
        ([0.7, 0.5], 0.2),
        ([0.6] * 20 + [0.0] * 100, 0.2),  # the next twenty count
        ([0.6, None, None], 0.2),  # those that were not compared word by word do not
        ([None], 0.0),
    ],
)
def test_evidence_is_of_the_first_clause_and_its_lead(others, lead):
    hits = [found(0, 0.8), *(found(n, likeness) for n, likeness in enumerate(others, start=1))]
    evidence = evidence_of("Combien de membres ?", hits, CLAUSE, crossing=True)
    assert evidence.lead == pytest.approx(lead)
    assert (evidence.cosine, evidence.likeness, evidence.missed) == (0.8, 0.8, 0.25)
    assert evidence.crossing
    assert evidence.lacks_number


def test_a_lead_in_shared_words_alone_is_none():
    # Words in common lift a clause to the first place, and say less of whether it answers.
    lifted = found(0, 0.6, score=0.9)
    evidence = evidence_of("Qui siège ?", [lifted, found(1, 0.6)], CLAUSE, crossing=False)
    assert evidence.lead == 0


@pytest.mark.parametrize("cosine", [0.3, 0.845, 1.0])
def test_of_an_encoder_without_vectors_of_words_nothing_is_claimed(cosine):
    # A model of random weights finds every clause near: a curve over its cosine said 100 %.
    evidence = Evidence(cosine, None, 0.0, 0.0, 0.0, crossing=False, lacks_number=False)
    assert not is_calibrated(evidence)
    assert confidence_of(evidence) == 0
    assert not is_answered(1.0, evidence)
