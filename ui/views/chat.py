"""The chat: questions, the clauses that answer them, and the report that lies open beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ingest.errors import ClausierError
from retrieval.scope import EVERYTHING
from ui import markup
from ui.browser import Act, clicked, in_browser
from ui.choosing import keep_scope, kept_scope, without_gone
from ui.desk import Desk, place_of
from ui.drawn import drawn
from ui.examples import examples
from ui.markup_answers import waiting_html
from ui.markup_cards import Manner
from ui.markup_scope import scope_html
from ui.markup_source import missing_html, source_html
from ui.memory import MEMORY_ACTS, OTHER_TURNS, Memory
from ui.naming import told_apart
from ui.opened import lay_out
from ui.scoping import chips, named
from ui.views.side_bar import show_side_bar
from ui.visit import Visit
from ui.visitor import visitor

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_HEAR_A_CLICK = 0.1  # at most, while an answer is looked for
BOX, SENT = "question", "sent"  # of the session: where to ask, and what was sent from there


def show(visit: Visit) -> None:
    """Show the conversation, the place to ask, and the report that lies open."""
    desk = the_desk(visit)
    memory = the_memory(visit)
    desk.cite_in(visit.style, visit.assistant)
    address = st.query_params.to_dict()
    hear(desk, memory, visit, address)
    shown = desk.turns
    with st.sidebar:
        show_side_bar(desk, memory, visit)
    with st.container(key="desk"):
        with st.container(key="chat"):
            place = show_chat(desk, visit)
        with st.container(key="source"):
            show_source(desk, visit)
    in_browser(desk.scene, visit.words)
    if address != desk.address() | memory.address():
        st.query_params.from_dict(desk.address() | memory.address())
    await_answer(desk, memory, visit, place)
    if desk.turns is not shown:  # an answer came, to this run of the page or to one before
        st.rerun()


def hear(desk: Desk, memory: Memory, visit: Visit, address: Mapping[str, str]) -> None:
    """Follow the address, once; then do what was sent and clicked since the last run.

    Streamlit can end this run only where it asks for the next of them: none is lost.
    """
    reopened = [] if desk.met else memory.reopen(address, visit.assistant)
    question = desk.meet(address)
    if reopened:  # the page was loaded again: its last question was asked already
        desk.leave(reopened)
    elif question:
        desk.scope = EVERYTHING  # it is answered alike for all who follow the link
        desk.ask(question, visit.words)
    for question in sent():
        desk.ask(question, visit.words)
    if act := clicked():
        do(act, desk, memory, visit)


def do(act: Act, desk: Desk, memory: Memory, visit: Visit) -> None:
    """Do what was clicked."""
    if act.name == "ask":
        desk.ask(act["question"], visit.words, bool(act["alone"]))
    elif act.name in MEMORY_ACTS:
        turns = memory.take(act, desk.turns, visit.assistant)
        desk.leave(turns) if act.name in OTHER_TURNS else desk.change(turns)
        desk.play(goto=place_of(len(desk.turns)) if act.name == "conversation" else "")
    else:
        desk.take(act, visit.assistant, visit.words)
    if act.name == "scope":
        keep_scope(visit.choices, desk.scope)


def await_answer(desk: Desk, memory: Memory, visit: Visit, place: DeltaGenerator) -> None:
    """Wait for the answer of the first question that waits; a click ends this run of the page.

    It is shown in its place before it is kept: nobody waits for the disk.
    """
    waiting = desk.look(visit.assistant)
    while waiting and not waiting.is_answered(SECONDS_TO_HEAR_A_CLICK):
        st.session_state.get("desk")  # here Streamlit ends the run, if there was a click
    if waiting and desk.take_answer(waiting, visit.assistant, visit.words):
        number, turn = len(desk.turns), desk.turns[-1]
        try:
            place.html(drawn(desk.drawn, number, turn, Manner(visit.words, visit.style)))
        finally:  # a click may end this run, and costs no memory
            kept = memory.keep(turn)
            desk.change([kept if one is turn else one for one in desk.turns])


def show_chat(desk: Desk, visit: Visit) -> DeltaGenerator:
    """Show the turns, the questions that wait, and where to ask; return the next answer's place."""
    words = visit.words
    st.html(markup.heading_html(words("title"), words("tagline")))
    with st.container(key="turns"):
        place = show_turns(desk, visit)
    # After the turns, always the second: were its place to change when an answer comes, the browser
    # would make it anew, and what is typed in it would be gone. In a container of its own: pinned
    # by Streamlit, it would scroll every answer out of sight.
    with st.container(key="ask"):
        with st.container():
            show_scope(desk, visit)
        st.chat_input(words("placeholder"), key=BOX, on_submit=keep_question)
    return place


