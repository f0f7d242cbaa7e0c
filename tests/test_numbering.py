"""Printed numbers: what they read as, and what only looks like one."""

import pytest

from ingest.eids import make_eid
from ingest.models import Kind
from ingest.numbering import read_labels
from ingest.numerals import letters, roman, roman_value
from ingest.pipeline import Source, parse_report


@pytest.mark.parametrize(
    ("line", "num", "segments"),
    [
        ("12. Requests the Secretary-General", "12.", ["12"]),
        ("12.", "12.", ["12"]),  # its words are on the next line
        ("12) to request", "12)", ["12"]),
        ("(12) to request", "(12)", ["12"]),
        ("12 - partisans", "12 -", ["12"]),
        ("(12)", "(12)", ["12"]),  # alone on its line
        ("a)", "a)", ["a"]),
        ("1a. Member States", "1a.", ["1a"]),
        ("1 bis. La Commission", "1 bis.", ["1bis"]),
        ("§ 1er. Le Roi", "§ 1er.", ["1"]),
        ("1.Les parties", "1.", ["1"]),  # no space
        ("1-Les parties", "1-", ["1"]),
        ("١-يقرر", "١-", ["1"]),
        ("أ-مزاولة مهام", "أ-", ["a"]),
        ("٢- يقرر", "٢-", ["2"]),  # eastern digits
        ("a. to submit", "a.", ["a"]),
        ("a) présenter", "a)", ["a"]),
        ("(a) To submit", "(a)", ["a"]),
        ("(iv) To report", "(iv)", ["iv"]),
        ("(i) To report", "(i)", ["i", "i"]),  # a letter or a numeral: what came before decides
        ("Article 12. - Le Président", "Article 12. -", ["12"]),
        ("ARTICLE 5", "ARTICLE 5", ["5"]),
        ("Art. 3 bis - Le Président", "Art. 3 bis -", ["3bis"]),
        ("Article 10 quater", "Article 10 quater", ["10quater"]),
        ("1/ Les parties", "1/", ["1"]),
        ("1°) les dons", "1°)", ["1"]),
        ("I. - Le chapitre Ier", "I. -", ["i", "i"]),  # or the letter I
        ("A - Généralités", "A -", ["a"]),
        ("A) Généralités", "A)", ["a"]),
        ("(A) General", "(A)", ["a"]),
        ("bb) présenter", "bb)", ["bb", "bb"]),  # doubled, or put in after ba)
        ("(aa) To submit", "(aa)", ["aa", "aa"]),
        ("(ba) the institution", "(ba)", ["ba"]),
        ("(ia) the institution", "(ia)", ["ia", "ia"]),  # after the letter, or the numeral
        ("b bis) l'établissement", "b bis)", ["bbis"]),
        ("(ب مكرر) المؤسسة", "(ب مكرر)", ["bbis"]),
        ("(2a) The institution", "(2a)", ["2a"]),
        ("1° bis Les dons", "1° bis", ["1bis"]),
        ("I bis. - Le chapitre", "I bis. -", ["ibis", "ibis"]),
        ("OP12. Requests", "OP12.", ["12"]),
        ("PP3 Recalling", "PP3", ["3"]),
        ("'١' الإنذار المبكر", "'١'", ["1"]),
        ("أ- تبادل الخبرات", "أ-", ["a"]),
        ("أ/ تبادل الخبرات", "أ/", ["a"]),
        ("أولا: تشكل لجنة", "أولا:", ["1"]),
        ("ثانياً - تجتمع", "ثانياً -", ["2"]),  # with its vowel sign
        ("حادي عشر: ترفع", "حادي عشر:", ["11"]),
        ("§ 4 Les parties", "§ 4", ["4"]),
        ("Section 3. Powers", "Section 3.", ["3"]),
        ("Rule 7", "Rule 7", ["7"]),
        ("الفصل 12", "الفصل 12", ["12"]),
        ("الفقرة ٣: يجوز", "الفقرة ٣:", ["3"]),
        ("المادة ٢:", "المادة ٢:", ["2"]),
        ("المادة -1- تؤسس لجنة", "المادة -1-", ["1"]),
        ("المادة ـ 12 ـ", "المادة ـ 12 ـ", ["12"]),
        ("مادة أولى", "مادة أولى", ["1"]),  # without the article, as in Kuwait
        ("مادة ثانية عشرة", "مادة ثانية عشرة", ["12"]),
        ("أولا:- وضع الخطط", "أولا:-", ["1"]),
        ("أ ـ وضع الخطط", "أ ـ", ["a"]),
        ("1ـ وضع الخطط", "1ـ", ["1"]),
        ("Article premier (nouveau) :", "Article premier (nouveau) :", ["1"]),
        ("Article 11 (supprimé).", "Article 11 (supprimé).", ["11"]),
        ("Article 12 bis nouveau. -", "Article 12 bis nouveau. -", ["12bis"]),
        ("Article 7a", "Article 7a", ["7a"]),
        ("5A. Any person", "5A.", ["5a"]),  # inserted after 5
        ("ARTICLE DEUX", "ARTICLE DEUX", ["2"]),
        ("Article unique", "Article unique", ["1"]),
        ("1.—(1) The law", "1.—", ["1"]),
        ("1 . Les parties", "1 .", ["1"]),
        ("المادة رقم (1)", "المادة رقم (1)", ["1"]),
        ("مادة (٣) مكررا", "مادة (٣) مكررا", ["3bis"]),
        ("1.1.1 “carrier” means", "1.1.1", ["1.1.1"]),
        ("8-1 Les membres", "8-1", ["8.1"]),  # no word for an article: the first of 8
        ("8-1. Les membres", "8-1.", ["8.1"]),
        ("1.2 - Objet", "1.2 -", ["1.2"]),
        ("2.3 (a) The Parties", "2.3", ["2.3"]),
        ("المادة 3 مكرر", "المادة 3 مكرر", ["3bis"]),  # keys have no language
    ],
)
def test_printed_number_is_read(line, num, segments):
    labels = read_labels(line)
    assert [(label.num, label.segment) for label in labels] == [(num, s) for s in segments]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("12. Requests", "Requests"),
        ("(a)   To submit", "To submit"),
        ("Article premier. – Le Mali", "Le Mali"),
        ("المادة 2 لكل إنسان", "لكل إنسان"),
    ],
)
def test_the_words_begin_after_the_number(line, words):
    assert line[read_labels(line)[0].end :] == words


