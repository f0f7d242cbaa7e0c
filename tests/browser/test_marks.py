"""A clause on its page: the marks cover its words, as a real browser lays them out."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.models import Clause, Source
from ingest.pipeline import add_report, read_source
from ingest.store import Store
from retrieval.assistant import Assistant
from ui.markup import style_html
from ui.markup_source import source_html
from ui.opened import Opened, View, lay_out
from ui.wording import words_in

pytestmark = pytest.mark.browser

WORDS = words_in("fr", "fr-FR")
# How far a mark may stand from the letters' own boxes, in points: what rounding to pixels takes.
TOLERANCE = 1.5


def letters(text: str) -> str:
    """Return the letters and digits of a text, in the form that PDF files give them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def open_library(folder: Path, source: Source) -> Assistant:
    """A library with one report; nothing is embedded, for nothing is asked."""
    store = Store(folder)
    add_report(source, store)
    store.close()
    return Assistant(folder, lambda: pytest.fail("nothing is to be embedded"))


def words_under_marks(page: Page, pdf: bytes, number: int) -> str:
    """Return what the PDF file itself has under the marks that the browser shows."""
    shares = page.evaluate(
        """() => {
            const sheet = document.querySelector(".cl-sheet img").getBoundingClientRect();
            return [...document.querySelectorAll(".cl-mark")].map(mark => {
                const box = mark.getBoundingClientRect();
                return [(box.left - sheet.left) / sheet.width, (box.top - sheet.top) / sheet.height,
                        (box.right - sheet.left) / sheet.width,
                        (box.bottom - sheet.top) / sheet.height];
            });
        }"""
    )
    with pdfium.PdfDocument(pdf) as document:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        under = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            x, y = (left + right) / 2 / width, 1 - (bottom + top) / 2 / height
            near = (TOLERANCE / width, TOLERANCE / height)
            if any(
                box[0] - near[0] <= x <= box[2] + near[0]
                and box[1] - near[1] <= y <= box[3] + near[1]
                for box in shares
            ):
                under.append(text.get_text_range(index, 1))
    return letters("".join(under))


def marked_words(page: Page, assistant: Assistant, pdf: bytes, clause: Clause) -> str:
    """Open a clause and return what stands under its marks, over all its pages."""
    (report,) = assistant.reports()
    opened = Opened(report.id, clause.eid, View.PAGE)
    first = lay_out(opened, assistant)
    assert first.leaf is not None
    found = ""
    for number in first.leaf.marked:
        laid = lay_out(Opened(report.id, clause.eid, View.PAGE, number), assistant)
        page.set_content(
            f"<div class=stApp>{style_html(WORDS, 50)}{source_html(laid, WORDS)}</div>"
        )
        expect(page.locator(".cl-sheet img")).to_have_js_property("complete", True)
        found += words_under_marks(page, pdf, number)
    return found


def test_marks_cover_the_words_of_20_clauses_and_no_others(
    browser: Browser, shared: Path, tmp_path: Path
) -> None:
    source = read_source(shared / "documents/guinee-avant-projet-constitution-2025-fr/original.pdf")
    with open_library(tmp_path, source) as assistant:
        (report,) = assistant.reports()
        clauses = [c for c in assistant.report(report.id)[1] if len(c.text) > 30]
        over = [c for c in clauses if pages_of(assistant, report.id, c) > 1]
        assert len(over) >= 3
        chosen = {c.eid: c for c in [*over[:3], *clauses[:: len(clauses) // 17]]}
        page = browser.new_page()
        for clause in list(chosen.values())[:20]:
            found = marked_words(page, assistant, source.data, clause)
            assert found == letters(clause.text), clause.eid
        assert len(chosen) >= 20
        page.close()


def pages_of(assistant: Assistant, report_id: str, clause: Clause) -> int:
    """Return how many pages a clause stands on."""
    return len({box.page for box in assistant.pages.boxes(report_id, clause.start, clause.end)})


def test_marks_cover_the_words_of_the_sample_printed_by_a_browser(
    browser: Browser, sample_file: Path, tmp_path: Path
) -> None:
    printed = browser.new_page()
    lines = re.split(r"\n\s*\n", sample_file.read_text(encoding="utf-8").replace("\f", "\n\n"))
    body = "".join(f"<p>{html.escape(' '.join(line.split()))}</p>" for line in lines)
    printed.set_content(f"<html lang=fr><body style='font: 12pt serif'>{body}</body></html>")
    pdf = printed.pdf(format="A5")
    printed.close()
    with open_library(tmp_path, Source("sample.pdf", pdf)) as assistant:
        (report,) = assistant.reports()
        clauses = [c for c in assistant.report(report.id)[1] if c.key.isdecimal()]
        assert len(clauses) >= 13
        page = browser.new_page()
        for clause in clauses:
            assert marked_words(page, assistant, pdf, clause) == letters(clause.text), clause.key
        page.close()
