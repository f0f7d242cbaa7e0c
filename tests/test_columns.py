"""The order of a page's lines: columns one after the other, tables row by row."""

from array import array
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest
from test_pdf_reader import read, show, texts_of

from ingest.models import Block, Box
from ingest.readers.column_numbers import run_on
from ingest.readers.column_signs import edges_of, signs_of
from ingest.readers.columns import in_reading_order
from ingest.readers.gutters import find_gutters
from ingest.readers.pdf import read_pdf
from ingest.readers.reading_orders import coherence, lines_in

CASES = Path(__file__).parent / "cases"
LEFT, RIGHT = "Le Conseil a pris acte du rapport", "de la commission sur ses travaux"


def rows(lines, top=700, x=300):
    """Two texts side by side, drawn row by row: PDFium reads each row as one line."""
    return "".join(
        f"BT /F 12 Tf 1 0 0 1 72 {top - 14 * n} Tm ({first}) Tj {x - 72} 0 Td ({second}) Tj ET\n"
        for n, (first, second) in enumerate(lines)
    )


def numbered(count, start=0):
    return [(f"{LEFT} {n}", f"{RIGHT} {n}") for n in range(start, start + count)]


def columns(pairs):
    return [first for first, _ in pairs] + [second for _, second in pairs]


def test_columns_drawn_row_by_row_are_read_one_after_the_other():
    assert texts_of(rows(numbered(8))) == columns(numbered(8))


def justified(n, start, end, words=5):
    """A line of a few words of one letter each, set so far apart that they fill it."""
    widths = [20.0 + (7 * n + 13 * k) % 30 for k in range(words)]
    apart = (end - start - sum(widths)) / (words - 1)
    edges, at = [], start
    for width in widths:
        edges += [at, at + width, nan, nan]
        at += width + apart
    box = Box(start, 80 + 11 * n, end, 88 + 11 * n)
    return Block("x " * (words - 1) + "x", 1, box=box, size=9.0, edges=array("f", edges[:-2]))


def test_a_gutter_is_found_between_lines_whose_words_are_set_far_apart():
    lines = [justified(n, x, x + 220) for n in range(20) for x in (62, 310)]
    [gutter] = find_gutters(sorted(lines, key=lambda line: (line.box.top, line.box.left)))
    assert 282 < gutter.x < 310


def test_a_few_justified_lines_with_a_wide_gap_make_no_gutter():
    """Each stands alone between lines that have words there."""
    lines = [justified(n, 62, 300, words=8) for n in range(40)]
    gapped = array("f", [62, 220, nan, nan, 230, 300])
    for n in range(0, 40, 4):
        lines[n] = replace(lines[n], text="x x", edges=gapped)
        lines[n + 1] = replace(lines[n + 1], text="x", edges=array("f", [62, 300]))
        lines[n + 3] = replace(lines[n + 3], text="x", edges=array("f", [62, 300]))
    assert find_gutters(lines) == []


def test_a_gutter_need_not_be_in_the_middle_of_the_page():
    page = rows([(f"{LEFT} {n}", f"{n} dans la marge") for n in range(8)], x=420)
    assert texts_of(page)[:9] == [f"{LEFT} {n}" for n in range(8)] + ["0 dans la marge"]


def test_lines_of_columns_need_not_stand_at_one_height():
    first = "".join(show(f"{LEFT} {n}", 72, 700 - 14 * n) for n in range(8))
    second = "".join(show(f"{RIGHT} {n}", 300, 693 - 14 * n) for n in range(8))
    assert texts_of(first + second) == columns(numbered(8))


def test_lines_across_the_page_part_the_columns_above_from_those_below():
    heading = "Titre II. Des institutions communes et de leur fonctionnement"
    note = "(*) Le rapport est joint au dossier de la session du mois de juin"
    page = rows(numbered(6)) + show(heading, 90, 600) + rows(numbered(6, 6), top=570)
    assert texts_of(page + show(note, 72, 470)) == [
        *columns(numbered(6)), heading, *columns(numbered(6, 6)), note,
    ]  # fmt: skip


