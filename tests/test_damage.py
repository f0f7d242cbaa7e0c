"""A full disk, a folder that cannot be written, a damaged file: told clearly, and nothing lost."""

import os
import random
import resource
import shutil
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from ingest import connections, database
from ingest.database import FILE_NAME
from ingest.errors import ClausierError, LibraryError
from ingest.models import Source
from ingest.pipeline import add_report, parse_report
from ingest.schema import MIGRATIONS, SCHEMA_VERSION
from ingest.store import Store
from retrieval.assistant import Assistant
from tests.tiny_encoder import TinyEncoder

SMALL = "RAPPORT SUR LES PUITS\n\n1. Un puits.\n\n2. Deux puits.\n"
ID = "rapport-sur-les-puits"


def large(seed=1):
    """A report that zlib does not make small."""
    chance = random.Random(seed)
    words = ("".join(chance.choices("abcdefghijklmnop", k=9)) for _ in range(20_000))
    return "GRAND RAPPORT\n\n1. La réunion.\n\n2. " + " ".join(words) + "\n"


def add(assistant, text, name="puits.txt"):
    source = Source(name, text.encode())
    added = add_report(source, assistant._store, read=parse_report)
    assistant.embed()
    return added


@pytest.fixture
def library(tmp_path):
    """The folder of a library that holds a small report."""
    with Assistant(tmp_path, TinyEncoder) as assistant:
        add(assistant, SMALL)
        assert assistant.search("puits")
    return tmp_path


def sound(folder):
    """Say whether the small report is all that a library holds, and nothing is wrong with it."""
    with Assistant(folder, TinyEncoder) as assistant:
        held = [listed.id for listed in assistant.reports()] == [ID]
        found = {hit.clause.key for hit in assistant.search("puits")} == {"front", "1", "2"}
        return held and found and assistant.upkeep.check() == []


