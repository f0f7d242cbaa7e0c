"""A clause as HTML: its card, with the quotation marked, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ingest.models import HEADING_SEPARATOR, Clause, Part
from retrieval.citing import locator
from retrieval.models import Hit
from retrieval.reference_files import FileFormat
from retrieval.styles import Style, quote_as
from ui.chat import Found, Turn
from ui.links import link
from ui.markup import Template, act_html, unseen_html
from ui.transcript import kept_apart
from ui.wording import Words

MOST_TWINS_OPEN = 3  # other reports with the same clause; more stay closed

CARD = Template(
    '<article class="cl-card cl-first" {}><header class="cl-head">{}</header>{}</article>'
)
CLOSED_CARD = Template(
    '<details class="cl-card" {}><summary class="cl-head">{}</summary>{}</details>'
)
DATA = Template('data-rank="{}" data-key="{}" data-report="{}"')
HEAD = Template(
    '<h3 class="cl-num" dir="auto">{}</h3> <span class="cl-where"><span class="cl-of" dir="auto">'
    '{}</span> <span class="cl-about" dir="auto">{}</span></span>'
)
PATH = Template('<p class="cl-path" dir="auto">{}</p>')
CHAPEAU = Template('<p class="cl-chapeau" dir="auto" lang="{}">{}{}</p>')
TEXT = Template('<p class="cl-text" dir="auto" lang="{}">{}</p>')
MARKED = Template("{}<mark{}>{}</mark>{}")
CITED = Template('<p class="cl-cited"><cite class="cl-citation" dir="{}">{}</cite></p>')
APART = Template("{}<bdi>{}</bdi>{}")
TWINS = Template(
    '<details class="cl-twins"{}><summary dir="auto">{}</summary><ul>{}</ul></details>'
)
TWIN = Template(
    '<li><a class="cl-citation" dir="{}" href="{}" data-act="open" data-report="{}"'
    ' data-clause="{}">{}</a></li>'
)
ACTS = Template('<div class="cl-acts" role="group" aria-label="{}">{}</div>')
MORE = Template('<details class="cl-more"><summary class="cl-act">{}</summary>{}</details>')
AROUND = Template('<ol class="cl-around" aria-label="{}">{}</ol>')
NEAR = Template(
    '<li class="cl-near" {}><b dir="auto">{}</b> <span dir="auto" lang="{}">{}</span></li>'
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How answers are shown to this reader: their words, and the style of their citations."""

    words: Words
    style: Style = Style.PLAIN


def card_html(found: Found, turn: Turn, manner: Manner, number: int) -> Markup:
    """One clause: number, report, date, page, its text with the quotation marked, what to do."""
    hit, words = found.hit, manner.words
    card = CARD if hit.rank == 1 or hit.located else CLOSED_CARD
    language = hit.clause.language or found.report.language
    body = [
        path_html(hit.clause),
        chapeau_html(hit.clause, language, words),
        TEXT.format(language, marked_html(hit)),
        cited_html(found, turn),
        twins_html(hit, turn, words),
        acts_html(found, turn, manner, number),
        around_html(found, language, words),
    ]
    head = HEAD.format(clause_name(hit.clause, words), found.report.title, about(found, words))
    return card.format(
        DATA.format(hit.rank, hit.clause.key, hit.report_id), head, Markup("").join(body)
    )


def clause_name(clause: Clause, words: Words) -> str:
    """What a card calls its clause: "Clause 13"; other parts as they are cited."""
    if clause.part is Part.BODY:
        return words("clause_label", num=words.digits(clause.key))
    return locator(clause, words.language)


def about(found: Found, words: Words) -> str:
    """The report's date and the clause's page."""
    page = found.hit.clause.page
    paged = words("page_label", page=words.number(page)) if page else ""
    old = replaced(found.hit.version, words)
    return " · ".join(filter(None, [words.date(found.report.date), paged, old]))


def replaced(version: int | None, words: Words) -> str:
    """Return that a version of a report was replaced since; "" for the current one."""
    return words("version_replaced", number=words.number(version)) if version else ""


