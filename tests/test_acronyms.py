"""Acronyms in a question are written out as the reports have them, or stay as they are."""

import pytest

from retrieval.acronyms import acronyms_in, with_names, written_out

AGREEMENT = (
    "Contrat à durée déterminée\n\nLe contrat à durée déterminée est écrit. Les contrats à durée "
    "déterminée, dans ce document, durent un an. Collective, dans les départements.\n\n"
    "Le certificat de qualification professionnelle (CQP) est créé. La Commission d'accès aux "
    "documents administratifs siège. Saisir la commission d'accès aux documents administratifs."
)
CHARTER = "Members of the United Nations. The Economic and Social Council (« ECOSOC ») meets."


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Durée maximale d'un CDD ?", ["CDD"]),
        ("CDD, CDI ou CDD ?", ["CDD", "CDI"]),
        ("QUELLE DURÉE POUR LE CDD ?", []),  # all words are in capitals
        ("A/RES/70/1 et S-2019", []),  # symbols
        ("L'UE et ABCDEFG", []),  # two letters stand for too much, seven are a word
        ("الفقرة ١٢", []),
    ],
)
def test_acronyms_are_told_from_other_capitals(question, found):
    assert acronyms_in(question) == found


@pytest.mark.parametrize(
    ("acronym", "text", "name"),
    [
        ("CDD", AGREEMENT, "contrat à durée déterminée"),  # plural and title count for it
        ("CADA", AGREEMENT, "commission d'accès aux documents administratifs"),
        ("CQP", AGREEMENT, "certificat de qualification professionnelle"),  # once, but defined
        ("CDI", AGREEMENT, ""),
        ("LCA", AGREEMENT, ""),  # "la commission d'accès": a small word gives no letter
        ("CED", AGREEMENT, ""),  # "contrat est d…": never
        ("TVA", "titre valant autorisation", ""),  # once is chance
        ("TVA", "titre valant autorisation, travail valorisé autrement. " * 2, ""),  # which?
        ("CDD", "ce document, défini. ce document, défini", ""),  # no name goes over a comma
        ("ECE", "École centrale d'été. école centrale d'Été", "école centrale d'été"),
        ("ONU", "Organisation des\nNations Unies. " * 2, ""),  # nor over a line
        ("CDD", "", ""),
    ],
)
def test_name_is_read_from_the_reports_unless_in_doubt(acronym, text, name):
    assert written_out(acronym, [text]) == name


def test_name_comes_after_the_question_and_the_acronym_stays():
    asked = with_names("Durée d'un CDD ou CDI ?", [CHARTER, AGREEMENT])
    assert asked == "Durée d'un CDD ou CDI ? contrat à durée déterminée"
    assert with_names("Durée du bail ?", [AGREEMENT]) == "Durée du bail ?"


REPORT = """ACCORD SUR LES EMPLOIS

Article 1

Le contrat à durée déterminée est conclu par écrit pour neuf mois au plus.

Article 2

La durée du travail est fixée à trente-cinq heures par semaine au maximum.

Article 3

La rupture du contrat à durée déterminée ouvre droit à une indemnité.
"""


def test_clause_that_has_the_name_is_found_by_the_acronym(make_library):
    library = make_library({"accord.txt": REPORT})
    question = "Quelle est la durée maximale d'un CDD ?"
    assert library.ask(question).hits[0].clause.key == "1"
    assert library.ask(question).question == question
