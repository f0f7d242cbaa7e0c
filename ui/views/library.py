"""The library: add reports, find them, look into one, replace it, take it out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

import streamlit as st

from ingest.errors import LibraryError, ReportNotFound
from ingest.models import Listed, Source
from retrieval.assistant import Assistant
from ui import markup, markup_library, markup_works
from ui.browser import Act, Scene, clicked, in_browser
from ui.intake import Intake
from ui.markup_library import Kept
from ui.remodelling import Remodelling, remodelling_of
from ui.shelf import Shelf, Wanted, issuers, pick, years
from ui.visit import Visit
from ui.wording import Words

SECONDS_BETWEEN_LOOKS = 0.5
FIRST_SCENE = 1_000_000  # the browser plays each number once: these are not the chat's


@dataclass(slots=True)
class Desk:
    """What one visitor does in the library. It lives as long as the visit."""

    intake: Intake
    wanted: Wanted = field(default_factory=Wanted)
    chosen: str = ""  # the report shown in full
    removing: bool = False  # asked once already
    uploads: int = 0  # counts the file choosers: a new one is empty
    removed: str = ""  # the title of what was removed last
    refused: LibraryError | None = None  # why the last was not
    scene: Scene = field(default_factory=lambda: Scene(FIRST_SCENE))

    def take(self, act: Act, assistant: Assistant) -> None:
        """Do what was clicked. A click on what is no longer there does nothing."""
        self.removed, self.refused = "", None
        if act.name == "sort":
            self.wanted = self.wanted.sorted_by(act["by"])
        elif act.name == "page":
            self.wanted = replace(self.wanted, page=act.number("page"))
            self.go_to("table")
        elif act.name == "pick":
            self.chosen, self.removing = act["report"], False
            self.go_to("detail")
        elif act.name == "accept":
            self.intake.accept(act.number("job"))
        elif act.name == "cancel":
            self.intake.cancel(act.number("job"))
        elif act.name == "clear":
            self.intake.clear()
        elif act.name in ("ask-remove", "keep"):
            self.removing = act.name == "ask-remove"
            self.go_to("acts")
        elif act.name == "remove" and self.removing and act["report"] == self.chosen:
            self.remove(assistant)

    def remove(self, assistant: Assistant) -> None:
        """Take the report shown in full out of the library."""
        titles = {report.id: report.title for report in assistant.reports()}
        try:
            with suppress(ReportNotFound):  # another person was faster
                assistant.remove(self.chosen)
        except LibraryError as error:  # a full disk, or another process writes long
            self.refused = error
            self.go_to("acts")
            return
        self.removed = titles.get(self.chosen, self.chosen)
        self.chosen, self.removing = "", False
        self.go_to("table")

    def go_to(self, place: str) -> None:
        """Have the browser show a place of the page, once it is there."""
        self.scene = Scene(self.scene.number + 1, goto=place)


def show(visit: Visit) -> None:
    """Show the whole page."""
    words, assistant = visit.words, visit.assistant
    desk: Desk = st.session_state.setdefault("library", Desk(Intake(assistant)))
    if act := clicked():
        desk.take(act, assistant)
    st.html(markup.heading_html(words("library_title"), words("library_about")))
    if assistant.is_writable:
        take_files(desk, words)
        show_jobs(desk, words)
    else:
        st.html(markup.message_html(words("library_only_read")))
    reports = assistant.reports()
    if reports:
        choose(desk, reports, words)
        show_table(desk, pick(reports, desk.wanted), visit)
        show_detail(desk, reports, visit)
    else:
        st.html(markup.message_html(words("reports_none")))
    if assistant.is_writable:
        offer_another_model(visit)
    in_browser(desk.scene, words)


def take_files(desk: Desk, words: Words) -> None:
    """Offer to add files; those that were chosen go on their way at once."""
    look = st.checkbox(words("look_first"), key="look_first")
    files = st.file_uploader(
        words("upload"), accept_multiple_files=True, key=f"files-{desk.uploads}"
    )
    if files:
        desk.intake.take([Source(file.name, file.getvalue()) for file in files], look)
        desk.uploads += 1
        st.rerun()


def show_jobs(desk: Desk, words: Words) -> None:
    """Show how far the files are, again and again while there is something to wait for."""
    every = SECONDS_BETWEEN_LOOKS if desk.intake.is_busy else None

    @st.fragment(run_every=every)
    def jobs() -> None:
        if desk.intake.jobs:
            st.html(markup_works.jobs_html(desk.intake.jobs, words))
        if every and not desk.intake.is_busy:
            st.rerun()  # the table has them now

    jobs()


def offer_another_model(visit: Visit) -> None:
    """Offer to rebuild the library with another model, and show how far that is."""
    words, change = visit.words, remodelling_of(visit.settings)
    if not change.is_offered:
        return
    with st.expander(words("remodel"), expanded=change.state != "waiting"):
        choose_model(change, words)
        every = SECONDS_BETWEEN_LOOKS if change.state == "working" else None

        @st.fragment(run_every=every)
        def told() -> None:
            if shown := markup_works.remodelling_html(change, words):
                st.html(shown)
            if every and change.state != "working":
                st.rerun()

        told()


def choose_model(change: Remodelling, words: Words) -> None:
    """Show where a model is named, and begin with it; not while a change goes on.

    Streamlit does not hear a press on a page that is from before another person's change.
    """
    goes_on = change.state == "working"
    with st.form("remodel", border=False):
        model = st.text_input(words("remodel_name"), disabled=goes_on)
        pressed = st.form_submit_button(words("remodel_begin"), disabled=goes_on)
    if pressed and change.begin(model):
        st.rerun()  # the button is off then
    if pressed:
        st.html(markup.message_html(words("remodel_nameless"), "error"))


def choose(desk: Desk, reports: list[Listed], words: Words) -> None:
    """Show the places to search and to filter."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        typed = st.text_input(words("library_search"), key="library_words")
        issuer = select("issuer", ["", *issuers(reports)], words, markup.unturned)
        language = select(
            "language",
            ["", *sorted({report.language for report in reports})],
            words,
            lambda code: words(f"language_{code}"),
        )
        year = select("year", ["", *years(reports)], words, str)
    asked = (typed, issuer, language, year)
    wanted = desk.wanted
    if asked != (wanted.words, wanted.issuer, wanted.language, wanted.year):
        desk.wanted = Wanted(*asked, by=wanted.by, falling=wanted.falling)


