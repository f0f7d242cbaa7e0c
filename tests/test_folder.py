"""Files are read while those before them are embedded."""

import threading
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.folder import CLAUSES_AT_FIRST, CLAUSES_IN_A_BATCH, FILES_IN_A_BATCH, ahead, batches
from ingest.models import Report
from ingest.pipeline import Added

WAIT = 30  # seconds; only a failure waits so long


def nothing():
    """Stop nothing."""


def test_items_come_in_their_order():
    for items in ([], ["a"], list("abcdef")):
        with ahead(iter(items), nothing) as coming:
            assert list(coming) == items


def test_next_item_is_made_while_one_is_worked_on():
    made = threading.Event()

    def items():
        yield "first"
        made.set()
        yield "second"

    with ahead(items(), nothing) as coming:
        assert next(coming) == "first"
        assert made.wait(WAIT)
        assert next(coming) == "second"


def test_what_goes_wrong_in_making_an_item_is_raised_where_it_is_awaited():
    def items():
        yield "first"
        raise OSError("the disk is full")

    with ahead(items(), nothing) as coming:
        assert next(coming) == "first"
        with pytest.raises(OSError, match="full"):
            next(coming)


def test_who_leaves_early_has_the_item_in_the_making_end():
    asked_to_stop = threading.Event()

    def items():
        yield "first"
        assert asked_to_stop.wait(WAIT)
        yield "second"

    def leave():
        with ahead(items(), asked_to_stop.set) as coming:
            assert next(coming) == "first"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert asked_to_stop.is_set()


def added(clauses, status="added"):
    return Path("a.txt"), Added(Report("Titre", "fr", ""), status, clauses, clauses, ())


BAD = (Path("bad.pdf"), UnreadableFile("It is none."))


@pytest.mark.parametrize(
    ("files", "sizes"),
    [
        ([], []),
        ([added(1)], [1]),
        # The first batch is small: until it is there, nothing is embedded.
        ([added(8)] * 100, [CLAUSES_AT_FIRST // 8, CLAUSES_IN_A_BATCH // 8, CLAUSES_IN_A_BATCH // 8,
                            (100 * 8 - CLAUSES_AT_FIRST) % CLAUSES_IN_A_BATCH // 8]),
        # What is not embedded counts as a file only.
        ([added(8, "unchanged")] * (FILES_IN_A_BATCH + 1), [FILES_IN_A_BATCH, 1]),
        ([BAD] * (FILES_IN_A_BATCH + 1), [FILES_IN_A_BATCH, 1]),
        ([added(10_000)] * 2, [1, 1]),
    ],
)  # fmt: skip
def test_files_are_embedded_together_once_they_are_enough(files, sizes):
    made = list(batches(iter(files)))
    assert [len(batch) for batch in made] == sizes
    assert [one for batch in made for one in batch] == files
