"""With a model that nothing was fitted for, nothing is claimed: not on the page, not elsewhere."""

import pytest

from ingest.models import Source
from retrieval.assistant import Assistant
from retrieval.encoder import load_encoder
from ui.chat import sure, turn_of
from ui.contracts import answer_json
from ui.desk import spoken
from ui.markup_answers import turn_html
from ui.markup_cards import Manner
from ui.rendering import opening, render_answer
from ui.wording import words_in

WELLS = b"RESOLUTION ON WELLS\n\n1. Wells shall be open to all.\n\n2. Goats shall wait.\n"
QUESTION = "Who may use the wells?"


@pytest.fixture(scope="module")
def library(make_model, tmp_path_factory):
    """A library embedded with a model of random weights: each clause is near to any question."""
    model = load_encoder(str(make_model("random", seed=5)), tmp_path_factory.mktemp("cache"))
    with Assistant(tmp_path_factory.mktemp("library"), lambda: model) as made:
        made.add(Source("wells.txt", WELLS))
        yield made


@pytest.mark.parametrize(
    ("question", "answered", "confidence", "calibrated"),
    [
        (QUESTION, False, 0, False),
        ("What does clause 2 say?", True, 1, True),  # named by its number: no guess
        ("« Goats shall wait »", True, 1, True),  # it has these words
        ("What does clause 9 say?", False, 0, True),  # there is none: that is sure
        ("Hello!", False, 0, True),
    ],
)
def test_only_what_hangs_on_no_model_is_claimed(
    library, question, answered, confidence, calibrated
):
    answer = library.ask(question)
    assert answer.hits or calibrated
    found = answer_json(answer)
    assert (found["answered"], found["confidence"], found["calibrated"]) == (
        answered, confidence, calibrated,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "pas étalonné"), ("en", "is not calibrated"), ("ar", "لم يُعايَر")],
)
def test_page_and_command_say_that_it_is_not_calibrated(library, language, said):
    words = words_in(language)
    turn = turn_of(QUESTION, library.ask(QUESTION), library)
    html = turn_html(turn, 1, Manner(words))
    assert said in opening(turn.answer, words)
    assert said in html
    assert said in render_answer(turn.answer, words, bold=False)
    assert said in spoken(turn, words)
    assert sure(turn, words) == ""
    assert "cl-gauge" not in html
    assert "cl-unanswered" in html  # the clauses look like what they are: the nearest


def test_the_packaged_model_is_calibrated(assistant):
    answer = assistant.ask("Quelle résolution a prorogé le mandat de la MINUSMA ?")
    assert answer.calibrated
    assert answer.confidence > 0.5


@pytest.mark.parametrize("question", ["ꓡꓲꓢꓴ ꓕꓵꓬꓲ ?", "ᜊᜌᜊᜌᜒᜈ᜔ ᜊᜌ"], ids=["Lisu", "Baybayin"])
def test_a_script_that_the_packaged_model_cannot_read_is_no_other_model(assistant, question):
    answer = assistant.ask(question)
    assert (answer.answered, answer.confidence, answer.calibrated) == (False, 0.0, True)


@pytest.mark.parametrize(("verdict", "named"), [("up", "gold"), ("down", "wrong")])
def test_a_thumb_is_about_the_first_clause(library, verdict, named):
    history = library.conversations.of(f"browser-{verdict}")
    answer = library.ask(QUESTION)
    conversation, position = history.keep(None, answer)
    history.judge(conversation, position, verdict)
    (row,) = library.conversations.judged(verdict)
    assert row[named] == [answer.hits[0].clause.key]
    (kept,) = history.open(conversation)
    assert kept.answer == answer
