"""Pages as images, from the store and on the command line, with a clause marked."""

import io
import json
import shutil
import sqlite3
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from test_pdf_reader import pdf
from test_pdf_reader import show as write

from ingest.errors import PageNotFound, ReportNotFound
from ingest.models import Box, PageBox
from ingest.page_images import MOST_PIXELS, draw_page
from ingest.pipeline import Source, read_source
from retrieval.assistant import Assistant
from ui.cli import main

CASES = Path(__file__).parent / "cases"
PDF = CASES / "sample-report-chromium.pdf"
WIDTH, HEIGHT = 420, 425  # points: 148 by 150 mm


def opened(image):
    return Image.open(io.BytesIO(image.png))


@pytest.mark.parametrize(
    ("scale", "drawn"),
    [
        (1.0, 1.0),
        (2.5, 2.5),
        (1000.0, 8.0),  # no larger than a screen can show
        (0.0, 0.05),  # never empty
        (-3.0, 0.05),
    ],
)
def test_a_page_is_drawn_at_its_scale_within_bounds(scale, drawn):
    image = draw_page(PDF.read_bytes(), PDF.name, 2, scale)
    assert image.scale == drawn
    assert (image.width, image.height) == opened(image).size
    assert image.width == pytest.approx(WIDTH * drawn, abs=2)
    assert image.height == pytest.approx(HEIGHT * drawn, abs=2)
    assert image.pages == 5


def test_a_huge_page_is_drawn_smaller():
    huge = draw_page(a_page_of(14_000, 14_000), "huge.pdf", 1, 8)
    assert MOST_PIXELS * 0.9 < huge.width * huge.height < MOST_PIXELS * 1.01


def a_page_of(width, height):
    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_mark_colours_its_box_and_leaves_the_letters_black():
    mark = PageBox(1, Box(50, 50, 150, 70))
    data = PDF.read_bytes()
    plain = opened(draw_page(data, PDF.name, 1, 2)).convert("RGB")
    marked = opened(draw_page(data, PDF.name, 1, 2, [mark, PageBox(2, Box(0, 0, 400, 400))]))
    changed = [
        (x, y)
        for x in range(plain.width)
        for y in range(plain.height)
        if plain.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    assert min(x for x, _ in changed) >= 97
    assert max(x for x, _ in changed) <= 303
    assert max(y for _, y in changed) <= 143
    assert all(max(marked.getpixel(at)) <= max(plain.getpixel(at)) for at in changed)


@pytest.mark.parametrize("page", [0, -1, 6])
def test_a_page_out_of_range_is_said_with_the_range(page):
    with pytest.raises(PageNotFound, match=rf"no page {page}: its pages are 1 to 5") as error:
        draw_page(PDF.read_bytes(), PDF.name, page)
    assert error.value.code == "page-unknown"


def test_a_damaged_page_is_said_to_be_one():
    data = pdf(write("Le Conseil", 72, 700), write("fin", 72, 700)).replace(b"7 0 R]", b"3 0 R]")
    with pytest.raises(PageNotFound, match=r"Page 2 of report\.pdf is damaged") as error:
        draw_page(data, "report.pdf", 2)
    assert error.value.code == "page-damaged"


@pytest.fixture(scope="module")
def folder(encoder, tmp_path_factory):
    made = tmp_path_factory.mktemp("library")
    with Assistant(made, lambda: encoder) as library:
        library.add(read_source(PDF))
        library.add(
            Source("puits.txt", b"RAPPORT SUR LES PUITS\n\n1. Un puits.\n\n2. Deux puits.\n")
        )
    return made


@pytest.fixture
def library(folder, encoder):
    with Assistant(folder, lambda: encoder) as opened_library:
        yield opened_library


def ids(library):
    return {report.source_name: report.id for report in library.reports()}


def test_a_clause_has_boxes_on_its_page_and_the_page_an_image(library):
    report = ids(library)[PDF.name]
    clause = library.clause(report, "3")
    boxes = library.pages.boxes(report, clause.start, clause.end)
    assert {at.page for at in boxes} == {clause.page}
    assert all(0 < at.box.left < at.box.right < WIDTH for at in boxes)
    assert library.pages.image(report, boxes[0].page, 1.0, boxes).scale == 1


def test_a_report_without_pages_has_no_boxes_and_says_why_it_has_no_image(library):
    report = ids(library)["puits.txt"]
    assert library.pages.boxes(report, 0, 20) == []
    with pytest.raises(PageNotFound, match=r"puits\.txt has no pages that can be shown") as error:
        library.pages.image(report, 1)
    assert error.value.code == "no-page-images"


def test_boxes_and_images_of_no_report_are_refused(library):
    with pytest.raises(ReportNotFound):
        library.pages.boxes("nowhere", 0, 1)
    with pytest.raises(ReportNotFound):
        library.pages.image("nowhere", 1)


def show(folder, *arguments):
    return main(["--library", str(folder), "show", *map(str, arguments)])


def test_show_writes_the_page_of_a_clause(folder, library, tmp_path, capsys):
    file = tmp_path / "page.png"
    assert show(folder, ids(library)[PDF.name], "3", "--page-image", file) == 0
    assert f"written: {file}" in capsys.readouterr().out
    assert Image.open(file).width == pytest.approx(2 * WIDTH, abs=2)


def test_show_writes_a_file_for_each_page_that_a_clause_stands_on(
    folder, library, tmp_path, capsys
):
    report = ids(library)[PDF.name]
    over = next(
        clause
        for clause in library.report(report)[1]
        if len({at.page for at in library.pages.boxes(report, clause.start, clause.end)}) == 2
    )
    assert show(folder, report, over.key, "--page-image", tmp_path / "a.png", "--json") == 0
    names = [f"a-p{over.page}.png", f"a-p{over.page + 1}.png"]
    assert sorted(file.name for file in tmp_path.iterdir()) == names
    printed = json.loads(capsys.readouterr().out)
    assert printed["page_images"] == [str(tmp_path / name) for name in names]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["puits.txt", "1", "--page-image", "page.png"], "no pages that can be shown"),
        ([PDF.name, "3", "--page-image", "page.jpg"], "does not end in .png"),
        ([PDF.name, "--page-image", "page.png"], "Name its key"),
        ([PDF.name, "3", "--page-image", "nowhere/page.png"], "cannot be written"),
        ([PDF.name, "333", "--page-image", "page.png"], "No clause 333"),
    ],
)
def test_show_says_why_there_is_no_page_image(folder, library, here, capsys, arguments, said):
    name, *rest = arguments
    assert show(folder, ids(library)[name], *rest) == 1
    assert said in capsys.readouterr().err
    assert [*here.iterdir()] == []


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_clause_stored_without_its_place_says_what_to_do(folder, library, tmp_path, capsys):
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    db = sqlite3.connect(older / "clausier.sqlite")
    db.execute("DELETE FROM page_lines")
    db.commit()
    db.close()
    report = ids(library)[PDF.name]
    assert show(older, report, "3", "--page-image", tmp_path / "page.png") == 1
    assert "is not known" in capsys.readouterr().err
