"""What a visitor chooses once is there in the next visit, and in nobody else's."""

import pytest

from ingest.choices import Choices
from ingest.errors import LibraryError
from ingest.store import Store
from retrieval.scope import EVERYTHING, Scope
from ui.choosing import SCOPE, keep, keep_scope, scope_in

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
    assert scope_in(choices.all().get(SCOPE, ""), REPORTS) == found


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"reports": 7}', '{"since": null}'])
def test_what_is_no_scope_is_everything(kept):
    assert scope_in(kept, REPORTS) == EVERYTHING
