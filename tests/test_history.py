"""Conversations are kept for each browser, and reopened with exact words only."""

import json
import threading
from dataclasses import replace

import pytest

from ingest.errors import ConversationNotFound
from ingest.models import Source
from retrieval.styles import Style
from ui.cli import main

RESOLUTION = "RESOLUTION ON WELLS\n\n1. Wells shall be open to all.\n\n2. Goats shall wait.\n"
QUESTION = "Who may use the wells?"


@pytest.fixture(scope="module")
def shared_library(make_library):
    return make_library({"wells.txt": RESOLUTION})


@pytest.fixture
def library(shared_library):
    """A library in which nobody has asked anything."""
    with shared_library._store.noting() as db:
        db.execute("DELETE FROM conversation")
    return shared_library


def test_conversation_is_reopened_as_it_was(library):
    history = library.conversations.of("browser-1")
    answers = [library.ask(QUESTION), library.ask("What does clause 2 say?")]
    identifier, first = history.keep(None, answers[0])
    assert history.keep(identifier, answers[1]) == (identifier, first + 1)
    reopened = history.open(identifier)
    assert [turn.answer for turn in reopened] == answers
    assert [turn.gone for turn in reopened] == [0, 0]
    assert [(c.title, c.turns) for c in history.conversations()] == [(QUESTION, 2)]


def test_words_of_clauses_are_not_kept_twice(library):
    identifier, _ = library.conversations.of("browser").keep(None, library.ask(QUESTION))
    kept = library._store.read("SELECT answer FROM turn WHERE conversation_id = ?", (identifier,))
    assert "open to all" not in str(kept)
    assert "goats" not in str(kept).lower()


def test_what_the_library_no_longer_holds_word_for_word_is_left_out_and_counted(make_library):
    library = make_library({"wells.txt": RESOLUTION})
    history = library.conversations.of("browser")
    answer = library.ask(QUESTION)
    identifier, _ = history.keep(None, answer)
    library.remove(answer.hits[0].report_id)
    (turn,) = history.open(identifier)
    assert turn.answer.hits == ()
    assert turn.gone == len(answer.hits)


def test_answer_from_a_version_that_was_replaced_is_shown_as_it_was(make_library):
    library = make_library({"wells.txt": RESOLUTION})
    history = library.conversations.of("browser")
    answer = library.ask(QUESTION)
    identifier, _ = history.keep(None, answer)
    # The first clause has other words now, and the second stands elsewhere.
    for word in ("closed", "shut and locked"):
        library.add(Source("wells.txt", RESOLUTION.replace("open", word).encode()))
    (turn,) = history.open(identifier)
    assert [replace(hit, version=None) for hit in turn.answer.hits] == list(answer.hits)
    versions = {hit.clause.key: hit.version for hit in turn.answer.hits}
    assert versions == {"1": 1, "2": 1, "front": None}  # the title is still there, word for word
    assert turn.gone == 0
    cited = library.citations.cited(turn.answer, Style.UN)
    assert [hit.version for hit in cited.hits] == [hit.version for hit in turn.answer.hits]


@pytest.mark.parametrize("alone", [True, False])
def test_question_that_was_asked_as_typed_is_opened_again_as_that(library, alone):
    history = library.conversations.of("browser")
    identifier, _ = history.keep(None, library.ask(QUESTION), alone)
    assert [turn.alone for turn in history.open(identifier)] == [alone]


def test_answer_of_another_form_is_told_and_breaks_nothing(library):
    history = library.conversations.of("browser")
    identifier, _ = history.keep(None, library.ask(QUESTION))
    with library._store.noting() as db:
        db.execute('UPDATE turn SET answer = \'{"of": "another version"}\'')
    assert [(turn.question, turn.answer) for turn in history.open(identifier)] == [(QUESTION, None)]


