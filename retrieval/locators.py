"""Where a clause stands, in the terms of a citation style: "art. 6, para. 1 (e)", "par. 44 b) i)".

A locator is made from the eId, which says what each step is: an article, a paragraph of it, a
point. Letters are those that the report prints: in an Arabic report cited in Arabic, أ and not a.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.models import HEADING_SEPARATOR, Clause, Kind, Part, Report

# The letters that number the points of an Arabic text, in their order, for the key's a, b, c.
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of locators in one language and style. A "{}" stands for the number."""

    paragraph: str
    article: str
    section: str
    annex: str
    recital: str
    preamble: str
    front: str
    closing: str
    under: str
    in_fine: str
    page: str
    two_pages: str  # that follow each other
    pages: str
    point: str  # a step below: " ({})"
    inner: str  # a numbered paragraph of an article: ", para. {}"
    comma: str


def locator_in(terms: Terms, clause: Clause, report: Report, language: str) -> str:
    """Return a clause's locator; "" for words of a report that no style gives a name."""
    named = unnumbered(terms, clause)
    if named:
        return named
    arabic = language == "ar" == report.language
    written, last = [], ""
    for word, segment in steps_of(clause.eid):
        if word == "annex":
            written.append(f"{terms.annex} {segment}")
        elif last and segment.startswith(f"{last}."):  # 2.1.1 of 2.1: its own number says both
            written[-1] = written[-1].removesuffix(last) + segment
        elif last and word in ("para", "art", "sec"):
            written[-1] += terms.inner.format(segment)
        elif last:
            written[-1] += terms.point.format(letter(segment) if arabic else segment)
        else:
            written.append(f"{top_word(terms, word)} {segment}")
        last = "" if word == "annex" else segment
    if clause.kind is Kind.WRAP_UP:
        written.append(terms.in_fine)
    return terms.comma.join(written)


def unnumbered(terms: Terms, clause: Clause) -> str:
    """Return the locator of a clause that has no number of its own; "" for one that has."""
    if clause.part is Part.FRONT:
        return terms.front
    if clause.part is Part.CLOSING:
        return terms.closing
    if clause.kind is Kind.HEADING:
        return terms.under.format(clause.heading.rpartition(HEADING_SEPARATOR)[2])
    if clause.kind is Kind.RECITAL:
        number = clause.key.removeprefix("PP")
        return terms.recital.format(number) if number != "0" else terms.preamble
    return terms.preamble if clause.part is Part.PREAMBLE else ""


def is_numbered(clause: Clause) -> bool:
    """Say whether a clause can be found by its number, without a page."""
    by_number = clause.kind not in (Kind.HEADING, Kind.TITLE, Kind.SIGNATURE)
    return by_number and clause.part not in (Part.FRONT, Part.CLOSING)


def steps_of(eid: str) -> list[tuple[str, str]]:
    """Return the steps of an eId: `art_6__point_e` -> ("art", "6"), ("point", "e").

    What tells a number from its namesake (`art_1_2`) is left out, as the report leaves it out.
    """
    parts = [part.split("_") for part in eid.split("__")]
    return [(part[0], part[1]) for part in parts if len(part) > 1 and part[0] != "hcontainer"]


def top_word(terms: Terms, word: str) -> str:
    """Return what a clause at the top is called."""
    return {"art": terms.article, "sec": terms.section}.get(word, terms.paragraph)


def letter(segment: str) -> str:
    """Return the Arabic letter of a point: `a` -> أ. What is no single letter stays."""
    if len(segment) != 1 or not "a" <= segment <= "z":
        return segment
    found = ABJAD[ord(segment) - ord("a")]
    return "هـ" if found == "ه" else found


def pages_in(terms: Terms, report: Report, clause: Clause) -> str:
    """Return the pages that a clause touches; "" without pages."""
    touched = pages_of(report, clause)
    if touched is None:
        return ""
    first, last = touched
    if first == last:
        return terms.page.format(first)
    return (terms.two_pages if last == first + 1 else terms.pages).format(first, last)


def pages_of(report: Report, clause: Clause) -> tuple[int, int] | None:
    """Return the first and the last page that a clause touches; None without pages."""
    first, last = report.page_of(clause.start), report.page_of(max(clause.start, clause.end - 1))
    return None if first is None or last is None else (first, last)
