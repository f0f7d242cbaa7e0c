"""Mentions of clauses in any text."""

import pytest

from ingest.references import find_clause_mentions, find_numbers_alone


def keys(text):
    """The keys that a text mentions; of a range, its two ends."""
    found = find_clause_mentions(text)
    return [f"{m.key}-{m.through}" if m.through else m.key for m in found]


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
        ("l'article 1/1", ["1/1"]),
        ("what does article 5A say", ["5a"]),
        ("les articles 7a et 7b", ["7a", "7b"]),
        ("l'article 6b)", ["6b"]),
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
        ("article 6, point b bis)", ["6.bbis"]),  # put in between two others
        ("article 6 (b bis)", ["6.bbis"]),
        ("article 2 (1a)", ["2.1a"]),
        ("الفقرة 44 (ب مكرر)", ["44.bbis"]),
        ("المادة ٣ مكرراً", ["3bis"]),
        ("article 3 quinquies", ["3quinquies"]),
        ("الفقرة ٣ (هـ)", ["3.e"]),
        ("الفقرة الثالثة", ["3"]),
        ("المادة 2", ["2"]),
        ("paragraphe 5 et article 7", ["5", "7"]),
        ("articles 013", ["13"]),  # a key has no leading nought
        ("clauses 3 et 8", ["3", "8"]),
        ("articles 3, 5 and 7", ["3", "5", "7"]),
        ("clauses nos 3 et 8", ["3", "8"]),
        ("المواد 3 و5 و7", ["3", "5", "7"]),
        ("la clause 8 et 9 ?", ["8", "9"]),  # nothing that 9 could count
        ("la clause 8 et 14 États", ["8"]),  # 14 of something else
        ("la clause 8, 2 fois", ["8"]),
        ("clauses 3 à 5", ["3-5"]),
        ("articles 3 to 5, and 9", ["3-5", "9"]),
        ("المواد ٣ إلى ٥", ["3-5"]),
        ("من المادة 3 إلى المادة 7", ["3-7"]),
        ("de l'article 3 à l'article 7", ["3-7"]),
        ("entre les articles 3 et 7", ["3-7"]),
        ("between articles 3 and 7", ["3-7"]),
        ("بين المادتين 3 و7", ["3-7"]),
        ("articles 5–7", ["5-7"]),
        ("article premier à 3", ["1-3"]),
        ("articles L112-3 à L112-6", ["L112-3-L112-6"]),
        ("Article 5 - 2019", ["5"]),
        ("article 16, paragraphe 2", ["16.2"]),
        ("article 2 alinéa 3", ["2.3"]),
        ("paragraphe 2 de l'article 16", ["16.2"]),
        ("les paragraphes 1 et 2 de l'article 16", ["16.1", "16.2"]),
        ("paragraph 2 of article 16", ["16.2"]),
        ("الفقرة 2 من المادة 16", ["16.2"]),
        ("alinéa b) de l'article 3", ["3.b"]),
        ("les alinéas a) et b) de l'article 3", ["3.a", "3.b"]),
        ("subparagraph (a) of paragraph 3", ["3.a"]),
        ("البند (أ) من الفقرة 3", ["3.a"]),
        ("point b) du paragraphe 2 de l'article 16", ["16.2.b"]),
        ("article 16, paragraphe 2, point b)", ["16.2.b"]),
        ("paragraphe 5, article 7", ["5", "7"]),  # the higher one comes last: two clauses
        ("l'article 3 a des effets", ["3"]),  # "a" is a verb
        ("art. L. 112-3", ["L112-3"]),
        ("Que dit L112-3 ?", ["L112-3"]),
        ("R. 112-9-1", ["R112-9-1"]),
        # Words as they are shortened in haste, and ordinals in figures.
        ("par 12", ["12"]),
        ("art 26, par 2", ["26.2"]),
        ("art 26 al 2", ["26.2"]),
        ("alinea 2 de l'article 3", ["3.2"]),
        ("parag. 12", ["12"]),
        ("pt 3", ["3"]),
        ("cl. 4", ["4"]),
        ("OP. 5", ["5"]),
        ("3e clause", ["3"]),
        ("la 3ème clause", ["3"]),
        ("the 12th paragraph", ["12"]),
        ("2e alinéa de l'article 12.1", ["12.1.2"]),
        ("article 1 er", ["1"]),
        ("1re clause", ["1"]),
        # Arabic as it is typed without the dots of ة and without hamza; Persian figures.
        ("الماده الثالثه", ["3"]),
        ("الماده الحاديه عشره", ["11"]),
        ("الماده الاولي", ["1"]),
        ("المادة ۲۵", ["25"]),
        # A preamble has a count of its own.
        ("the first paragraph of the preamble", ["PP1"]),
        ("deuxième alinéa du préambule", ["PP2"]),
        ("paragraph 4 of the preamble", ["PP4"]),
        ("considerant 3", ["PP3"]),
        ("الفقرة الأولى من الديباجة", ["PP1"]),
        ("الفقرة 2 من ديباجة الإعلان", ["PP2"]),
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
        "alinéa b)",  # of no clause that is named
        "le point d'ordre",
        "12 ?",
        "vitamine A12-3",
        "élu par 5 membres",  # by five
        "a 3rd party, on the 12th of May",
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
        ("le paragraphe 2 de l'article 16 de la Charte", "Charte"),
        ("paragraph 5 of A/RES/70/1, please", "A/RES/70/1"),
        ("le paragraphe 13 du rapport", ""),  # the report asked about, no other
        ("les clauses 8 et 9 du rapport sur le Mali", "rapport sur le Mali"),
        ("clause 3 in the report on Mali", "report on Mali"),
        ("clauses 3 to 5 of the Mali report?", "report Mali"),
        ("article 7 of the Universal Declaration", "Declaration Universal"),
        ("article 7 of the collective agreement", ""),  # of which, its name would tell
        ("l'article 5 dans la Charte", "Charte"),
        ("الفقرة 3 من تقرير مالي", "تقرير مالي"),
        ("le paragraphe 13 de la réunion", ""),
        ("le paragraphe 13", ""),
    ],
)
def test_a_clause_of_another_text_is_told_apart(text, other):
    assert {mention.other_text for mention in find_clause_mentions(text)} == {other}


def test_each_clause_of_a_list_is_one_of_the_other_text():
    mentions = find_clause_mentions("les articles 3 et 5 de la Charte, et la clause 8")
    assert [(m.key, m.other_text) for m in mentions] == [
        ("3", "Charte"),
        ("5", "Charte"),
        ("8", ""),
    ]


def test_a_code_without_a_word_before_it_may_be_something_else():
    assert [m.bare for m in find_clause_mentions("L112-3 et l'article L112-4")] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 ?", ["12"]),
        ("et la 12", ["12"]),
        ("la 6.e et la 7", ["6.e", "7"]),
        ("8 bis", ["8bis"]),
        ("٣", ["3"]),
        ("1,5 %", []),  # a decimal
        ("24/09", []),
    ],
)
def test_numbers_alone_are_found_where_they_are_asked_for(text, expected):
    assert [m.key for m in find_numbers_alone(text)] == expected
    assert all(m.bare for m in find_numbers_alone(text))


def test_a_mention_knows_where_it_stands():
    text = "Voir la para. 3 (a) et l'article premier."
    found = [text[m.start : m.end] for m in find_clause_mentions(text)]
    assert found == ["para. 3 (a)", "article premier"]
