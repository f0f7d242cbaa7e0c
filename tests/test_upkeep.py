"""A library is checked, rebuilt, cleared, copied and brought back; whoever uses it goes on."""

import shutil
import sqlite3
import threading

import pytest

from ingest.backup import restore
from ingest.database import FILE_NAME
from ingest.errors import ClausierError, LibraryError, ModelError
from ingest.models import Source
from ingest.pipeline import add_report, parse_report
from retrieval.assistant import Assistant
from retrieval.index_files import read_manifest
from tests.tiny_encoder import TinyEncoder

REPORT = "RAPPORT SUR LES {}\n\n1. La réunion a vu un {}.\n\n2. Elle a remercié {} pays.\n"
WELLS, ROADS = REPORT.format("PUITS", "puits", "deux"), REPORT.format("ROUTES", "pont", "six")
ID = "rapport-sur-les-puits"


def add(assistant, text, name="puits.txt", **more):
    """Add a report without a process to read it."""
    source = Source(name, text.encode())
    added = add_report(source, assistant._store, read=parse_report, **more)
    assistant._index.embed()
    return added.report.id


@pytest.fixture
def tiny(tmp_path):
    """A library of two reports and a cheap encoder, in a folder `library`."""
    with Assistant(tmp_path / "library", TinyEncoder) as made:
        add(made, WELLS)
        add(made, ROADS, "routes.txt")
        assert made.search("pont")
        yield made


def opened(folder, model="tiny"):
    return Assistant(folder, lambda: TinyEncoder(model))


def indexed(library):
    """The reports that each index of a library holds, as its files say."""
    manifests = [read_manifest(folder) for folder in (library / "indexes").iterdir()]
    return [{r.id for r in manifest.reports} if manifest else None for manifest in manifests]


def codes(assistant):
    return [finding.code for finding in assistant.upkeep.check()]


def texts(assistant, query="réunion puits pont pays"):
    return {hit.clause.text for hit in assistant.search(query, limit=100)}


def change(assistant, statement, *values):
    """Change the file behind the library's back."""
    with sqlite3.connect(assistant._store.file) as db:
        db.execute(statement, values)
    db.close()


def test_nothing_is_wrong_with_a_library_that_was_only_used(tiny):
    add(tiny, WELLS.replace("un puits", "trois puits"))
    assert codes(tiny) == []
    tiny.remove(ID)
    assert codes(tiny) == []


