"""Whole web pages, Word files and PDF files against clause lists made by hand."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_gold import score

from ingest.pipeline import parse_report, read_source

LEAST_F1 = {
    ("code-relations-public-administration-fr", "rendered.html"): 1.0,
    ("ccn-banque-fr", "rendered.html"): 1.0,
    ("ccn-hcr-fr", "rendered.html"): 1.0,
    ("constitution-madagascar-en", "rendered.html"): 1.0,
    ("oic-mali-2019-fr", "rendered_typed_numbers.docx"): 1.0,
    ("oic-mali-2019-fr", "rendered_auto_numbers.docx"): 1.0,
    # Not whole yet, and no less than this.
    ("constitution-madagascar-fr", "rendered.html"): 0.99,
    ("guinee-avant-projet-constitution-2025-fr", "original.pdf"): 0.96,
}


@pytest.fixture(scope="module")
def scores(shared):
    """The score of each document, the tool run for two at a time."""
    with ThreadPoolExecutor(2) as pool:
        running = {
            (slug, name): pool.submit(score, shared, slug, shared / "documents" / slug / name)
            for slug, name in LEAST_F1
        }
        return {document: run.result()[0] for document, run in running.items()}


@pytest.mark.parametrize("document", LEAST_F1, ids="/".join)
def test_clauses_of_whole_documents_are_found_with_their_words(scores, document):
    assert scores[document]["f1"] >= LEAST_F1[document]


def test_articles_of_a_long_agreement_are_found_with_their_words(shared):
    # Compared without the tool, which takes half a minute for this one.
    folder = shared / "documents" / "ccn-sport-fr"
    parsed = parse_report(read_source(folder / "rendered.html"))
    clauses = {clause.key.casefold(): clause for clause in parsed.clauses}
    gold = json.loads((folder / "gold.json").read_text())
    found = [g for g in gold if g["path"].casefold() in clauses and same_words(g, clauses, parsed)]
    assert len(found) >= 0.9 * len(gold)


def same_words(gold, clauses, parsed):
    """Whether a clause, alone or with what stands below it, has the words of the list."""
    key = gold["path"].casefold()
    own = clauses[key]
    end = max(c.end for k, c in clauses.items() if k == key or k.startswith(f"{key}."))
    texts = (own.text, parsed.report.text[own.start : end])
    return any(re.sub(r"\W", "", t) == re.sub(r"\W", "", gold["text"]) for t in texts)


def test_the_declaration_has_the_same_clauses_in_three_languages_as_web_pages(shared):
    pages = [shared / f"documents/udhr-{language}/original.html" for language in ("fr", "en", "ar")]
    keys = [
        {clause.key for clause in parse_report(read_source(page)).clauses if clause.part == "body"}
        for page in pages
    ]
    assert keys[0] == keys[1] == keys[2]
    assert {"1", "30", "29.3"} <= keys[0]


def test_most_articles_of_a_scanned_word_file_are_found(shared):
    # No list of its clauses exists; it prints about 450 articles.
    file = shared / "documents" / "ohada-auvoies-execution-2023-ocr-fr" / "original.docx"
    clauses = parse_report(read_source(file)).clauses
    assert len({clause.key for clause in clauses if clause.kind == "article"}) >= 440
