"""The report that lies open, as HTML: its page or its text with the clause marked, its outline."""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby

from markupsafe import Markup

from ingest.errors import ClausierError
from ingest.models import Clause
from ui.markup import Template, act_html, dotted_html, heading_path_html, tied_html
from ui.markup_cards import replaced
from ui.naming import clause_name, printed_name
from ui.opened import ZOOMS, Laid, Leaf, Sheet
from ui.wording import Words, direction_in

FIRST_WORDS = 80  # characters of a clause in the outline

PANEL = Template(
    '<aside class="cl-source" aria-label="{}"><header class="cl-source-head"><h2 dir="auto"'
    ' tabindex="-1" data-goto="{}" class="cl-source-title">{}</h2>{}<p class="cl-about">{}</p>'
    '</header><div class="cl-views" role="group" aria-label="{}">{}</div>'
    "{}{}</aside>"
)
CLOSE = Template(
    '<button type="button" class="cl-act cl-close" data-act="close" aria-label="{}">✕</button>'
)
VIEW = Template(
    '<button type="button" class="cl-act" data-act="view" data-view="{}" aria-pressed="{}">{}'
    "</button>"
)
BAR = Template('<div class="cl-leafing">{}<span class="cl-count">{}</span>{}{}</div>')
STEP = Template(
    '<button type="button" class="cl-act" data-act="{}" data-{}="{}" aria-label="{}"{}>{}</button>'
)
SHEET = Template(
    '<div class="cl-sheet-room" tabindex="0" role="region" aria-label="{}"><div class="cl-sheet"'
    ' style="inline-size: {}%"><img alt="{}" src="data:image/png;base64,{}">{}</div></div>'
)
MARK = Template(
    '<span class="cl-mark" aria-hidden="true" {}style="left: {:.3f}%; top: {:.3f}%;'
    ' width: {:.3f}%; height: {:.3f}%"></span>'
)
READ = Template('<div class="cl-read" dir="auto" lang="{}" tabindex="0" role="region"'
                ' aria-label="{}">{}</div>')  # fmt: skip
DOUBTS = Template(
    '<details class="cl-doubts"><summary>{}</summary><div tabindex="0" role="region"'
    ' aria-label="{}"><ul>{}</ul></div></details>'
)
ITEM = Template('<li dir="auto">{}</li>')
OUTLINE = Template('<nav class="cl-outline" aria-label="{}">{}</nav>')
GROUP = Template('<h3 dir="{}">{}</h3>')
ROWS = Template('<ol class="cl-rows">{}</ol>')
ROW = Template(
    '<li><button type="button" class="cl-row" dir="{}" data-act="open" data-report="{}"'
    ' data-clause="{}" style="padding-inline-start: {}rem"{}>'
    '<b dir="auto">{}</b> <span dir="auto">{}</span>'
    "</button></li>"
)


def has_mark(laid: Laid, leaf: Leaf) -> bool:
    """Say whether the clause begins or goes on here."""
    if leaf.sheet:
        return bool(leaf.sheet.marks)
    clause = laid.clause
    return clause is not None and leaf.start < clause.end and clause.start < leaf.end


def source_html(laid: Laid, words: Words, apart: str = "") -> Markup:
    """The report that lies open; `apart` tells it from its namesakes."""
    report = laid.report
    views = [VIEW.format(v, str(v is laid.view).lower(), words(f"view_{v}")) for v in laid.views]
    subject = clause_name(laid.clause, report.language, words) if laid.clause else ""
    old = replaced(laid.opened.version, words)
    about = dotted_html([subject, report.issuer, words.date(report.date), apart, old])
    return PANEL.format(
        words("source"),
        "source",
        report.title,
        CLOSE.format(words("close")),
        about,
        words("views"),
        Markup("").join(views),
        view_html(laid, words),
        doubts_html(laid, words),
    )


def doubts_html(laid: Laid, words: Words) -> Markup:
    """What the reading of the report was not sure of, folded: how many, then each."""
    if not laid.doubts:
        return Markup("")
    items = Markup("").join(
        ITEM.format(words.doubt(doubt, laid.report.language)) for doubt in laid.doubts
    )
    told = words("source_doubts", count=words.number(len(laid.doubts)))
    return DOUBTS.format(told, told, items)


def missing_html(error: ClausierError, words: Words) -> Markup:
    """What stands in place of a report or a clause that a link names and is not there."""
    return Template(
        '<aside class="cl-source" aria-label="{}"><header class="cl-source-head">{}</header>'
        '<div class="cl-error" role="alert" dir="auto" data-goto="source" tabindex="-1">{}</div>'
        "</aside>"
    ).format(words("source"), CLOSE.format(words("close")), words.error(error))


def view_html(laid: Laid, words: Words) -> Markup:
    """The page, the text or the outline."""
    if laid.leaf is None:
        return outline_html(laid, words)
    told = Markup("")
    if laid.error:
        told = Template('<div class="cl-error" role="alert" dir="auto">{}</div>').format(
            words.error(laid.error)
        )
    bar = bar_html(laid, laid.leaf, words)
    if laid.leaf.sheet:
        return bar + sheet_html(laid, laid.leaf, laid.leaf.sheet, words)
    return told + (bar if laid.leaf.count > 1 else "") + text_html(laid, laid.leaf, words)


