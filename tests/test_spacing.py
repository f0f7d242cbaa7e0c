"""The space between lines of a page, told as gaps."""

from array import array
from dataclasses import replace

import pytest

from ingest.models import Block, Box
from ingest.spacing import mark_gaps


def line(foot, page=1, height=10, gap=False):
    """A line whose foot is that far below its page's top."""
    return Block("Le Conseil", page, gap=gap, box=Box(70, foot - height, 500, foot))


def gaps(blocks):
    return [block.gap for block in mark_gaps(blocks)]


@pytest.mark.parametrize(
    ("feet", "expected"),
    [
        ([100, 112, 124, 136], [False, False, False, False]),
        ([100, 112, 136, 148], [False, False, True, False]),  # an empty line
        ([100, 112, 124, 142], [False, False, False, True]),  # half of one
        ([100, 112, 124, 139], [False, False, False, False]),  # a line with a raised sign
        ([100, 112, 124, 100, 112], [False, False, False, False, False]),  # up: the next column
        ([100, 100, 112, 124], [False, False, False, False]),  # two pieces of one line
        ([100], [False]),
        ([], []),
        ([100, 130], [False, False]),  # nothing to tell usual from wide
        ([300, 200, 100], [False, False, False]),  # upwards only: no usual distance
    ],
)
def test_a_line_farther_from_the_last_than_usual_has_a_gap_before_it(feet, expected):
    assert gaps([line(foot) for foot in feet]) == expected


def test_the_height_of_a_line_makes_no_gap():
    tall = [line(100), line(112), line(124, height=20), line(136), line(148)]
    assert gaps(tall) == [False] * 5


def test_letters_that_hang_from_a_small_line_make_no_gap():
    lines = [Block("un", 1, box=Box(70, 10 * n, 500, 10 * n + 7 + 3 * (n == 3))) for n in range(20)]
    assert gaps(lines) == [False] * 20


def test_the_usual_distance_is_that_of_the_whole_file():
    pages = [line(foot, page) for page in (1, 2) for foot in (100, 112, 124)]
    assert gaps([*pages, line(100, 3), line(124, 3)]) == [False] * 7 + [True]


def test_the_first_line_of_a_page_keeps_what_its_reader_said():
    blocks = [line(100), line(112), line(700, 2, gap=True), line(100, 3), line(112, 3)]
    assert gaps(blocks) == [False, False, True, False, False]


def test_what_lines_stand_on_says_how_far_apart_they_are():
    """Nothing hangs from the second line: its foot is 2 points higher than others'."""
    lines = [line(n * 12 - 2 * (n == 2)) for n in range(1, 7)]
    assert True in gaps(lines)
    standing = [replace(each, base=12.0 * n) for n, each in enumerate(lines, start=1)]
    assert gaps(standing) == [False] * 6
    apart = [*standing, replace(line(86), base=86.0)]  # 14 points below the last
    assert gaps(apart)[-1] is True


def test_lines_without_boxes_are_left_as_they_are():
    blocks = [Block("un", gap=True), Block("deux"), Block("trois", gap=True, whole=True)]
    assert mark_gaps(blocks) == blocks


def placed(*lines):
    """Lines as (left, right, text) one under the other, 12 points apart, in letters of 10."""
    return [
        Block(text, 1, box=Box(left, 90 + 12 * n, right, 100 + 12 * n), size=10)
        for n, (left, right, text) in enumerate(lines)
    ]


FULL = (70, 500, "Les participants ont pris acte des progrès accomplis au cours des mois")


ELLE = "Elle a pris acte des progrès accomplis au cours"


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        ([FULL, (70, 420, "écoulés."), FULL], [2]),  # the next word had room after the full stop
        ([FULL, (70, 495, "qui ont suivi la réunion."), FULL], []),  # it had none
        ([FULL, (70, 420, "à l'égard de l'Organisation"),
          (70, 500, "internationale du travail, ou")], []),
        ([FULL, (70, 200, "écoulés"), FULL], [2]),  # much room: no word is so long
        ([FULL, (70, 340, "écoulés,"), (70, 500, "Rappelant aussi la décision prise à la")], [2]),
        ([FULL, (70, 340, "écoulés,"), (70, 500, "rappelant aussi la décision prise à la")], []),
        ([FULL, FULL, (90, 500, ELLE), FULL], [2]),
        ([FULL, FULL, (50, 500, ELLE)], [2]),
        ([(90, 500, ELLE), FULL, FULL], [0]),  # its first alone
        ([(70, 500, "Elle décide."), (70, 500, f"1. {ELLE}"), (90, 500, "des mois"),
          (90, 500, "et des ans")], []),
        # A title.
        ([FULL, FULL, (200, 370, "De la présidence"), (190, 380, "et des comités")], [2]),
        ([FULL, FULL, (70, 500, "")], []),  # no word at all
    ],
)  # fmt: skip
def test_a_paragraph_begins_where_the_edges_of_lines_show_it(lines, starts):
    marked = mark_gaps(placed(FULL, FULL, FULL, *lines, FULL, FULL))
    assert [
        n - 3 for n, block in enumerate(marked) if block.gap and 3 <= n < 3 + len(lines)
    ] == starts


