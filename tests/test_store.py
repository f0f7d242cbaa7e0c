"""The store: what is kept, refused and told."""

import os
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import ClauseNotFound, LibraryError, ReportNotFound
from ingest.pipeline import Source, add_report, parse_report, read_source
from ingest.schema import SCHEMA_VERSION
from ingest.store import FILE_NAME, Store
from ingest.vectors import EMBEDDED_NOW, PENDING

CASES = Path(__file__).parent / "cases"
FIRST = "RAPPORT SUR LES PUITS\n\nLestan, 14 mars 2023\n\n1. Un puits.\n\n2. Deux puits.\n"
SECOND = FIRST + "\n3. Trois puits.\n"
OTHER = "REPORT ON WELLS\n\nLestan, 14 March 2023\n\n1. The meeting saw one well.\n"
ID = "rapport-sur-les-puits-2023-03-14"


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    yield opened
    opened.close()


def add(store, text, name="puits.txt"):
    return add_report(Source(name, text.encode()), store, read=parse_report)


@pytest.mark.parametrize(
    ("text", "name", "status", "ids"),
    [
        (FIRST, "puits.txt", "unchanged", [ID]),
        (FIRST, "copie.txt", "unchanged", [ID]),  # the same bytes under another name
        (SECOND, "puits.txt", "replaced", [ID]),  # a new version of the file
        (SECOND, "copie.txt", "added", [ID, ID + "-2"]),  # another file of the same title
        (FIRST.replace("14", "15"), "puits.txt", "added", [ID[:-2] + "15", ID]),  # another date
        (OTHER, "wells.txt", "added", [ID, "report-on-wells-2023-03-14"]),
    ],
)
def test_a_second_file_is_unchanged_replaced_or_added(store, text, name, status, ids):
    assert add(store, FIRST).status == "added"
    assert add(store, text, name).status == status
    assert [report.id for report in store.reports()] == ids


def test_a_replaced_report_has_the_new_clauses_and_the_next_version(store):
    add(store, FIRST)
    add(store, SECOND)
    assert [c.key for c in store.clauses(ID)] == ["front", "1", "2", "3"]
    (listed,) = store.reports()
    assert (listed.version, listed.clauses, listed.numbered) == (2, 4, 3)


def test_a_report_comes_back_as_it_was_read(store, parsed_sample, sample_file):
    data = sample_file.read_bytes()
    added = add_report(Source(sample_file.name, data), store)
    assert store.report(added.report.id) == added.report
    assert added.report.text == parsed_sample.report.text
    assert tuple(store.clauses(added.report.id)) == parsed_sample.clauses
    assert store.doubts(added.report.id) == parsed_sample.doubts


def test_spans_count_code_points(store):
    add(store, "Titre\n\n1. Œuvre 𝔘 é du بيت.\n")  # signs of one, two, three and four bytes
    (clause,) = [c for c in store.clauses("titre") if c.key == "1"]
    assert store.report("titre").text[clause.start : clause.end] == clause.text


def test_a_title_in_arabic_gives_an_id_that_can_be_typed(store):
    identifier = add(store, "قرار بشأن المياه\n\n١- يقرر المجلس.\n").report.id
    assert identifier.replace("-", "").isascii()
    assert identifier.replace("-", "").isalnum()


def test_a_report_is_found_again_after_the_library_was_closed(tmp_path):
    first = Store(tmp_path)
    add(first, FIRST)
    first.close()
    again = Store(tmp_path)
    assert [report.id for report in again.reports()] == [ID]
    again.close()


