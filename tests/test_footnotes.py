"""Footnotes at page feet."""

from array import array
from dataclasses import replace

import pytest

from ingest.footnotes import drop_footnotes
from ingest.models import Block, Box
from ingest.notes import notes_of


def column(*lines, page=1):
    """Lines as (text, size) down a page."""
    return [
        Block(text, page, box=Box(70, 90 + 12 * n, 500, 100 + 12 * n), size=size)
        for n, (text, size) in enumerate(lines)
    ]


def words(lines):
    return [block.text for block in drop_footnotes(lines)[0]]


TEXT = [("Le Conseil décide ce qui suit", 11)] * 6


@pytest.mark.parametrize(
    ("line", "note", "left"),
    [
        ("la charte1 des États", "1Journal officiel, p. 3.", "la charte des États"),
        ("la charte (1) des États", "(1) Journal officiel, p. 3.", "la charte des États"),
        ("selon la charte.2", "2 Journal officiel.", "selon la charte."),  # after the stop
        ("la « charte »3 des États", "3 Ibid.", "la « charte » des États"),
        ("la charte* des États", "* Voir l'annexe.", "la charte des États"),
        ("ميثاق1 الأمم", "1 انظر التقرير.", "ميثاق الأمم"),
    ],
)
def test_a_note_and_its_mark_are_taken_out_of_the_text_and_told(line, note, left):
    lines = column(*TEXT, (line, 11), (note, 8), ("et suivantes.", 8))
    kept, (doubt,) = drop_footnotes(lines)
    assert [block.text for block in kept] == [*(text for text, _ in TEXT), left]
    whole = f"{note} et suivantes."
    assert (doubt.code, doubt.page) == ("footnotes", 1)
    assert doubt.values == {"count": 1, "text": whole, "notes": whole}


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("la charte1 des États", "1 Journal officiel."),  # in letters of the text's size
        ("la charte des États", "1 Journal officiel."),  # without a mark in the text
        ("en 2011 et en 1", "1 Journal officiel."),  # a figure is no mark
        ("l'article 4.1 décide", "1 Journal officiel."),
        ("la charte1 des États", "Le texte continue."),  # small, but no note
    ],
)
def test_other_lines_at_the_foot_are_text(line, note):
    size = 11 if line.startswith("la charte1") and note.startswith("1") else 8
    lines = column(*TEXT, (line, 11), (note, size))
    assert drop_footnotes(lines) == (lines, [])


def test_a_paragraph_goes_on_over_the_notes_of_its_page():
    lines = [*column(*TEXT, ("la charte1 des", 11), ("1 Ibid.", 8)), *column(*TEXT, page=2)]
    assert words(lines)[6:8] == ["la charte des", TEXT[0][0]]


def test_notes_are_kept_whole_and_in_order():
    first = column(
        *TEXT, ("la charte1 des2 États", 11), ("1 Comité socio-", 8),
        ("économique, 12 mai 2019.", 8), ("2 Ibid.", 8),
    )  # fmt: skip
    second = column(*TEXT, ("un puits3 sûr", 11), ("3 Voir plus", 8), ("haut.", 8), page=2)
    _, doubts = drop_footnotes([*first, *second])
    assert notes_of(doubts) == [
        "1 Comité socio-économique, 12 mai 2019.", "2 Ibid.", "3 Voir plus haut.",
    ]  # fmt: skip


def test_each_column_of_a_page_has_its_notes():
    left = column(*TEXT, ("la charte1 des", 11), ("1 Ibid.", 8))
    assert words([*left, *left]) == [*(text for text, _ in TEXT), "la charte des"] * 2


def test_lines_without_places_are_left_as_they_are():
    lines = [Block("la charte1"), Block("1 Ibid.")]
    assert drop_footnotes(lines) == (lines, [])


def test_the_other_words_of_a_line_stay_where_they_are_when_a_mark_goes():
    lines = column(*TEXT, ("mot1 vu", 11), ("1 Ibid.", 8))
    edges = array("f", range(2 * len("mot1 vu")))
    lines[6] = replace(lines[6], edges=edges)
    line = drop_footnotes(lines)[0][6]
    assert (line.text, [*line.edges]) == ("mot vu", [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13])
