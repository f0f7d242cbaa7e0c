"""Answers as HTML: what was found and how surely, then a card for each clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ingest.models import HEADING_SEPARATOR, Clause, Listed, Part
from retrieval.citing import locator
from retrieval.models import Hit
from retrieval.reference_files import FileFormat
from retrieval.styles import Style, quote_as
from ui.chat import Found, Turn, sure
from ui.links import link
from ui.markup import Template, message_html, unseen_html
from ui.markup_conversations import verdict_html
from ui.rendering import opening, understood
from ui.scoping import named
from ui.transcript import kept_apart
from ui.wording import Words

MOST_TWINS_OPEN = 3  # other reports with the same clause; more stay closed
MOST_SEARCHED = 30  # reports named as searched; more are counted

TURN = Template(
    '<article class="cl-turn"><h2 class="cl-question" data-goto="turn-{}"'
    ' dir="auto">{}</h2>{}</article>'
)
WAITING = Template(
    '<article class="cl-waiting"><h2 class="cl-question" data-goto="turn-{}" dir="auto">{}</h2>'
    '<div class="cl-looking"><span dir="auto">{}</span>{}</div></article>'
)
STOPPED = Template('<div class="cl-stopped"><p dir="auto">{}</p>{}</div>')
ANSWER = Template('<section class="cl-answer cl-{}">{}{}{}</section>')
WITHIN = Template('<p class="cl-within" dir="auto">{} {}</p>')
OPENING = Template('<p class="cl-opening" dir="auto">{}</p>')
UNDERSTOOD = Template('<div class="cl-understood"><p class="cl-about" dir="auto">{}</p>{}</div>')
SURE = Template(
    '<p class="cl-sure" dir="auto"><span class="cl-gauge" aria-hidden="true">'
    '<span style="inline-size: {}%"></span></span> {}</p>'
)
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
ACT = Template('<button type="button" class="cl-act" {}>{}</button>')
MORE = Template('<details class="cl-more"><summary class="cl-act">{}</summary>{}</details>')
SEARCHED = Template(
    '<details class="cl-searched"><summary>{}</summary><ul class="cl-list">{}</ul></details>'
)
ITEM = Template('<li dir="auto">{}</li>')
AROUND = Template('<ol class="cl-around" aria-label="{}">{}</ol>')
NEAR = Template(
    '<li class="cl-near" {}><b dir="auto">{}</b> <span dir="auto" lang="{}">{}</span></li>'
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How answers are shown to this reader: their words, and the style of their citations."""

    words: Words
    style: Style = Style.PLAIN


def turn_html(turn: Turn, number: int, manner: Manner) -> Markup:
    """A question, as typed, and its answer or the error in its place."""
    shown: Markup
    if turn.error:
        shown = Template('<div class="cl-error" role="alert" dir="auto">{}</div>').format(
            manner.words.error(turn.error)
        )
    elif turn.stopped:
        shown = stopped_html(turn, manner.words)
    else:
        shown = answer_html(turn, manner, number)
    return TURN.format(number, turn.question, shown)


def waiting_html(question: str, number: int, words: Words) -> Markup:
    """A question that waits for its answer, and the way to stop it."""
    stop = act_html(words("stop"), act="stop", turn=str(number))
    return WAITING.format(number, question, words("searching"), stop)


def stopped_html(turn: Turn, words: Words) -> Markup:
    """That a question was stopped, and the way to ask it again."""
    alone = {"alone": "yes"} if turn.alone else {}
    again = act_html(words("ask_again"), act="ask", question=turn.question, **alone)
    return STOPPED.format(words("stopped"), again)


def answer_html(turn: Turn, manner: Manner, number: int = 0) -> Markup:
    """What was found and how surely, then its clauses; those that are only near stay closed."""
    answer, words = turn.answer, manner.words
    if answer is None:  # of an earlier version, reopened
        return message_html(words("conversation_unreadable"))
    cards = Markup("").join(card_html(found, turn, manner, number) for found in turn.found)
    head = understood_html(turn, words) + within_html(turn, words)
    head += OPENING.format(opening(answer, words)) + sure_html(turn, words)
    tail = Markup("") if answer.answered else searched_html(turn.searched, words)
    tail = gone_html(turn.gone, words) + tail
    if turn.kept_at is not None:
        tail += verdict_html(number, turn.verdict, words)
    return ANSWER.format("answered" if answer.answered else "unanswered", head, cards, tail)


def understood_html(turn: Turn, words: Words) -> Markup:
    """How a follow-up was understood, and the way to ask it as typed; nothing for any other."""
    if turn.answer is None or not turn.answer.understood:
        return Markup("")
    as_typed = act_html(words("ask_alone"), act="ask", question=turn.question, alone="yes")
    return UNDERSTOOD.format(understood(turn.answer, words), as_typed)


def gone_html(gone: int, words: Words) -> Markup:
    """That a reopened answer had clauses which the library no longer holds, if it had."""
    if not gone:
        return Markup("")
    return message_html(words("conversation_gone", count=words.number(gone)))


def within_html(turn: Turn, words: Words) -> Markup:
    """Where the question looked, if not everywhere."""
    within = named(turn.answer.scope, turn.searched, words) if turn.answer else ""
    return WITHIN.format(words("scope"), within) if within else Markup("")


def sure_html(turn: Turn, words: Words) -> Markup:
    """How sure the answer is: in words, in percent and as a bar. Nothing where it is no guess."""
    said = sure(turn, words)
    if not said or turn.answer is None:
        return Markup("")
    return SURE.format(round(turn.answer.confidence * 100), said)


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


def act_html(label: str, **data: str) -> Markup:
    """A button that the browser's script knows by its `data-`."""
    pairs = Markup(" ").join(
        Template('data-{}="{}"').format(name, value) for name, value in data.items()
    )
    return ACT.format(pairs, label)


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


def searched_html(searched: Sequence[Listed], words: Words) -> Markup:
    """What was searched without an answer: how many reports and clauses, and which reports."""
    if not searched:
        return Markup("")
    counted = words(
        "searched",
        reports=words.number(len(searched)),
        clauses=words.number(sum(report.numbered for report in searched)),
    )
    named = [ITEM.format(report.title) for report in searched[:MOST_SEARCHED]]
    if len(searched) > MOST_SEARCHED:
        named.append(ITEM.format("…"))
    return SEARCHED.format(counted, Markup("").join(named))
