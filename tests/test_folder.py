"""Files are read while those before them are embedded."""

import threading

import pytest

from ingest.folder import ahead

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
