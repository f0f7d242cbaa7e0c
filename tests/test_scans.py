"""Scanned pages: recognised with Tesseract where it is, told where it is not."""

import io
import sys
import textwrap

import pytest
from PIL import Image
from scans import A4, DPI, MARGIN, as_pdf, draw_page, errors, needs_tesseract, pixels
from test_pdf_reader import pdf, show

from ingest.errors import UnreadableFile
from ingest.models import Block, Box
from ingest.pipeline import Source, list_files, parse_report, read_source
from ingest.readers import read_blocks, scans
from ingest.readers.hocr import read_hocr
from ingest.readers.scan_doubts import ranges
from ingest.readers.scans import turned_back
from ingest.readers.tesseract import has_columns

ENGLISH = [
    "DECISION OF THE COUNCIL", "",
    "1. The Council welcomes the report of the Secretary-General.", "",
    "2. It requests all Member States to pay their contributions in full.", "",
    "3. It decides to meet again in Geneva on 12 March 2020.",
]  # fmt: skip
ARABIC = [
    "قرار المجلس", "",
    "1. يرحب المجلس بتقرير الأمين العام عن الحالة في المنطقة.", "",
    "2. يطلب المجلس من الدول الأعضاء تقديم المساعدة الإنسانية.", "",
    "3. يقرر المجلس أن يجتمع مرة أخرى في مدينة جنيف.",
]  # fmt: skip


def codes(doubts):
    return [doubt.code for doubt in doubts]


@needs_tesseract("fra")
def test_the_sample_report_is_read_from_a_scan(sample_file, parsed_sample):
    paragraphs = read_source(sample_file).data.decode().splitlines()
    lines = [line for p in paragraphs for line in textwrap.wrap(p.strip(), 78) or [""]]
    pages = [draw_page(lines[n : n + 40]) for n in range(0, len(lines), 40)]
    told = []
    parsed = parse_report(
        Source("scan.pdf", as_pdf(*pages)), progress=lambda *step: told.append(step)
    )
    numbered = [clause.key for clause in parsed_sample.clauses if clause.part == "body"]
    read = [clause.key for clause in parsed.clauses if clause.part == "body"]
    assert len(set(numbered) & set(read)) >= 0.8 * len(numbered)  # a stop may be read as a comma
    assert errors(parsed_sample.report.text, parsed.report.text) < 0.02
    recognised = [step for step in told if step[0] == "recognising"]
    assert recognised == [("recognising", n, len(pages)) for n in range(len(pages) + 1)]
    doubt = next(doubt for doubt in parsed.doubts if doubt.code == "recognised-text")
    assert doubt.values["pages"] == ranges(range(1, len(pages) + 1))
    assert doubt.values["confidence"] > 85


@pytest.mark.parametrize(
    ("lines", "most_errors", "arabic"),
    [
        pytest.param(ENGLISH, 0.01, False, marks=needs_tesseract("eng"), id="English"),
        pytest.param(ARABIC, 0.08, True, marks=needs_tesseract("ara"), id="Arabic"),
    ],
)
def test_clauses_of_a_scan_have_their_keys_and_words(lines, most_errors, arabic):
    parsed = parse_report(Source("scan.pdf", as_pdf(draw_page(lines, arabic))))
    assert errors(" ".join(lines), parsed.report.text) <= most_errors
    assert "recognised-text" in codes(parsed.doubts)
    assert parsed.report.language == ("ar" if arabic else "en")
    if not arabic:
        assert [clause.key for clause in parsed.clauses] == ["front", "1", "2", "3"]


@needs_tesseract("eng")
def test_boxes_stand_over_the_words():
    blocks, _ = read_blocks(as_pdf(draw_page(ENGLISH)), "scan.pdf")
    first = blocks[0].box
    scale = 72 / DPI
    assert first.left == pytest.approx(MARGIN * scale, abs=3)
    assert first.top < (MARGIN + 16) * scale < first.bottom
    assert 8 <= blocks[0].size <= 16  # drawn with letters of 11.5 points


