"""What stands in quotation marks stands in the clause."""

import pytest

from retrieval.phrases import folded, pattern_of, phrases_of, without_phrases
from retrieval.scope import Scope


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('Qui parle de "trafic de drogue" ?', ["trafic de drogue"]),
        ("« trafic de drogue »", ["trafic de drogue"]),
        ("“drug trafficking” and “peace”", ["drug trafficking", "peace"]),
        ("ماذا عن «تحالف الساحل»؟", ["تحالف الساحل"]),
        ("l'accord d'Alger et l'OCI", []),  # apostrophes quote nothing
        ('une longueur de 3" seulement', []),
        ('"" et "  " et "?!"', []),
        ("", []),
    ],
)
def test_phrases_are_what_stands_in_quotation_marks(question, phrases):
    assert phrases_of(question) == phrases
    assert not any(phrase in without_phrases(question) for phrase in phrases)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("trafic de drogue", "le TRAFIC de\n  drogue"),
        ("l'OCI", "de l’OCI et"),
        ("l’OCI", "de l'OCI et"),
        ("peace-keeping", "of peace‑keeping"),  # another hyphen
        ("résolution 2480 (2019)", "la résolution 2480\u00a0(2019) du"),
        ("القرار 2480", "والقرار ٢٤٨٠"),  # Arabic joins "and" to its word
        ("تحالف الساحل", "تَحَالُف الساحل"),  # vowel signs
    ],
)
def test_case_spaces_and_forms_of_signs_do_not_count(phrase, text):
    assert pattern_of(phrase).search(folded(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("2480", "12480"),
        ("2480", "24801"),
        ("2480", "2481"),
        ("réfugié", "les réfugiés"),
        ("refugies", "les réfugiés"),  # accents count
        ("trafic de drogue", "drogue, trafic"),
        ("paix.", "paix"),
    ],
)
def test_every_letter_and_digit_counts(phrase, text):
    assert not pattern_of(phrase).search(folded(text))


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ('"résolution 2480"', {"13"}),
        ("« Fonds de solidarité »", {"9"}),
        ("Que fait le «Fonds DE  solidarité» ?", {"9"}),
        ('"résolution 2481"', set()),
        ('Qui a lancé "l\'Alliance du Sahel" ?', {"6"}),
        ('"résolution 2480" et "Fonds de solidarité"', set()),  # no clause has both
    ],
)
def test_only_clauses_with_the_phrase_are_found(question, keys, assistant):
    answer = assistant.ask(question, limit=100)
    assert {hit.clause.key for hit in answer.hits} == keys
    assert {hit.clause.key for hit in assistant.search(question, limit=100)} == keys
    assert bool(answer.absent) == (not keys)
    if not keys:
        assert (answer.answered, answer.confidence) == (False, 0.0)


def test_phrase_alone_is_answered_by_each_clause_that_has_it(assistant):
    answer = assistant.ask('"résolution 2480"')
    assert (answer.answered, answer.confidence) == (True, 1.0)


def test_phrase_is_looked_for_inside_the_scope(assistant):
    answer = assistant.ask('"résolution 2480"', Scope(since="2020-01-01"))
    assert (answer.hits, answer.absent) == ((), ("résolution 2480",))
