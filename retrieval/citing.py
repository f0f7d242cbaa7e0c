"""Citations: report, clause and page in the reader's language."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from ingest.models import HEADING_SEPARATOR, Clause, Kind, Part, Report
from retrieval.locators import letter, pages_of

# What a clause is called in a citation.
PARAGRAPH = {"fr": "par.", "en": "para.", "ar": "الفقرة"}
ARTICLE = {"fr": "art.", "en": "art.", "ar": "المادة"}
RECITAL = {
    "fr": "al. {} du préambule",
    "en": "preambular para. {}",
    "ar": "الفقرة {} من الديباجة",
}
ANNEX = {"fr": "annexe", "en": "annex", "ar": "المرفق"}
FRONT = {"fr": "titre", "en": "title", "ar": "العنوان"}
CLOSING = {"fr": "clauses finales", "en": "closing", "ar": "الخاتمة"}
UNDER = {"fr": "sous «\u00a0{}\u00a0»", "en": "under “{}”", "ar": "تحت «{}»"}
# The words of a clause after its list.
IN_FINE = {"fr": "in fine", "en": "closing words", "ar": "في نهايتها"}
PAGE = {"fr": ("p. {}", "p. {}-{}"), "en": ("p. {}", "pp. {}–{}"), "ar": ("ص. {}", "ص. {}-{}")}
# Diplomatic English writes the day first.
DATES = {"fr": "fr", "en": "en_GB", "ar": "ar"}
COMMA = {"fr": ", ", "en": ", ", "ar": "، "}


def cite(report: Report, clause: Clause, language: str) -> str:
    """Return a citation: title, date, locator, page: "…, 24 septembre 2019, par. 13, p. 3".

    `language` is the reader's: "fr", "en" or "ar". The title stays as printed.
    """
    dated = long_date(report.date, language)
    where = locator(clause, language, report.language)
    parts = [report.title, dated, where, pages(report, clause, language)]
    return COMMA[language].join(filter(None, parts))


@lru_cache(maxsize=1024)
def long_date(iso: str | None, language: str) -> str:
    """Return an ISO date in the reader's form: "24 septembre 2019"; "" for none."""
    return format_date(date.fromisoformat(iso), "long", DATES[language]) if iso else ""


def locator(clause: Clause, language: str, printed_in: str = "") -> str:
    """Return how a clause is named: "par. 13", "art. 6 e)", "para. 44 (b) (i)".

    `printed_in` is the language of its report: the points of an Arabic one are cited in Arabic as
    it prints them, (ب) and not (b).
    """
    if clause.part is Part.FRONT:
        return FRONT[language]
    if clause.part is Part.CLOSING:
        return CLOSING[language]
    if clause.kind is Kind.RECITAL:
        return RECITAL[language].format(clause.key.removeprefix("PP"))
    if clause.kind is Kind.HEADING:
        return UNDER[language].format(clause.heading.rpartition(HEADING_SEPARATOR)[2])
    annex, rest = re.fullmatch(r"(?:annex-(\d+)\.?)?(.*)", clause.key.removesuffix(".end")).groups()  # type: ignore[union-attr]
    named = [f"{ANNEX[language]} {annex}"] if annex else []
    if rest:
        word = (ARTICLE if clause.eid.split("__")[0].startswith("art_") else PARAGRAPH)[language]
        named.append(f"{word} {numbers(rest, language, printed_in)}")
    if clause.kind is Kind.WRAP_UP:
        named.append(IN_FINE[language])
    return COMMA[language].join(named)


def numbers(key: str, language: str, printed_in: str = "") -> str:
    """Return a key as it is cited: `44.b.i` -> "44 b) i)" in French, "44 (b) (i)" elsewhere."""
    segments = key.split(".")
    first, *deeper = map(letter, segments) if language == "ar" == printed_in else segments
    form = "{})" if language == "fr" else "({})"
    return " ".join([first, *(form.format(segment) for segment in deeper)])


def pages(report: Report, clause: Clause, language: str) -> str:
    """Return the pages that a clause touches: "p. 3", "p. 1-2", or "" without pages."""
    one, several = PAGE[language]
    touched = pages_of(report, clause)
    if touched is None:
        return ""
    first, last = touched
    return one.format(first) if first == last else several.format(first, last)
