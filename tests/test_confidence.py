"""When a question counts as answered."""

import pytest

from retrieval.confidence import EVEN_COSINE, confidence_of, is_answered


@pytest.mark.parametrize(
    ("cosine", "crossing", "answered"),
    [
        (0.845, False, True),  # the lowest of the questions that lawyers found answered
        (EVEN_COSINE, False, True),  # as likely as not counts as answered
        (EVEN_COSINE - 0.001, False, False),
        (EVEN_COSINE - 0.001, True, True),  # between two languages, cosines are lower
        (0.80, True, False),
        (0.0, False, False),
        (-1.0, False, False),
        (1.0, True, True),
    ],
)
def test_near_clauses_answer_and_far_ones_do_not(cosine, crossing, answered):
    assert is_answered(confidence_of(cosine, crossing)) is answered


@pytest.mark.parametrize("crossing", [False, True])
def test_confidence_is_a_probability_that_grows_with_the_cosine(crossing):
    confidences = [confidence_of(step / 100, crossing) for step in range(-100, 101)]
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert confidences == sorted(confidences)
    assert confidences[0] < 0.01
    assert confidences[-1] > 0.99
