"""Citation styles: the same clause as the United Nations, the OIC, ISO 690 or OSCOLA would cite it.

`plain` is Clausier's own: title, date, locator, page (`retrieval/citing.py`).

`un`: United Nations Editorial Manual, "Footnotes and other references". Masthead documents
(III.A): the exact title in quotation marks, then the symbol in brackets, with the item in it:
“Title” (A/70/1, para. 3 (a)). Documents of other organizations (IV.A): organization, title,
symbol. Paragraphs are cited by number, "para. 3 (a)"; in French "par. 3 a)". A page is given only
where there is no symbol or no number.

`oic`: the Organisation of Islamic Cooperation publishes no manual. This is how its own
resolutions and communiqués name one another: title, place and date in brackets, document number,
paragraph, page.

`iso690`: ISO 690:2021, "Guidelines for bibliographic references and citations to information
resources": creator, title, place, date, identifier, location in the item, each closed by a full
stop. It prescribes the elements and their order, not the punctuation; a missing date is said.

`oscola`: Oxford University Standard for the Citation of Legal Authorities, 4th edition (1.3.1, no
full stops) and its section on international law (2006), "United Nations documents": author,
‘title’ (date) UN Doc symbol; paragraphs by "para", articles as art 6(1)(e); a page stands alone.
It is made for English: in French and Arabic its order is kept, with the words of that language.

Titles, symbols, issuers and places stay as the report prints them, in every style and language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from ingest.models import Clause, Report
from retrieval.citing import cite, long_date
from retrieval.locators import is_numbered, locator_in, pages_in
from retrieval.style_terms import (
    DOCUMENT,
    NO_DATE,
    OSCOLA_DOCUMENT,
    OSCOLA_TERMS,
    QUOTES,
    TERMS,
    TITLE_QUOTES,
)

# Symbols that bodies of the United Nations give: "A/RES/70/1", "S/2019/1", "E/CN.4/2006/1".
UN_SYMBOL = re.compile(
    r"(?:A|S|E|T|ST|TD|DP|CRC|CCPR|CEDAW|CERD|CAT|CMW|CRPD|HRI|UNEP|FCCC|CBD|JIU|LC|WT)/"
)


class Style(StrEnum):
    """The citation styles, by the names that users type."""

    PLAIN = "plain"
    UN = "un"
    OIC = "oic"
    ISO690 = "iso690"
    OSCOLA = "oscola"


def cite_as(style: Style, report: Report, clause: Clause, language: str) -> str:
    """Return the citation of a clause in a style; `language` is the reader's, "fr", "en", "ar"."""
    if style is Style.PLAIN:
        return cite(report, clause, language)
    return MAKERS[style](report, clause, language)


def quote_as(style: Style, quotation: str, citation: str, language: str) -> str:
    """Return a quotation, word for word, with its citation: “…” (citation).

    ISO 690 and OSCOLA cite in notes: there the citation stands on a line of its own.
    """
    quotes = TITLE_QUOTES if style is Style.OSCOLA else QUOTES
    quoted = quotes[language].format(quotation)
    if style in (Style.ISO690, Style.OSCOLA):
        return f"{quoted}\n{citation}"
    return f"{quoted} ({citation})"


def un(report: Report, clause: Clause, language: str) -> str:
    """Return a citation as the United Nations make it."""
    terms = TERMS[language]
    title = QUOTES[language].format(report.title)
    place = locator_in(terms, clause, report, language)
    paged = terms.comma.join(filter(None, [place, pages_in(terms, report, clause)]))
    if UN_SYMBOL.match(report.symbol):
        within = terms.comma.join([report.symbol, place if is_numbered(clause) else paged])
        return f"{title} ({within})"
    symbol = DOCUMENT[language].format(report.symbol) if report.symbol else ""
    dated = long_date(report.date, language)
    return terms.comma.join(filter(None, [report.issuer, title, symbol, dated, paged]))


def oic(report: Report, clause: Clause, language: str) -> str:
    """Return a citation as documents of the OIC make it."""
    terms = TERMS[language]
    held = terms.comma.join(filter(None, [report.place, long_date(report.date, language)]))
    named = f"{report.title} ({held})" if held else report.title
    symbol = DOCUMENT[language].format(report.symbol) if report.symbol else ""
    place = locator_in(terms, clause, report, language)
    return terms.comma.join(filter(None, [named, symbol, place, pages_in(terms, report, clause)]))


def iso690(report: Report, clause: Clause, language: str) -> str:
    """Return a bibliographic reference by ISO 690."""
    terms = TERMS[language]
    dated = long_date(report.date, language) or NO_DATE[language]
    made = terms.comma.join(filter(None, [report.place, dated]))
    place = locator_in(terms, clause, report, language)
    where = terms.comma.join(filter(None, [place, pages_in(terms, report, clause)]))
    parts = [report.issuer, report.title, made, report.symbol, where[:1].upper() + where[1:]]
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def oscola(report: Report, clause: Clause, language: str) -> str:
    """Return a citation by OSCOLA."""
    terms = OSCOLA_TERMS[language]
    dated = long_date(report.date, language)
    symbol = report.symbol
    if UN_SYMBOL.match(symbol):
        symbol = OSCOLA_DOCUMENT[language].format(symbol)
    title = TITLE_QUOTES[language].format(report.title)
    named = " ".join(filter(None, [title, f"({dated})" if dated else "", symbol]))
    page = "" if is_numbered(clause) else pages_in(terms, report, clause)
    where = terms.comma.join(filter(None, [locator_in(terms, clause, report, language), page]))
    # A comma stands only where a symbol and a number would run together.
    pinpointed = f"{named}{terms.comma if symbol else ' '}{where}"
    return terms.comma.join(filter(None, [report.issuer, pinpointed]))


MAKERS: dict[Style, Callable[[Report, Clause, str], str]] = {
    Style.UN: un,
    Style.OIC: oic,
    Style.ISO690: iso690,
    Style.OSCOLA: oscola,
}
