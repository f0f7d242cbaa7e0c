"""The library page as HTML: the table of reports, one report in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ingest.models import Clause, Doubt, Listed, Part, Report
from ingest.versions import Version
from ui.markup import Template, heading_path_html, message_html
from ui.naming import printed_name, told_apart
from ui.shelf import KEYS, Shelf, Wanted
from ui.wording import Words, direction_in

BUTTON = Template('<button type="button" class="cl-act" data-act="{}" {}>{}</button>')
TABLE = Template(
    '<table class="cl-table" role="table" data-goto="table" tabindex="-1"><caption>{}</caption>'
    '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
    '<tbody role="rowgroup">{}</tbody></table>'
)
COLUMN = Template(
    '<th role="columnheader" scope="col" aria-sort="{}"><button type="button"'
    ' class="cl-sort" data-act="sort" data-by="{}">{}<span aria-hidden="true">{}</span>'
    "</button></th>"
)
PLAIN_COLUMN = Template('<th role="columnheader" scope="col">{}</th>')
ROW = Template('<tr role="row" data-report="{}"{}>{}</tr>')
NAMED = Template(
    '<th role="rowheader" scope="row" data-label="{}"><button type="button" class="cl-act cl-pick"'
    ' data-act="pick" data-report="{}" dir="auto">{}</button>{}</th>'
)
APART = Template(' <span class="cl-about" dir="auto">{}</span>')
CELL = Template('<td role="cell" data-label="{}"><span dir="auto">{}</span></td>')
PAGER = Template('<nav class="cl-pager" aria-label="{}">{}<span>{}</span>{}</nav>')
FACTS = Template('<dl class="cl-facts">{}</dl>')
FACT = Template('<div><dt>{}</dt><dd dir="auto">{}</dd></div>')
DETAIL = Template(
    '<section class="cl-detail" data-goto="detail" tabindex="-1" aria-label="{}">'
    '<h2 dir="auto">{}</h2>{}{}{}</section>'
)
FOLDED = Template('<details class="cl-folded"{}><summary>{}</summary>{}</details>')
DOUBTS = Template('<ul class="cl-list">{}</ul>')
DOUBT = Template('<li dir="auto">{}</li>')
CLAUSES = Template('<ol class="cl-clauses">{}</ol>')
CLAUSE = Template(
    '<li dir="{}" style="--cl-depth: {}"><b dir="auto">{}</b>'
    ' <span dir="auto" lang="{}">{}</span></li>'
)
HEADING = Template('<li class="cl-heading-line" dir="{}">{}</li>')
ACTS = Template('<div class="cl-detail-acts" data-goto="acts" tabindex="-1">{}</div>')
LINK = Template('<a href="{}" target="_self">{}</a>')
MARKS = {True: " ▼", False: " ▲"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A report of the library as the page shows it in full."""

    listed: Listed
    report: Report
    clauses: Sequence[Clause]
    doubts: Sequence[Doubt]
    versions: Sequence[Version] = ()


def table_html(
    shelf: Shelf, wanted: Wanted, chosen: str, doubts: Mapping[str, int], words: Words
) -> Markup:
    """The reports, a row each; the heads of columns sort. `doubts` counts those of each report."""
    heads = Markup("").join(column_html(by, wanted, words) for by in KEYS)
    heads += PLAIN_COLUMN.format(words("column_warnings"))
    apart = told_apart(shelf.alike, words, shown=["date", "language", "issuer"])
    rows = Markup("").join(
        row_html(r, r.id == chosen, doubts.get(r.id, 0), apart.get(r.id, ""), words)
        for r in shelf.reports
    )
    caption = words("library_found", count=words.number(shelf.found))
    return TABLE.format(caption, heads, rows) + pager_html(shelf, words)


def column_html(by: str, wanted: Wanted, words: Words) -> Markup:
    """The head of a column: a button that sorts by it."""
    here = by == wanted.by
    order = ("descending" if wanted.falling else "ascending") if here else "none"
    return COLUMN.format(order, by, words(f"column_{by}"), MARKS[wanted.falling] if here else "")


def row_html(report: Listed, chosen: bool, doubts: int, apart: str, words: Words) -> Markup:
    """One report of the table; `apart` tells it from those of the same title."""
    cells = (
        ("issuer", report.issuer),
        ("date", words.date(report.date)),
        ("language", words(f"language_{report.language}")),
        ("clauses", words.number(report.numbered)),
        ("version", words.number(report.version)),
        ("warnings", words.number(doubts) if doubts else "–"),
    )
    beside = APART.format(apart) if apart else ""
    shown = NAMED.format(words("column_title"), report.id, report.title, beside)
    shown += Markup("").join(CELL.format(words(f"column_{n}"), text or "–") for n, text in cells)
    mark = Markup(' aria-current="true"') if chosen else Markup("")
    return ROW.format(report.id, mark, shown)


