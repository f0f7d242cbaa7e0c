"""From spans to boxes: they hold the letters of the span, and no others."""

from array import array
from collections import Counter
from ctypes import c_double
from math import nan
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from ingest.boxes import boxes_of
from ingest.cleaning import join_lines
from ingest.layout import lay_out
from ingest.line_rows import page_rows, unpack_lines
from ingest.models import Block, Box, Line, PageBox
from ingest.pipeline import parse_report, read_source

CASES = Path(__file__).parent / "cases"
DRAFT = "documents/guinee-avant-projet-constitution-2025-fr/original.pdf"
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi"}
BRACKETS = str.maketrans("([«", ")]»")  # either way round: PDFium turns some
NEAR = 0.1  # points: boxes are kept in hundredths


def letters(text):
    """Return the letters of a text as PDFium and a report both have them, spaces apart."""
    for drawn, spelt in LIGATURES.items():
        text = text.replace(drawn, spelt)
    return [c for c in text if not c.isspace() and c not in "\x02\u00ad\ufffe-"]


@pytest.fixture(scope="module")
def draft(shared):
    file = shared / DRAFT
    if not file.is_file():
        pytest.skip(f"needs {DRAFT} beside the checkout, which is not there")
    return file


@pytest.fixture(params=["sample-report-chromium.pdf", "sideways-chromium.pdf", "draft"])
def french_pdf(request):
    return request.getfixturevalue("draft") if request.param == "draft" else CASES / request.param


def clauses_and_boxes(file):
    """Yield each clause of a PDF file with its boxes, as they come back from the store's rows."""
    parsed = parse_report(read_source(file))
    rows = [*page_rows("report", parsed.lines)]
    lines = sorted(
        (line for _, page, _, _, data in rows for line in unpack_lines(data, page)),
        key=lambda line: line.start,
    )
    for clause in parsed.clauses:
        if clause.text.strip():
            yield clause, boxes_of(lines, clause.start, clause.end)


def test_boxes_hold_the_letters_of_a_clause_and_no_others(french_pdf):
    """PDFium's own "text in this rectangle" finds exactly the clause, over page breaks too."""
    document = pdfium.PdfDocument(french_pdf)
    pages = [document[n] for n in range(len(document))]
    texts = [page.get_textpage() for page in pages]
    checked = over_breaks = 0
    for clause, boxes in clauses_and_boxes(french_pdf):
        found = ""
        for at in boxes:
            height, box = pages[at.page - 1].get_height(), at.box
            found += texts[at.page - 1].get_text_bounded(
                box.left + NEAR, height - box.bottom + NEAR,
                box.right - NEAR, height - box.top - NEAR,
            )  # fmt: skip
        # Counted: a file may draw a full stop before the words that it ends.
        assert Counter(letters(found)) == Counter(letters(clause.text)), clause.key
        checked += 1
        over_breaks += len({at.page for at in boxes}) > 1
    assert checked >= 15
    assert over_breaks >= (0 if "sideways" in french_pdf.name else 3)


def test_boxes_hold_the_letters_of_an_arabic_clause_and_no_others():
    """By the middle of each letter: Arabic letters reach into the lines above and below."""
    file = CASES / "articles-ar-chromium.pdf"
    document = pdfium.PdfDocument(file)
    placed = {n: middles(document[n - 1]) for n in range(1, len(document) + 1)}
    checked = 0
    for clause, boxes in clauses_and_boxes(file):
        found = [
            character
            for page, letters_there in placed.items()
            for character, x, y in letters_there
            if any(at.page == page and inside(at.box, x, y) for at in boxes)
        ]
        ours = Counter("".join(letters(clause.text)).translate(BRACKETS))
        assert Counter("".join(letters("".join(found))).translate(BRACKETS)) == ours, clause.key
        # The first letters of the next page are drawn below the edge of this one: they are no part.
        assert len({at.page for at in boxes}) == 1, clause.key
        checked += 1
    assert checked >= 20


def middles(page):
    """Return each letter of a page with the middle of its box, from the top left."""
    text = page.get_textpage()
    edges = left, right, bottom, top = [c_double() for _ in range(4)]
    found = []
    for n in range(text.count_chars()):
        raw.FPDFText_GetCharBox(text, n, *edges)
        x, y = (left.value + right.value) / 2, page.get_height() - (bottom.value + top.value) / 2
        found.append((chr(raw.FPDFText_GetUnicode(text, n)), x, y))
    return found


