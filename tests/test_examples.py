"""Example questions come from the library's own reports, and are answered by it."""

import threading
from dataclasses import replace

import pytest

from ui.examples import examples, look, rare_names
from ui.wording import words_in


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_examples_are_answered_by_the_library(assistant, language):
    found = examples(assistant, words_in(language)).result(timeout=60)
    assert len(found) == 3
    assert all(assistant.ask(question).answered for question in found)


def test_numbers_of_clauses_are_asked_in_the_readers_digits(assistant):
    found = examples(assistant, words_in("ar", "ar-EG")).result(timeout=60)
    numbered = [question for question in found if "البند" in question]
    assert numbered
    assert not any(sign in "0123456789" for sign in "".join(numbered))
    assert all(assistant.ask(question).hits[0].located for question in numbered)


POINTS = """RÉSOLUTION SUR LES PUITS

Genève, 1er juin 2024

1. Décide:

(a) de creuser;

(b) de curer;

(c) de couvrir.
"""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_numbers_are_asked_for_last_and_those_of_points_after_plain_ones(
    make_library, sample_file, language
):
    sample = sample_file.read_text(encoding="utf-8")
    library = make_library({"points.txt": POINTS, "rapport.txt": sample})
    assert library.reports()[0].date == "2024-06-01"
    words = words_in(language)
    (first, second, last) = examples(library, words).result(timeout=60)
    # The newest report has numbers alone: the other has names to ask about.
    before = words("example_name", subject="|").split("|")[0]
    assert (first.startswith(before), second.startswith(before)) == (True, True)
    assert last == words("example_clause", num="1")


def test_empty_library_has_none(make_library):
    assert examples(make_library({}), words_in("fr")).result(timeout=60) == ()


class Slow:
    """A library whose answers wait until they are let go; `asked` are its questions."""

    def __init__(self, assistant):
        self.assistant, self.asked, self.go = assistant, [], threading.Event()

    def __getattr__(self, name):
        return getattr(self.assistant, name)

    def ask(self, question, limit):
        self.asked.append(question)
        assert self.go.wait(timeout=60)
        return self.assistant.ask(question, limit=limit)


def test_nobody_waits_for_examples_and_they_are_looked_for_once(assistant):
    slow = Slow(assistant)
    visits = [examples(slow, words_in("fr")) for _ in range(20)]
    assert not any(visit.done() for visit in visits)
    slow.go.set()
    assert {len(visit.result(timeout=60)) for visit in visits} == {3}
    assert len(slow.asked) == len(set(slow.asked))


def test_report_that_is_taken_out_meanwhile_costs_its_examples_only(assistant, sample_id):
    gone = replace(assistant.reports()[0], id="gone")
    assert look(assistant, [gone], words_in("fr")) == ()
    assert len(look(assistant, [*assistant.reports(), gone], words_in("fr"))) == 3


def test_names_are_those_that_few_clauses_speak_of(assistant, sample_id):
    names = rare_names(assistant.report(sample_id)[1])
    assert "Alliance du Sahel" in names
    assert "MINUSMA" in names
    assert "Mali" not in names