def path_html(clause: Clause) -> Markup:
    """The headings above a clause."""
    return (
        PATH.format(clause.heading.replace(HEADING_SEPARATOR, " › "))
        if clause.heading
        else (Markup(""))
    )


def chapeau_html(clause: Clause, language: str, words: Words) -> Markup:
    """The lead-in of the clause above, greyed: it is no part of the quotation."""
    if not clause.chapeau:
        return Markup("")
    return CHAPEAU.format(language, unseen_html(words("chapeau_label")), clause.chapeau)


def marked_html(hit: Hit) -> Markup:
    """A clause's text with its quotation marked; one that is the whole clause, more lightly."""
    start = hit.quotation.start - hit.clause.start
    end = hit.quotation.end - hit.clause.start
    text = hit.clause.text
    whole = not text[:start].strip() and not text[end:].strip()
    kind = Markup(' class="cl-whole"') if whole else ""
    return MARKED.format(text[:start], kind, text[start:end], text[end:])


def cited_html(found: Found, turn: Turn) -> Markup:
    """The citation. Its title has a direction of its own: else a day would follow Latin letters."""
    before, title, after = found.hit.citation.partition(found.report.title or found.hit.citation)
    return CITED.format(direction_of(turn), APART.format(before, title, after))


def direction_of(turn: Turn) -> str:
    """The direction of the citations of an answer."""
    return "rtl" if turn.answer is not None and turn.answer.language == "ar" else "ltr"


def twins_html(hit: Hit, turn: Turn, words: Words) -> Markup:
    """The other reports that have the same clause, each by its citation."""
    if not hit.twins:
        return Markup("")
    citations = Markup("").join(
        TWIN.format(
            direction_of(turn),
            link(twin.report_id, twin.name),
            twin.report_id,
            twin.name,
            kept_apart(twin.citation),
        )
        for twin in hit.twins
    )
    opened = Markup(" open" if len(hit.twins) <= MOST_TWINS_OPEN else "")
    return TWINS.format(opened, words("twins", count=words.number(len(hit.twins))), citations)


def acts_html(found: Found, turn: Turn, manner: Manner, number: int) -> Markup:
    """What can be done with a clause."""
    words, hit = manner.words, found.hit
    language = turn.answer.language if turn.answer else words.language
    citation = kept_apart(hit.citation)
    quoted = quote_as(manner.style, hit.quotation.text, citation, language)
    reach = "around_hide" if found.around else "around"
    buttons = [
        act_html(
            words("show_source"), act="open", report=hit.report_id, clause=hit.clause.eid,
            version=str(hit.version or ""),
        ),
        act_html(words("copy_citation"), copy=citation),
        act_html(words("copy_quotation"), copy=quoted),
        act_html(words("copy_link"), copy=found.link, link=""),
        act_html(words(reach), act="around", turn=str(number), rank=str(hit.rank)),
        files_html(found, words) if hit.version is None else Markup(""),
    ]  # fmt: skip
    name = words("acts_label", clause=clause_name(hit.clause, words))
    return ACTS.format(name, Markup("").join(buttons))


def files_html(found: Found, words: Words) -> Markup:
    """The citation as files for reference managers."""
    saves = [
        act_html(
            name, act="file", form=form, report=found.hit.report_id, clause=found.hit.clause.eid
        )
        for form, name in FILE_NAMES.items()
    ]
    return MORE.format(words("citation_files"), Markup("").join(saves))


FILE_NAMES = {FileFormat.RIS: "RIS", FileFormat.BIBTEX: "BibTeX", FileFormat.CSL_JSON: "CSL-JSON"}


def around_html(found: Found, language: str, words: Words) -> Markup:
    """The clauses before and after one, with it in their midst."""
    if not found.around:
        return Markup("")
    rows = Markup("").join(
        NEAR.format(
            Markup('aria-current="true"') if clause.eid == found.hit.clause.eid else "",
            words.digits(clause.num or clause.key),
            clause.language or language,
            clause.text,
        )
        for clause in found.around
    )
    return AROUND.format(words("around"), rows)
