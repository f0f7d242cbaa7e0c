"""Answers as HTML: what was found and how surely, then a card for each clause."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ingest.models import Listed
from ui.chat import Turn, sure
from ui.markup import Template, act_html, dotted_html, message_html, tied_html
from ui.markup_cards import Manner, card_html
from ui.markup_conversations import verdict_html
from ui.naming import told_apart
from ui.rendering import opening, understood
from ui.scoping import named
from ui.wording import Words

MOST_SEARCHED = 30  # reports named as searched; more are counted

TURN = Template(
    '<article class="cl-turn"><h2 class="cl-question" data-goto="turn-{}"'
    ' tabindex="-1" dir="auto">{}</h2>{}</article>'
)
WAITING = Template(
    '<article class="cl-waiting"><h2 class="cl-question" data-goto="turn-{}"'
    ' tabindex="-1" dir="auto">{}</h2>'
    '<div class="cl-looking"><span dir="auto">{}</span>{}</div></article>'
)
STOPPED = Template('<div class="cl-stopped"><p dir="auto">{}</p>{}</div>')
ANSWER = Template('<section class="cl-answer cl-{}">{}{}{}</section>')
WITHIN = Template('<p class="cl-within">{} <bdi>{}</bdi></p>')
OPENING = Template('<p class="cl-opening" dir="auto">{}</p>')
UNDERSTOOD = Template('<div class="cl-understood"><p class="cl-about" dir="auto">{}</p>{}</div>')
SURE = Template(
    '<p class="cl-sure" dir="auto"><span class="cl-gauge" aria-hidden="true">'
    '<span style="inline-size: {}%"></span></span> {}</p>'
)
SEARCHED = Template(
    '<details class="cl-searched"><summary>{}</summary><ul class="cl-list">{}</ul></details>'
)
ITEM = Template("<li>{}</li>")


def turn_html(turn: Turn, number: int, manner: Manner) -> Markup:
    """A question, as typed, and its answer or the error in its place."""
    shown: Markup
    if turn.error:
        # No alert: the scene of the answer speaks it, and once is enough.
        shown = Template('<div class="cl-error" dir="auto">{}</div>').format(
            manner.words.error(turn.error)
        )
    elif turn.stopped:
        shown = stopped_html(turn, manner.words)
    else:
        shown = answer_html(turn, manner, number)
    return TURN.format(number, tied_html(turn.question), shown)


def waiting_html(question: str, number: int, words: Words) -> Markup:
    """A question that waits for its answer, and the way to stop it."""
    stop = act_html(words("stop"), act="stop", turn=str(number))
    return WAITING.format(number, tied_html(question), words("searching"), stop)


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
    within = named(turn.answer.scope, turn.library, words) if turn.answer else ""
    return WITHIN.format(words("scope"), within) if within else Markup("")


def sure_html(turn: Turn, words: Words) -> Markup:
    """How sure the answer is: in words, in percent and as a bar. Nothing where it is no guess."""
    said = sure(turn, words)
    if not said or turn.answer is None:
        return Markup("")
    return SURE.format(round(turn.answer.confidence * 100), said)


def searched_html(searched: Sequence[Listed], words: Words) -> Markup:
    """What was searched without an answer: how many reports and clauses, and which reports."""
    if not searched:
        return Markup("")
    counted = words(
        "searched",
        reports=words.number(len(searched)),
        clauses=words.number(sum(report.numbered for report in searched)),
    )
    some = searched[:MOST_SEARCHED]
    apart = told_apart(searched, words, only=[report.id for report in some])
    named = [ITEM.format(dotted_html([report.title, apart.get(report.id)])) for report in some]
    if len(searched) > MOST_SEARCHED:
        named.append(ITEM.format("…"))
    return SEARCHED.format(counted, Markup("").join(named))
