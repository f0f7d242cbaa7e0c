"""Whole reports against clause lists made by hand, by the tool that scores them."""

import json
import subprocess
import sys

import pytest

from ingest.models import Kind
from ingest.pipeline import parse_report, read_source
from ui.contracts import parsed_json


def score(shared, slug, file):
    """Return what the tool prints, and the keys of the clauses it missed."""
    parsed = json.dumps(parsed_json(parse_report(read_source(file))))
    tool, gold = shared / "tools" / "score_clauses.py", shared / "documents" / slug / "gold.json"
    done = subprocess.run(
        [sys.executable, tool, gold], input=parsed, capture_output=True, text=True, check=True
    )
    missed = [line.split()[1] for line in done.stderr.splitlines() if line.startswith("missed")]
    return json.loads(done.stdout), [key.rstrip(":") for key in missed]


def test_every_clause_of_the_sample_report_is_found_with_its_words(shared, sample_file):
    scored, _ = score(shared, "oic-mali-2019-fr", sample_file)
    assert (scored["f1"], scored["gold"]) == (1.0, 16)


@pytest.mark.parametrize("slug", ["udhr-fr", "udhr-en", "udhr-ar"])
def test_every_article_of_the_declaration_is_found_with_its_words(shared, slug):
    scored, _ = score(shared, slug, shared / "documents" / slug / "rendered.txt")
    assert scored["f1"] == 1.0


def test_articles_without_words_of_their_own_have_all_of_their_paragraphs(shared):
    folder = shared / "documents" / "udhr-ar"
    clauses = parse_report(read_source(folder / "rendered.txt")).clauses
    for gold in json.loads((folder / "gold.json").read_text()):
        if gold["path"] in {"15", "17"}:
            inside = [c.text for c in clauses if c.key.startswith(gold["path"] + ".")]
            assert " ".join(inside) == gold["text"]


def test_the_declaration_has_the_same_articles_in_three_languages(shared):
    keys = [
        [
            clause.key
            for clause in parse_report(read_source(shared / "documents" / slug / name)).clauses
            if clause.part == "body" and clause.depth == 1
        ]
        for slug, name in [(f"udhr-{language}", "rendered.txt") for language in ("fr", "en", "ar")]
    ]
    assert keys[0] == keys[1] == keys[2] == [str(n) for n in range(1, 31)]


def test_the_articles_of_a_constitution_have_the_same_keys_in_both_languages(shared):
    files = [
        shared / "documents" / f"constitution-madagascar-{language}" / "rendered.html"
        for language in ("fr", "en")
    ]
    french, english = (
        [c.key for c in parse_report(read_source(file)).clauses if c.kind is Kind.ARTICLE]
        for file in files
    )
    # The French prints "Article 119" over articles 118 and 119.
    assert [key for key in french if key != "119"] == [
        key for key in english if key not in {"118", "119"}
    ]
    assert (french.count("119"), len(french)) == (2, len(english))