def test_a_paragraph_that_goes_on_over_the_page_is_one():
    first = placed(FULL, FULL, FULL, FULL)
    second = [replace(block, page=2) for block in placed(FULL, FULL, (70, 200, "écoulés."), FULL)]
    assert gaps([*first, *second]) == [False] * 7 + [True]


def test_an_indented_line_at_the_top_of_a_page_begins_a_paragraph():
    first = placed(FULL, FULL, FULL, FULL)
    second = placed((90, 500, "Elle a pris acte des progrès accomplis au cours"), FULL, FULL, FULL)
    assert (
        gaps([*first, *(replace(b, page=2) for b in second)]) == [False] * 4 + [True] + [False] * 3
    )


def test_letters_of_another_size_begin_a_paragraph():
    lines = placed(FULL, FULL, FULL, FULL)
    assert gaps([replace(lines[0], size=14), *lines[1:]]) == [False, True, False, False]
    assert gaps([replace(lines[0], size=10.5), *lines[1:]]) == [False] * 4  # a scan's sizes waver


def test_small_headings_that_all_stand_apart_are_apart():
    pattern = [(25, 8), (25, 8), *[(12, 10)] * 6]  # two headings over six lines of text
    lines, foot = [], 0
    for apart, size in pattern * 10:
        foot += apart
        lines.append(replace(line(foot), size=size))
    assert gaps(lines)[8:16] == [True, True, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("page_at", "begins"),
    [
        (490, True),  # at the edge of the column, far from its words
        (160, False),  # "à l'article 12"
        (40, True),  # Arabic: at the left
    ],
)
def test_an_entry_of_a_list_of_contents_is_ended_by_its_page(page_at, begins):
    text = "Le Conseil 12"
    edges = array("f", [edge for n in range(10) for edge in (70 + 8 * n, 78 + 8 * n)])
    edges.extend((float("nan"), float("nan"), page_at, page_at + 5, page_at + 5, page_at + 10))
    entry = replace(placed((70, 500, text))[0], edges=edges)
    lines = [*placed(FULL, FULL, FULL), entry, *placed(FULL, FULL)]
    lines = [replace(b, box=Box(70, 90 + 12 * n, 500, 100 + 12 * n)) for n, b in enumerate(lines)]
    assert gaps(lines) == [False] * 4 + [begins, False]


def test_lines_that_go_on_with_a_sentence_show_how_far_apart_lines_are():
    words = [
        "1 Chaque puits a un gardien, et le gardien veille sur son",
        "eau",
        "2 Le gardien mesure le niveau de l'eau chaque matin, et le",
        "note dans un registre.",
        *["Le registre est public."] * 20,  # one line each: most steps are between paragraphs
    ]
    feet = [100, 113, 136, 149, *(172 + 23 * n for n in range(20))]
    lines = [replace(line(foot), text=text) for foot, text in zip(feet, words, strict=True)]
    assert gaps(lines) == [False, False, True, False] + [True] * 20


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Section I", "Article 1 – Dispositions", True),
        ("TITRE II", "Chapitre premier", True),
        ("Convention sur les puits", "Preamble", True),
        ("المبادئ العامة", "الفصل الأول", True),
        ("Convention sur l'accès", "aux documents publics", False),
        ("Rapport de la réunion", "Article par article", False),
    ],
)
def test_a_centred_line_that_names_a_division_goes_on_with_none(above, below, begins):
    lines = placed(FULL, FULL, (200, 370, above), (210, 360, below), FULL, FULL)
    assert gaps(lines)[3] is begins


