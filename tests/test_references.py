"""Mentions of clauses in any text."""

import pytest

from ingest.references import find_clause_mentions


def keys(text):
    return [mention.key for mention in find_clause_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Que dit le paragraphe 13 ?", ["13"]),
        ("Que dit la clause (13) ?", ["13"]),
        ("au § 12 du rapport", ["12"]),
        ("voir §§ 12", ["12"]),
        ("le paragraphe n° 4", ["4"]),
        ("what does OP3 request", ["3"]),
        ("operative paragraph 12", ["12"]),
        ("recital 47", ["PP47"]),
        ("le considérant (4)", ["PP4"]),
        ("la troisième clause", ["3"]),
        ("l'article premier", ["1"]),
        ("l'article 8 bis", ["8bis"]),
        ("l'article 8-1", ["8-1"]),
        ("l'article L112-3", ["L112-3"]),
        ("l'article l112-3", ["L112-3"]),  # as people type it
        ("le paragraphe 6 e)", ["6.e"]),
        ("what does para. 3 (a) say", ["3.a"]),
        ("paragraph 44(b)(i)", ["44.b.i"]),
        ("point 6.e", ["6.e"]),
        ("the third paragraph", ["3"]),
        ("PP2", ["PP2"]),
        ("preambular paragraph 1", ["PP1"]),
        ("الفقرة ٣", ["3"]),
        ("الفقرة 44 (ب) (١)", ["44.b.1"]),
        ("الفقرة ٣ (هـ)", ["3.e"]),
        ("الفقرة الثالثة", ["3"]),
        ("المادة 2", ["2"]),
        ("paragraphe 5 et article 7", ["5", "7"]),
        ("articles 013", ["13"]),  # a key has no leading nought
    ],
)
def test_clauses_are_found_by_every_form_of_their_number(text, expected):
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "en 2019",  # a number alone names no clause
        "la résolution 2480 (2019)",
        "le point de vue du Mali",
        "la clause de sauvegarde",
        "disarticle 3",  # inside a word
        "paragraphe 12345",  # no clause has five figures
        "the ſecond clause",  # letters that equal others only ignoring case
        "clause fıfth",
    ],
)
def test_other_numbers_and_words_are_no_mention(text):
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("le paragraphe 3 de la résolution 2480 ?", "résolution 2480"),
        ("para. 3 (a) of resolution 70/1", "resolution 70/1"),
        ("l'article 51 de la Charte des Nations Unies, et", "Charte des Nations Unies"),
        ("الفقرة 3 من القرار 2480؟", "القرار 2480"),
        ("le paragraphe 13 du rapport", ""),  # the report asked about, no other
        ("le paragraphe 13 de la réunion", ""),
        ("le paragraphe 13", ""),
    ],
)
def test_a_clause_of_another_text_is_told_apart(text, other):
    assert [mention.other_text for mention in find_clause_mentions(text)] == [other]


def test_a_mention_knows_where_it_stands():
    text = "Voir la para. 3 (a) et l'article premier."
    found = [text[m.start : m.end] for m in find_clause_mentions(text)]
    assert found == ["para. 3 (a)", "article premier"]
