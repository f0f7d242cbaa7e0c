"""Which of the three languages a text is in."""

import pytest

from ingest.language import language_of


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