def show_turns(desk: Desk, visit: Visit) -> DeltaGenerator:
    """Show the turns and the questions that wait; return the place of the next answer."""
    for number, turn in enumerate(desk.turns, start=1):
        st.html(drawn(desk.drawn, number, turn, Manner(visit.words, visit.style)))
    first = st.empty()
    for number, one in enumerate(desk.waiting):
        html = waiting_html(one.question, len(desk.turns) + number + 1, visit.words)
        st.html(html) if number else first.html(html)
    if not desk.turns and not desk.waiting:
        show_beginning(visit)
    return first


def keep_question() -> None:
    """Keep what was sent for the run that follows, and for the next if a click ends that one."""
    st.session_state[SENT] = [*st.session_state.get(SENT, ()), st.session_state[BOX]]


def sent() -> Sequence[str]:
    """Return the questions that were sent since the last run, once."""
    questions: Sequence[str] = st.session_state.pop(SENT, ())
    return questions


def show_beginning(visit: Visit) -> None:
    """Show example questions once they are found, or what to do first without reports."""
    words = visit.words
    if not visit.assistant.reports():
        st.html(markup.message_html(words("unanswered_empty")))
        return
    looked_for = examples(visit.assistant, words)
    waiting, looks = not looked_for.done(), count()

    @st.fragment(run_every=SECONDS_BETWEEN_LOOKS if waiting else None)
    def show_examples() -> None:
        first = next(looks) == 0  # a part of the whole page, which may have a question to ask
        if not looked_for.done():
            return
        if waiting and not first:
            st.rerun()  # and look no more
        if questions := looked_for.result():
            st.html(markup.examples_html(words("examples"), questions))

    show_examples()


def show_scope(desk: Desk, visit: Visit) -> None:
    """Show where the next question looks, if there is a choice or one was made."""
    reports = visit.assistant.reports()
    if len(reports) > 1 or desk.scope != EVERYTHING:
        offered = chips(reports, desk.scope, visit.words, desk.at_hand())
        within = named(desk.scope, reports, visit.words)
        st.html(scope_html(offered, within, visit.words, desk.scoping))


def show_source(desk: Desk, visit: Visit) -> None:
    """Show the report that lies open, if one does."""
    if not desk.opened:
        return
    try:
        laid = lay_out(desk.opened, visit.assistant)
    except ClausierError as error:
        st.html(missing_html(error, visit.words))
    else:
        shown, own = ["date", "issuer"], laid.report.id
        apart = told_apart(visit.assistant.reports(), visit.words, shown=shown, only=[own])
        st.html(source_html(laid, visit.words, apart.get(own, "")))


def the_desk(visit: Visit) -> Desk:
    """Return the desk of this visit; a new one looks where the visitor looked last."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(scope=kept_scope(visit.choices))
    desk: Desk = st.session_state["desk"]
    reports = {report.id for report in visit.assistant.reports()}
    desk.scope = without_gone(desk.scope, reports)  # removed by anyone, at any time
    return desk


def the_memory(visit: Visit) -> Memory:
    """Return the memory of this visit."""
    memory: Memory = st.session_state.setdefault(
        "memory", Memory(visit.assistant.conversations.of(visitor()))
    )
    return memory
