"""The conversation that goes on: kept turn by turn, reopened, judged, deleted when asked twice."""

import re

import pytest

from ui.browser import Act
from ui.chat import take_turn
from ui.memory import Memory
from ui.wording import words_in

QUESTIONS = ("Que dit la clause 8 ?", "Que dit la clause 99 ?")


@pytest.fixture
def memory(assistant, request):
    return Memory(assistant.conversations.of(request.node.name))


@pytest.fixture
def turns(memory, assistant):
    return [memory.keep(take_turn(question, assistant)) for question in QUESTIONS]


def test_turns_are_kept_in_one_conversation_and_reopened_as_they_were(memory, turns, assistant):
    assert [turn.kept_at for turn in turns] == [0, 1]
    (kept,) = memory.conversations()
    later = Memory(memory.history)
    assert later.take(Act("conversation", {"id": kept.id}), [], assistant) == turns
    assert later.conversation == kept.id


def test_page_that_is_loaded_again_goes_on_where_it_was(memory, turns, assistant):
    address = {"q": QUESTIONS[1]} | memory.address()
    assert Memory(memory.history).reopen(address, assistant) == turns
    another = Memory(assistant.conversations.of("another browser"))  # a link that was sent on
    assert another.reopen(address, assistant) == []
    assert another.address() == {}
    assert memory.reopen({"q": QUESTIONS[1]}, assistant) == []


def test_turn_with_an_error_is_not_kept(memory, assistant):
    assert memory.keep(take_turn(" ", assistant)).kept_at is None
    assert memory.conversations() == []


def test_thumb_is_kept_and_taken_back(memory, turns, assistant):
    up = Act("judge", {"turn": "1", "verdict": "up"})
    turns = memory.take(up, turns, assistant)
    assert [turn.verdict for turn in turns] == ["up", ""]
    assert memory.open(memory.conversation, assistant)[0].verdict == "up"
    assert memory.take(up, turns, assistant)[0].verdict == ""
    for strange in ({"turn": "9", "verdict": "up"}, {"turn": "1", "verdict": "<b>"}):
        assert memory.take(Act("judge", strange), turns, assistant)[1].verdict == ""


def test_conversation_is_deleted_only_when_asked_twice(memory, turns, assistant):
    assert memory.take(Act("conversation-delete"), turns, assistant) == turns
    memory.take(Act("conversation-ask-delete"), turns, assistant)
    memory.take(Act("conversation-keep"), turns, assistant)
    assert memory.take(Act("conversation-delete"), turns, assistant) == turns
    memory.take(Act("conversation-ask-delete"), turns, assistant)
    assert memory.take(Act("conversation-delete"), turns, assistant) == []
    assert memory.conversations() == []


def test_deleted_in_another_window_goes_on_as_a_new_one(memory, turns, assistant):
    memory.history.delete(memory.conversation)
    kept = memory.keep(take_turn("Que dit la clause 9 ?", assistant))
    assert kept.kept_at == 0
    assert [one.turns for one in memory.conversations()] == [1]
    assert memory.take(Act("conversation", {"id": "another's"}), turns, assistant) == []


def test_export_has_the_name_of_the_conversation(memory, turns, assistant):
    memory.rename("Sécurité")
    transcript = memory.transcript(turns, assistant, words_in("fr"))
    assert transcript.title == "Sécurité"
    assert [exchange.question for exchange in transcript.exchanges] == list(QUESTIONS)


def test_export_has_the_digits_of_the_reader(memory, assistant):
    turn = memory.keep(take_turn("ماذا تقول الفقرة 8؟", assistant))
    transcript = memory.transcript([turn], assistant, words_in("ar", "ar-EG"))
    (quoted,) = transcript.exchanges[0].quoted
    assert "٢٤ سبتمبر ٢٠١٩" in quoted.citation
    assert not re.search("[0-9]", quoted.citation + transcript.about)