@pytest.mark.parametrize(
    "act",
    [
        lambda history, identifier: history.open(identifier),
        lambda history, identifier: history.rename(identifier, "Mine now"),
        lambda history, identifier: history.delete(identifier),
        lambda history, identifier: history.judge(identifier, 0, "up"),
    ],
    ids=["open", "rename", "delete", "judge"],
)
def test_another_browser_finds_nothing(library, act):
    identifier, _ = library.conversations.of("mine").keep(None, library.ask(QUESTION))
    with pytest.raises(ConversationNotFound):
        act(library.conversations.of("theirs"), identifier)
    assert library.conversations.of("theirs").conversations() == []
    assert [c.title for c in library.conversations.of("mine").conversations()] == [QUESTION]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("  Wells \n and goats ", "Wells and goats"),
        (" \t", QUESTION),  # an empty one changes nothing
        ("x" * 500, "x" * 119 + "…"),
    ],
)
def test_conversation_is_renamed(library, title, shown):
    history = library.conversations.of("browser")
    identifier, _ = history.keep(None, library.ask(QUESTION))
    history.rename(identifier, title)
    assert [c.title for c in history.conversations()] == [shown]


def test_deleted_conversation_is_gone_with_its_questions(library):
    history = library.conversations.of("browser")
    answer = library.ask(QUESTION)
    identifier, _ = history.keep(None, answer)
    history.delete(identifier)
    assert history.conversations() == []
    assert library._store.read("SELECT count(*) FROM turn") == [(0,)]
    with pytest.raises(ConversationNotFound):  # as when it was deleted in another window
        history.keep(identifier, answer)


def test_keeping_leaves_the_revision_so_that_no_index_is_made_anew(library):
    before = library._store.revision
    identifier, position = library.conversations.of("browser").keep(None, library.ask(QUESTION))
    library.conversations.of("browser").judge(identifier, position, "down")
    library.conversations.of("browser").delete(identifier)
    assert library._store.revision == before


def test_no_reader_waits_for_the_disk_to_have_what_was_asked(library):
    # A note may be lost with the power; what a report's text is, and a deletion, may not.
    with library._store.noting(durable=False) as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (1,)
    with library._store.writing() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_many_keep_at_once(library):
    answer = library.ask(QUESTION)
    history = library.conversations.of("browser")
    identifier, _ = history.keep(None, answer)
    threads = [threading.Thread(target=history.keep, args=(identifier, answer)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [turn.position for turn in history.open(identifier)] == list(range(21))


def test_outcomes_of_everyones_questions_are_counted_without_their_words(library):
    for visitor, number in (("one", 1), ("two", 99)):
        asked = library.ask(f"What does clause {number} say?")
        library.conversations.of(visitor).keep(None, asked)
    first, second = library.conversations.outcomes()
    assert (first.answered, second.answered) == (True, False)
    assert second.confidence == 0


@pytest.mark.parametrize(
    ("question", "verdict", "expected"),
    [
        # A clause named by number is answered; so the first clause is the right one.
        ("What does clause 2 say?", "up", {"lang": "en", "gold": ["2"]}),
        ("What does clause 2 say?", "down", {"lang": "en", "wrong": ["2"]}),
        # Rightly unanswered: no clause is right.
        ("What does clause 99 say?", "up", {"lang": "en", "gold": [], "kind": "none"}),
    ],
)
def test_verdict_becomes_an_evaluation_question(library, capsys, question, verdict, expected):
    history = library.conversations.of("browser")
    identifier, position = history.keep(None, library.ask(question))
    history.judge(identifier, position, verdict)
    (report,) = library.reports()
    expected = {"q": question, "doc": report.id} | expected
    assert library.conversations.judged(verdict) == [expected]
    assert library.conversations.judged("down" if verdict == "up" else "up") == []
    down = ["--down"] if verdict == "down" else []
    folder = str(library._store.file.parent)
    assert main(["--library", folder, "feedback", *down]) == 0
    assert json.loads(capsys.readouterr().out) == expected
    assert main(["--library", folder, "feedback", "--json", *down]) == 0
    assert json.loads(capsys.readouterr().out) == {"questions": [expected]}


def test_earlier_questions_come_with_a_judged_one(library):
    history = library.conversations.of("browser")
    identifier, _ = history.keep(None, library.ask(QUESTION))
    _, second = history.keep(identifier, library.ask("What does clause 2 say?"))
    history.judge(identifier, second, "up")
    (row,) = library.conversations.judged()
    assert row["history"] == [QUESTION]
