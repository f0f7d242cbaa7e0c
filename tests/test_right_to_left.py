"""Lines of Arabic, read from where their letters stand."""

import pytest

from ingest.readers.glyphs import Glyph
from ingest.readers.right_to_left import (
    are_arabic,
    is_reversed,
    is_right_to_left,
    logical_glyphs,
    logical_text,
)

SIZE = 10.0


def from_the_right(*words, file_order=1):
    """Return the glyphs of words set from the right, 5 points a letter, 5 between words."""
    glyphs, edge = [], 500.0
    for word in words:
        for letter in word:
            glyphs.append(Glyph(letter, edge - 5, edge))
            edge -= 5
        edge -= 5
    return glyphs[::file_order]


def placed(text, right):
    """Return Latin letters or figures set from the left so that they end at `right`."""
    start = right - 5 * len(text)
    return [Glyph(c, start + 5 * n, start + 5 * n + 5) for n, c in enumerate(text)]


@pytest.mark.parametrize(
    ("glyphs", "read"),
    [
        # The file's own order says nothing: forwards and backwards read alike.
        (from_the_right("حقوق", "الإنسان"), "حقوق الإنسان"),
        (from_the_right("حقوق", "الإنسان", file_order=-1), "حقوق الإنسان"),
        # Figures run from the left among words that run from the right.
        ([*from_the_right("عام"), *placed("2019", 480)], "عام 2019"),
        ([*from_the_right("قرار"), *placed("A/RES/70/1", 470)], "قرار A/RES/70/1"),
        # A Latin name of two words keeps their order.
        ([*from_the_right("في"), *placed("New", 460), *placed("York", 485)], "في New York"),
        # Two letters of one ligature share a box and keep the file's order.
        ([Glyph("ل", 490, 500), Glyph("ا", 490, 500), Glyph("م", 485, 490)], "لام"),
        # An alef leans over the lam before it, as far right; one before a lam stands clear of it.
        ([Glyph("ل", 490, 494), Glyph("ا", 489, 495)], "لا"),
        ([Glyph("ا", 495.5, 497), Glyph("ل", 490, 494), Glyph("ا", 489, 495)], "الا"),
        (from_the_right("ال"), "ال"),
        # The stroke that fills a justified line is no letter, and no space stands in its place.
        ([Glyph("ق", 495, 500), Glyph("\x04", 490, 495), Glyph("ه", 485, 490)], "قه"),
        # A vowel sign goes on the letter that it stands over, wherever the file keeps it.
        ([Glyph("ً", 491, 494), *from_the_right("قد")], "قدً"),
        # Presentation forms say how a letter was drawn.
        ([Glyph("ﻻ", 490, 500)], "لا"),
        # Brackets as drawn, and as they are read: both open before a word.
        (from_the_right(")أ(", "إنشاء"), "(أ) إنشاء"),
        (from_the_right("(أ)", "إنشاء"), "(أ) إنشاء"),
        # The last line of a sentence: its stop stands to the left of the year.
        (placed(".2023", 500), "2023."),
        ([*placed("2", 480), *placed("/", 490), *placed("1", 500)], "1 / 2"),
        # One glyph of both is lam and alef, in whatever order a file has its letters.
        ([Glyph("ث", 495, 500), Glyph("ا", 488, 495), Glyph("ل", 488, 495)], "ثلا"),
        ([Glyph(c, 480, 500) for c in "الله"], "الله"),
        # Letters whose own glyph is taken for a space have the places of their sign.
        (
            [
                Glyph("و", 495, 500),
                Glyph("ً", 490, 491, blank=True),
                Glyph("ل", 488, 489, blank=True),
                Glyph("ا", 489, 490, blank=True),
            ],
            "ولاً",
        ),
        # A wide bracket leaves room inside, but no space.
        ([*from_the_right("(", "أ)")], "(أ)"),
        (from_the_right("«نص»"), "«نص»"),
        (from_the_right("»نص«"), "«نص»"),
        (from_the_right("٤)أ()١("), "٤(أ)(١)"),  # letters on both sides: by turns
        (from_the_right("سنة(", "ثم"), "سنة) ثم"),  # opened on the line before
        ([], ""),
    ],
)
def test_letters_are_read_where_they_stand(glyphs, read):
    assert logical_text(glyphs, SIZE) == read


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("المادة 12", True),
        ("Article 12", False),
        ("", False),
        ("12", False),  # no letters: as it stands
        ("انظر OIC", True),
        ("The word سلام in English", False),  # mostly Latin
    ],
)
def test_direction_is_that_of_most_letters(line, answer):
    assert is_right_to_left(line) is answer


@pytest.mark.parametrize(
    ("text", "reversed_"),
    [
        ("المادة الأولى في المدينة على مستوى الدولة", False),
        ("المادة الأولى في المدينة على مستوى الدولة"[::-1], True),
        ("ةداملا 12", False),  # one word may be misspelt
        ("The meeting", False),
    ],
)
def test_words_that_begin_with_letters_that_only_end_words_are_reversed(text, reversed_):
    assert is_reversed(text) is reversed_


def test_each_letter_still_stands_where_it_stood():
    read = logical_glyphs([*from_the_right("عام"), *placed("2019", 480)], SIZE)
    assert [(glyph.text, glyph.left) for glyph in read if glyph.text != " "] == [
        ("ع", 495), ("ا", 490), ("م", 485), ("2", 460), ("0", 465), ("1", 470), ("9", 475),
    ]  # fmt: skip


# As browsers write "عقلاً": the alef and its sign are two glyphs, and each is said to be both.
LAM, ALEF, SIGN = "\u0644", "\u0627", "\u064b"
DRAWN_APART = [
    Glyph("ع", 137, 142),
    Glyph(ALEF, 130.93, 131.98), Glyph(SIGN, 129.88, 130.93),  # the sign's glyph, parted evenly
    Glyph(ALEF, 132.08, 133.72), Glyph(LAM, 130.64, 136.95),
    Glyph(SIGN, 130.43, 132.08),  # with the alef, the alef's glyph
]  # fmt: skip


@pytest.mark.parametrize(
    ("glyphs", "read"),
    [
        (DRAWN_APART, f"ع{LAM}{ALEF}{SIGN}"),
        # A sign that is half of its letter's glyph is not the next letter's, however near.
        (
            [Glyph("م", 180.2, 182.48), Glyph(SIGN, 177.92, 180.2), Glyph(ALEF, 176.04, 178.17)],
            f"م{SIGN}{ALEF}",
        ),
        ([Glyph("ت", 20, 25), Glyph("ت", 15, 20)], "تت"),  # two letters are two
    ],
)
def test_a_letter_and_its_sign_are_read_once_and_together(glyphs, read):
    assert logical_text(glyphs, SIZE) == read


@pytest.mark.parametrize(
    ("lines", "arabic"),
    [
        (["حقوق الإنسان", ".2023"], True),
        (["حقوق الإنسان", "Resolution 2719 of the Security Council"], False),  # two languages
        ([".2023", "12"], False),
    ],
)
def test_a_page_of_arabic_has_its_figures_from_the_right(lines, arabic):
    assert are_arabic(lines) is arabic


def test_a_symbol_broken_after_its_hyphen_keeps_it_at_its_end():
    """The next line goes on with it; the page draws the hyphen right of the Latin letters."""
    letters = [Glyph(c, 100 + 6 * n, 105 + 6 * n) for n, c in enumerate("CFM-")]
    words = [Glyph(c, 140 - 6 * n, 145 - 6 * n) for n, c in enumerate("رقم")]
    assert logical_text([*letters, *words], 10) == "رقم CFM-"