def test_few_lines_in_columns_follow_the_columns_of_their_page():
    heading = "Titre II. Des institutions communes et de leur fonctionnement"
    page = rows(numbered(2)) + show(heading, 90, 650) + rows(numbered(8, 2), top=620)
    assert texts_of(page) == [*columns(numbered(2)), heading, *columns(numbered(8, 2))]


def test_three_columns_are_read_one_after_the_other():
    page = "".join(
        f"BT /F 12 Tf 1 0 0 1 40 {700 - 14 * n} Tm (un texte long {n}) Tj"
        f" 180 0 Td (deux textes longs {n}) Tj 180 0 Td (trois textes longs {n}) Tj ET\n"
        for n in range(8)
    )
    expected = ("un texte long", "deux textes longs", "trois textes longs")
    assert texts_of(page) == [f"{text} {n}" for text in expected for n in range(8)]


CELLS = [
    ("Secretariat permanent", "prepare les reunions de tous"),
    ("Le conseil des ministres", "adopte le budget"),
    ("Comite des grands experts", "donne un avis"),
    ("Tribunal arbitral", "tranche les differends"),
    ("Depositaire", "garde"),
    ("La grande commission du bassin", "mesure les debits et les publie"),
    ("Bureau", "veille"),
]


def test_a_table_of_short_cells_is_read_row_by_row():
    assert texts_of(rows(CELLS)) == [cell for row in CELLS for cell in row]


RULES = "".join(f"60 {y} m 540 {y} l S\n" for y in (714, 669, 627, 585))


def test_a_ruled_table_is_read_cell_by_cell_whatever_its_cells_hold():
    pairs = numbered(9)
    read_as = [line for n in (0, 3, 6) for line in columns(pairs[n : n + 3])]
    assert texts_of(rows(pairs) + RULES) == read_as


@pytest.mark.parametrize(
    ("widths", "codes"),
    [
        ([30, 30, 30, 30, 30, 30], []),  # full lines: columns
        ([30, 20, 23, 22, 23, 30], ["columns-unsure"]),  # between
        ([30, 10, 12, 8, 12, 30], []),  # short cells: a table
    ],
)
def test_a_page_between_columns_and_table_is_told(widths, codes):
    page = rows([("n" * width, "n" * width) for width in widths], x=320)
    blocks, doubts = read(page)
    assert len(blocks) == 12
    assert [doubt.code for doubt in doubts] == codes


def test_numbers_a_tab_before_their_text_are_no_column():
    lines = [f"{n}." for n in range(1, 9)]
    assert texts_of(rows([(number, LEFT) for number in lines], x=100)) == [
        f"{number} {LEFT}" for number in lines
    ]


def test_columns_set_by_a_browser_are_read_between_headings():
    """Two stretches of columns, a heading between them, a note over the whole foot."""
    file = CASES / "columns-chromium.pdf"
    blocks, doubts = read_pdf(file.read_bytes(), file.name)
    text = " ".join(block.text for block in blocks)
    assert doubts == []
    begins = ["Accord", *(f"Article {n}." for n in range(1, 6)), "Titre II.",
              *(f"Article {n}." for n in range(6, 10)), "(*) Note"]  # fmt: skip
    assert [text.index(word) for word in begins] == sorted(text.index(word) for word in begins)
    for article in range(1, 10):
        said = [f"{article}.{n} est arrêtée par les membres du conseil." for n in range(4)]
        assert f"Article {article}. La disposition {' La disposition '.join(said)}" in text


def test_columns_then_a_table_of_a_word_processor_are_read_each_in_its_way():
    """Columns go on over a page break; the table's rows of three lines are not torn."""
    file = CASES / "columns-and-table-libreoffice.pdf"
    blocks, doubts = read_pdf(file.read_bytes(), file.name)
    text = " ".join(block.text for block in blocks)
    assert doubts == []
    for article in range(1, 12):
        said = [f"{article}.{n} est arrêtée par les membres du conseil réunis." for n in range(5)]
        assert f"Article {article}. La disposition {' La disposition '.join(said)}" in text
    for row in range(6):
        assert (
            f"La commission numéro {row} du bassin, composée de représentants des États "
            f"riverains, deux chacun adopte la décision {row} et la notifie aux Parties"
        ) in text


