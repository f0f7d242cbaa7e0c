"""Reports of the library page: searched, filtered, sorted, in pages."""

import pytest

from ingest.models import Listed
from ui.shelf import ROWS, Wanted, issuers, pick, years


def listed(title, *, issuer="OIC", date="2019-09-24", language="fr", clauses=10, version=1,
           symbol=""):  # fmt: skip
    return Listed(
        title.lower(), title, issuer, date, language, clauses, clauses, 3, version,
        "2026-11-25T10:00:00+00:00", f"{title}.pdf", symbol, (date,) if date else (),
    )  # fmt: skip


WELLS = listed("Réunion sur les puits", date="2019-09-24", clauses=14)
GOATS = listed("Resolution on goats", issuer="UN", date="2021-01-02", language="en", version=2,
               symbol="A/RES/70/1")  # fmt: skip
WATER = listed("إعلان المياه", issuer="", date=None, language="ar", clauses=3)
ALL = [WELLS, GOATS, WATER]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [GOATS, WELLS, WATER]),  # newest first, undated last
        (Wanted(words="REUNION puits"), [WELLS]),  # no accents, any case, any order
        (Wanted(words="puits chèvres"), []),  # every word counts
        (Wanted(words="a/res/70"), [GOATS]),  # by symbol
        (Wanted(words="المِيَاه"), [WATER]),  # vowel signs do not matter
        (Wanted(words="2021"), [GOATS]),
        (Wanted(words="goats.pdf"), [GOATS]),  # by file
        (Wanted(issuer="UN"), [GOATS]),
        (Wanted(language="ar"), [WATER]),
        (Wanted(year="2019"), [WELLS]),
        (Wanted(year="2019", language="en"), []),
        (Wanted(by="date", falling=False), [WELLS, GOATS, WATER]),  # undated still last
        (Wanted(by="issuer", falling=True), [GOATS, WELLS, WATER]),
        (Wanted(by="clauses", falling=True), [WELLS, GOATS, WATER]),
        (Wanted(by="version", falling=True), [GOATS, WELLS, WATER]),
    ],
)
def test_reports_are_picked(wanted, found):
    assert list(pick(ALL, wanted).reports) == found


def test_column_sorts_and_then_the_other_way_round():
    wanted = Wanted(page=3).sorted_by("title")
    assert (wanted.by, wanted.falling, wanted.page) == ("title", False, 1)
    assert wanted.sorted_by("title").falling
    assert wanted.sorted_by("no column") == wanted  # what a browser says is not believed


@pytest.mark.parametrize(
    ("page", "shown", "count"),
    [(1, 1, ROWS), (2, 2, ROWS), (3, 3, 5), (99, 3, 5), (0, 1, ROWS)],
)
def test_long_lists_come_in_pages(page, shown, count):
    shelf = pick([listed(f"Report {n:03}") for n in range(2 * ROWS + 5)], Wanted(page=page))
    assert (shelf.page, len(shelf.reports), shelf.pages, shelf.found) == (
        shown, count, 3, 2 * ROWS + 5,
    )  # fmt: skip


def test_filters_offer_what_there_is():
    assert issuers(ALL) == ["OIC", "UN"]
    assert years(ALL) == ["2021", "2019"]
    assert pick([], Wanted()).pages == 1