def test_a_line_centred_below_another_is_so_wherever_the_lines_of_its_page_end():
    """On a page of short lines nothing shows how far a line could have gone."""
    for below, begins in (("Article 4", True), ("aux libertés", False)):
        lines = placed((200, 370, "Droits et devoirs"), (255, 315, below), (72, 200, "Le vote."))
        assert gaps(lines)[1] is begins


@pytest.mark.parametrize(
    ("start", "begins"),
    [
        (250, True),  # deep inside, and the next at the column's edge: a heading, or a date
        (110, False),  # an indented first line
    ],
)
def test_a_line_deep_inside_goes_on_with_none_at_the_edge(start, begins):
    lines = placed((start, 500, "Article 5 – Objet"), (72, 500, "Le Conseil vote"), FULL, FULL)
    assert gaps(lines)[1] is begins


def test_a_numbered_line_in_bold_goes_on_with_no_title_in_bold():
    lines = placed(FULL, FULL, (200, 370, "Situation au Mali"), (210, 360, "I. Introduction"), FULL)
    assert gaps(lines)[3] is False
    bold = [replace(block, bold=n in {2, 3}) for n, block in enumerate(lines)]
    assert gaps(bold) == [False, False, True, True, True]


def test_words_of_a_justified_line_that_stand_far_apart_are_one_line():
    wide = placed(FULL, FULL, (70, 200, "Les États"), (380, 500, "sont invités à"), FULL, FULL)
    pieces = [replace(b, box=Box(b.box.left, b.box.top - 12, b.box.right, b.box.bottom - 12))
              if n > 2 else b for n, b in enumerate(wide)]  # fmt: skip
    assert gaps(pieces) == [False] * 6


def test_full_lines_that_end_nearly_together_are_not_centred_over_each_other():
    mention = "Article 72. Where deployers have reason to consider that the system may do so in a"
    lines = placed(
        FULL, (70, 499, "inform providers in accordance with"), (69.5, 496, mention), FULL
    )
    assert gaps(lines) == [False] * 4


def test_two_lines_indented_alike_over_one_at_the_edge_each_begin_a_paragraph():
    ended = (80, 499, "b) la participation aux concours et à la formation de tous les membres.")
    lines = placed(FULL, FULL, ended, (80, 500, ELLE), (70, 200, "écoulés."), FULL)
    assert gaps(lines)[3] is True
    one = placed(FULL, FULL, ended, (80, 500, ELLE), (80, 200, "écoulés."), FULL)
    assert gaps(one)[3] is False


def test_an_article_in_bold_goes_on_with_no_heading_in_bold():
    heading = (107, 500, "Fundamental Objectives and Directive Principles of State Policy")
    lines = placed(FULL, heading, (80, 428, "Section 13. Fundamental Obligations"), FULL, FULL)
    bold = [replace(block, bold=n in {1, 2}) for n, block in enumerate(lines)]
    assert gaps(bold)[2] is True


@pytest.mark.parametrize(
    ("ends", "begins"), [("fera l'objet d'un avis publié.", True), ("a été signé à", False)]
)
def test_a_place_and_a_date_after_a_full_stop_are_a_line_of_their_own(ends, begins):
    last = (70, 460, f"Le présent décret, pris en conseil et contresigné, {ends}")
    lines = placed(FULL, FULL, last, (70, 230, "Tunis, le 15 novembre 2016"))
    assert gaps(lines)[3] is begins


def test_the_last_line_of_a_centred_title_goes_on_with_the_full_line_above():
    title = [(78, 492, "Décret n° 2011-9 du 11 janvier 2011, portant cessation de fonctions"),
             (83, 487, "d'un membre du cabinet du Président de la République")]  # fmt: skip
    lines = placed(FULL, *title, (225, 345, "gouvernement"), FULL, FULL)
    assert gaps(lines)[3] is False
    ended = placed(FULL, *title, (225, 345, "Gouvernement"), FULL, FULL)
    assert gaps(ended)[3] is True


def test_a_printed_number_begins_a_paragraph_where_the_line_before_has_room():
    above = (90, 400, "b) le soutien logistique, y compris")
    lines = placed(FULL, FULL, above, (110, 190, "i) le transport ;"), FULL)
    assert gaps(lines)[3] is True
    prose = placed(FULL, FULL, above, (110, 190, "le transport ;"), FULL)
    assert gaps(prose)[3] is False