def bar_html(laid: Laid, leaf: Leaf, words: Words) -> Markup:
    """Previous and next, where one is, the pages that are marked, and the zoom."""
    name = "page_of" if leaf.sheet else "part_of"
    count = words(name, number=words.number(leaf.number), count=words.number(leaf.count))
    zoom = zoom_html(laid.opened.zoom, words) if leaf.sheet else Markup("")
    kind = "page" if leaf.sheet else "part"
    return BAR.format(
        step_html("leaf", leaf.number - 1, words(f"previous_{kind}"), "‹", leaf.number > 1),
        count,
        step_html("leaf", leaf.number + 1, words(f"next_{kind}"), "›", leaf.number < leaf.count),
        zoom + marked_pages_html(leaf, words),
    )


def step_html(act: str, value: int, label: str, sign: str, possible: bool) -> Markup:
    """A button of one sign that goes one step."""
    return STEP.format(act, act, value, label, "" if possible else Markup(" disabled"), sign)


def zoom_html(zoom: int, words: Words) -> Markup:
    """Smaller, how large, larger."""
    at = ZOOMS.index(zoom) if zoom in ZOOMS else 0
    smaller, larger = ZOOMS[max(at - 1, 0)], ZOOMS[min(at + 1, len(ZOOMS) - 1)]
    return (
        step_html("zoom", smaller, words("zoom_out"), "−", smaller < zoom)
        + Template('<span class="cl-count">{}</span>').format(words.percent(zoom / 100))
        + step_html("zoom", larger, words("zoom_in"), "+", larger > zoom)
    )


def marked_pages_html(leaf: Leaf, words: Words) -> Markup:
    """The other pages that a clause stands on."""
    return Markup("").join(
        act_html(words("goes_on", page=words.number(page)), act="leaf", leaf=str(page))
        for page in leaf.marked
        if page != leaf.number
    )


def sheet_html(laid: Laid, leaf: Leaf, sheet: Sheet, words: Words) -> Markup:
    """The image of a page, with a box over each line of the clause."""
    first = Markup('data-goto="mark" data-block="center" ')
    marks = Markup("").join(
        MARK.format(first if n == 0 else "", *(100 * share for share in shares))
        for n, shares in enumerate(sheet.marks)
    )
    alt = words("page_alt", number=words.number(leaf.number), title=laid.report.title)
    image = b64encode(sheet.png).decode("ascii")
    return SHEET.format(words("page_region"), laid.opened.zoom, alt, image, marks)


def text_html(laid: Laid, leaf: Leaf, words: Words) -> Markup:
    """A part of a report's text, with the clause marked."""
    text, report = laid.report.text, laid.report
    start, end = leaf.start, leaf.start
    if laid.clause and has_mark(laid, leaf):
        start, end = max(laid.clause.start, leaf.start), min(laid.clause.end, leaf.end)
    paragraphs = Markup("").join(
        paragraph_html(text, line_start, line_end, start, end)
        for line_start, line_end in lines_of(text, leaf.start, leaf.end)
    )
    return READ.format(report.language, words("view_text"), paragraphs)


def lines_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the lines of a text that hold a word."""
    spans, at = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def paragraph_html(text: str, start: int, end: int, mark_start: int, mark_end: int) -> Markup:
    """One paragraph, with as much of the mark as falls in it."""
    left, right = max(start, mark_start), min(end, mark_end)
    if left >= right:
        return Template('<p dir="auto">{}</p>').format(tied_html(text[start:end]))
    goto = Markup(' data-goto="mark" data-block="center"') if left == mark_start else ""
    return Template('<p dir="auto">{}<mark{}>{}</mark>{}</p>').format(
        tied_html(text[start:left]), goto, tied_html(text[left:right]), tied_html(text[right:end])
    )


def outline_html(laid: Laid, words: Words) -> Markup:
    """The headings of a report, and under each its clauses."""
    groups, direction = Markup(""), direction_in(laid.report.language)
    for heading, clauses in groupby(laid.clauses, key=lambda clause: clause.heading):
        if heading:
            groups += GROUP.format(direction, heading_path_html(heading))
        groups += ROWS.format(Markup("").join(row_html(laid, clause, words) for clause in clauses))
    return OUTLINE.format(words("view_outline"), groups)


def row_html(laid: Laid, clause: Clause, words: Words) -> Markup:
    """A clause in the outline: its number as printed and its first words."""
    begun = " ".join(clause.text[: FIRST_WORDS + 1].split())
    begun = begun if len(clause.text) <= FIRST_WORDS else begun.rpartition(" ")[0] + "…"
    chosen = laid.clause is not None and clause.eid == laid.clause.eid
    current = Markup(' aria-current="true" data-goto="mark" data-block="center"') if chosen else ""
    depth = 0.5 + 0.9 * min(clause.depth - 1, 5)
    named = printed_name(clause, laid.report.language, words)
    direction = direction_in(clause.language or laid.report.language)
    return ROW.format(direction, laid.report.id, clause.eid, depth, current, named, begun)
