"""A number that is asked for, and a text that has none."""

import pytest

from retrieval.asked_for import counts_clauses, lacks_number

NONE, FIGURE = "Le conseil désigne ses membres.", "Le conseil a 15 membres."


@pytest.mark.parametrize(
    "question",
    [
        "Combien de membres compte le conseil ?",
        "Quand le texte entre-t-il en vigueur ?",
        "Quelle est la durée du mandat ?",
        "quel montant l'Alliance compte-t-elle investir ?",
        "Quel est l'âge de la majorité ?",
        "À partir de quel âge peut-on voter ?",
        "Quel quorum ?",
        "How many members has the council?",
        "how long is the term",
        "When does it enter into force?",
        "What is the minimum age?",
        "كم عدد أعضاء المجلس؟",
        "متى يدخل النص حيز النفاذ؟",
        "ما هي مدة الولاية؟",
    ],
)
def test_number_is_asked_for(question):
    assert lacks_number(question, NONE)
    assert not lacks_number(question, FIGURE)


@pytest.mark.parametrize(
    "question",
    [
        "Qui désigne les membres du conseil ?",
        "Que dit le texte sur la durée du travail ?",  # its topic, not a figure
        "Où siège le conseil ?",
        "What does the report say about refugees?",
        "ماذا يقول النص عن اللاجئين؟",
        "",
    ],
)
def test_no_number_is_asked_for(question):
    assert not lacks_number(question, NONE)


@pytest.mark.parametrize(
    "text",
    ["dans un délai de deux mois", "every three years", "le tiers des voix", "half of the seats",
     "خمسة عشر عضوا", "مرة كل سنتين", "٣ أعضاء", "once a year", "une fois par an"],
)  # fmt: skip
def test_numbers_in_words_are_numbers(text):
    assert not lacks_number("Combien ?", text)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Il nomme un Premier Ministre conformément à l'article 54.", True),
        ("Il est lu avec les articles L. 212-1 et 213.", True),
        ("As set out in paragraph 3.", True),
        ("Selon l'article 54, le mandat est de 5 ans.", False),
        ("Par l'article 54 et 3 jours plus tard.", False),
    ],
)
def test_number_of_a_clause_that_is_cited_is_none(text, lacks):
    assert lacks_number("Combien de temps dure le mandat ?", text) is lacks


@pytest.mark.parametrize(
    ("question", "rest", "counts"),
    [
        ("Combien d'articles dans la Constitution de Madagascar ?", "", True),
        ("combien de clauses compte le rapport sur le Mali ?", "combien de clauses compte ?", True),
        ("How many articles are there in the UDHR?", "How many articles are there ?", True),
        ("كم عدد مواد الإعلان العالمي؟", "كم عدد مواد", True),
        # A clause may tell these.
        ("Combien d'articles ont été abrogés ?", "Combien d'articles ont été abrogés ?", False),
        ("How many members are there?", "How many members are there?", False),
        ("Que dit l'article 5 ?", "", False),
    ],
)
def test_no_clause_tells_how_many_there_are(question, rest, counts):
    assert counts_clauses(question, rest) is counts
