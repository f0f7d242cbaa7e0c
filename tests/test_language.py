"""Which of the three languages a text is in."""

import pytest

from ingest.language import doubt_language, language_beside, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La réunion a réaffirmé son ferme attachement à l'unité du Mali.", "fr"),
        ("LA RÉUNION A RÉAFFIRMÉ SON FERME ATTACHEMENT", "fr"),  # capitals are words too
        ("The meeting reaffirmed its commitment to the unity of Mali.", "en"),
        ("أكد الاجتماع التزامه بوحدة مالي", "ar"),
        ("أكد الاجتماع تقديره لبعثة MINUSMA", "ar"),  # a name in Latin letters changes nothing
        ("Le mot عربي est arabe, la phrase est française.", "fr"),
        ("ﺍﻻﺟﺘﻤﺎﻉ ﻋﻠﻰ", "ar"),  # letters as drawn, which old files hold
    ],
)
def test_language_is_told_by_the_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La réunion de la commission et les membres du groupe. " * 5, "fr"),
        ("The meeting of the commission and its members shall report to the group. " * 5, "en"),
    ],
)
def test_a_text_with_many_common_words_needs_no_model(text, language, monkeypatch):
    monkeypatch.setattr("ingest.language.identifier", None)
    assert language_of(text) == language


def test_a_text_in_both_languages_is_told_by_the_library():
    both = "The members of the group and the meeting. Les membres du groupe et la réunion. " * 9
    assert language_of(both) in {"fr", "en"}


@pytest.mark.parametrize("text", ["", "   ", "2019 — 13. (2480)", "___"])
def test_a_text_without_letters_is_in_the_language_of_its_reader(text):
    assert language_of(text, otherwise="ar") == "ar"
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La reunión reafirmó su firme compromiso con los principios de soberanía, unidad"
         " e integridad territorial de Malí, y tomó nota de los avances logrados.", "es"),
        ("A reunião reafirmou o seu firme compromisso com os princípios de soberania, unidade e"
         " integridade territorial do Mali, e tomou nota dos progressos alcançados.", "pt"),
        ("این جلسه بر تعهد خود به وحدت مالی تأکید کرد و از همه طرف‌ها خواست که به توافق صلح پایبند"
         " باشند و گزارش خود را تا پایان سال به دبیرخانه ارائه کنند", "fa"),
        ("La réunion a réaffirmé son ferme attachement aux principes de souveraineté, d'unité et"
         " d'intégrité territoriale du Mali, et pris acte des progrès accomplis.", None),
        ("The meeting reaffirmed its firm commitment to the principles of sovereignty, unity and"
         " territorial integrity of Mali, and took note of the progress made.", None),
        ("أكد الاجتماع التزامه الراسخ بمبادئ السيادة والوحدة والسلامة الإقليمية لمالي، وأحاط"
         " علما بالتقدم المحرز في عملية السلام خلال الأشهر الأخيرة.", None),
        ("Acuerdo de paz", None),  # too short to be sure
    ],
)  # fmt: skip
def test_a_text_in_none_of_the_three_languages_is_told(text, language):
    told = [doubt.values["language"] for doubt in doubt_language(text)]
    assert told == ([language] if language else [])


FRENCH = (
    "La réunion a réaffirmé son ferme attachement aux principes de souveraineté, d'unité et"
    " d'intégrité territoriale du Mali, et pris acte des progrès accomplis."
)
ENGLISH = (
    "The meeting reaffirmed its firm commitment to the principles of sovereignty, unity and"
    " territorial integrity of Mali, and took note of the progress made."
)
ARABIC = (
    "أكد الاجتماع التزامه الراسخ بمبادئ السيادة والوحدة والسلامة الإقليمية لمالي، وأحاط علما"
    " بالتقدم المحرز في عملية السلام خلال الأشهر الأخيرة."
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (FRENCH, "fr", ""),
        (ENGLISH, "fr", "en"),
        (ARABIC, "fr", "ar"),
        (FRENCH, "ar", "fr"),
        (ARABIC, "ar", ""),
        (FRENCH[:75] + ARABIC[:75], "fr", ""),  # both: left alone
        ("Prime Minister of the Republic", "fr", ""),  # too short: a name
        ("12 345 678 | " * 20, "en", ""),  # a row of figures
    ],
)
def test_a_clause_in_another_language_than_the_report_is_marked(text, language, found):
    assert language_beside(text, language) == found