@contextmanager
def full_disk(room):
    """No file of this process grows beyond `room` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_costs_nothing(library):
    with Assistant(library, TinyEncoder) as assistant:
        with full_disk(100_000), pytest.raises(LibraryError, match="Nothing was changed") as error:
            add(assistant, large(), "grand.txt")
        assert error.value.code == "library-unwritable"
        assert sound(library)
        assert add(assistant, large(), "grand.txt").status == "added"


def test_a_full_disk_while_embedding_keeps_the_report(library, monkeypatch):
    with Assistant(library, TinyEncoder) as assistant:
        source = Source("grand.txt", large().encode())
        added = add_report(source, assistant._store, read=parse_report)
        assistant._store.fold_log()
        with full_disk(4_096), pytest.raises(LibraryError):
            assistant.embed()
        assert assistant.report(added.report.id)
        assert assistant.upkeep.check() == []
        assistant.embed()
        assert assistant.search("abc", limit=100)[0].report_id


def test_a_backup_to_a_full_disk_is_told_and_leaves_no_half_file(library, tmp_path):
    target = library / "kept.backup"
    with Assistant(library, TinyEncoder) as assistant:
        with full_disk(10_000), pytest.raises(ClausierError, match="Free space"):
            assistant.upkeep.back_up(target)
        assert not target.exists()
        assert not list(library.glob(".clausier-*"))


def test_a_restore_to_a_full_disk_is_told_and_costs_nothing(library, tmp_path_factory):
    target = tmp_path_factory.mktemp("backup") / "kept.backup"
    with Assistant(library, TinyEncoder) as assistant:
        assistant.upkeep.back_up(target)
    from ingest.backup import restore

    with full_disk(10_000), pytest.raises(LibraryError):
        restore(target, library, force=True)
    assert sound(library)


@pytest.fixture
def nobody():
    """A user who owns nothing here: a superuser steps down for it."""
    if os.geteuid() != 0:
        pytest.skip("needs the rights of root, to give them up")
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def closed_library(library):
    """A library whose folder and file nobody else may write; its folder can be reached."""
    for folder in (library, *library.parents[:2]):
        folder.chmod(0o755)
    (library / FILE_NAME).chmod(0o644)
    return library


def test_a_library_that_may_not_be_written_is_told_and_stays(closed_library, nobody):
    before = (closed_library / FILE_NAME).read_bytes()
    with pytest.raises(LibraryError, match="permissions"):
        add(Assistant(closed_library, TinyEncoder), SMALL + "\n3. Trois.\n")
    assert (closed_library / FILE_NAME).read_bytes() == before
    os.seteuid(0)
    assert sound(closed_library)


def test_a_library_that_may_not_be_read_is_told(closed_library, nobody):
    os.seteuid(0)
    (closed_library / FILE_NAME).chmod(0o600)
    os.seteuid(65534)
    with pytest.raises(LibraryError, match="permissions"):
        Store(closed_library)
    os.seteuid(0)
    assert sound(closed_library)


def as_root(run):
    """Do something as the owner of a library, while nobody reads it."""
    os.seteuid(0)
    try:
        return run()
    finally:
        os.seteuid(65534)


def files_in(folder):
    """Return what stands in a folder, and when it was written."""
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*")}


def test_a_library_that_may_only_be_read_answers_and_stays_as_it_is(
    closed_library, tmp_path_factory, nobody
):
    before = files_in(closed_library)
    with Assistant(closed_library, TinyEncoder) as assistant:
        assert assistant.ask("Combien de puits ?").hits
        assert [listed.id for listed in assistant.reports()] == [ID]
        assert assistant.upkeep.check() == []
        with pytest.raises(LibraryError, match=r"Nothing was changed.*permissions"):
            assistant.remove(ID)
        with pytest.raises(LibraryError, match="permissions"):
            assistant.upkeep.vacuum()
        with pytest.raises(LibraryError, match="permissions"):
            assistant.upkeep.rebuild_indexes()
        target = as_root(lambda: tmp_path_factory.mktemp("backup"))
        as_root(lambda: target.chmod(0o777))
        as_root(lambda: target.parent.chmod(0o755))
        assert assistant.upkeep.back_up(target / "kept.backup")
    assert files_in(closed_library) == before


@pytest.mark.parametrize("left", ["no index", "stale index", "damaged index", "a pending report"])
def test_a_library_that_may_only_be_read_answers_whatever_its_index(closed_library, nobody, left):
    def leave():
        if left == "no index":
            shutil.rmtree(closed_library / "indexes")
        elif left == "damaged index":
            for vectors in closed_library.glob("indexes/*/vectors-*"):
                vectors.write_bytes(b"no vectors")
        else:
            with Assistant(closed_library, TinyEncoder) as assistant:
                add_report(Source("b.txt", b"AUTRE\n\n1. Un lac."), assistant._store, parse_report)
                if left == "stale index":
                    assistant.embed()

    as_root(leave)
    before = files_in(closed_library)
    told = []
    with Assistant(closed_library, TinyEncoder, tell=told.append) as assistant:
        found = {hit.report_id for hit in assistant.search("puits lac")}
        assert found == ({ID, "autre"} if left == "stale index" else {ID})
        assert assistant.search("puits")
    assert len(told) == 1
    assert "clausier rebuild --indexes" in told[0]
    assert files_in(closed_library) == before


@pytest.mark.parametrize("stays_open", [False, True])
def test_a_library_that_may_only_be_read_is_read_as_others_change_it(
    closed_library, nobody, stays_open
):
    with closing(as_root(lambda: Assistant(closed_library, TinyEncoder))) as owner:
        if not stays_open:
            as_root(owner.close)
        with Assistant(closed_library, TinyEncoder) as assistant:
            assert {hit.report_id for hit in assistant.search("puits lac")} == {ID}

            def change():
                with Assistant(closed_library, TinyEncoder) as other:
                    add(other, "AUTRE\n\n1. Un lac.\n", "b.txt")

            as_root(change)
            assert {hit.report_id for hit in assistant.search("puits lac")} == {ID, "autre"}
        if stays_open:
            as_root(owner.close)


def test_what_is_read_without_a_lock_while_it_changes_does_not_count(closed_library, nobody):
    def change():
        with Assistant(closed_library, TinyEncoder) as other:
            add(other, "AUTRE\n\n1. Un lac.\n", "b.txt")

    with closing(Store(closed_library)) as store:
        with store.snapshot():
            assert store.reports()
            as_root(change)
            with pytest.raises(LibraryError, match="Try again") as error:
                store.reports()
        assert error.value.code == "library-changed"
        assert len(store.reports()) == 2


def test_a_library_of_an_earlier_version_that_may_not_be_changed_is_told(closed_library, nobody):
    def go_back():
        with closing(sqlite3.connect(closed_library / FILE_NAME)) as db:
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")

    as_root(go_back)
    with pytest.raises(LibraryError, match="earlier version"):
        Store(closed_library)


def cut(data):
    return data[: len(data) // 2]


def emptied_page(data):
    page = 4096 * (len(data) // 4096 // 2)
    return data[:page] + bytes(4096) + data[page + 4096 :]


def flipped_header(data):
    return bytes([data[0] ^ 1]) + data[1:]


def flipped_size_of_pages(data):
    return data[:16] + bytes([data[16] ^ 1]) + data[17:]


def told_by_doctor(folder):
    """What mends a library, as the doctor says or the error when it is opened."""
    try:
        with Assistant(folder, TinyEncoder) as assistant:
            return " ".join(finding.mend for finding in assistant.upkeep.check())
    except LibraryError as error:
        return str(error)


@pytest.mark.parametrize("damage", [cut, emptied_page, flipped_header, flipped_size_of_pages])
def test_a_damaged_file_is_told_with_what_mends_it_and_left_as_it_is(library, damage):
    file = library / FILE_NAME
    file.write_bytes(damage(file.read_bytes()))
    before = file.read_bytes()
    assert "restore" in told_by_doctor(library)
    assert file.read_bytes() == before


def newer(folder):
    with sqlite3.connect(folder / FILE_NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def a_file(folder):
    shutil.rmtree(folder)
    folder.write_text("not a library")


@pytest.mark.parametrize(
    ("change", "seen", "mend"),
    [
        (newer, "newer version", "pip install"),
        (a_file, "is a file, and a library is a folder", "clausier doctor"),
        (lambda folder: (folder / FILE_NAME).write_bytes(b"SQLite format 4"), "damaged", "restore"),
    ],
)
def test_only_a_damaged_library_is_to_be_replaced_by_a_backup(library, capsys, change, seen, mend):
    from ui.cli import main

    change(library)
    assert main(["--library", str(library), "doctor"]) == 1
    told = capsys.readouterr().out
    assert seen in told
    assert mend in told.split("Mend it: ")[1]
    assert ("restore" in told.split("Mend it: ")[1]) == (mend == "restore")


def test_any_bit_that_flips_gives_a_message_or_the_words_as_they_were(library):
    # Whatever bit it is: never another error, and never other words.
    file = library / FILE_NAME
    sane = file.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(sane)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        for beside in ("-wal", "-shm"):
            file.with_name(file.name + beside).unlink(missing_ok=True)
        try:
            with closing(Store(library)) as store:
                read = [store.clause(ID, key) for key in ("1", "2")]
                text = store.report(ID).text
        except ClausierError:
            continue
        for clause in read:
            as_read = text[clause.start : clause.end] == clause.text  # else it is not shown
            assert not as_read or clause.text in SMALL


def test_a_library_of_another_version_is_told_or_brought_up_to_date(library):
    with sqlite3.connect(library / FILE_NAME) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    with pytest.raises(LibraryError, match="newer version"):
        Store(library)
    with sqlite3.connect(library / FILE_NAME) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.close()
    assert sound(library)


def test_a_migration_that_is_interrupted_changes_nothing(library, monkeypatch):
    broken = (*MIGRATIONS, ("CREATE TABLE one (a)", "CREATE TABLE one (a)"))
    monkeypatch.setattr(database, "MIGRATIONS", broken)
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(LibraryError):
        Store(library)
    monkeypatch.undo()
    assert sound(library)


def test_a_second_writer_waits_and_is_told_when_it_waits_in_vain(library, monkeypatch):
    monkeypatch.setattr(connections, "SECONDS_TO_WAIT_FOR_A_WRITER", 0.3)
    with (
        Assistant(library, TinyEncoder) as first,
        Assistant(library, TinyEncoder) as second,
        first._store.writing(),
    ):
        with pytest.raises(LibraryError, match="another process") as error:
            second.remove(ID)
        assert error.value.code == "library-busy"
        assert second.search("puits")  # who reads does not wait
    monkeypatch.undo()
    with Assistant(library, TinyEncoder) as second:
        held, released = threading.Event(), []

        def hold():
            with closing(Store(library)) as store, store.writing():
                held.set()
                released.append(not threading.Event().wait(0.5))

        holder = threading.Thread(target=hold)
        holder.start()
        held.wait()
        second.remove(ID)  # waits, and goes on
        assert released == [True]
        holder.join()
