"""What a visitor chooses once is there in the next visit, and in nobody else's."""

import pytest
from streamlit.testing.v1 import AppTest

from ingest.choices import Choices
from ingest.errors import LibraryError
from ingest.store import Store
from retrieval.scope import EVERYTHING, Scope
from ui.choosing import SCOPE, keep, keep_scope, kept_scope, without_gone
from ui.desk import Desk
from ui.visit import Visit
from ui.wording import words_in

REPORTS = {"wells", "goats"}


@pytest.fixture
def store(tmp_path):
    with_library = Store(tmp_path)
    yield with_library
    with_library.close()


def test_a_choice_is_kept_for_its_visitor_alone(store):
    mine, another = Choices(store, "browser-1"), Choices(store, "browser-2")
    keep(mine, "style", "un")
    keep(another, "style", "oscola")
    keep(mine, "style", "iso690")  # in the place of the one before
    keep(another, "language", "ar")
    assert mine.all() == {"style": "iso690"}
    assert another.all() == {"style": "oscola", "language": "ar"}
    keep(another, "language", "")  # taken back
    assert Choices(store, "browser-2").all() == {"style": "oscola"}


def test_the_library_knows_no_token(store):
    keep(Choices(store, "browser-1"), "style", "un")
    assert "browser-1" not in str(store.read("SELECT * FROM choice"))


def test_a_choice_changes_no_revision(store):
    before = store.revision
    keep(Choices(store, "browser-1"), "style", "un")
    assert store.revision == before


def test_what_cannot_be_kept_counts_for_the_visit_all_the_same():
    class Full:
        def choose(self, name, value):
            raise LibraryError("no room on the disk")

    keep(Full(), "style", "un")


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (EVERYTHING, EVERYTHING),
        (Scope(issuers=("OCI",), since="2019-01-01", until="2019-12-31"),) * 2,
        (Scope(reports=("goats",)), Scope(reports=("goats",))),
        (Scope(reports=("goats", "gone")), Scope(reports=("goats",))),  # removed since
        (Scope(reports=("gone",)), EVERYTHING),
    ],
)
def test_scope_is_found_again_without_reports_that_are_gone(store, chosen, found):
    choices = Choices(store, "browser")
    keep_scope(choices, Scope(reports=("wells",)))
    keep_scope(choices, chosen)
    assert kept_scope(choices) == chosen
    assert without_gone(kept_scope(choices), REPORTS) == found


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"reports": 7}', '{"since": null}'])
def test_what_is_no_scope_is_everything(store, kept):
    choices = Choices(store, "browser")
    choices.choose(SCOPE, kept)
    assert kept_scope(choices) == EVERYTHING


def scope_page(desk, visit):
    from ui.views.chat import show_scope

    show_scope(desk, visit)


@pytest.mark.parametrize(
    ("scope", "said"),
    [(EVERYTHING, ""), (Scope(since="1999-01-01", until="1999-12-31"), "1999")],
)
def test_a_scope_that_was_chosen_is_seen_and_can_be_left_in_a_library_of_one_report(
    assistant, store, scope, said
):
    visit = Visit(words_in("en"), assistant, settings=None, choices=Choices(store, "browser"))
    page = AppTest.from_function(scope_page, kwargs={"desk": Desk(scope=scope), "visit": visit})
    shown = "".join(one.proto.body for one in page.run(timeout=60).get("html"))
    assert said in shown
    assert ('data-kind="everything"' in shown) is bool(said)