@needs_tesseract("eng", "osd")
def test_a_page_scanned_upside_down_is_read():
    lines = ENGLISH * 3  # the way up is told from many letters
    turned = draw_page(lines).rotate(180)
    blocks, _ = read_blocks(as_pdf(turned), "scan.pdf")
    assert blocks[0].text == "DECISION OF THE COUNCIL"
    assert blocks[0].box.top > A4[1] / 2 * 72 / DPI  # at the foot of the page as it is seen


@needs_tesseract("eng")
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_file_is_read_as_a_page(form):
    file = io.BytesIO()
    draw_page(ENGLISH).save(file, form, dpi=(DPI, DPI))
    blocks, doubts = read_blocks(file.getvalue(), f"scan.{form.lower()}")
    assert (blocks[0].text, blocks[0].page) == ("DECISION OF THE COUNCIL", 1)
    assert "recognised-text" in codes(doubts)


@needs_tesseract("eng")
def test_a_page_number_stamped_on_a_scan_does_not_make_it_text(monkeypatch):
    asked = []
    monkeypatch.setattr(scans, "read_page", lambda page, *_: asked.append(page))
    stamped = IMAGE + show("Page 2", 280, 20)
    read_blocks(pdf(show("Le Conseil", 72, 700), stamped), "report.pdf")
    assert asked == [2]


IMAGE = "q 600 0 0 800 0 0 cm /I Do Q\n"
SMALL_IMAGE = "q 100 0 0 100 72 600 cm /I Do Q\n"
WORDS = "Le Conseil a pris acte du rapport"


