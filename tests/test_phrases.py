"""What stands in quotation marks stands in the clause."""

import pytest

from ingest.pipeline import Source, add_report
from ingest.places import texts_with
from retrieval import phrases, search_index
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


@pytest.mark.parametrize(
    "question",
    [
        '"résolution 2480"',
        "D'où vient l'expression « résolution 2480 » ?",
        'which clause says "résolution 2480"',
    ],
)
def test_phrase_alone_is_answered_by_each_clause_that_has_it(question, assistant):
    answer = assistant.ask(question)
    assert (answer.answered, answer.confidence) == (True, 1.0)
    assert "résolution 2480" in answer.hits[0].quotation.text


def test_phrase_is_looked_for_inside_the_scope(assistant):
    answer = assistant.ask('"résolution 2480"', Scope(since="2020-01-01"))
    assert (answer.hits, answer.absent) == ((), ("résolution 2480",))


@pytest.fixture(scope="module")
def puits(make_library):
    """Two reports with phrases that are looked for among other words of theirs."""
    return make_library(
        {
            "a.txt": "RAPPORT\n\n1. Le puits de Lestan :\na) est curé ;\nb) reste ouvert.\n",
            "b.txt": "REPORT\n\n1. The well of Lestan is closed.\n\n2. Well closed, of Lestan.\n",
        }
    )


PHRASES = [
    ("puits de Lestan", {("a", "1")}),
    ("PUITS  de lestan", {("a", "1")}),
    ("reste ouvert", {("a", "1.b")}),
    ("well of Lestan", {("b", "1")}),  # two clauses have its words, one has the phrase
    ("Lestan", {("a", "1"), ("b", "1"), ("b", "2")}),  # in two languages
    ("of", {("b", "1"), ("b", "2")}),  # a word that the index leaves out
    ("curé", {("a", "1.a")}),  # no word of plain letters
    ("puits ouvert", set()),
    ("estan", set()),  # a part of a word
]


@pytest.mark.parametrize(("phrase", "found"), PHRASES)
def test_the_index_narrows_where_a_phrase_is_looked_for_and_hides_none(
    phrase, found, puits, monkeypatch
):
    puits.warm_up()
    names = {listed.id: listed.source_name[0] for listed in puits.reports()}
    read = []
    monkeypatch.setattr(phrases, "texts_with", lambda *given: read.append(1) or texts_with(*given))
    hits = puits.search(f'"{phrase}"', limit=100)
    assert {(names[hit.report_id], hit.clause.key) for hit in hits} == found
    assert bool(read) == (phrase in {"of", "curé"})  # else not every clause was read


def test_of_a_library_that_the_index_does_not_hold_every_clause_is_read(make_library):
    library = make_library({"a.txt": "RAPPORT\n\n1. Le puits de Lestan.\n"})
    assert library._asker._places_with(["puits"]) is None  # none is open
    library.warm_up()
    assert len(library._asker._places_with(["puits"])) == 1
    assert library._asker._places_with(["barrage"]) == []
    add_report(Source("b.txt", b"RAPPORT\n\n1. Le barrage.\n"), library._store)
    assert library._asker._places_with(["barrage"]) is None


def test_words_that_most_clauses_have_narrow_nothing(puits, monkeypatch):
    puits.warm_up()
    monkeypatch.setattr(search_index, "MOST_WITH", 1)
    assert puits._asker._places_with(["Lestan"]) is None
    assert len(puits.search('"Lestan"', limit=100)) == 3
