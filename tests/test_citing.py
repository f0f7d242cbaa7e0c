"""Citations in three languages."""

import pytest

from ingest.models import Clause, Kind, Part, Report
from retrieval.citing import cite


def report(date="2019-09-24", page_starts=(0, 100, 200)):
    return Report("Rapport", "fr", "x" * 300, date=date, page_starts=page_starts)


def clause(key, eid="", part=Part.BODY, kind=Kind.PARAGRAPH, start=10, end=20):
    return Clause(key, eid or f"para_{key}", key, part, kind, 1, "x" * (end - start), start, end)


PARAGRAPH = clause("13")
DEEP = clause("44.b.i", "para_44__subpara_b__subpara_i", kind=Kind.SUBPARAGRAPH)
ARTICLE = clause("6.e", "art_6__point_e", kind=Kind.SUBPARAGRAPH)
CODE = clause("L112-3", "art_L112-3", kind=Kind.ARTICLE)
RECITAL = clause("PP2", "preamble__para_2", Part.PREAMBLE, Kind.RECITAL)
ANNEX_WORDS = clause("annex-2", "annex_2", Part.ANNEX)
ANNEX_PARAGRAPH = clause("annex-1.3.a", "annex_1__para_3__subpara_a", Part.ANNEX)
FRONT = clause("front", "front", Part.FRONT, Kind.TITLE)
CLOSING = clause("closing", "conclusions", Part.CLOSING, Kind.SIGNATURE)


@pytest.mark.parametrize(
    ("cited", "language", "citation"),
    [
        (PARAGRAPH, "fr", "Rapport, 24 septembre 2019, par. 13, p. 1"),
        (PARAGRAPH, "en", "Rapport, 24 September 2019, para. 13, p. 1"),  # day first
        (PARAGRAPH, "ar", "Rapport، 24 سبتمبر 2019، الفقرة 13، ص. 1"),
        (DEEP, "fr", "Rapport, 24 septembre 2019, par. 44 b) i), p. 1"),
        (DEEP, "en", "Rapport, 24 September 2019, para. 44 (b) (i), p. 1"),
        (DEEP, "ar", "Rapport، 24 سبتمبر 2019، الفقرة 44 (b) (i)، ص. 1"),
        (ARTICLE, "fr", "Rapport, 24 septembre 2019, art. 6 e), p. 1"),
        (ARTICLE, "en", "Rapport, 24 September 2019, art. 6 (e), p. 1"),
        (ARTICLE, "ar", "Rapport، 24 سبتمبر 2019، المادة 6 (e)، ص. 1"),
        (CODE, "fr", "Rapport, 24 septembre 2019, art. L112-3, p. 1"),  # the dash is no level
        (RECITAL, "fr", "Rapport, 24 septembre 2019, al. 2 du préambule, p. 1"),
        (RECITAL, "en", "Rapport, 24 September 2019, preambular para. 2, p. 1"),
        (RECITAL, "ar", "Rapport، 24 سبتمبر 2019، الفقرة 2 من الديباجة، ص. 1"),
        (ANNEX_WORDS, "fr", "Rapport, 24 septembre 2019, annexe 2, p. 1"),
        (ANNEX_PARAGRAPH, "fr", "Rapport, 24 septembre 2019, annexe 1, par. 3 a), p. 1"),
        (ANNEX_PARAGRAPH, "en", "Rapport, 24 September 2019, annex 1, para. 3 (a), p. 1"),
        (ANNEX_PARAGRAPH, "ar", "Rapport، 24 سبتمبر 2019، المرفق 1، الفقرة 3 (a)، ص. 1"),
        (FRONT, "fr", "Rapport, 24 septembre 2019, titre, p. 1"),
        (FRONT, "en", "Rapport, 24 September 2019, title, p. 1"),
        (FRONT, "ar", "Rapport، 24 سبتمبر 2019، العنوان، ص. 1"),
        (CLOSING, "fr", "Rapport, 24 septembre 2019, clauses finales, p. 1"),
        (CLOSING, "en", "Rapport, 24 September 2019, closing, p. 1"),
    ],
)
def test_citation_names_report_date_clause_and_page(cited, language, citation):
    assert cite(report(), cited, language) == citation


@pytest.mark.parametrize(
    ("printed_in", "language", "locator"),
    [
        ("ar", "ar", "المادة 6 (هـ)"),  # the letter that stands on the page
        ("ar", "fr", "art. 6 e)"),
        ("fr", "ar", "المادة 6 (e)"),
    ],
)
def test_points_of_an_arabic_report_are_cited_in_arabic_as_it_prints_them(
    printed_in, language, locator
):
    own = Report("Rapport", printed_in, "x" * 300)
    assert cite(own, ARTICLE, language).endswith(locator)


@pytest.mark.parametrize(
    ("start", "end", "language", "pages"),
    [
        (10, 90, "fr", "p. 1"),
        (10, 100, "fr", "p. 1"),  # the end is no part of it: page 2 begins there
        (10, 101, "fr", "p. 1-2"),
        (10, 250, "fr", "p. 1-3"),
        (10, 150, "en", "pp. 1–2"),
        (10, 150, "ar", "ص. 1-2"),
        (100, 100, "fr", "p. 2"),  # a clause without words of its own
    ],
)
def test_every_page_that_a_clause_touches_is_cited(start, end, language, pages):
    assert cite(report(), clause("5", start=start, end=end), language).endswith(pages)


@pytest.mark.parametrize(
    ("cited", "citation"),
    [
        (report(date=None), "Rapport, par. 13, p. 1"),
        (report(page_starts=()), "Rapport, 24 septembre 2019, par. 13"),
        (report(date=None, page_starts=()), "Rapport, par. 13"),
    ],
)
def test_what_a_report_does_not_have_is_left_out(cited, citation):
    assert cite(cited, PARAGRAPH, "fr") == citation