def inside(box, x, y):
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def line(text, start=0, page=1, left=0.0, backwards=False):
    """A line of letters 10 points wide; spaces stand nowhere."""
    edges = array("f")
    for n, character in enumerate(text):
        at = left + 10 * (len(text) - 1 - n if backwards else n)
        edges.extend((nan, nan) if character == " " else (at, at + 10))
    box = Box(left, 100.0, left + 10 * len(text), 110.0)
    return Line(start, start + len(text), page, box, edges)


def test_a_span_over_lines_and_pages_has_a_box_on_each():
    lines = [line("un deux", 0), line("trois", 8), line("quatre", 15, page=2)]
    assert boxes_of(lines, 3, 17) == [
        PageBox(1, Box(30, 100, 70, 110)),  # "deux", without "un"
        PageBox(1, Box(0, 100, 50, 110)),
        PageBox(2, Box(0, 100, 20, 110)),  # "qu"
    ]


@pytest.mark.parametrize(
    ("start", "end", "edges"),
    [
        (0, 2, [(80, 100)]),  # the first word stands at the right
        (0, 5, [(30, 50), (80, 100)]),  # a part of the Latin word: its rest stands between
        (3, 6, [(30, 60)]),
        (2, 3, []),  # a space is nowhere
        (4, 4, []),  # an empty span
    ],
)
def test_parts_of_a_mixed_line_are_marked_where_they_stand(start, end, edges):
    # Read: "قد", then "abcd" from the left; drawn from the left: "abcd", a space, "دق".
    places = [(90, 100), (80, 90), (nan, nan), (30, 40), (40, 50), (50, 60), (60, 70)]
    mixed = Line(0, 7, 1, Box(30, 0, 100, 10), array("f", [e for place in places for e in place]))
    found = [(at.box.left, at.box.right) for at in boxes_of([mixed], start, end)]
    assert found == edges


def test_a_line_without_letter_edges_is_marked_whole():
    known = Line(0, 10, 3, Box(1, 2, 3, 4))
    assert boxes_of([known], 4, 6) == [PageBox(3, Box(1, 2, 3, 4))]


def block(text, page=1):
    drawn = line(text)
    return Block(text, page, box=drawn.box, edges=drawn.edges)


FULL = "Les participants ont pris acte des progrès accomplis au cours des"


@pytest.mark.parametrize(
    ("first", "second", "word", "widths"),
    [
        ("le développe-", "ment durable", "développement", [90, 40]),  # written whole elsewhere
        ("projets socio-", "économiques", "socio-économiques", [60, 110]),  # the word's own hyphen
        ("le développe\u00ad", "ment", "développement", [90, 40]),  # a soft hyphen is no letter
        ("avec con\ufb01ance", "entre eux", "confiance", [80]),  # one glyph, two letters
        ("avec con\ufb01ance", "entre eux", "ance", [40]),  # what follows it has not moved
        ("avec con\ufb01ance", "entre eux", "conf", [35]),  # half of it
    ],
)
def test_boxes_follow_letters_through_joined_and_mended_words(first, second, word, widths):
    whole = "Le développement fut l'objet de la réunion des ministres qui précédait"
    padding = "à la lumière de ce qui précède, " * 2
    laid = lay_out(join_lines([block(whole), *map(block, (padding + first, second))]))
    at = laid.text.rindex(word)
    found = boxes_of(laid.lines, at, at + len(word))
    assert [box.box.right - box.box.left for box in found] == widths


def test_what_is_stored_comes_back_to_a_hundredth_of_a_point():
    lines = [line("un deux", 0, left=12.34), Line(8, 12, 1, Box(1.5, 2, 3, 4)), line("x", 13, 2)]
    rows = [*page_rows("id", lines)]
    assert [(row[:4]) for row in rows] == [("id", 1, 0, 12), ("id", 2, 13, 14)]
    back = [line for _, page, _, _, data in rows for line in unpack_lines(data, page)]
    assert back[1:] == lines[1:]
    assert back[0].box == lines[0].box
    assert [*back[0].edges] == pytest.approx([*lines[0].edges], abs=0.01, nan_ok=True)