def select(name: str, options: list[str], words: Words, shown: Callable[[str], str]) -> str:
    """Show one filter; "" stands for all."""
    return st.selectbox(
        words(f"filter_{name}"),
        options,
        format_func=lambda option: shown(option) if option else words("filter_all"),
        key=f"filter_{name}",
        placeholder=words(f"filter_{name}"),
        filter_mode=None,  # nothing to type: Streamlit would say in English that it finds nothing
    )


def show_table(desk: Desk, shelf: Shelf, visit: Visit) -> None:
    """Show the reports that were asked for."""
    doubts = {report.id: len(visit.assistant.doubts(report.id)) for report in shelf.reports}
    if desk.removed:
        st.html(markup.message_html(visit.words("removed", title=desk.removed), "done"))
    st.html(markup_library.table_html(shelf, desk.wanted, desk.chosen, doubts, visit.words))


def show_detail(desk: Desk, reports: list[Listed], visit: Visit) -> None:
    """Show the chosen report in full, with what can be done with it."""
    listed = next((report for report in reports if report.id == desk.chosen), None)
    if listed is None:
        return
    words, assistant = visit.words, visit.assistant
    report, clauses = assistant.report(listed.id)
    kept = Kept(listed, report, clauses, assistant.doubts(listed.id), assistant.versions(listed.id))
    st.html(markup_library.detail_html(kept, words))
    st.download_button(
        words("download"),
        lambda: assistant.source(listed.id),
        file_name=markup.unturned(listed.source_name),
        mime="application/octet-stream",
        on_click="ignore",
    )
    if assistant.is_writable:
        offer_changes(desk, listed, words)


def offer_changes(desk: Desk, listed: Listed, words: Words) -> None:
    """Offer to replace the report shown in full, or to take it out."""
    files = st.file_uploader(words("replace"), key=f"new-version-{listed.id}-{desk.uploads}")
    if files:
        source = Source(files.name, files.getvalue())
        desk.intake.take([source], st.session_state["look_first"], replaces=listed.id)
        desk.uploads += 1
        st.rerun()
    if desk.refused:
        st.html(markup.message_html(words.error(desk.refused), "error"))
    st.html(markup_library.remove_html(listed, desk.removing, words))