def pager_html(shelf: Shelf, words: Words) -> Markup:
    """The way to the other pages of the table, where there are some."""
    if shelf.pages == 1:
        return Markup("")
    before = button("page", words("page_before"), page=shelf.page - 1) if shelf.page > 1 else ""
    after = button("page", words("page_after"), page=shelf.page + 1)
    return PAGER.format(
        words("pager"),
        before,
        words("page_of", page=words.number(shelf.page), pages=words.number(shelf.pages)),
        after if shelf.page < shelf.pages else "",
    )


def detail_html(kept: Kept, words: Words) -> Markup:
    """One report: what it says of itself, what to check in it, its clauses."""
    listed = kept.listed
    facts = [
        *heading_facts(kept.report, words)[1:],
        (words("fact_file"), listed.source_name),
        (words("column_version"), words.number(listed.version)),
        (words("fact_added"), words.date(listed.added[:10])),
    ]
    return DETAIL.format(
        words("detail"),
        kept.report.title,
        facts_html(facts) + LINK.format(f"/?report={listed.id}", words("detail_open")),
        doubts_html(kept.doubts, kept.report.language, words) + versions_html(kept.versions, words),
        clauses_html(kept.clauses, kept.report.language, words),
    )


def heading_facts(report: Report, words: Words) -> list[tuple[str, str]]:
    """What a report says of itself, by name."""
    return [
        (words("column_title"), report.title),
        (words("fact_symbol"), report.symbol),
        (words("column_issuer"), report.issuer),
        (words("fact_place"), report.place),
        (words("column_date"), words.date(report.date)),
        (words("column_language"), words(f"language_{report.language}")),
        (words("fact_pages"), words.number(report.pages) if report.pages else ""),
    ]


def facts_html(facts: Sequence[tuple[str, str]]) -> Markup:
    """Names and values; those that are empty are left out."""
    return FACTS.format(Markup("").join(FACT.format(*fact) for fact in facts if fact[1]))


def doubts_html(doubts: Sequence[Doubt], printed_in: str, words: Words) -> Markup:
    """What the reading of a report in that language was not sure of, folded."""
    if not doubts:
        return Markup("")
    items = Markup("").join(DOUBT.format(words.doubt(doubt, printed_in)) for doubt in doubts)
    name = words("doubts_count", count=words.number(len(doubts)))
    return FOLDED.format("", name, DOUBTS.format(items))


def clauses_html(
    clauses: Sequence[Clause], language: str, words: Words, opened: bool = False
) -> Markup:
    """The clauses with their headings, each by its first words, folded."""
    items: list[Markup] = []
    above = ""
    for clause in clauses:
        if clause.heading != above and clause.heading:
            items.append(HEADING.format(direction_in(language), heading_path_html(clause.heading)))
        above = clause.heading
        name = printed_name(clause, language, words)
        items.append(
            CLAUSE.format(
                direction_in(clause.language or language),
                clause.depth - 1,
                name,
                clause.language or language,
                first_words(clause),
            )
        )
    mark = Markup(" open") if opened else Markup("")
    return FOLDED.format(mark, counted(clauses, words), CLAUSES.format(Markup("").join(items)))


def counted(clauses: Sequence[Clause], words: Words) -> str:
    """How many clauses a report has, as it is counted everywhere, and how much else."""
    numbered = sum(clause.part in (Part.BODY, Part.ANNEX) for clause in clauses)
    others = len(clauses) - numbered
    name = "clauses_others" if others else "clauses_count"
    return words(name, count=numbered, others=others)


def first_words(clause: Clause, most: int = 160) -> str:
    """Return the beginning of a clause, cut between two words."""
    text = " ".join(clause.text.split())
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def remove_html(report: Listed, is_sure: bool, words: Words) -> Markup:
    """The way to take a report out of the library; it is asked for twice."""
    if not is_sure:
        return ACTS.format(button("ask-remove", words("remove")))
    acts = button("remove", words("remove_yes"), report=report.id) + button(
        "keep", words("remove_no")
    )
    return ACTS.format(message_html(words("remove_sure", title=report.title), "error") + acts)


def versions_html(versions: Sequence[Version], words: Words) -> Markup:
    """The versions of a report, where it has several, folded: the older ones stay citable."""
    if len(versions) < 2:
        return Markup("")
    items = Markup("").join(
        DOUBT.format(
            words(
                "version_line",
                number=words.number(version.number),
                date=words.date(version.added[:10]),
                file=version.source_name,
            )
        )
        for version in versions
    )
    name = words("versions_count", count=words.number(len(versions)))
    return FOLDED.format("", name, DOUBTS.format(items))


def button(act: str, words: str, **data: object) -> Markup:
    """A button that tells the page what was clicked."""
    named = Markup(" ").join(
        Template('data-{}="{}"').format(name, str(value)) for name, value in data.items()
    )
    return BUTTON.format(act, named, words)