@pytest.mark.parametrize(
    "line",
    [
        "12.5",
        "(see annex II) the Board",  # a remark in brackets
        "2480 (2019) du Conseil de sécurité",  # a resolution
        "article 12, paragraphe 3, de la Charte",  # a reference
        "L'article 3 dispose",
        "1er juin 2020",
        "14ème session",
        "e.g. the Board",
        "هـ الموافق 10 يونيو",  # the Hijri calendar, broken from its year
        "مادة دسمة",
        "0. Rien",  # no sequence has a place 0
        "20190. Un montant",  # five figures are no clause
        "-5. Moins cinq",
        "",
    ],
)
def test_prose_that_only_looks_like_a_number_is_none(line):
    assert read_labels(line) == []


@pytest.mark.parametrize("line", ["Article ſecond", "Article fıfth"])
def test_letters_that_equal_others_only_ignoring_case_make_no_ordinal(line):
    assert read_labels(line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Article premier", 1),
        ("Article 1er", 1),
        ("ARTICLE PREMIER", 1),
        ("Article First", 1),
        ("Article dix-neuvième", 19),  # not the "dix" it begins with
        ("Article twentieth", 20),
        ("المادة الأولى", 1),
        ("المادة العاشرة", 10),
        ("المادة الحادية عشرة", 11),
        ("المادة الثانية عشر", 12),  # a slip often printed
        ("المادة العشرون", 20),
        ("المادة الخامسة والثلاثون", 35),
        ("المادة الثانية والعشرين", 22),
        ("المادة المائة", 100),
    ],
)
def test_ordinals_of_three_languages_count(line, value):
    assert [label.value for label in read_labels(line)] == [value]


@pytest.mark.parametrize(
    ("printed", "segment"),
    [
        ("(أ)", "a"),
        ("(ب)", "b"),
        ("(ج)", "c"),  # third, by the abjad and not by the dictionary
        ("(د)", "d"),
        ("(هـ)", "e"),  # a lone heh is printed with a stroke, so as not to look like a five
        ("(ه)", "e"),
        ("(و)", "f"),
        ("(ي)", "j"),
    ],
)
def test_arabic_letters_become_the_latin_ones_of_the_same_place(printed, segment):
    assert [label.segment for label in read_labels(f"{printed} أن يقدم")] == [segment]


@pytest.mark.parametrize(
    ("num", "value"),
    [("i", 1), ("iv", 4), ("xix", 19), ("xl", 40), ("lxxxix", 89), ("iiii", 0), ("vx", 0), ("", 0)],
)
def test_only_well_formed_numerals_have_a_value(num, value):
    assert roman_value(num) == value
    assert not value or roman(value) == num


def test_letters_go_on_doubled_after_the_alphabet():
    assert [letters(place) for place in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]


@pytest.mark.parametrize(
    ("parent", "kind", "segment", "eid"),
    [
        ("", Kind.PARAGRAPH, "13", "para_13"),
        ("", Kind.ARTICLE, "6", "art_6"),
        ("art_6", Kind.SUBPARAGRAPH, "e", "art_6__point_e"),  # the letters of an article are points
        ("para_44", Kind.SUBPARAGRAPH, "b", "para_44__subpara_b"),
        ("para_44__subpara_b", Kind.SUBPARAGRAPH, "i", "para_44__subpara_b__subpara_i"),
        ("annex_1", Kind.PARAGRAPH, "2", "annex_1__para_2"),
    ],
)
def test_eid_follows_the_akoma_ntoso_names(parent, kind, segment, eid):
    assert make_eid(parent, kind, segment) == eid


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("المئة", 100),
        ("الأولى بعد المائة", 101),
        ("الثامنة والعشرون بعد المئة", 128),
        ("الثانية عشرة بعد المائتين", 212),
    ],
)
def test_arabic_ordinals_go_on_after_a_hundred(words, value):
    assert read_labels(f"المادة {words}: تلغى")[0].value == value


@pytest.mark.parametrize("line", ["1 - 2 نوفمبر 2022", "2 March 2022 was a day of rest"])
def test_a_date_is_no_number(line):
    paragraphs = ["PROGRAMME", "1. The Board met.", line, "2. It rose.", "3. It met again."]
    clauses = parse_report(Source("a.txt", "\n\n".join(paragraphs).encode())).clauses
    assert [c.key for c in clauses if c.key != "front"] == ["1", "2", "3"]