@pytest.fixture
def without_tesseract(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize(
    ("page", "scanned"),
    [
        (IMAGE, True),
        (IMAGE + show("12", 280, 20), True),  # a page number
        (IMAGE + show(WORDS, 72, 500), False),
        (IMAGE + show(WORDS, 72, 500, mode=3), False),  # hidden: recognised by the scanner
        (SMALL_IMAGE + show("Annexe", 72, 500), False),  # a picture under its title
        (SMALL_IMAGE, True),  # nothing but a picture
        ("", False),
    ],
)
@pytest.mark.usefixtures("without_tesseract")
def test_a_page_that_is_an_image_with_hardly_any_words_is_a_scan(page, scanned):
    _, doubts = read_blocks(pdf(show(WORDS, 72, 700), page), "report.pdf")
    assert ("image-page" in codes(doubts)) == scanned


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_pages_and_packages_are_named():
    text = show(WORDS, 72, 700)
    blocks, doubts = read_blocks(pdf(IMAGE, IMAGE, text, IMAGE), "report.pdf")
    assert [block.page for block in blocks] == [3]
    assert codes(doubts) == ["image-page"]
    assert "1-2, 4" in doubts[0].message
    for name in ("tesseract-ocr-fra", "tesseract-ocr-ara", "brew install tesseract", "Windows"):
        assert name in doubts[0].message


@pytest.mark.usefixtures("without_tesseract")
def test_a_file_of_scans_only_says_what_to_install():
    with pytest.raises(UnreadableFile, match="tesseract-ocr-fra") as error:
        parse_report(Source("scan.pdf", pdf(IMAGE)))
    assert error.value.code == "scans-not-read"


def put_fake(folder, monkeypatch, then):
    """A program of that name which knows its languages, and then does something else."""
    fake = folder / "tesseract"
    listing = "print('List of available languages:\\nfra\\neng')"
    fake.write_text(
        f"#!{sys.executable}\nimport sys, time\n"
        f"if '--list-langs' in sys.argv:\n    {listing}\n    sys.exit()\n{then}\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="the fake program is a script")
@pytest.mark.parametrize(
    "then",
    [
        "time.sleep(60)",
        "sys.exit(1)",
        "print('<html>' + '<p' * 1000)",  # no hOCR: no words
        "sys.stdout.buffer.write(bytes(range(256)))",
        "",
    ],
)
def test_a_program_that_hangs_or_fails_costs_its_page_only(then, tmp_path, monkeypatch):
    put_fake(tmp_path, monkeypatch, then)
    monkeypatch.setattr(scans, "SECONDS_A_PAGE", 1.0)
    blocks, doubts = read_blocks(pdf(show(WORDS, 72, 700), IMAGE), "report.pdf")
    assert [block.page for block in blocks] == [1]
    assert {"recognition-failed", "image-without-words"} & set(codes(doubts))
    assert "recognition-languages" in codes(doubts)  # ara is not there


@pytest.mark.skipif(sys.platform == "win32", reason="the fake program is a script")
@pytest.mark.parametrize(("most", "unread"), [(1, "2-4"), (0, "1-4")])  # 0: none is wanted
def test_pages_over_the_limit_are_told(most, unread, tmp_path, monkeypatch):
    put_fake(tmp_path, monkeypatch, "sys.exit(1)")
    _, doubts = read_blocks(pdf(*[IMAGE] * 4), "report.pdf", most_scans=most)
    over = next(doubt for doubt in doubts if doubt.code == "too-many-scans")
    assert over.values == {"pages": unread, "limit": most}


@pytest.mark.parametrize("data", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_a_damaged_image_is_refused_by_name(data):
    with pytest.raises(UnreadableFile, match=r"scan\.png is not an image") as error:
        read_blocks(data, "scan.png")
    assert error.value.code == "bad-image"


def test_pictures_in_a_folder_are_not_taken_for_reports(tmp_path):
    for name in ("page.html", "logo.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [file.name for file in list_files(tmp_path)] == ["page.html"]


def line(text, left, top, right, bottom):
    words = f"<span class='ocrx_word' title='bbox 0 0 1 1; x_wconf 90'>{text}</span>"
    title = f"bbox {left} {top} {right} {bottom}; baseline 0 0; x_size 40"
    return f"<span class='ocr_line' title='{title}'>{words}</span>"


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        # A margin of numbers, read as a column of its own.
        (
            [
                ("1.", 100, 100, 130, 140),
                ("2.", 100, 200, 130, 240),
                ("Le Conseil", 200, 100, 900, 140),
                ("La réunion", 200, 200, 900, 240),
            ],
            ["1. Le Conseil", "2. La réunion"],
        ),
        ([("2.", 100, 100, 130, 140), ("Loin", 800, 100, 900, 140)], ["2.", "Loin"]),
        ([("يقرر", 100, 100, 800, 140), ("1.", 850, 100, 900, 140)], ["1. يقرر"]),
        ([("| — .", 0, 0, 900, 9), ("Texte", 100, 100, 900, 140)], ["Texte"]),  # a rule
    ],
)
def test_lines_of_hocr_have_their_numbers_before_them(lines, texts):
    hocr = "<html><body>" + "".join(line(*each) for each in lines) + "</body></html>"
    assert [read.text for read in read_hocr(hocr).lines] == texts


@pytest.mark.parametrize(
    ("turned", "box"),
    [
        (0, Box(10, 20, 30, 25)),
        (90, Box(20, 170, 25, 190)),
        (180, Box(70, 175, 90, 180)),
        (270, Box(75, 10, 80, 30)),
    ],
)
def test_a_box_is_turned_back_with_its_page(turned, box):
    assert turned_back(Box(10, 20, 30, 25), turned, width=100, height=200) == box


def test_columns_are_seen_and_a_margin_of_numbers_is_none():
    column = ["du texte dans une colonne étroite"] * 40
    page = draw_page(column)
    two = page.copy()
    two.paste(page.crop((MARGIN, 0, A4[0] // 2, A4[1])), (A4[0] // 2 + 60, 0))
    assert has_columns(pixels(two))
    assert not has_columns(pixels(page))
    words = ["chaque", "puits", "a un gardien", "que le conseil", "nomme pour un an", "aussi"]
    lines = [" ".join(words[n % 5 :] + words[: n % 5]) for n in range(40)]
    assert not has_columns(pixels(draw_page([f"{n}.     {line}" for n, line in enumerate(lines)])))
    # Paragraphs over the whole width stand above the columns, and between them.
    whole = draw_page(lines)
    for top in (A4[1] // 4, A4[1] // 2):
        strip = whole.crop((0, top, A4[0], top + A4[1] // 20))
        two.paste(strip, (0, top))
    assert has_columns(pixels(two))
    assert not has_columns(pixels(Image.new("L", A4, 255)))


def test_pages_are_named_in_short():
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_blocks_can_be_asked_for_without_progress():
    assert read_blocks(b"1. Un", "a.txt")[0] == [Block("1. Un")]
