"""Example questions come from the library's own reports, and are answered by it."""

import pytest

from ui.examples import examples, rare_names
from ui.wording import words_in


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_examples_are_answered_by_the_library(assistant, language):
    found = examples(assistant, words_in(language))
    assert len(found) == 3
    assert all(assistant.ask(question).answered for question in found)


def test_empty_library_has_none(make_library):
    assert examples(make_library({}), words_in("fr")) == ()


def test_names_are_those_that_few_clauses_speak_of(assistant, sample_id):
    names = rare_names(assistant.report(sample_id)[1])
    assert "Alliance du Sahel" in names
    assert "MINUSMA" in names
    assert "Mali" not in names
