"""Search by words: stems, elisions, letter forms, numbers and symbols."""

import pytest

from retrieval.lexical import LexicalIndex, LexicalWriter, terms_of
from tests.index_making import by_row

PASSAGES = [
    ("La réunion a condamné les attaques et salué la sécurité retrouvée.", "fr"),
    ("Elle a rappelé l'Accord d'Alger et la résolution 2480 (2019).", "fr"),
    ("The meeting condemned the attacks on MINUSMA.", "en"),
    ("أكدت الدول الأعضاء دعمها للمنظمات الإسلامية، وفقا للقرار A/RES/70/1.", "ar"),
    ("La Commission se compose de 5 membres.", "fr"),
]


def written(folder, passages, before=None):
    """The index of passages; each is of a report of its own, with the row's number."""
    writer = LexicalWriter(folder, before)
    for row, (text, language) in enumerate(passages):
        writer.add(row, row, text, language)
    writer.close()
    return LexicalIndex(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return written(tmp_path_factory.mktemp("words") / "words", PASSAGES)


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
    assert set(by_row(index.search(query, 10))) == rows


@pytest.mark.parametrize(
    "forms",
    [
        # With the article and without, and with what is written onto it.
        ["مدرسة", "المدرسة", "والمدرسة", "بالمدرسة", "للمدرسة", "مدرسه", "المدرسه"],
        ["مسؤولية", "المسؤولية"],
        ["مشتركة", "المشتركة"],
        ["لجنة", "اللجنة"],
        ["اتفاقية", "الاتفاقية", "بالاتفاقية"],
        ["دولة", "الدولة", "والدولة"],
        ["حرية", "الحرية"],
        ["منظمات", "المنظمات", "والمنظمات"],
        # The last letter of a short word is its own.
        ["وجه", "الوجه"],
        ["سنة", "السنة", "سنه"],
        ["كتاب", "كتابه", "الكتاب"],
    ],
)
def test_forms_of_an_arabic_noun_are_one_word(forms):
    assert len({terms_of(form)[-1] for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("والد", "ولد"), ("وجه", "وجبة"), ("سنة", "سند")])
def test_other_arabic_words_stay_apart(one, other):
    assert terms_of(one)[-1] != terms_of(other)[-1]


def test_rarer_words_and_more_of_them_score_higher(index):
    scores = by_row(index.search("réunion attaques résolution", 10))
    assert scores[0] > scores[1]
    assert len(index.search("réunion attaques résolution", 1).rows) == 1


def test_words_of_a_query_count_once():
    assert terms_of("attaque ATTAQUE") == terms_of("attaque")


def test_an_empty_index_finds_nothing(tmp_path):
    assert by_row(written(tmp_path / "words", []).search("attaque", 5)) == {}


def test_a_search_keeps_to_the_reports_asked(index):
    scores = by_row(index.search("la réunion et la résolution", 10))
    assert set(scores) == {0, 1}
    inside = index.search("la réunion et la résolution", 10, [1, 4])
    assert by_row(inside) == {1: scores[1]}
    assert by_row(index.search("la réunion et la résolution", 10, [])) == {}


def test_rows_that_tie_for_the_last_places_are_left_out(tmp_path):
    passages = [("puits", "fr"), ("puits et barrage", "fr"), ("puits", "fr"), ("barrage", "fr")]
    index = written(tmp_path / "words", passages)
    assert set(by_row(index.search("puits barrage", 4))) == {0, 1, 2, 3}
    assert set(by_row(index.search("puits barrage", 3))) < {0, 1, 2, 3}
    assert (
        len(index.search("puits barrage", 3).rows) == 2
    )  # 0 and 2 tie, and one of them would come


def test_what_is_added_and_removed_later_leaves_the_earlier_folder_as_it_was(tmp_path, index):
    before = written(tmp_path / "1", PASSAGES)
    writer = LexicalWriter(tmp_path / "2", tmp_path / "1")
    writer.remove(0)
    writer.add(5, 5, "La réunion a salué la sécurité.", "fr")
    writer.close()
    assert set(by_row(LexicalIndex(tmp_path / "2").search("réunion", 10))) == {5}
    assert set(by_row(before.search("réunion", 10))) == {0}
    assert set(by_row(LexicalIndex(tmp_path / "1").search("réunion", 10))) == {0}
