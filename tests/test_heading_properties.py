"""Whatever stands in a head, reading it ends and gives what is printed."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_dates
from ingest.heading import Head, read_heading
from ingest.issuers import find_issuers
from ingest.symbols import find_symbols

# Pieces that heads are made of, with what breaks them.
PIECES = st.sampled_from(
    ["Résolution ", "du ", "24 ", "septembre ", "2019", "محرم ", "1441", "A/RES/", "(", ")", "/",
     "Nations Unies", "İ", "ﷺ", "RÈGLEMENT ", "31/02/2019", "Fait à ", "le ", ",", " – ", "٣٠ ",
     "République de ", "OCI", "\u064b", "99 Safar 1499", "1er ", "(2019)", "n° "]
)  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=5), min_size=1, max_size=12).map("".join)


@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=4), LINES)
def test_any_head_can_be_read(front, following, closing):
    heading = read_heading(Head(front, following, closing, front, "name", "fr"))
    assert len(heading.title) <= 300
    printed = " ".join([*front, *following, closing, "name"])
    assert heading.symbol in printed
    assert heading.date is None or heading.date in heading.dates


@given(LINES)
def test_what_is_found_stands_where_it_says(text):
    for symbol in find_symbols(text):
        assert text[symbol.start : symbol.end] == symbol.text
    for issuer in find_issuers(text):
        assert text[issuer.start : issuer.end] == issuer.printed
    for written in find_dates(text):
        assert written.first <= written.day
        assert text[written.start : written.end].strip()