def test_the_heading_and_the_language_of_a_clause_come_back_as_stored(store, sample_file):
    parsed = parse_report(read_source(sample_file))
    clauses = (replace(parsed.clauses[0], language="ar"), *parsed.clauses[1:])
    report = replace(parsed.report, symbol="OIC/CG/2019", place="New York")
    _, stored = store.put_report(replace(parsed, report=report, clauses=clauses), b"", "0")
    assert stored.dates == ("2019-09-24", "2019-09-25")  # the title's date and the text's
    assert store.report(stored.id) == stored
    assert store.clauses(stored.id) == list(clauses)
    (listed,) = store.reports()
    assert (listed.symbol, listed.issuer, listed.dates) == ("OIC/CG/2019", "OCI", stored.dates)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_library_of_every_earlier_version_opens_with_what_it_holds(version, tmp_path):
    # A new migration needs the fixture of the version before it.
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.executescript((CASES / f"library-version-{version}.sql").read_text(encoding="utf-8"))
    db.close()
    store = Store(tmp_path)
    (listed,) = store.reports()
    clause = store.clause(listed.id, "1")
    assert (clause.text, clause.language) == ("Un puits.", "")
    assert (listed.symbol, listed.dates) == ("", (listed.date,) if listed.date else ())
    assert store.source(listed.id) == b"%PDF-1.4 "
    assert len(store.lines(listed.id, 0, 100)) == (1 if version >= 3 else 0)
    assert [v.number for v in store.versions(listed.id)] == [listed.version]
    (change,) = store.history()
    assert (change.event, change.at) == ("added", listed.added)
    vectors = store.read("SELECT count(*) FROM passage JOIN vector USING (encoder, text_hash)")
    assert vectors == [(1 if version > 1 else 0,)]  # the first fixture holds none
    added = add_report(read_source(CASES / "sample-report-chromium.pdf"), store, read=parse_report)
    assert store.lines(added.report.id, 0, 100) != []
    assert store.read("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert store.read("PRAGMA journal_mode") == [("wal",)]
    assert store.read("PRAGMA integrity_check") == [("ok",)]
    assert store.read("PRAGMA foreign_key_check") == []
    store.close()


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path):
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute("CREATE TABLE song (name TEXT)")
    db.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(LibraryError, match="no library of Clausier") as error:
        Store(tmp_path)
    assert error.value.code == "library-foreign"
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_places_of_a_report_come_back_page_by_page_and_go_with_it(store):
    source = read_source(CASES / "sample-report-chromium.pdf")
    parsed = parse_report(source)
    added = add_report(source, store).report
    assert store.source(added.id) == source.data
    everything = store.lines(added.id, 0, len(added.text))
    assert [(ln.start, ln.end, ln.page) for ln in everything] == [
        (ln.start, ln.end, ln.page) for ln in parsed.lines
    ]
    second = added.page_starts[1]
    assert {line.page for line in store.lines(added.id, second, second + 10)} == {2}
    store.remove_report(added.id)
    assert store.read("SELECT count(*) FROM page_lines") == [(0,)]
    with pytest.raises(ReportNotFound):
        store.source(added.id)


def test_a_library_of_a_newer_version_is_refused_and_left_as_it_was(tmp_path):
    first = Store(tmp_path)
    add(first, FIRST)
    first.close()
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(LibraryError, match=f"newer version .*schema {SCHEMA_VERSION + 1}") as error:
        Store(tmp_path)
    assert error.value.code == "library-newer"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_file_that_is_no_library_is_refused_and_left_as_it_was(tmp_path):
    file = tmp_path / FILE_NAME
    file.write_bytes(b"Not a library.\n" * 100)
    with pytest.raises(LibraryError, match="is damaged, or is none"):
        Store(tmp_path)
    assert file.read_bytes() == b"Not a library.\n" * 100


def test_a_library_cannot_stand_where_a_file_is(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="name another folder with --library"):
        Store(tmp_path / "file")


@pytest.fixture
def read_only_folder():
    """A folder that this process may read and not write; a superuser steps down for it."""
    with tempfile.TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(read_only_folder):
    with pytest.raises(
        LibraryError, match=r"cannot be opened.*Free space, or check the permissions"
    ):
        Store(read_only_folder)
    assert list(read_only_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("rapport-sur-les-puits", ID),  # the date was left out
        ("rapport-sur-les-puit-2023-03-14", ID),
        ("zzz", ID),  # nothing is near: what there is
    ],
)
def test_an_unknown_report_is_told_with_near_ones(store, asked, near):
    add(store, FIRST)
    for look_up in (store.report, store.clauses, store.remove_report):
        with pytest.raises(ReportNotFound, match=f"No report {asked}.*{near}"):
            look_up(asked)


def test_an_unknown_report_in_an_empty_library_says_that_it_is_empty(store):
    with pytest.raises(ReportNotFound, match="The library is empty"):
        store.report(ID)


def test_an_unknown_clause_is_told_with_near_ones_and_the_extent(store):
    add(store, "T\n\n1. a:\n\na) b;\n\nb) c.\n\n2. d.\n")
    with pytest.raises(ClauseNotFound, match=r"No clause 1\.c in t\..*1\.[ab].*from front to 2"):
        store.clause("t", "1.c")
    with pytest.raises(ReportNotFound):
        store.clause("u", "1")


def test_a_clause_is_found_whatever_the_case_of_its_key(store):
    add(store, "T\n\nLe Conseil,\n\nRappelant sa décision.\n\n1. a:\n\na) b;\n\nb) c.\n")
    assert store.clause("t", "1.A").key == "1.a"
    assert store.clause("t", "pp1").key == "PP1"


def test_a_number_printed_twice_has_an_eid_for_each(store):
    text = "Charte\n\nArticle 1\n\nUn.\n\nArticle 2\n\nDeux.\n\nArticle 1\n\nEncore un.\n"
    report = add_report(Source("charte.txt", text.encode()), store).report
    assert store.clause(report.id, "1").text == "Un."
    assert store.clause(report.id, "art_1_2").text == "Encore un."


