"""From a file to the store: what is refused, and in which words."""

import pytest

from ingest.errors import UnreadableFile
from ingest.pipeline import Source, add_report, list_files, parse_report, read_source
from ingest.store import Store

GOOD = Source("puits.txt", b"RAPPORT\n\n1. Un puits.\n")


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "library")
    add_report(GOOD, opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "data", "code", "seen", "do"),
    [
        ("vide.txt", b"", "empty-file", "no words in its 0 bytes", "Add a file with text"),
        ("vide.txt", b" \n\f\n\t", "empty-file", "no words in its 5 bytes", "Add a file with text"),
        ("vide.txt", b"\xef\xbb\xbf", "empty-file", "3 bytes", "Add a file with text"),  # the mark
        (
            "image.txt",
            b"\x89PNG\x00\x00",
            "not-text",
            "no text in UTF-8",
            "Save it as plain text",
        ),
        ("note.epub", b"PK", "format-not-read", "ends in .epub", "Save it as one of these"),
        ("NOTE.DOC", b"\xd0\xcf", "format-not-read", "ends in .doc", "Save it as one of these"),
        ("long.txt", b"mot " * 600_000, "too-large", "2 MB; the limit is 1 MB", "Split it"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_leaves_the_library(
    store, name, data, code, seen, do
):
    before = (store.reports(), store.revision)
    with pytest.raises(UnreadableFile) as error:
        add_report(Source(name, data), store, max_bytes=1024 * 1024)
    message = str(error.value)
    assert message.startswith(name)
    assert seen in message
    assert do in message
    assert error.value.code == code
    assert (store.reports(), store.revision) == before


def test_a_good_file_is_added_with_its_clauses_and_doubts(store):
    added = add_report(Source("b.txt", b"B\n\n1. a.\n\n3. c.\n"), store)
    assert (added.status, added.clauses) == ("added", 3)
    assert [doubt.code for doubt in added.doubts] == ["numbering-gap"]


def test_what_is_told_the_second_time_is_what_was_told_the_first(store):
    source = Source("b.txt", b"B\n\n1. a.\n\n3. c.\n")
    first, second = add_report(source, store), add_report(source, store)
    assert (second.report, second.clauses, second.doubts) == (
        first.report, first.clauses, first.doubts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "what", "do"),
    [
        ("none.txt", "cannot be read: No such file", "Check the name"),
        ("folder", "is a folder", "name a file in it"),
        ("long.txt", "long.txt has 2 MB; the limit is 1 MB", "CLAUSIER_MAX_FILE_MB"),
    ],
)
def test_a_path_that_gives_no_bytes_is_told(tmp_path, name, what, do):
    (tmp_path / "folder").mkdir()
    (tmp_path / "long.txt").write_bytes(b"mot " * 600_000)
    with pytest.raises(UnreadableFile, match=f"{what}.*{do}"):
        read_source(tmp_path / name, max_bytes=1024 * 1024)


def test_a_folder_gives_its_reports_sorted_those_of_inner_folders_too(tmp_path):
    for name in ("b.txt", "a.TXT", "in/c.text", "picture.png", "note.doc", "a.txt.bak"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mot")
    assert [file.name for file in list_files(tmp_path)] == ["a.TXT", "b.txt", "c.text"]


def test_a_folder_without_reports_is_told(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(UnreadableFile, match=r"holds no report.*Name a file or another folder"):
        list_files(tmp_path)


def test_a_file_is_taken_by_its_name_whatever_its_ending(tmp_path):
    file = tmp_path / "rapport"
    file.write_text("RAPPORT\n\n1. Un puits.\n")
    assert list_files(file) == [file]
    assert [c.key for c in parse_report(read_source(file)).clauses] == ["front", "1"]
