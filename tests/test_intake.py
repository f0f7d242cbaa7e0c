"""Files are added in the background, can be looked at first, and can be cancelled."""

import threading
import time

import pytest

from ingest.errors import UnreadableFile
from ingest.models import Source
from ui.intake import Intake

GOOD = Source("wells.txt", b"RESOLUTION ON WELLS\n\n1. Wells shall be open.\n\n2. Goats wait.\n")
OTHER = Source("goats.txt", b"RESOLUTION ON GOATS\n\n1. Goats shall wait.\n")
BAD = Source("image.bin", b"\x00\x01\x02" * 99)


@pytest.fixture
def library(make_library):
    return make_library({})


def settled(intake):
    """Wait until nothing goes on."""
    deadline = time.monotonic() + 60
    while intake.is_busy:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return [job.state for job in intake.jobs]


def test_each_file_of_several_has_its_own_result(library):
    intake = Intake(library)
    intake.take([GOOD, BAD, OTHER, GOOD], look=False)
    assert settled(intake) == ["done", "failed", "done", "done"]
    first, bad, _, again = intake.jobs
    assert {first.added.status, again.added.status} == {"added", "unchanged"}
    assert isinstance(bad.error, UnreadableFile)
    assert first.steps.keys() == {"reading", "embedding", "indexing"}
    assert {r.title for r in library.reports()} == {"RESOLUTION ON WELLS", "RESOLUTION ON GOATS"}
    intake.clear()
    assert intake.jobs == []


def test_clauses_are_looked_at_before_anything_is_kept(library):
    intake = Intake(library)
    intake.take([GOOD, OTHER], look=True)
    assert settled(intake) == ["look", "look"]
    assert library.reports() == []
    assert [c.key for c in intake.jobs[0].parsed.clauses] == ["front", "1", "2"]
    intake.accept(intake.jobs[0].number)
    intake.cancel(intake.jobs[1].number)
    assert settled(intake) == ["done", "cancelled"]
    assert [report.title for report in library.reports()] == ["RESOLUTION ON WELLS"]


def test_new_version_replaces_the_report_that_is_named(library):
    intake = Intake(library)
    intake.take([GOOD], look=False)
    settled(intake)
    (report,) = library.reports()
    intake.take([OTHER], look=False, replaces=report.id)
    settled(intake)
    assert intake.jobs[1].added.status == "replaced"
    (replaced,) = library.reports()
    assert (replaced.id, replaced.title) == (report.id, "RESOLUTION ON GOATS")


@pytest.mark.parametrize("step", ["reading", "embedding"])
def test_cancelled_file_leaves_the_library_as_it_was(library, monkeypatch, step):
    intake = Intake(library)
    reached, go_on = threading.Event(), threading.Event()
    work = getattr(library, "keep" if step == "reading" else "embed")

    def slowly(*args):
        reached.set()
        assert go_on.wait(30)
        return work(*args)

    monkeypatch.setattr(library, "keep" if step == "reading" else "embed", slowly)
    intake.take([GOOD], look=False)
    assert reached.wait(30)
    intake.cancel(intake.jobs[0].number)
    assert not intake.jobs[0].may_stop
    go_on.set()
    assert settled(intake) == ["cancelled"]
    assert library.reports() == []


def test_breakdown_is_told_and_the_next_file_is_added(library, monkeypatch):
    intake = Intake(library)
    monkeypatch.setattr(library, "keep", None)  # any mistake of the program itself
    intake.take([GOOD], look=False)
    assert settled(intake) == ["failed"]
    monkeypatch.undo()
    intake.take([GOOD], look=False)
    assert settled(intake)[-1] == "done"


def test_click_on_a_file_that_is_gone_does_nothing(library):
    intake = Intake(library)
    intake.cancel(7)
    intake.accept(0)
    assert intake.jobs == []
