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


@pytest.mark.parametrize("text", ["", "   ", "2019 — 13. (2480)", "___"])
def test_a_text_without_letters_is_in_the_language_of_its_reader(text):
    assert language_of(text, otherwise="ar") == "ar"
    assert language_of(text) == "en"
