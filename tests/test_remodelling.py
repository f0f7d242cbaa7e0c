"""A library changes to another model in the background, and answers meanwhile."""

import time

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from ingest.models import Source
from ui.markup_works import remodelling_html
from ui.remodelling import Remodelling, remodelling_of
from ui.settings import Settings, open_assistant
from ui.visit import Visit
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


def test_press_that_begins_nothing_is_answered(tmp_path):
    change = Remodelling(Settings(tmp_path, tmp_path), model="first", state="working")
    assert not change.begin("second")
    assert change.model == "first"
    assert not Remodelling(Settings(tmp_path, tmp_path)).begin(" ")


def model_page(visit):
    from ui.views.library import offer_another_model

    offer_another_model(visit)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_while_a_change_goes_on_the_page_takes_no_other_and_says_so(tmp_path, language):
    words, settings = words_in(language), Settings(tmp_path / language, tmp_path)
    change = remodelling_of(settings)
    visit = Visit(words, assistant=None, settings=settings, choices=None)
    page = AppTest.from_function(model_page, kwargs={"visit": visit}, default_timeout=60).run()
    page.button[0].click().run()
    assert told(page) == words("remodel_nameless")
    change.state, change.model = "working", "first"  # by another visitor, just now
    page.text_input[0].input("second")
    page.button[0].click().run()
    assert " ".join(words("remodel_goes_on", model="first").split()) in told(page)
    assert change.model == "first"
    assert page.button[0].disabled
    assert page.text_input[0].disabled
    change.state = "waiting"
    assert not page.run().button[0].disabled


def told(page):
    """Return the words of the messages on a page."""
    return " ".join(Markup(one.proto.body).striptags() for one in page.get("html"))