def test_a_key_finds_its_subclauses_and_no_longer_number(store):
    text = "T\n\n" + "\n\n".join(f"{n}. mot." for n in range(1, 12)) + "\n\na) b;\n\nb) c.\n"
    add(store, text)
    assert [c.key for _, c in store.clauses_with_key("11", ["t"])] == ["11", "11.a", "11.b"]
    assert [c.key for _, c in store.clauses_with_key("1", ["u", "t"])] == ["1"]
    assert store.clauses_with_key("11", ["u"]) == []
    assert store.reports_with_key("11.A") == store.reports_with_key("1") == {"t"}
    assert store.reports_with_key("11.c") == set()


def test_places_lead_back_to_their_clauses_in_the_order_asked(store):
    add(store, FIRST)
    ((first, _),) = store.clauses_with_key("1", [ID])
    ((second, _),) = store.clauses_with_key("2", [ID])
    assert [c.key for c in store.clauses_at([second, first])] == ["2", "1"]
    assert store.clauses_at([]) == []
    # More than SQLite takes values in one query.
    assert len(store.clauses_at([first] * 40_000)) == 40_000


def test_place_whose_clause_is_gone_is_told(store):
    # A search that another's writing overtakes is made again for it.
    add(store, FIRST)
    ((first, _),) = store.clauses_with_key("1", [ID])
    store.remove_report(ID)
    with pytest.raises(IndexError):
        store.clauses_at([first])


def test_removing_a_report_removes_its_clauses_and_no_other(store):
    add(store, FIRST)
    other = add(store, OTHER, "wells.txt").report.id
    store.remove_report(ID)
    assert [report.id for report in store.reports()] == [other]
    held = store.read("SELECT DISTINCT report_id FROM clause")
    assert held == [(other,)]


def test_revision_grows_with_every_change_and_only_then(store):
    seen = [store.revision]
    for change in (lambda: add(store, FIRST), lambda: add(store, SECOND),
                   lambda: store.remove_report(ID)):  # fmt: skip
        change()
        seen.append(store.revision)
    assert seen == sorted(set(seen))
    add(store, FIRST)
    before = store.revision
    add(store, FIRST)
    with pytest.raises(ReportNotFound):
        store.remove_report("none")
    assert store.revision == before


def test_a_change_is_seen_by_whoever_else_has_the_library_open(store, tmp_path):
    other = Store(tmp_path)
    before = other.revision
    add(store, FIRST)
    assert [report.id for report in other.reports()] == [ID]
    assert other.revision > before
    other.close()


def test_an_event_that_fails_half_way_changes_nothing(store):
    add(store, FIRST)
    before = store.revision

    def fail_half_way():
        with store.writing() as db:
            db.execute("DELETE FROM report")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert [report.id for report in store.reports()] == [ID]
    assert store.revision == before


def test_a_refusal_of_the_database_is_a_library_error(store):
    def write():
        with store.writing() as db:
            db.execute("INSERT INTO clause (report_id) VALUES ('none')")

    with pytest.raises(LibraryError, match=r"could not be written.*Nothing was changed"):
        write()


def test_reports_are_listed_newest_first_and_undated_ones_last(store):
    add(store, "A\n\n1. a.\n", "a.txt")
    add(store, "B\n\n3 mai 2020\n\n1. a.\n", "b.txt")
    add(store, "C\n\n3 mai 2021\n\n1. a.\n", "c.txt")
    assert [(r.title, r.date) for r in store.reports()] == [
        ("C", "2021-05-03"), ("B", "2020-05-03"), ("A", None),
    ]  # fmt: skip
    assert store.newest_first(["a", "none", "c-2021-05-03"]) == ["c-2021-05-03", "a"]


def test_the_store_says_which_reports_changed_since_a_revision(store):
    start = store.revision
    add(store, FIRST)
    first = store.revision
    other = add(store, OTHER, "wells.txt").report.id
    assert store.changed_since(start) == [ID, other]
    assert store.changed_since(first) == [other]
    added = store.revision
    add(store, SECOND)
    assert store.changed_since(added) == [ID]  # replaced
    replaced = store.revision
    store.remove_report(other)
    assert store.changed_since(replaced) == [other]  # removed
    assert store.changed_since(store.revision) == []


def test_every_revision_has_a_stamp_that_no_other_history_has(store, tmp_path):
    start = store.revision
    before = store.stamp(start)
    add(store, FIRST)
    assert store.revision > start
    assert store.stamp(start) == before
    assert None not in (before, store.stamp(store.revision))
    assert store.stamp(store.revision + 1) is None
    other = Store(tmp_path / "other")
    add(other, FIRST)
    assert other.revision == store.revision
    assert other.stamp(other.revision) != store.stamp(store.revision)
    other.close()


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (PENDING, ("e", "e", None, None)),
        (EMBEDDED_NOW, ("e", "e", "e")),
    ],
)
def test_what_waits_to_be_embedded_is_told_without_looking_at_every_clause(store, query, values):
    plan = [str(row[3]) for row in store.read(f"EXPLAIN QUERY PLAN {query}", values)]
    assert plan
    # The ids that are asked for, a JSON array, are a table of their own.
    scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
    assert not [step for step in scans if " USING " not in step]
