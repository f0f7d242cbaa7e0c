"""A citation as a file that reference managers read: CSL-JSON, RIS, BibTeX.

CSL-JSON is by the input schema 1.0.2 of the Citation Style Language. RIS is the Research
Information Systems tag format: six characters of tag, lines that end in CR LF, `TY` first and `ER`
last. BibTeX has no type for an act: `misc`, or `techreport` where an issuer is known. In none of
them is there a field for a clause: its locator is a note, and the quotation goes along, word for
word.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from ingest.models import Clause, Report
from retrieval.locators import locator_in
from retrieval.style_terms import TERMS

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# What TeX reads as a command; the rest of Unicode stands as it is.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {mark: f"\\{mark}" for mark in "$&#%_"}


class FileFormat(StrEnum):
    """The formats, by the endings of their files."""

    CSL_JSON = "json"
    RIS = "ris"
    BIBTEX = "bib"


def reference_file(
    form: FileFormat, report: Report, clause: Clause, language: str, quotation: str = ""
) -> str:
    """Return the text of a file with one citation. `language` is the reader's."""
    makers = {FileFormat.CSL_JSON: csl_json, FileFormat.RIS: ris, FileFormat.BIBTEX: bibtex}
    return makers[form](report, clause, language, quotation)


def csl_json(report: Report, clause: Clause, language: str, quotation: str) -> str:
    """Return a citation as a list of one CSL-JSON item."""
    item: dict[str, object] = {
        "id": identifier(report, clause),
        "type": "legislation" if clause.eid.startswith("art_") else "report",
        "title": report.title,
        "language": report.language,
    }
    if report.issuer:
        item["author"] = [{"literal": report.issuer}]
    if report.date:
        item["issued"] = {"date-parts": [[int(part) for part in report.date.split("-")]]}
    if report.symbol:
        item["number"] = report.symbol
    if report.place:
        item["publisher-place"] = report.place
    item["note"] = located(report, clause, language)
    if pages := page_range(report, clause):
        item["page"] = pages
    if quotation:
        item["annote"] = quotation
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def ris(report: Report, clause: Clause, language: str, quotation: str) -> str:
    """Return a citation as a RIS record."""
    first, _, last = page_range(report, clause).partition("-")
    fields = [
        ("TY", "RPRT"),
        ("ID", identifier(report, clause)),
        ("AU", report.issuer),
        ("TI", report.title),
        ("PY", (report.date or "")[:4]),
        ("DA", (report.date or "").replace("-", "/")),
        ("CY", report.place),
        ("SN", report.symbol),
        ("SP", first),
        ("EP", last),
        ("LA", report.language),
        ("M2", located(report, clause, language)),
        ("N1", quotation),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def bibtex(report: Report, clause: Clause, language: str, quotation: str) -> str:
    """Return a citation as a BibTeX entry."""
    year, _, rest = (report.date or "").partition("-")
    fields = {
        "title": f"{{{tex(report.title)}}}",  # in braces of its own: capitals stay
        "author" if not report.issuer else "institution": tex(report.issuer),
        "year": year,
        "month": MONTHS[int(rest[:2]) - 1] if rest else "",
        "day": rest[3:].lstrip("0"),
        "address": tex(report.place),
        "number": tex(report.symbol),
        "pages": page_range(report, clause).replace("-", "--"),
        "language": report.language,
        "note": tex(located(report, clause, language)),
        "annote": tex(quotation),
    }
    kind = "techreport" if report.issuer else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{identifier(report, clause)},", *lines, "}", ""])


def tex(text: str) -> str:
    """Return a text as TeX prints it, on one line."""
    return "".join(TEX.get(c, c) for c in " ".join(text.split()))


def identifier(report: Report, clause: Clause) -> str:
    """Return a name for the citation in letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{report.id}-{clause.eid}").strip("-") or "clause"


def located(report: Report, clause: Clause, language: str) -> str:
    """Return where the clause stands: "para. 44 (b) (i)"."""
    return locator_in(TERMS[language], clause, report, language)


def page_range(report: Report, clause: Clause) -> str:
    """Return the pages that a clause touches: "3", "2-3"; "" without pages."""
    first, last = report.page_of(clause.start), report.page_of(max(clause.start, clause.end - 1))
    if first is None:
        return ""
    return str(first) if first == last else f"{first}-{last}"
