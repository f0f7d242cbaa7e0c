"""The library page: what is offered to whom, and what is told of what cannot be done."""

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from ingest.choices import Choices
from ingest.errors import LibraryError
from ui.browser import Act
from ui.intake import Intake
from ui.settings import Settings
from ui.views.library import Desk
from ui.visit import Visit
from ui.wording import words_in


@pytest.fixture
def library(make_library):
    """A library of one report."""
    return make_library({"a.txt": "RAPPORT SUR LES PUITS\n\n1. Le puits est rouvert.\n"})


def library_page(desk, visit):
    import streamlit as st

    from ui.views.library import show

    st.session_state["library"] = desk
    show(visit)


def shown(library, desk, language, tmp_path):
    """The page with the only report open."""
    (report,) = library.reports()
    desk.chosen = report.id
    choices = Choices(library._store, "browser")
    visit = Visit(words_in(language), library, Settings(tmp_path, tmp_path), choices)
    page = AppTest.from_function(library_page, kwargs={"desk": desk, "visit": visit})
    page.run(timeout=60)
    assert not page.exception
    return page


def told(page):
    return " ".join(Markup(one.proto.body).striptags() for one in page.get("html"))


def acts(page):
    """What of the page changes the library: choosers of files, buttons of the model, removing."""
    html = "".join(one.proto.body for one in page.get("html"))
    return len(page.get("file_uploader")), len(page.button), html.count('data-act="ask-remove"')


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_what_changes_a_library_is_offered_to_who_may_change_it(library, language, tmp_path):
    words = words_in(language)
    page = shown(library, Desk(Intake(library)), language, tmp_path)
    assert acts(page) == (2, 1, 1)
    assert words("library_only_read") not in told(page)
    library._store.is_writable = False
    page = shown(library, Desk(Intake(library)), language, tmp_path)
    assert acts(page) == (0, 0, 0)
    assert " ".join(words("library_only_read").split()) in told(page)


class Full:
    """A library on a full disk."""

    def __init__(self, library):
        self._library = library

    def __getattr__(self, name):
        return getattr(self._library, name)

    def remove(self, report_id):
        raise LibraryError("The library cannot be written.", code="library-unwritable")


def test_a_report_that_cannot_be_removed_stays_and_that_is_told(library, tmp_path):
    full, words = Full(library), words_in("fr")
    desk = Desk(Intake(library))
    (report,) = library.reports()
    desk.chosen, desk.removing = report.id, True
    desk.take(Act("remove", {"report": report.id}), full)
    assert (desk.chosen, desk.removing, desk.removed) == (report.id, True, "")
    page = shown(full, desk, "fr", tmp_path)
    assert " ".join(words.error(desk.refused).split()) in told(page)
    desk.take(Act("keep", {}), full)
    assert desk.refused is None
