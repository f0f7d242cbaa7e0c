"""A clause as HTML: its card, with the quotation marked, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ingest.models import Clause
from retrieval.models import Hit, Twin
from retrieval.reference_files import FileFormat
from retrieval.styles import Style, quote_as
from ui.chat import Found, Turn
from ui.links import link
from ui.markup import (
    Template,
    act_html,
    dotted_html,
    heading_path_html,
    isolated_html,
    tied_html,
    unseen_html,
)
from ui.naming import (
    citation_as_read,
    clause_name,
    clause_number,
    pages_name,
    printed_name,
    told_apart,
)
from ui.transcript import kept_apart
from ui.wording import Words, direction_in

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
    '{}</span> <span class="cl-about">{}</span></span>'
)
PATH = Template('<p class="cl-path" dir="{}">{}</p>')
CHAPEAU = Template('<p class="cl-chapeau" dir="auto" lang="{}">{}{}</p>')
TEXT = Template('<p class="cl-text" dir="auto" lang="{}">{}</p>')
MARKED = Template("{}<mark{}>{}</mark>{}")
CITED = Template('<p class="cl-cited"><cite class="cl-citation" dir="{}">{}</cite></p>')
TWINS = Template(
    '<details class="cl-twins"{}><summary dir="auto">{}</summary><ul>{}</ul></details>'
)
TWIN = Template(
    '<li><a class="cl-citation" dir="{}" href="{}" data-act="open" data-report="{}"'
    ' data-clause="{}">{}</a>{}</li>'
)
ACTS = Template('<div class="cl-acts" role="group" aria-label="{}">{}</div>')
MORE = Template('<details class="cl-more"><summary class="cl-act">{}</summary>{}</details>')
AROUND = Template('<ol class="cl-around" aria-label="{}">{}</ol>')
NEAR = Template(
    '<li class="cl-near" dir="{}" {}><b dir="auto">{}</b> <span dir="auto" lang="{}">{}</span></li>'
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
        path_html(hit.clause, language),
        chapeau_html(hit.clause, language, words),
        TEXT.format(language, marked_html(hit)),
        cited_html(found, turn, manner),
        twins_html(hit, turn, manner),
        acts_html(found, turn, manner, number),
        around_html(found, language, words),
    ]
    head = HEAD.format(
        clause_name_html(hit.clause, found.report.language, words),
        found.report.title,
        about(found, turn, words),
    )
    return card.format(
        DATA.format(hit.rank, hit.clause.key, hit.report_id), head, Markup("").join(body)
    )


def clause_name_html(clause: Clause, printed_in: str, words: Words) -> Markup:
    """What a card calls its clause; its number has a direction of its own."""
    return isolated_html(
        clause_name(clause, printed_in, words), clause_number(clause, printed_in, words)
    )


def about(found: Found, turn: Turn, words: Words) -> Markup:
    """The report's date, the clause's pages, and what tells the report from its namesakes."""
    apart = told_apart(turn.library, words, shown=["date"], only=[found.report.id]).get(
        found.report.id
    )
    paged, old = pages_name(found.pages, words), replaced(found.hit.version, words)
    return dotted_html([words.date(found.report.date), paged, apart, old])


def replaced(version: int | None, words: Words) -> str:
    """Return that a version of a report was replaced since; "" for the current one."""
    return words("version_replaced", number=version) if version else ""


def path_html(clause: Clause, language: str) -> Markup:
    """The headings above a clause, in the direction of its language."""
    if not clause.heading:
        return Markup("")
    return PATH.format(direction_in(language), heading_path_html(clause.heading))


def chapeau_html(clause: Clause, language: str, words: Words) -> Markup:
    """The lead-in of the clause above, greyed: it is no part of the quotation."""
    if not clause.chapeau:
        return Markup("")
    return CHAPEAU.format(language, unseen_html(words("chapeau_label")), tied_html(clause.chapeau))


def marked_html(hit: Hit) -> Markup:
    """A clause's text with its quotation marked; one that is the whole clause, more lightly."""
    start = hit.quotation.start - hit.clause.start
    end = hit.quotation.end - hit.clause.start
    text = hit.clause.text
    whole = not text[:start].strip() and not text[end:].strip()
    kind = Markup(' class="cl-whole"') if whole else ""
    before, quoted, after = map(tied_html, (text[:start], text[start:end], text[end:]))
    return MARKED.format(before, kind, quoted, after)


def cited_html(found: Found, turn: Turn, manner: Manner) -> Markup:
    """The citation. Its title has a direction of its own: else a day would follow Latin letters."""
    cited = citation_of(found, manner)
    return CITED.format(direction_of(turn), isolated_html(cited, found.report.title or cited))


def citation_of(found: Found, manner: Manner) -> str:
    """The citation of a card, as it is shown and copied."""
    return citation_as_read(found.hit.citation, found.report.title, manner.style, manner.words)


def direction_of(turn: Turn) -> str:
    """The direction of the citations of an answer."""
    return direction_in(turn.answer.language if turn.answer else "")


def twins_html(hit: Hit, turn: Turn, manner: Manner) -> Markup:
    """The other reports that have the same clause, each by its citation."""
    if not hit.twins:
        return Markup("")
    citations = Markup("").join(twin_html(twin, turn, manner) for twin in hit.twins)
    opened = Markup(" open" if len(hit.twins) <= MOST_TWINS_OPEN else "")
    return TWINS.format(opened, manner.words("twins", count=len(hit.twins)), citations)


def twin_html(twin: Twin, turn: Turn, manner: Manner) -> Markup:
    """The same clause in another report: its citation, and what tells that from its namesakes."""
    titles = {report.id: report.title for report in turn.library}
    apart = told_apart(turn.library, manner.words, shown=["date"], only=[twin.report_id]).get(
        twin.report_id, ""
    )
    title = titles.get(twin.report_id, "")
    cited = kept_apart(citation_as_read(twin.citation, title, manner.style, manner.words))
    return TWIN.format(
        direction_of(turn),
        link(twin.report_id, twin.name),
        twin.report_id,
        twin.name,
        cited,
        Template(' <span class="cl-about" dir="auto">{}</span>').format(apart) if apart else "",
    )


def acts_html(found: Found, turn: Turn, manner: Manner, number: int) -> Markup:
    """What can be done with a clause."""
    words, hit = manner.words, found.hit
    language = turn.answer.language if turn.answer else words.language
    citation = kept_apart(citation_of(found, manner))
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
        files_html(found, words),
    ]  # fmt: skip
    name = words("acts_label", clause=clause_name(hit.clause, found.report.language, words))
    return ACTS.format(name, Markup("").join(buttons))


def files_html(found: Found, words: Words) -> Markup:
    """The citation as files for reference managers."""
    saves = [
        act_html(
            name,
            act="file",
            form=form,
            report=found.hit.report_id,
            clause=found.hit.clause.eid,
            version=str(found.hit.version or ""),
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
            direction_in(clause.language or language),
            Markup('aria-current="true"') if clause.eid == found.hit.clause.eid else "",
            printed_name(clause, found.report.language, words),
            clause.language or language,
            tied_html(clause.text),
        )
        for clause in found.around
    )
    return AROUND.format(words("around"), rows)
