"""Fonts that draw letters and do not say which they are."""

import re
from pathlib import Path

import pytest
from scans import needs_tesseract

from ingest.models import Source
from ingest.pipeline import parse_report
from ingest.readers.pdf import read_pdf
from ingest.readers.unnamed import unnamed_doubts

CASES = Path(__file__).parent / "cases"


def without_names(name, fonts=-1):
    """The bytes of a PDF file whose first fonts, or all, no longer name their letters."""
    data = (CASES / name).read_bytes()
    return data.replace(b"/ToUnicode", b"/ToUnicodX", fonts)


@pytest.mark.parametrize("name", ["sample-report-chromium.pdf", "articles-ar-chromium.pdf"])
def test_other_letters_than_the_page_shows_are_not_read(name, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # without Tesseract
    blocks, doubts = read_pdf(without_names(name), name)
    assert blocks == []
    assert [doubt.code for doubt in doubts] == ["unnamed-letters", "image-page"]
    assert doubts[0].values["pages"] == doubts[1].values["pages"]


@needs_tesseract("fra")
def test_such_pages_are_recognised_column_by_column_below_lines_over_the_whole_width():
    data = without_names("columns-chromium.pdf")
    parsed = parse_report(Source("report.pdf", data))
    assert parsed.report.text.startswith("Accord sur les eaux partagées entre les États riverains")
    said = re.findall(r"disposition (\d\.\d)", parsed.report.text)
    assert said == [f"{n}.{m}" for n in range(1, 10) for m in range(4)]
    assert [d.code for d in parsed.doubts][:2] == ["unnamed-letters", "recognised-text"]


def test_a_page_with_some_such_letters_is_read_and_told():
    name = "columns-chromium.pdf"
    whole, _ = read_pdf((CASES / name).read_bytes(), name)
    blocks, doubts = read_pdf(without_names(name, 1), name)
    assert len(blocks) == len(whole)
    assert [doubt.code for doubt in doubts] == ["some-unnamed-letters"]


def test_pages_are_told_together():
    doubts = [*unnamed_doubts({1: 0.0, 2: 0.5, 3: 1.0, 4: 0.02, 6: 0.02})]
    assert [(d.code, d.page, d.values["pages"]) for d in doubts] == [
        ("unnamed-letters", 2, "2-3"),
        ("some-unnamed-letters", 4, "4, 6"),
    ]