@pytest.mark.parametrize(
    ("statement", "code", "seen", "mend"),
    [
        ("UPDATE report SET source_sha256 = '0' WHERE id = ?", "report", "not those that were add",
         "remove"),
        ("UPDATE report SET source = x'00' WHERE id = ?", "report", "bytes are damaged", "remove"),
        ("UPDATE report SET text = replace(text, 'puits', 'pieux') WHERE id = ?", "report",
         "clause 1 is not the text", "remove"),
        ("UPDATE clause SET start = start + 1 WHERE key = '2' AND report_id = ?", "report",
         "clause 2 is not the text", "remove"),
        ("UPDATE old_clause SET text = 'x' WHERE key = '2' AND report_id = ?", "report",
         "version 1: clause 2", "remove"),
        ("UPDATE vector SET vector = zeroblob(32) WHERE text_hash IN (SELECT text_hash FROM passage"
         " WHERE report_id = ?)", "vectors", "vectors are damaged", "clausier rebuild"),
        ("UPDATE vector SET vector = x'00' WHERE text_hash IN (SELECT text_hash FROM passage"
         " WHERE report_id = ?)", "vectors", "vectors are damaged", "clausier rebuild"),
        ("UPDATE vector SET sentences = x'' WHERE text_hash IN (SELECT text_hash FROM passage"
         " WHERE report_id = ?)", "vectors", "vectors are damaged", "clausier rebuild"),
        ("DELETE FROM vector WHERE text_hash IN (SELECT text_hash FROM passage"
         " WHERE report_id = ?)", "vectors", "have no vector", "clausier rebuild"),
        ("DELETE FROM old_report WHERE id = ?", "file", "old_clause", "clausier restore"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_command_that_mends_it(tiny, statement, code, seen, mend):
    add(tiny, WELLS.replace("un puits", "trois puits"))
    change(tiny, statement, ID)
    findings = tiny.upkeep.check()
    told = [finding for finding in findings if finding.code == code]
    assert any(seen in finding.message and mend in finding.mend for finding in told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vector SET vector = zeroblob(32)",
        "UPDATE vector SET sentences = x''",
        "DELETE FROM vector WHERE rowid % 2",
        "UPDATE passage SET start = start - 1 WHERE position = 1",
    ],
)
def test_rebuild_mends_vectors(tiny, statement):
    before = tiny.search("pont")
    change(tiny, statement)
    assert codes(tiny) == ["vectors"]
    tiny.upkeep.rebuild()
    assert codes(tiny) == []
    assert tiny.search("pont") == before


def test_rebuild_of_a_sound_library_embeds_nothing(tiny):
    assert tiny.upkeep.rebuild().embedded == 0


def test_damage_of_the_index_is_told_and_mended_by_itself_or_by_rebuild(tiny, tmp_path):
    before = tiny.search("pont")
    (vectors,) = (tmp_path / "library" / "indexes").rglob("vectors-*.f32")
    data = bytearray(vectors.read_bytes())
    data[5] ^= 1
    vectors.write_bytes(data)
    assert codes(tiny) == ["index"]
    tiny.upkeep.rebuild_indexes()
    assert codes(tiny) == []
    with opened(tmp_path / "library") as again:
        assert again.search("pont") == before


@pytest.mark.parametrize("work", ["rebuild_indexes", "rebuild"])
def test_making_the_index_anew_tells_how_far_it_is(tiny, work):
    told = []
    getattr(tiny.upkeep, work)(lambda *step: told.append(step))
    count = len(tiny.reports())
    assert told == [("indexing", done, count) for done in range(1, count + 1)]


@pytest.mark.parametrize("work", ["rebuild_indexes", "rebuild", "vacuum"])
def test_an_index_that_cannot_be_read_or_written_is_told(tiny, tmp_path, work):
    indexes = tmp_path / "library" / "indexes"
    (folder,) = indexes.iterdir()
    shutil.rmtree(folder)
    folder.write_text("a file in the place of the folder")
    (finding,) = tiny.upkeep.check()
    assert (finding.code, "cannot be read" in finding.message) == ("index", True)
    with pytest.raises(LibraryError, match=r"cannot be written.* can be deleted"):
        getattr(tiny.upkeep, work)()
    shutil.rmtree(indexes)
    assert codes(tiny) == []
    assert tiny.search("pont")


def test_the_old_model_answers_until_all_vectors_of_the_new_one_are_there(tiny, tmp_path):
    class Watching(TinyEncoder):
        def encode_passages(self, passages):
            assert tiny.search("pont")  # the old one still answers
            assert tiny._store.encoder().model == "tiny"
            yield from super().encode_passages(passages)

    before = tiny.search("pont")
    made = Assistant(tmp_path / "library", lambda: Watching("new", dimension=12)).upkeep.rebuild()
    assert (made.model, made.embedded) == ("new", 6)
    # A process that has the old model open is told to load the new one.
    with pytest.raises(ModelError, match="'new'"):
        tiny.search("pont")
    with opened(tmp_path / "library", "tiny") as back:
        assert back.upkeep.rebuild().embedded == 0
    assert tiny.search("pont") == before


def test_a_rebuild_goes_on_where_it_was_interrupted(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.embedding.CLAUSES_IN_A_STEP", 2)

    class Interrupted(TinyEncoder):
        def encode_passages(self, passages):
            for passage in passages:
                if "pont" in passage.text:
                    raise KeyboardInterrupt
                yield from super().encode_passages([passage])

    with pytest.raises(KeyboardInterrupt):
        Assistant(tmp_path / "library", lambda: Interrupted("new")).upkeep.rebuild()
    assert tiny.search("pont")
    assert 0 < opened(tmp_path / "library", "new").upkeep.rebuild().embedded < 6


def test_nothing_is_added_that_the_model_at_hand_cannot_embed(tiny, tmp_path):
    class Changed(TinyEncoder):
        fingerprint = property(lambda self: "tiny:otherwise", lambda self, value: None)

    file = tmp_path / "seas.txt"
    file.write_text(REPORT.format("MERS", "phare", "dix"))
    before = [report.id for report in tiny.reports()]
    with Assistant(tmp_path / "library", Changed) as newer:
        for add_it in (
            lambda: newer.add(Source(file.name, file.read_bytes())),
            lambda: list(newer.add_files([file])),
        ):
            with pytest.raises(ModelError, match="Run `clausier rebuild` once; nothing is lost"):
                add_it()
        assert [report.id for report in newer.reports()] == before


def test_a_server_loads_the_model_that_another_process_changed_to(tiny, tmp_path):
    models = ["tiny", "new"]
    with Assistant(tmp_path / "library", lambda: TinyEncoder(models[0])) as server:
        assert server.search("pont")
        opened(tmp_path / "library", "new").upkeep.rebuild()
        models.pop(0)  # what the settings find now
        assert server.search("pont")
        assert models == ["new"]


def test_a_library_does_not_keep_the_model_of_a_mere_question(tmp_path):
    with opened(tmp_path, "first") as empty:
        assert empty.search("pont") == ()
    with opened(tmp_path, "second") as library:
        add(library, WELLS)
    with pytest.raises(ModelError), opened(tmp_path, "first") as again:
        again.search("puits")


def test_the_clause_that_is_shown_is_the_one_that_was_found(tiny):
    # The report is replaced between finding and showing: places then hold other clauses.
    shown = tiny._store.clauses_at
    newer = WELLS.replace("1. La", "1. Elle a ajourné.\n\n2. La").replace(
        "\n2. Elle a r", "\n3. Elle a r"
    )

    def replaced_meanwhile(places):
        if newer:
            writer = threading.Thread(target=add, args=(tiny, newer))
            writer.start()
            writer.join()
        return shown(places)

    tiny._store.clauses_at = replaced_meanwhile
    hits = tiny.search("puits", limit=2)
    assert tiny.report(ID)[0].text == newer.rstrip()
    assert {hit.clause.text for hit in hits} <= {c.text for c in tiny.report(ID, version=1)[1]}
    assert hits[0].clause.key == "1"


@pytest.mark.parametrize("asked", [True, False])  # not asked: the index is not caught up yet
def test_a_removed_report_is_out_of_every_file_after_a_vacuum(tiny, tmp_path, asked):
    secret = REPORT.format("SECRETS", "xylophone", "neuf")
    identifier = add(tiny, secret, "secret.txt")
    assert "xylophone" in str(texts(tiny, "xylophone"))
    tiny.remove(identifier)
    if asked:
        assert "xylophone" not in str(texts(tiny, "xylophone"))
    done = tiny.upkeep.vacuum()
    assert done.vectors == 3
    for file in (tmp_path / "library").rglob("*"):
        if file.is_file():
            assert b"xylophone" not in file.read_bytes(), file
    assert indexed(tmp_path / "library") == [{ID, "rapport-sur-les-routes"}]
    assert codes(tiny) == []
    assert "un pont" in str(texts(tiny))


def test_a_removed_report_is_out_of_the_indexes_of_other_models_too(tiny, tmp_path):
    opened(tmp_path / "library", "new").upkeep.rebuild()
    with opened(tmp_path / "library", "new") as library:
        library.remove(ID)
        library.upkeep.vacuum()
        assert sorted(indexed(tmp_path / "library"), key=str) == [None, {"rapport-sur-les-routes"}]
        assert codes(library) == []


def test_vacuum_without_the_model_of_the_library_takes_out_what_was_removed(tiny, tmp_path):
    tiny.remove(ID)
    with opened(tmp_path / "library", "other") as library:
        library.upkeep.vacuum()
    assert indexed(tmp_path / "library") == [None]
    assert "un pont" in str(texts(tiny))


def test_vacuum_keeps_old_versions_and_other_models_unless_asked(tiny, tmp_path):
    old = tiny._store.clause(ID, "1").text
    add(tiny, WELLS.replace("un puits", "trois puits"))
    opened(tmp_path / "library", "new").upkeep.rebuild()
    library = opened(tmp_path / "library", "new")
    library.upkeep.vacuum()
    assert library.clause(ID, "1", version=1).text == old
    assert len(library._store.read("SELECT DISTINCT encoder FROM vector")) == 2
    library.upkeep.vacuum(other_models=True)
    assert library._store.read("SELECT DISTINCT encoder FROM vector") == [("tiny:new",)]
    assert len(list((tmp_path / "library" / "indexes").iterdir())) == 1
    assert codes(library) == []
    library.close()


def test_vectors_that_are_cleared_while_others_embed_are_made_again(tiny):
    # The text was known when the step began, and its vector is gone when it is to be stored.
    other = opened(tiny._store.folder)
    store = other._store
    vectors = other._index.vectors(TinyEncoder())
    tiny.remove(ID)
    add_report(Source("puits.txt", WELLS.encode()), store, read=parse_report)
    from retrieval.embedding import unknown
    from retrieval.passages import make_passages

    encoder = TinyEncoder()
    passages = [p for c in vectors.pending() for p in make_passages(c, encoder.count_tokens, 64)]
    assert unknown(passages, vectors) == []
    tiny.upkeep.vacuum()
    vectors.put(passages, {})
    assert codes(other) == []
    assert texts(other) >= {c.text for c in store.clauses(ID)}
    other.close()


def test_a_backup_is_a_library_of_one_file(tiny, tmp_path):
    before = texts(tiny)
    file = tmp_path / "kept.backup"
    assert tiny.upkeep.back_up(file) == file.stat().st_size
    tiny.remove(ID)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.backup", "library"]
    assert restore(file, tmp_path / "other", force=False) == 2
    with opened(tmp_path / "other") as other:
        assert codes(other) == []
        assert texts(other) == before


def test_a_backup_replaces_no_file_unless_that_is_asked(tiny, tmp_path):
    file = tmp_path / "kept.backup"
    file.write_text("precious")
    with pytest.raises(ClausierError, match="is there already"):
        tiny.upkeep.back_up(file)
    with pytest.raises(ClausierError, match="is there already"):
        tiny.upkeep.back_up(tmp_path, force=True)
    assert file.read_text() == "precious"
    tiny.upkeep.back_up(file, force=True)
    assert file.read_bytes().startswith(b"SQLite format 3")


def test_who_has_the_library_open_sees_what_was_restored(tiny, tmp_path):
    file = tmp_path / "kept.backup"
    tiny.upkeep.back_up(file)
    before = texts(tiny)
    tiny.remove(ID)
    add(tiny, REPORT.format("PORTS", "quai", "dix"), "ports.txt")
    assert "quai" in str(texts(tiny))
    with pytest.raises(LibraryError, match="holds 2 reports") as error:
        restore(file, tmp_path / "library", force=False)
    assert error.value.code == "library-not-empty"
    assert "quai" in str(texts(tiny))
    assert restore(file, tmp_path / "library", force=True) == 2
    assert texts(tiny) == before
    assert codes(tiny) == []


def test_a_backup_is_of_one_moment_while_others_write(tiny, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            add(tiny, REPORT.format(f"N{number}", "mot", number), f"{number}.txt")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            tiny.upkeep.back_up(tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        restore(tmp_path / f"{number}.backup", tmp_path / f"from-{number}", force=False)
        with opened(tmp_path / f"from-{number}") as made:
            assert codes(made) == []


def none_at_all(file):
    file.unlink()


def text(file):
    file.write_text("This is no backup, but a text of some length.")


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(file):
    data = bytearray(file.read_bytes())
    data[4096 * 5 : 4096 * 6] = bytes(4096)
    file.write_bytes(data)


def foreign(file):
    file.unlink()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE song (name TEXT)")
    db.close()


def of_a_newer_version(file):
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 1000")
    db.close()


@pytest.mark.parametrize("damage", [none_at_all, text, cut, flipped, foreign, of_a_newer_version])
def test_what_is_no_backup_is_refused_and_the_library_stays(tiny, tmp_path, damage):
    file = tmp_path / "kept.backup"
    tiny.upkeep.back_up(file)
    damage(file)
    before = texts(tiny)
    with pytest.raises(LibraryError, match=r"kept\.backup"):
        restore(file, tmp_path / "library", force=True)
    assert texts(tiny) == before
    assert codes(tiny) == []


@pytest.mark.parametrize("damage", [none_at_all, text, cut, flipped])
def test_a_damaged_library_is_brought_back_and_the_damaged_file_kept(tmp_path, damage):
    folder, file = tmp_path / "library", tmp_path / "kept.backup"
    with opened(folder) as library:
        add(library, WELLS)
        before = texts(library)
        library.upkeep.back_up(file)
    damage(folder / FILE_NAME)
    if damage is not none_at_all:
        with pytest.raises(LibraryError):
            restore(file, folder, force=False)
    assert restore(file, folder, force=True) == 1
    with opened(folder) as library:
        assert codes(library) == []
        assert texts(library) == before


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(tmp_path):
    from pathlib import Path

    case = Path(__file__).parent / "cases" / "library-version-2.sql"
    with sqlite3.connect(tmp_path / "old.backup") as db:
        db.executescript(case.read_text(encoding="utf-8"))
    db.close()
    before = (tmp_path / "old.backup").read_bytes()
    assert restore(tmp_path / "old.backup", tmp_path / "library", force=False) == 1
    assert (tmp_path / "old.backup").read_bytes() == before
    with opened(tmp_path / "library") as library:
        assert library.clause(ID, "1").text == "Un puits."


def test_the_library_is_found_elsewhere_after_it_was_moved(tiny, tmp_path):
    tiny.close()
    shutil.move(tmp_path / "library", tmp_path / "moved")
    with opened(tmp_path / "moved") as moved:
        assert codes(moved) == []
        assert moved.search("pont")
