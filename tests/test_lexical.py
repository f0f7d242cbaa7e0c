"""Search by words: stems, elisions, letter forms, numbers and symbols."""

import pytest

from retrieval.lexical import LexicalIndex, terms_of

PASSAGES = [
    ("La réunion a condamné les attaques et salué la sécurité retrouvée.", "fr"),
    ("Elle a rappelé l'Accord d'Alger et la résolution 2480 (2019).", "fr"),
    ("The meeting condemned the attacks on MINUSMA.", "en"),
    ("أكدت الدول الأعضاء دعمها للمنظمات الإسلامية، وفقا للقرار A/RES/70/1.", "ar"),
    ("La Commission se compose de 5 membres.", "fr"),
]


@pytest.fixture(scope="module")
def index():
    return LexicalIndex(PASSAGES)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("attaque", {0}),  # one form for another
        ("securite", {0}),  # typed without accents
        ("LA SÉCURITÉ", {0}),
        ("qu'en est-il de l'accord ?", {1}),  # an elision cuts a word off
        ("résolution 2480", {1}),
        ("2480", {1}),  # a number is one word
        ("248", set()),  # and no part of one
        ("attacks", {2}),  # the English word is no form of the French one
        ("MINUSMA", {2}),  # a name in any language
        ("المنظمات الاسلامية", {3}),  # without hamza
        ("المنظّماتُ الإسلاميّة", {3}),  # with vowel signs
        ("A/RES/70/1", {3}),
        ("Quels sont les ?", set()),  # asks, and tells nothing
        ('"" OR ^ ~ ( [ : *', set()),  # no syntax
        ("", set()),
    ],
)
def test_words_are_found_in_their_forms(query, rows, index):
    assert set(index.search(query, 10)) == rows


def test_rarer_words_and_more_of_them_score_higher(index):
    scores = index.search("réunion attaques résolution", 10)
    assert scores[0] > scores[1]
    assert len(index.search("réunion attaques résolution", 1)) == 1


def test_words_of_a_query_count_once():
    assert terms_of("attaque ATTAQUE") == terms_of("attaque")


def test_an_empty_index_finds_nothing():
    assert LexicalIndex([]).search("attaque", 5) == {}