def ragged(count, x, top, step=14):
    """Short and full lines in turn, as lists have them."""
    return "".join(
        show(f"{LEFT} {n}" if n % 3 == 0 else "(a) un puits et sa corde ;", x, top - step * n)
        for n in range(count)
    )


def test_columns_of_short_lines_are_columns_where_no_line_stands_beside_another():
    left, right = ragged(12, 72, 700), ragged(12, 320, 693.5)
    texts = texts_of(left + right)
    assert texts == texts[:12] * 2
    assert read(left + right)[1] == []


def listed(names, x, step=20.0, top=700):
    return "".join(show(name, x, top - step * n) for n, name in enumerate(names))


def test_headings_centred_over_short_lines_are_no_column():
    """No line of theirs stands beside one of the text."""
    heads = [f"Article {n} - Dispositions communes" for n in range(1, 8)]
    texts = [f"Le Conseil vote {n}." for n in range(1, 8)]
    page = listed(heads, 250, 40, 720) + listed(texts, 72, 40, 700)
    assert texts_of(page) == [line for both in zip(heads, texts, strict=True) for line in both]


@pytest.mark.parametrize(
    ("right", "columns"),
    [
        ((4, 5, 6), True),  # the numbers go on from the foot of one side to the head of the other
        ((1, 2, 3), False),  # a translation beside its text: row by row
    ],
)
def test_numbers_that_run_on_tell_columns_of_short_lines_from_a_table(right, columns):
    def side(numbers, x):
        lines = (line for n in numbers for line in (f"Article {n}.", "Le vote est secret, dit-on."))
        return listed(lines, x)

    texts = texts_of(side((1, 2, 3), 72) + side(right, 330))
    assert (texts.index("Article 3.") < texts.index(f"Article {right[0]}.", 1)) is columns


def test_pieces_of_one_line_stay_together_whatever_stands_below():
    line = show("Le Conseil", 72, 700) + show("a pris acte", 133, 700.2)
    assert texts_of(line + rows(numbered(8), top=660))[0] == "Le Conseil a pris acte"


def test_arabic_counting_words_that_run_on_tell_columns_from_a_table():
    right = ["أولاً - تأمينات الأشخاص ، وفروعها الآتية :", "١- تأمينات الحياة .", "٢- الحوادث .",
             "٣- تأمينات العلاج .", "٤- التقاعد .", "٥- الأموال ."]  # fmt: skip
    left = ["ثانياً - تأمينات الممتلكات ، وفروعها :", "١- الحريق .", "٢- النقل .", "٣- السفن .",
            "ثالثاً - التأمين الطبي المتخصص .", "رابعاً - المتناهي ."]  # fmt: skip
    page = [
        Block(text, 1, box=Box(edge - 5 * len(text), 90 + 14 * n, edge, 100 + 14 * n), size=10)
        for edge, side in ((540, right), (280, left))
        for n, text in enumerate(side)
    ]
    assert [line.text for line in in_reading_order(page).lines] == [*right, *left]


@pytest.mark.parametrize(
    ("first", "second", "columns"),
    [
        # The sentence runs over, and "3." stands beside a line that goes on.
        (["2. Le Conseil recommande aux", "villages de tenir un registre"],
         ["des puits et de leurs margelles.", "3. Il vote."], True),
        # Both begin where the row does, and their lines go on side by side.
        (["Le Conseil recommande aux", "villages un registre."],
         ["La doyenne tient le registre", "des puits."], False),
        # Cells in small letters: the line before was not full.
        (["Doyenne", "Gardien du puits"], ["tient le registre de tous", "puise"], False),
    ],
)  # fmt: skip
def test_words_tell_columns_from_the_cells_of_a_row(first, second, columns):
    sides = [
        [
            Block(text, 1, box=Box(left, 90 + 12 * n, left + 6 * len(text), 100 + 12 * n), size=10)
            for n, text in enumerate(lines)
        ]
        for left, lines in ((60, first), (300, second))
    ]
    assert signs_of(*sides).tell_columns is columns


