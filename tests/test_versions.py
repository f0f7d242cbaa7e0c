"""Versions of a report: the newest is searched, each can be cited, and all is told when."""

import threading
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.errors import ClauseNotFound, ClausierError, ReportNotFound
from ingest.pipeline import Source, add_report, parse_report, read_source
from ingest.store import Store

CASES = Path(__file__).parent / "cases"
FIRST = "RAPPORT SUR LES PUITS\n\nLestan, 14 mars 2023\n\n1. Un puits.\n\n2. Deux puits.\n"
SECOND = FIRST.replace("Deux puits", "Trois puits")
THIRD = FIRST.replace("Deux puits", "Quatre puits")
OTHER = "REPORT ON WELLS\n\nLestan, 14 March 2023\n\n1. The meeting saw one well.\n"
ID = "rapport-sur-les-puits-2023-03-14"


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    yield opened
    opened.close()


def add(store, text, name="puits.txt", **more):
    return add_report(Source(name, text.encode()), store, read=parse_report, **more)


@pytest.fixture
def replaced(store):
    """A library whose only report has three versions."""
    for text in (FIRST, SECOND, THIRD):
        add(store, text)
    return store


@pytest.mark.parametrize(
    ("version", "words", "text"),
    [(None, "Quatre puits.", THIRD), (3, "Quatre puits.", THIRD), (2, "Trois puits.", SECOND),
     (1, "Deux puits.", FIRST)],
)  # fmt: skip
def test_each_version_is_shown_as_it_was(replaced, version, words, text):
    report, clause = replaced.report(ID, version), replaced.clause(ID, "2", version)
    assert clause.text == report.text[clause.start : clause.end] == words
    assert [c.key for c in replaced.clauses(ID, version)] == ["front", "1", "2"]
    assert replaced.source(ID, version).decode() == text


def test_only_the_current_version_is_looked_in(replaced):
    assert [c.text for _, c in replaced.clauses_with_key("2", [ID])] == ["Quatre puits."]
    assert len(replaced.reports()) == 1


def test_places_and_doubts_of_an_old_version_stay(store):
    source = read_source(CASES / "sample-report-chromium.pdf")
    first = add_report(source, store, read=parse_report)
    identifier = first.report.id
    lines = store.lines(identifier, 0, len(first.report.text))
    add(store, FIRST, replaces=identifier)
    assert store.lines(identifier, 0, len(first.report.text)) == []
    assert store.lines(identifier, 0, len(first.report.text), version=1) == lines != []
    assert store.doubts(identifier, 1) == first.doubts
    assert store.report(identifier, 1) == first.report


def test_versions_are_told_with_when_they_came_and_went(replaced):
    versions = replaced.versions(ID)
    assert [(v.number, v.current) for v in versions] == [(3, True), (2, False), (1, False)]
    for newer, older in pairwise(versions):
        assert older.replaced == newer.added


@pytest.mark.parametrize("version", [0, 4])
def test_a_version_that_is_not_there_is_told_with_those_that_are(replaced, version):
    for look_up in (replaced.report, replaced.clauses, replaced.source, replaced.doubts):
        with pytest.raises(ReportNotFound, match=f"No version {version} of {ID}.*3, 2, 1") as error:
            look_up(ID, version)
        assert error.value.code == "version-unknown"
    with pytest.raises(ReportNotFound):
        replaced.lines(ID, 0, 10, version)


def test_what_an_old_version_does_not_have_is_told(replaced):
    add(replaced, FIRST + "\n3. Encore un puits.\n")
    assert replaced.clause(ID, "3").text == "Encore un puits."
    with pytest.raises(ClauseNotFound):
        replaced.clause(ID, "3", version=1)


def test_the_bytes_of_an_old_version_change_nothing_and_that_is_told(replaced):
    revision = replaced.revision
    added = add(replaced, FIRST, name="copie.txt")
    assert (added.status, added.report) == ("unchanged", replaced.report(ID))
    assert added.doubts[0].code == "older-version"
    assert added.doubts[0].values == {"version": 1, "report": ID}
    assert replaced.revision == revision


def test_an_old_version_is_brought_back_when_that_is_asked(replaced):
    added = add(replaced, FIRST, replaces=ID)
    assert added.status == "replaced"
    assert replaced.clause(ID, "2").text == "Deux puits."
    assert [v.number for v in replaced.versions(ID)] == [4, 3, 2, 1]


def test_any_file_may_be_the_new_version_of_a_report_that_is_named(store):
    add(store, FIRST)
    added = add(store, OTHER, name="wells.txt", replaces=ID)
    assert (added.status, added.report.id, added.report.title) == (
        "replaced",
        ID,
        "REPORT ON WELLS",
    )
    assert store.clause(ID, "2", version=1).text == "Deux puits."
    assert add(store, OTHER, replaces=ID).status == "unchanged"


def test_a_file_that_is_another_report_is_no_version_of_this_one(store):
    add(store, FIRST)
    other = add(store, OTHER, name="wells.txt").report.id
    revision = store.revision
    with pytest.raises(ClausierError, match=f"{other} already") as error:
        add(store, OTHER, replaces=ID)
    assert error.value.code == "held-already"
    with pytest.raises(ReportNotFound):
        add(store, SECOND, replaces="none")
    assert store.revision == revision


def test_history_tells_all_that_was_done(replaced):
    other = add(replaced, OTHER, "wells.txt").report.id
    replaced.remove_report(ID)
    changes = replaced.history()
    assert [(c.event, c.report_id, c.version) for c in changes] == [
        ("removed", ID, 3), ("added", other, 1), ("replaced", ID, 3), ("replaced", ID, 2),
        ("added", ID, 1),
    ]  # fmt: skip
    assert replaced.history(other) == [changes[1]]
    assert replaced.history("none") == []


def test_removing_takes_every_version_away(replaced):
    replaced.remove_report(ID)
    for table in ("report", "clause", "old_report", "old_clause", "old_page_lines"):
        assert replaced.read(f"SELECT count(*) FROM {table}") == [(0,)], table
    with pytest.raises(ReportNotFound):
        replaced.report(ID, 1)


def test_the_number_of_a_version_is_never_given_twice(replaced):
    # Somebody may have cited version 1, and must not find other words in its place.
    replaced.remove_report(ID)
    add(replaced, SECOND)
    assert [v.number for v in replaced.versions(ID)] == [4]


def test_a_snapshot_does_not_change_while_others_write(store):
    add(store, FIRST)
    with store.snapshot():
        before = store.clauses(ID)
        writer = threading.Thread(target=add, args=(store, SECOND))
        writer.start()
        writer.join()
        assert store.clauses(ID) == before
        assert [v.number for v in store.versions(ID)] == [1]
    assert [v.number for v in store.versions(ID)] == [2, 1]


def test_readers_do_not_wait_for_a_writer_and_do_not_see_half_an_event(store):
    add(store, FIRST)
    seen = []
    with store.writing() as db:
        db.execute("DELETE FROM clause")
        assert store.read("SELECT count(*) FROM clause") == [(0,)]  # the writer sees its own
        reader = threading.Thread(target=lambda: seen.append(store.clauses(ID)))
        reader.start()
        reader.join(timeout=20)
        assert len(seen) == 1
        assert len(seen[0]) == 3
