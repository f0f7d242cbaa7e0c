"""Citation styles: every style, in every language, for every kind of clause."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import Clause, Kind, Part, Report
from retrieval.citing import cite
from retrieval.reference_files import FileFormat, reference_file
from retrieval.styles import Style, cite_as, quote_as

CASES = Path(__file__).parent / "cases" / "citation-styles.tsv"


def clause(key, eid, part=Part.BODY, kind=Kind.PARAGRAPH, *, start=10, end=20, heading=""):
    text = "x" * (end - start)
    return Clause(key, eid, key, part, kind, 1, text, start, end, heading=heading)


UN_REPORT = Report(
    "Rapport annuel", "fr", "x" * 400, issuer="Assemblée générale", place="Djeddah",
    date="2019-09-24", page_starts=(0, 100, 200, 300), id="rapport", symbol="A/70/1",
)  # fmt: skip
OIC_REPORT = replace(UN_REPORT, symbol="OIC/CFM-44/2017/POL/RES/FINAL", issuer="OCI")
BARE = replace(UN_REPORT, symbol="", issuer="", place="", date=None, page_starts=())
ARABIC = replace(UN_REPORT, title="قرار بشأن المياه", language="ar", symbol="", issuer="")
REPORTS = {"un": UN_REPORT, "oic": OIC_REPORT, "bare": BARE, "arabic": ARABIC}
CLAUSES = {
    "paragraph": clause("13", "para_13"),
    "sub-paragraph": clause("44.b.i", "para_44__subpara_b__subpara_i", kind=Kind.SUBPARAGRAPH),
    "article": clause("6", "art_6", kind=Kind.ARTICLE),
    "point of an article": clause("6.1.e", "art_6__para_1__point_e", kind=Kind.SUBPARAGRAPH),
    "number that says its article": clause("2.1.1", "art_2.1__para_2.1.1"),
    "second of a number": clause("3", "art_3_2", kind=Kind.ARTICLE),
    "section": clause("4", "sec_4", kind=Kind.SECTION),
    "recital": clause("PP2", "preamble__para_2", Part.PREAMBLE, Kind.RECITAL),
    "before the recitals": clause("PP0", "preamble__intro", Part.PREAMBLE, Kind.RECITAL),
    "annex": clause("annex-2", "annex_2", Part.ANNEX),
    "point of an annex": clause("annex-1.3.a", "annex_1__para_3__subpara_a", Part.ANNEX),
    "title": clause("front", "front", Part.FRONT, Kind.TITLE),
    "closing": clause("closing", "conclusions", Part.CLOSING, Kind.SIGNATURE),
    "under a heading": clause("H1", "hcontainer_1", kind=Kind.HEADING, heading="I > Les eaux"),
    "closing words": clause("6.end", "art_6__wrapup", kind=Kind.WRAP_UP),
    "two pages": clause("13", "para_13", start=90, end=120),
    "four pages": clause("13", "para_13", start=90, end=320),
}


def rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("style", "language", "report", "kind", "citation"), rows())
def test_citation_is_as_the_style_makes_it(style, language, report, kind, citation):
    assert cite_as(Style(style), REPORTS[report], CLAUSES[kind], language) == citation


def test_table_has_every_style_language_and_kind():
    cited = {(style, language, kind) for style, language, _, kind, _ in rows()}
    styles = [style for style in Style if style is not Style.PLAIN]
    assert cited >= {
        (str(style), language, kind)
        for style in styles
        for language in ("fr", "en", "ar")
        for kind in CLAUSES
    }


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("kind", CLAUSES)
def test_plain_style_is_the_citation_that_other_programs_rely_on(kind, language):
    cited = CLAUSES[kind]
    assert cite_as(Style.PLAIN, UN_REPORT, cited, language) == cite(UN_REPORT, cited, language)


@pytest.mark.parametrize(
    ("style", "language", "quoted"),
    [
        (Style.PLAIN, "fr", "«\u00a0La paix.\u00a0» (C)"),
        (Style.UN, "en", "“La paix.” (C)"),
        (Style.OIC, "ar", "«La paix.» (C)"),
        (Style.ISO690, "en", "“La paix.”\nC"),  # in a note
        (Style.OSCOLA, "en", "‘La paix.’\nC"),  # single marks
    ],
)
def test_quotation_is_word_for_word_with_its_citation(style, language, quoted):
    assert quote_as(style, "La paix.", "C", language) == quoted


SAMPLES = st.text(st.characters(codec="utf-8"), max_size=40)


@given(title=SAMPLES, issuer=SAMPLES, symbol=SAMPLES, quotation=SAMPLES)
def test_any_words_of_a_report_come_out_whole_in_csl_json(title, issuer, symbol, quotation):
    report = replace(UN_REPORT, title=title, issuer=issuer, symbol=symbol)
    written = reference_file(FileFormat.CSL_JSON, report, CLAUSES["paragraph"], "en", quotation)
    (item,) = json.loads(written)
    assert item["title"] == title
    assert item.get("author", [{"literal": ""}])[0]["literal"] == issuer
    assert item.get("number", "") == symbol
    assert item.get("annote", "") == quotation
    assert item["issued"] == {"date-parts": [[2019, 9, 24]]}
    assert item["note"] == "para. 13"


@given(title=SAMPLES, quotation=SAMPLES)
def test_no_words_of_a_report_make_a_tag_of_ris(title, quotation):
    report = replace(UN_REPORT, title=f"T\nER  - {title}\r\nTY  - BOOK")
    written = reference_file(FileFormat.RIS, report, CLAUSES["two pages"], "en", quotation)
    lines = written.split("\r\n")
    tags = [line[:6] for line in lines if line]
    assert tags[0] == "TY  - "
    assert tags[-1] == "ER  - "
    assert tags.count("ER  - ") == tags.count("TY  - ") == 1
    assert "SP  - 1" in lines
    assert "EP  - 2" in lines


@given(title=st.text(st.sampled_from("\\{}$&#%_^~ab\n"), max_size=12))
def test_braces_of_bibtex_always_close(title):
    report = replace(UN_REPORT, title=title)
    written = reference_file(FileFormat.BIBTEX, report, CLAUSES["paragraph"], "en", "50 % & {")
    unescaped = written.replace("\\{", "").replace("\\}", "")
    assert unescaped.count("{") == unescaped.count("}")
    assert r"50 \% \& \{" in written


def test_report_without_anything_is_still_cited():
    for style in Style:
        for language in ("fr", "en", "ar"):
            cited = cite_as(style, BARE, CLAUSES["paragraph"], language)
            assert "Rapport annuel" in cited
            assert "13" in cited
            assert "()" not in cited
            assert "  " not in cited
