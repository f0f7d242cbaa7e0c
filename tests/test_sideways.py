"""Lines that run up or down their page, or stand upside down."""

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from test_pdf_reader import HEIGHT, WIDTH, pdf, read, show

from ingest.errors import UnreadableFile
from ingest.models import PageBox
from ingest.page_images import draw_page
from ingest.pipeline import parse_report, read_source
from ingest.readers.pdf import read_pdf
from ingest.readers.upright import upright_on

CASES = Path(__file__).parent / "cases"
# By how far text is drawn turned to the left: its matrix, the way from a line to the next.
DRAWN = {
    0: ("1 0 0 1", (0, -14)),
    90: ("0 1 -1 0", (14, 0)),
    180: ("-1 0 0 -1", (0, 14)),
    270: ("0 -1 1 0", (-14, 0)),
}
WORDS = ["Article 1. Chaque puits a", "un gardien, que le conseil", "nomme pour un an."]


def drawn(words, angle, x=300, y=400):
    matrix, (right, up) = DRAWN[angle]
    return "".join(
        show(line, x + n * right, y + n * up, matrix=matrix) for n, line in enumerate(words)
    )


@pytest.mark.parametrize("rotation", DRAWN)
@pytest.mark.parametrize("angle", DRAWN)
def test_lines_of_any_direction_are_read_and_stand_where_they_are_seen(angle, rotation):
    content = drawn(WORDS, angle)
    crop = f"/Rotate {rotation}/CropBox[100 50 580 790]"
    blocks, doubts = read(content, more=crop)
    assert ([block.text for block in blocks], doubts) == (WORDS, [])
    page = pdfium.PdfDocument(pdf(content, more=crop))[0]
    texts, place = page.get_textpage(), upright_on(page)
    for block in blocks:
        at = texts.search(block.text).get_next()
        letters = [n for n in range(at[0], at[0] + at[1]) if texts.get_text_range(n, 1) != " "]
        seen = [place(*texts.get_charbox(n)) for n in letters]
        expected = [min(s[0] for s in seen), min(s[1] for s in seen),
                    max(s[2] for s in seen), max(s[3] for s in seen)]  # fmt: skip
        box = block.box_as_seen
        assert [box.left, box.top, box.right, box.bottom] == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("rotation", DRAWN)
@pytest.mark.parametrize("angle", DRAWN)
@pytest.mark.parametrize("crop", ["", "/CropBox[100 50 580 790]", "/CropBox[-50 90 900 900]"])
def test_the_marks_lie_on_the_ink(crop, angle, rotation):
    data = pdf(drawn(WORDS, angle), more=f"/Rotate {rotation}{crop}")
    blocks, _ = read_pdf(data, "report.pdf")
    marks = [PageBox(1, block.box_as_seen) for block in blocks]
    bare, marked = (pixels_of(draw_page(data, "report.pdf", 1, 2.0, ms)) for ms in ((), marks))
    ink = np.argwhere(bare.min(axis=2) < 200)
    colour = np.argwhere((bare != marked).any(axis=2))
    assert colour.min(axis=0) == pytest.approx(ink.min(axis=0), abs=4)
    assert colour.max(axis=0) == pytest.approx(ink.max(axis=0), abs=4)


def pixels_of(image):
    return np.asarray(Image.open(io.BytesIO(image.png)).convert("RGB")).astype(int)


PAGE = drawn([f"{line} {n}" for n in range(4) for line in WORDS], 0, x=150, y=700)
BESIDE, BELOW = 560, 300


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize(
    ("x", "y"),
    [(60, BESIDE), (60, BELOW), (540, BESIDE), (540, BELOW), (250, 566)],
    ids=["left", "left, further down", "right", "right, further down", "over the text"],
)
def test_a_turned_note_in_the_margin_is_left_out_and_told(x, y, angle):
    if angle == 180 and y == BELOW:
        y = BESIDE  # upside down words below the text stand in no margin
    blocks, doubts = read(PAGE + drawn(["Niamey 2015"], angle, x, y), PAGE)
    assert [block.text.split()[-1] for block in blocks if block.page == 1] == [
        str(n) for n in range(4) for _ in WORDS
    ]
    assert [(d.code, d.page, d.values["text"]) for d in doubts] == [
        ("sideways-text", 1, "Niamey 2015")
    ]


def test_a_note_of_every_page_is_told_once():
    page = PAGE + drawn(["Niamey 2015"], 90, 60, BESIDE)
    assert [(d.code, d.page) for d in read(page, page, page)[1]] == [("sideways-text", 1)]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_part_of_a_page_is_read_where_it_stands(angle):
    """Also where it is higher as it is read than as it is seen."""
    x, y = {90: (200, 420), 180: (500, 420), 270: (500, 600)}[angle]
    table = [f"Village {n}" for n in range(20)]
    content = show("Titre", 150, 700) + show("Fin du texte", 150, 100) + drawn(table, angle, x, y)
    blocks, doubts = read(content)
    assert ([block.text for block in blocks], doubts) == (["Titre", *table, "Fin du texte"], [])
    feet = [block.box.bottom for block in blocks]
    assert feet == sorted(feet)  # those who look at places find them in order too
    first, last = blocks[0], blocks[-1]
    assert first.box_as_seen.bottom == pytest.approx(HEIGHT - 700, abs=1)
    assert last.box_as_seen.bottom == pytest.approx(HEIGHT - 100, abs=1)
    assert all(0 < block.box_as_seen.left < block.box_as_seen.right < WIDTH for block in blocks)


def test_text_inside_forms_is_turned_too():
    """Chromium draws what it turns upside down as a form."""
    parsed = parse_report(read_source(CASES / "sideways-chromium.pdf"))
    assert [c.key for c in parsed.clauses] == [
        "front", "PP1", *(str(n) for n in range(1, 13)), "closing"
    ]  # fmt: skip
    by_key = {clause.key: clause for clause in parsed.clauses}
    assert by_key["4"].text.endswith("dans la journée, et sauf pour les malades.")
    assert by_key["5"].text.endswith("Village Jours Part\n\nAgadez lundi 12\n\nZinder mardi 15")
    assert by_key["10"].text.startswith("Il peut être dénoncé")
    assert by_key["12"].heading == "Tableau des dépenses"
    assert [(d.code, d.page, d.values["text"]) for d in parsed.doubts] == [
        ("sideways-text", 1, "Imprimé par l'atelier du conseil, Niamey, 2015")
    ]


def test_a_matrix_that_is_no_number_breaks_nothing():
    """A damaged file whose text is drawn by one: it is refused, as a file without words is."""
    with pytest.raises(UnreadableFile, match="no words"):
        parse_report(read_source(CASES / "matrix-no-number.pdf"))
