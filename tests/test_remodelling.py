"""A library changes to another model in the background, and answers meanwhile."""

import time

from ingest.models import Source
from ui.markup_library import remodelling_html
from ui.remodelling import Remodelling
from ui.settings import Settings, open_assistant
from ui.wording import words_in

WORDS = words_in("en")


def over(change):
    """Wait for the end of a change."""
    deadline = time.monotonic() + 120
    while change.state == "working":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return change.state


def test_library_answers_with_the_new_model_once_it_is_there(tmp_path, make_model):
    model = str(make_model("small", seed=3))
    settings = Settings(tmp_path / "library", Settings.from_env({}).cache)
    with open_assistant(settings) as assistant:
        assistant.add(Source("wells.txt", b"WELLS\n\n1. Wells shall be open to all.\n"))
        change = Remodelling(settings)
        change.begin(model)
        assert assistant.ask("What does clause 1 say?").answered
        assert over(change) == "done"
        assert "answers with" in remodelling_html(change, WORDS)
        assert assistant.search("wells")
        assert change.made.model == model


def test_change_that_goes_on_is_shown_and_there_is_one_at_a_time(tmp_path):
    change = Remodelling(Settings(tmp_path, tmp_path), model="first", state="working")
    change.steps = {"embedding": (3, 9)}
    change.begin("second")
    shown = remodelling_html(change, WORDS)
    assert "Rebuilding with first" in shown
    assert 'value="3"' in shown


def test_model_that_is_none_is_told_and_changes_nothing(tmp_path):
    settings = Settings(tmp_path / "library", Settings.from_env({}).cache)
    change = Remodelling(settings)
    change.begin("  ")
    assert (change.state, remodelling_html(change, WORDS)) == ("waiting", "")
    change.begin(str(tmp_path / "<b>no model</b>"))
    assert over(change) == "failed"
    shown = remodelling_html(change, WORDS)
    assert "cl-error" in shown
    assert "<b>" not in shown


def test_model_that_the_settings_name_is_not_changed_here(tmp_path):
    assert not Remodelling(Settings(tmp_path, tmp_path, model="mine")).is_offered
