"""Whatever is typed gets an answer, or is said to have none: never an error."""

from __future__ import annotations

import pytest

from retrieval.long_questions import encode_question
from tests.odd_questions import CHATTER, NAMED, PASTED, WORDLESS, WORDS_WITH_NOISE
from ui.chat import take_turn
from ui.contracts import answer_json

EVERYTHING_ODD = {**WORDLESS, **CHATTER, **WORDS_WITH_NOISE, **PASTED}


@pytest.mark.parametrize("question", EVERYTHING_ODD.values(), ids=EVERYTHING_ODD)
def test_odd_question_gets_an_exact_answer_and_the_same_again(question, assistant, sample_id):
    answer = assistant.ask(question)
    assert 0 <= answer.confidence <= 1
    text = assistant.report(sample_id)[0].text
    for hit in answer.hits:
        quotation = hit.quotation
        assert quotation.text == text[quotation.start : quotation.end] != ""
        assert hit.clause.start <= quotation.start < quotation.end <= hit.clause.end
    # The page shows a turn for it, and the same list.
    turn = take_turn(question, assistant)
    assert turn.error is None
    first, again = answer_json(answer), answer_json(turn.answer)
    assert again["hits"] == first["hits"][: len(again["hits"])]
    assert again["confidence"] == first["confidence"]


@pytest.mark.parametrize("question", WORDLESS.values(), ids=WORDLESS)
def test_nothing_answers_a_question_without_words(question, assistant):
    answer = assistant.ask(question)
    assert (answer.answered, answer.confidence) == (False, 0.0)


@pytest.mark.parametrize("name", ["bidi within", "null bytes", "line breaks", "all capitals"])
def test_noise_does_not_hide_the_words(name, assistant):
    assert assistant.ask(WORDS_WITH_NOISE[name]).hits[0].clause.key == "12"


def test_clause_is_found_by_a_page_of_its_words(assistant, sample_id):
    clause = assistant.clause(sample_id, "5")
    pasted = f"{clause.text} " * 8
    assert len(pasted) > 5_000
    answer = assistant.ask(pasted)
    assert answer.hits[0].clause.key == "5"
    assert answer.answered
    assert answer.calibrated


def test_numbers_in_pasted_text_name_no_clause(assistant):
    hit = assistant.ask(NAMED).hits[0]
    assert hit.located
    pasted = NAMED + " Les participants ont discuté de la pêche au large des côtes." * 20
    assert not assistant.ask(pasted).hits[0].located


def test_end_of_a_long_question_counts(encoder):
    beginning = "La réunion a parlé des réfugiés maliens. " * 60
    other = encode_question(
        encoder, beginning + "Le budget de la pêche a doublé. " * 60, "fr"
    ).vector
    one = encode_question(encoder, beginning, "fr").vector
    assert float(one @ one) == pytest.approx(1, abs=1e-4)
    assert float(other @ one) < 0.999
