"""What answers are made from: the texts of reports, read once for each state of the library."""

import gc
from weakref import ref

from ingest.pipeline import Source, add_report
from ingest.store import Store
from retrieval import answers
from retrieval.answers import last_read

REPORT = "RAPPORT\n\n1. Les puits.\n\n2. Les routes.\n"


def test_a_report_is_read_once_until_the_library_changes(tmp_path, monkeypatch):
    store = Store(tmp_path)
    report_id = add_report(Source("a.txt", REPORT.encode()), store).report.id
    read, asked = store.report, []
    monkeypatch.setattr(store, "report", lambda one: asked.append(one) or read(one))
    assert "puits" in last_read(store)(report_id).text
    assert last_read(store)(report_id) is last_read(store)(report_id)
    assert asked == [report_id]
    changed = REPORT.replace("puits", "ponts")
    replaced = add_report(Source("a.txt", changed.encode()), store).report
    assert replaced.id == report_id
    assert "ponts" in last_read(store)(report_id).text
    store.close()


def test_no_more_letters_are_kept_than_there_is_room_for(tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "LETTERS_KEPT", 2 * len(REPORT) + 5)
    store = Store(tmp_path)
    others = (REPORT.replace("puits", word) for word in ("ponts", "écoles"))
    texts = [REPORT, *others, REPORT * 4]
    ids = [
        add_report(Source(f"{n}.txt", text.encode()), store).report.id
        for n, text in enumerate(texts)
    ]
    read, asked = store.report, []
    monkeypatch.setattr(store, "report", lambda one: asked.append(one) or read(one))
    for number in (0, 1, 0, 2, 0, 1, 3, 3):  # 1 makes room for 2; 3 is too long to be kept
        assert last_read(store)(ids[number]).id == ids[number]
    assert asked == [ids[number] for number in (0, 1, 2, 1, 3, 3)]
    store.close()


def test_what_is_kept_of_a_library_does_not_keep_it_open(tmp_path):
    store = Store(tmp_path)
    report_id = add_report(Source("a.txt", REPORT.encode()), store).report.id
    last_read(store)(report_id)
    store.close()
    still = ref(store)
    del store
    gc.collect()
    assert still() is None
