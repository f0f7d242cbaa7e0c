"""Countries by their names in three languages."""

import pytest

from retrieval.countries import countries_in, without_countries
from retrieval.documents import documents_of_clauses
from retrieval.report_names import names_it

FILES = {
    "mg.txt": "CONSTITUTION DE LA RÉPUBLIQUE DE MADAGASCAR\n\nArticle 1\n\nLe peuple malgache.\n",
    "gw.txt": "CONSTITUTION DE LA GUINÉE-BISSAU\n\nArticle 1\n\nLe peuple.\n",
    "gn.txt": "CONSTITUTION DE LA GUINÉE\n\nArticle 1\n\nLe peuple.\n",
}


@pytest.mark.parametrize(
    ("title", "called", "not_called"),
    [
        ("constitution de madagascar", {"malagasy", "malgache", "مدغشقر"}, set()),
        ("accord avec le tchad", {"chad", "تشاد"}, {"tchad"}),
        ("etats unis", {"united", "states"}, set()),
        ("guinee bissau", {"guinea", "بيساو"}, {"equatorial"}),
        ("guinee", {"guinea"}, {"bissau", "بيساو"}),
        # French is official in many countries, and the United Nations are none.
        ("la france", {"فرنسا"}, {"francais", "french"}),
        ("charte des nations unies", set(), {"united", "nations"}),
    ],
)
def test_country_is_called_in_three_languages(title, called, not_called):
    found = countries_in(title.split())
    assert called <= found
    assert not not_called & found


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("article 1 of the Malagasy constitution", "mg"),
        ("المادة 1 من دستور مدغشقر", "mg"),
        ("constitution malgache, article 1", "mg"),
        ("article 1 of the constitution of Guinea-Bissau", "gw"),
    ],
)
def test_report_is_found_by_its_country_in_another_language(question, report, make_store):
    store = make_store(FILES)
    named = {store.report(one).source_name for one in documents_of_clauses(question, store)}
    assert named == {f"{report}.txt"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("la grève au Mali", "la grève"),
        ("durée du mandat à Madagascar", "durée du mandat"),
        ("the press in South Africa", "the press"),
        ("الصحة في مدغشقر", "الصحة"),
        ("la paix", "la paix"),
        ("", ""),
    ],
)
def test_countries_are_left_out_of_a_text(text, rest):
    assert without_countries(text) == rest


@pytest.mark.parametrize(
    ("word", "own", "same"),
    [
        ("constitutions", "constitution", True),
        ("constitutive", "constitution", False),
        ("universal", "universelle", True),
        ("constitution", "constitution", True),
        ("malagasy", "malagasy-report", False),  # its words are there by themselves
    ],
)
def test_word_names_a_report_in_another_form(word, own, same):
    assert names_it(word, own) is same
