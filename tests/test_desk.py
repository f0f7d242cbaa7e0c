"""The desk of one visit: what clicks and addresses do to it. What comes from a browser is data."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import Source
from retrieval.models import Twin
from retrieval.reference_files import FileFormat
from retrieval.scope import EVERYTHING, Scope
from retrieval.styles import Style
from ui.browser import Act, act_from
from ui.chat import restyled, sure, turn_of
from ui.desk import Desk
from ui.drawn import drawn
from ui.links import link_to, opened_by
from ui.markup_answers import turn_html
from ui.markup_cards import Manner
from ui.markup_source import source_html
from ui.opened import ZOOMS, Opened, View, around, lay_out, part_starts
from ui.rendering import opening
from ui.scoping import chips, toggled
from ui.wording import words_in

WORDS = words_in("fr", "fr-FR")
# A number printed twice: two clauses with the key 1.
TWICE = "Charte\n\nArticle 1\n\nUn.\n\nArticle 2\n\nDeux.\n\nArticle 1\n\nEncore un.\n"


@pytest.fixture(scope="module")
def twice(make_library):
    return make_library({"twice.txt": TWICE})


def ask(desk, question, assistant, words, alone=False):
    """Ask, and wait for the answer as the page does."""
    desk.ask(question, words, alone)
    waiting = desk.look(assistant)
    assert waiting.is_answered(30)
    assert desk.take_answer(waiting, assistant, words)


@pytest.fixture
def desk(assistant):
    made = Desk()
    ask(made, "Que demande-t-on pour les réfugiés ?", assistant, WORDS)
    return made


def test_question_is_answered_shown_and_spoken(desk, sample_id):
    (turn,) = desk.turns
    assert turn.found[0].hit.clause.key == "12"
    assert turn.found[0].link == f"?report={sample_id}&clause=12"
    assert [report.id for report in turn.searched] == [sample_id]
    assert desk.scene.goto == "top"  # the heading stands above the first
    assert desk.scene.say.startswith("La première clause répond")
    assert "par. 12" in desk.scene.say


def test_follow_up_is_asked_again_as_typed_without_what_was_before(desk, assistant):
    first, follow_up = desk.turns[0].question, "pour combien de temps ?"
    ask(desk, follow_up, assistant, WORDS)
    assert desk.turns[1].answer.understood == f"{first} {follow_up}"
    ask(desk, follow_up, assistant, WORDS, alone=True)
    assert desk.turns[2].question == follow_up
    assert desk.turns[2].answer.understood == ""
    assert desk.turns[2].answer.hits == assistant.ask(follow_up, limit=3).hits
    # What comes next goes on from there, and no longer from what was set aside.
    ask(desk, "pourquoi ?", assistant, WORDS)
    assert desk.turns[3].answer.understood == f"{follow_up} pourquoi ?"


def test_question_is_stopped_said_to_be_and_asked_again_in_its_place(desk, assistant):
    desk.ask("et la MINUSMA ?", WORDS)
    assert desk.scene.goto == "turn-2"
    waiting = desk.look(assistant)
    desk.take(Act("stop", {"turn": "2"}), assistant, WORDS)
    assert (desk.turns[1].stopped, desk.waiting) == (True, [])
    assert desk.scene.say == WORDS("stopped")
    assert waiting.is_answered(30)  # cancelled, or left
    assert not desk.take_answer(waiting, assistant, WORDS)
    assert desk.address()["q"] == desk.turns[0].question  # what is stopped is not asked by a link
    ask(desk, "et la MINUSMA ?", assistant, WORDS)
    assert [turn.stopped for turn in desk.turns] == [False, False]
    assert desk.turns[1].answer.understood.startswith(desk.turns[0].question)


def test_questions_wait_for_each_other_and_one_that_is_stopped_holds_up_none(assistant):
    desk = Desk()
    for number in (8, 9, 10):
        desk.ask(f"Que dit la clause {number} ?", WORDS)
    first = desk.look(assistant)
    assert desk.look(assistant) is first  # as long as it waits
    desk.stop(2, WORDS)
    assert [one.question for one in desk.waiting] == [
        "Que dit la clause 8 ?",
        "Que dit la clause 10 ?",
    ]
    desk.stop(1, WORDS)  # it is turn 2 by now: a click that comes too late stops no other
    assert len(desk.waiting) == 2


def test_answer_is_taken_once_though_two_runs_of_the_page_wait_for_it(desk, assistant):
    desk.ask("Que dit la clause 8 ?", WORDS)
    waiting, before = desk.look(assistant), desk.turns
    assert waiting.is_answered(30)
    assert desk.take_answer(waiting, assistant, WORDS)
    assert not desk.take_answer(waiting, assistant, WORDS)
    assert len(desk.turns) == 2
    assert desk.turns is not before  # a run that showed the turns before sees that they changed


def test_answer_comes_in_the_style_that_was_chosen_while_it_was_looked_for(desk, assistant):
    desk.ask("Que dit la clause 8 ?", WORDS)
    waiting = desk.look(assistant)
    desk.cite_in(Style.OSCOLA, assistant)
    assert waiting.is_answered(30)
    desk.take_answer(waiting, assistant, WORDS)
    assert " par 8" in desk.turns[1].found[0].hit.citation


def test_other_conversation_wants_none_of_the_answers(desk, assistant):
    desk.ask("Que dit la clause 8 ?", WORDS)
    waiting = desk.look(assistant)
    desk.leave([])
    assert waiting.is_answered(30)
    assert not desk.take_answer(waiting, assistant, WORDS)
    assert desk.turns == []


def test_turn_is_drawn_once_until_it_or_the_manner_changes(desk):
    manner, kept = Manner(WORDS), {}
    first = drawn(kept, 1, desk.turns[0], manner)
    assert drawn(kept, 1, desk.turns[0], Manner(WORDS)) is first
    judged = replace(desk.turns[0], kept_at=0, verdict="up")
    assert drawn(kept, 1, judged, manner) == turn_html(judged, 1, manner) != first
    assert drawn(kept, 1, judged, Manner(words_in("en"))) != turn_html(judged, 1, manner)


def test_unusable_question_is_told_and_spoken(assistant):
    desk = Desk()
    ask(desk, "?" * 30_000, assistant, WORDS)
    assert "20\u202f000" in WORDS.error(desk.turns[0].error)
    assert "20\u202f000" in desk.scene.say
    assert len(desk.turns[0].question) <= 500


def test_reopened_answer_names_no_report_that_is_gone_as_having_the_same_clause(
    desk, assistant, sample_id
):
    answer = desk.turns[0].answer
    twins = (Twin("removed", "12", "Communiqué, par. 12"), Twin(sample_id, "12", "Rapport"))
    held = replace(answer, hits=(replace(answer.hits[0], twins=twins),))
    turn = turn_of("?", held, assistant)
    assert turn.found[0].hit.twins == twins[1:]
    (twin,) = restyled(turn, Style.UN, assistant).found[0].hit.twins
    assert twin.citation == assistant.citations.cite(sample_id, "12", Style.UN, "fr")


def test_style_is_chosen_once_for_all_turns(desk, assistant):
    desk.cite_in(Style.OSCOLA, assistant)
    ask(desk, "Que dit la clause 8 ?", assistant, WORDS)
    citations = [found.hit.citation for turn in desk.turns for found in turn.found]
    assert all(" par " in citation for citation in citations)
    desk.cite_in(Style.PLAIN, assistant)
    assert "par. 12" in desk.turns[0].found[0].hit.citation


def test_clauses_around_are_shown_and_hidden_again(desk, assistant):
    act = Act("around", {"turn": "1", "rank": "1"})
    desk.take(act, assistant, WORDS)
    assert [c.key for c in desk.turns[0].found[0].around] == ["10", "11", "12", "13", "14"]
    assert desk.turns[0].found[1].around == ()
    desk.take(act, assistant, WORDS)
    assert desk.turns[0].found[0].around == ()


def test_clicks_open_turn_and_close_a_report(desk, assistant, sample_id):
    desk.take(Act("open", {"report": sample_id, "clause": "para_12"}), assistant, WORDS)
    assert desk.opened == Opened(sample_id, "para_12")
    desk.take(Act("view", {"view": "outline"}), assistant, WORDS)
    desk.take(Act("zoom", {"zoom": "200"}), assistant, WORDS)
    desk.take(Act("leaf", {"leaf": "2"}), assistant, WORDS)
    assert desk.opened == Opened(sample_id, "para_12", View.OUTLINE, 2, 200)
    desk.take(Act("close"), assistant, WORDS)
    assert desk.opened is None


def test_address_brings_back_what_is_on_the_desk(desk, assistant, sample_id):
    desk.take(Act("open", {"report": sample_id, "clause": "para_12"}), assistant, WORDS)
    desk.cite_in(Style.UN, assistant)
    again = Desk()
    assert again.meet(desk.address()) == "Que demande-t-on pour les réfugiés ?"
    assert again.opened == desk.opened
    assert desk.address()["style"] == "un"
    assert again.meet(desk.address()) == ""  # followed once


@pytest.mark.parametrize("form", list(FileFormat))
def test_citation_is_saved_as_a_file(form, desk, assistant, sample_id):
    act = Act("file", {"form": str(form), "report": sample_id, "clause": "para_12"})
    desk.take(act, assistant, WORDS)
    name, text = desk.scene.file
    assert name == f"{sample_id}-para_12.{form}"
    assert "par. 12" in text


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("open", {}),
        ("open", {"report": "../../etc/passwd", "clause": "x"}),
        ("view", {"view": "nothing"}),
        ("zoom", {"zoom": "100000"}),
        ("zoom", {"zoom": "-1"}),
        ("leaf", {"leaf": "99999999999999999999"}),
        ("leaf", {"leaf": "٣"}),
        ("around", {"turn": "7", "rank": "1"}),
        ("around", {"turn": "0", "rank": "1"}),
        ("around", {"turn": "1", "rank": "99"}),
        ("file", {"form": "exe", "report": "r", "clause": "c"}),
        ("file", {"form": "ris", "report": "gone", "clause": "c"}),
        ("close", {}),
        ("no such act", {"a": "b"}),
    ],
)
def test_click_on_what_is_not_there_breaks_nothing(name, values, desk, assistant):
    before = list(desk.turns)
    desk.take(Act(name, values), assistant, WORDS)
    assert desk.turns == before
    assert desk.opened is None or desk.opened.zoom in ZOOMS
    assert not desk.scene.file


@pytest.mark.parametrize(
    ("value", "act"),
    [
        ({"act": "open", "report": "r"}, Act("open", {"report": "r"})),
        ({"act": "leaf", "leaf": 3}, Act("leaf")),  # no text: left out
        ({"act": 3}, None),
        ({}, None),
        (None, None),
        ("open", None),
        ([], None),
    ],
)
def test_what_a_browser_sends_is_read_with_care(value, act):
    assert act_from(value) == act


def test_link_names_a_clause_by_its_key_or_if_that_repeats_by_its_eid(twice):
    (report,) = twice.reports()
    _, clauses = twice.report(report.id)
    found = twice.ask("Un", limit=1).hits[0]
    hits = [replace(found, clause=c) for c in clauses if c.key in ("1", "2")]
    links = {link_to(hit, twice): hit.clause for hit in hits}
    named = [link.partition("clause=")[2] for link in links]
    assert named == ["1", "2", "art_1_2"]
    for link, clause in links.items():
        pairs = [pair.split("=") for pair in link.removeprefix("?").split("&")]
        assert lay_out(opened_by(dict(pairs)), twice).clause == clause


def test_link_to_a_version_that_was_replaced_opens_that_version(make_library):
    library = make_library({"wells.txt": "WELLS\n\n1. Wells are open.\n"})
    found = replace(library.ask("wells open", limit=1).hits[0], version=1)
    library.add(Source("wells.txt", b"WELLS\n\n1. Wells are closed.\n"))
    link = link_to(found, library)
    assert link.endswith("&clause=1&version=1")
    desk = Desk()
    desk.meet(dict(pair.split("=") for pair in link.removeprefix("?").split("&")))
    laid = lay_out(desk.opened, library)
    assert laid.clause.text == "Wells are open."
    assert "remplacée depuis" in source_html(laid, WORDS)
    assert desk.address()["version"] == "1"
    act = Act("open", {"report": found.report_id, "clause": "para_1", "version": "<b>"})
    desk.take(act, library, WORDS)
    assert lay_out(desk.opened, library).clause.text == "Wells are closed."


@pytest.mark.parametrize("form", FileFormat)
def test_reference_file_of_a_version_that_was_replaced_has_its_words(make_library, form):
    library = make_library({"wells.txt": "WELLS\n\n1. Wells are open.\n"})
    (report,) = library.reports()
    conversation, _ = (history := library.conversations.of("browser")).keep(
        None, library.ask("What does clause 1 say?")
    )
    library.add(Source("wells.txt", b"WELLS OF 2024\n\n1. Wells are closed.\n"), replaces=report.id)
    (kept,) = history.open(conversation)
    turn, desk = turn_of("?", kept.answer, library), Desk()
    assert turn.found[0].hit.version == 1
    button = re.search(rf'<button[^>]*data-form="{form}"[^>]*>', turn_html(turn, 1, Manner(WORDS)))
    values = dict(re.findall(r'data-(\w+)="([^"]*)"', button[0]))
    desk.take(Act(values.pop("act"), values), library, WORDS)
    name, text = desk.scene.file
    assert name == f"{report.id}-version-1-para_1.{form}"
    assert "Wells are open." in text
    assert "closed" not in text
    assert "2024" not in text


def test_scope_in_which_nothing_lies_is_named_by_titles(assistant, sample_id):
    scope = Scope(reports=(sample_id,), since="1999-01-01", until="1999-12-31")
    desk = Desk(scope=scope)
    ask(desk, "Que demande-t-on pour les réfugiés ?", assistant, WORDS)
    (turn,) = desk.turns
    assert turn.found == turn.searched == ()
    shown = turn_html(turn, 1, Manner(WORDS))
    assert "RAPPORT DE LA RÉUNION" in shown
    assert sample_id not in shown
    reopened = turn_of(turn.question, turn.answer, assistant)  # as another visit shows it
    assert reopened.searched == ()
    assert turn_html(reopened, 1, Manner(WORDS)) == shown


def test_report_without_pages_opens_as_text_at_its_clause(assistant, sample_id):
    laid = lay_out(Opened(sample_id, "12"), assistant)
    assert (laid.view, laid.views) == (View.TEXT, (View.TEXT, View.OUTLINE))
    assert laid.leaf.start <= laid.clause.start < laid.leaf.end
    assert laid.doubts


def test_only_what_can_be_shown_is_laid_out(assistant, sample_id):
    laid = lay_out(Opened(sample_id, "12", View.PAGE), assistant)  # no PDF file
    assert laid.view is View.TEXT
    laid = lay_out(Opened(sample_id, "12", View.TEXT, 99), assistant)  # no such part
    assert laid.leaf.number == laid.leaf.count == 1


@given(text=st.text(alphabet="ab \n", max_size=300), length=st.integers(1, 50))
def test_parts_of_a_text_are_all_of_it_and_none_is_too_long(text, length):
    starts = part_starts(text, length)
    ends = [*starts[1:], len(text)]
    assert "".join(text[s:e] for s, e in zip(starts, ends, strict=True)) == text
    assert all(e - s <= length for s, e in zip(starts, ends, strict=True))
    assert all(e > s for s, e in zip(starts, ends, strict=True)) or not text


def test_around_reaches_no_further_than_the_report(assistant, sample_id):
    _, clauses = assistant.report(sample_id)
    assert list(around(clauses, clauses[0])) == list(clauses[:3])
    assert list(around(clauses, clauses[-1])) == list(clauses[-3:])


def test_chips_keep_the_next_question_to_what_they_name(twice, sample_file):
    from ingest.pipeline import read_source

    twice.add(read_source(sample_file))
    desk, reports = Desk(), twice.reports()
    sample = next(report for report in reports if report.date)
    desk.take(Act("scope", {"kind": "report", "value": sample.id}), twice, WORDS)
    ask(desk, "Que dit la clause 1 ?", twice, WORDS)
    assert {found.report.id for found in desk.turns[0].found} == {sample.id}
    assert desk.turns[0].searched == (sample,)
    offered = {(chip.kind, chip.label): chip.on for chip in chips(reports, desk.scope, WORDS)}
    assert offered["year", "2019"] is False
    assert [kind for (kind, _), on in offered.items() if on] == ["report"]
    desk.take(Act("scope", {"kind": "everything"}), twice, WORDS)
    assert desk.scope == EVERYTHING


@pytest.mark.parametrize(
    ("clicks", "years"),
    [
        ([2019], (2019, 2019)),
        ([2019, 2019], None),
        ([2019, 2023], (2019, 2023)),  # a range: what is between counts
        ([2023, 2019, 2016], (2016, 2023)),
        ([2019, 2023, 2019], (2020, 2023)),
        ([2019, 2023, 2023], (2019, 2022)),
        ([2016, 2023, 2019], (2019, 2019)),
    ],
)
def test_years_are_a_range(clicks, years):
    scope = EVERYTHING
    for year in clicks:
        scope = toggled(scope, Act("scope", {"kind": "year", "value": str(year)}))
    expected = (f"{years[0]}-01-01", f"{years[1]}-12-31") if years else ("", "")
    assert (scope.since, scope.until) == expected


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "year", "value": "٢٠١٩"},
        {"kind": "year", "value": "99999"},
        {"kind": "x", "value": "y"},
    ],
)
def test_chip_that_is_none_changes_nothing(values):
    assert toggled(EVERYTHING, Act("scope", values)) == EVERYTHING


@pytest.mark.parametrize(
    ("language", "answered", "confidence", "opened", "sureness"),
    [
        ("fr", True, 0.95, "Cette clause répond.", "Sûreté : très élevée (95 %)"),
        ("fr", True, 0.5, "Cette clause répond.", "Sûreté : moyenne (50 %)"),
        # Answered, yet more likely wrong than right: the reader is asked to check.
        ("fr", True, 0.35, "peut-être : vérifiez-la", "Sûreté : limitée, à vérifier (35 %)"),
        ("en", True, 0.35, "may answer: check it", "limited, check the clause (35%)"),
        ("ar", True, 0.35, "قد يجيب هذا البند", "محدودة، تحقق من البند (35%)"),
        # Not answered: no word sounds like an answer, however near the threshold it is.
        ("fr", False, 0.3, "n'a pas trouvé de clause", "réponde : faible (30 %)"),
        ("en", False, 0.2, "No clause was found", "that one of them answers: low (20%)"),
        ("ar", False, 0.2, "لم يُعثر على بند", "ضعيفة (20%)"),
        ("en", False, 0.02, "No clause was found", "very low (2%)"),
    ],
)
def test_words_for_how_sure_it_is_do_not_contradict_the_answer(
    language, answered, confidence, opened, sureness, desk
):
    turn, words = desk.turns[0], words_in(language)
    found = turn.found[:1]
    answer = replace(
        turn.answer, answered=answered, confidence=confidence, hits=(found[0].hit,), missing=()
    )
    told = replace(turn, answer=answer, found=found)
    assert opened in re.sub(r"\s", " ", opening(answer, words))
    plain = re.sub(r"[\s\u200e\u200f\u061c]+", " ", sure(told, words).translate(WESTERN))
    assert sureness in plain


WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٪", "0123456789%")