def test_pairs_of_short_columns_between_headings_are_read_pair_by_pair():
    pairs = [
        ([f"{n}. Le Conseil recommande aux", "villages de tenir un"],
         ["registre des puits et de leurs", f"margelles {n}. Il le relit."])
        for n in range(1, 4)
    ]  # fmt: skip
    heading = "Titre II. Des institutions communes et de leur fonctionnement"
    page = "".join(
        show(heading, 90, 720 - 60 * n) + rows([*zip(*pair, strict=True)], top=700 - 60 * n)
        for n, pair in enumerate(pairs)
    )
    assert texts_of(page) == [line for a, b in pairs for line in (heading, *a, *b)]


@pytest.mark.parametrize(
    ("numbers", "on"),
    [
        ([(1,), (2,), (3,)], True),
        ([(1, 1), (1, 2), (2, 1)], True),
        ([(1, 2), (1, 2, 1), (1, 2, 2), (1, 3)], True),
        ([(1, 1), (1, 2), (1, 1)], False),
        ([(1,), (3,), (4,)], False),
        ([(1,), (2,)], False),  # too few to tell
    ],
)
def test_numbers_that_run_on(numbers, on):
    assert run_on(numbers) is on


def test_numbered_lines_on_both_sides_that_are_read_as_rows_are_told():
    """So few sides tell nothing of a table, and the rows may be columns."""
    pairs = [
        ("1.1 Un", "2.2 Deux"),
        ("Il vote un registre du puits", "Il le relit, dit la doyenne"),
        ("1.2 Trois", "2.9 Quatre"),
        ("Le sel des puits", "La corde du seau"),
        ("La margelle du puits", "Le gardien du puits"),
        ("La corde du puits", "Le seau de la corde"),
    ]
    doubts = read(rows(pairs))[1]
    assert [doubt.code for doubt in doubts] == ["columns-unsure"]


RULE = [
    ("Rule 1", "The Assembly shall meet every year"),
    ("", "in session."),
]
RULE_WITH_POINTS = [
    ("Rule 2", "(a) at the request of the Council;"),
    ("Special sessions shall be held:", "(b) at the request of three members."),
]


def test_columns_of_one_or_two_lines_are_told_by_their_words():
    """A list follows the line that leads on to it, and "(b)" follows "(a)"."""
    page = show("Regular sessions", 260, 720) + rows(RULE, top=700)
    page += show("Special sessions", 260, 660) + rows(RULE_WITH_POINTS, top=640)
    texts = texts_of(page)
    assert texts[1:4] == ["Rule 1", "The Assembly shall meet every year", "in session."]
    assert texts[5:] == columns(RULE_WITH_POINTS)


def lines_read(*texts):
    """Lines of one column, each as wide as its words."""
    blocks = [
        Block(text, 1, box=Box(60, 90 + 12 * n, 60 + 6 * len(text), 100 + 12 * n), size=10)
        for n, text in enumerate(texts)
    ]
    return lines_in(blocks, [edges_of(blocks)])


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["Le Conseil recommande aux villages de", "tenir un registre."], 1),
        (["Le Conseil recommande aux habi-", "tants un registre."], 1),
        (["Le Conseil recommande aux habi-", "(b) un registre."], -1),
        (["Le Conseil siège.", "tenir un registre."], -1),  # no sentence begins in small letters
        (["Le Conseil recommande aux villages de", "3. Il vote."], -1),  # a number cuts it
        (["Le Conseil vote :", "a) la loi ;"], 1),
        (["Le Conseil vote :", "b) le budget."], -1),
        (["Titre II", "Des puits"], 0),
        (["1. Le Conseil siège.", "2. Il vote."], 1),
        (["1. Le Conseil siège.", "4. Il vote."], -1),
        (["2 (1) Il siège.", "(2) Il vote."], 1),  # after the number that stands within another
        (["ثانياً: يعمل.", "ثالثاً: ينشر."], 1),
    ],
)
def test_lines_in_an_order_read_as_texts_do_or_not(texts, sign):
    assert coherence(lines_read(*texts), counts=True) == sign


def test_lines_that_run_into_a_gutter_here_and_there_leave_it_one():
    """On a ragged page the widest line of a column may be far longer than the others."""
    wide = [("Le Conseil a pris acte de ce rapport du", "4. Il vote.")] * 3
    lines = [*numbered(9), *wide]
    assert texts_of(rows(lines, x=300)) == columns(lines)
