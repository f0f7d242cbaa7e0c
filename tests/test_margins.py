"""Line numbers in the margin."""

from array import array
from dataclasses import replace

import pytest

from ingest.margins import drop_line_numbers
from ingest.models import Block, Box


def page(*numbers, every=1, page=1, left=38, right=48):
    """A page of twelve lines with a number in the margin at some of them."""
    text = [
        Block(f"alinéa {n}", page, box=Box(70, 90 + 12 * n, 500, 100 + 12 * n)) for n in range(12)
    ]
    margin = [
        Block(str(n), page, box=Box(left, 90 + 12 * at, right, 100 + 12 * at))
        for at, n in enumerate(numbers)
    ]
    return [*text, *margin]


def test_numbers_in_the_margin_that_rise_by_even_steps_are_taken_out_and_told():
    kept, (doubt,) = drop_line_numbers(page(5, 10, 15, 20))
    assert [block.text for block in kept] == [f"alinéa {n}" for n in range(12)]
    assert (doubt.code, doubt.page, doubt.values) == ("line-numbers", 1, {"count": 4})


def test_a_line_that_was_put_with_its_number_is_kept_without_it():
    lines = page(5, 10, 15)
    joined = replace(lines[6], text="20 Article 2", box=Box(38, 162, 500, 172))
    kept, _ = drop_line_numbers([*lines[:6], joined, *lines[7:]])
    assert kept[6].text == "Article 2"


def test_a_page_with_few_numbers_goes_by_the_column_of_another():
    kept, _ = drop_line_numbers([*page(5, 10, 15), *page(5, page=2)])
    assert all(not block.text.isdecimal() for block in kept)


@pytest.mark.parametrize(
    "lines",
    [
        page(5, 10),  # two are no habit
        page(5, 10, 20),  # uneven steps: amounts
        page(15, 10, 5),
        page(5, 10, 15, left=75, right=85),  # in the text: the cells of a table
        [Block(block.text, block.page) for block in page(5, 10, 15)],  # no places
        [],
    ],
)
def test_other_numbers_are_kept(lines):
    assert drop_line_numbers(lines) == (lines, [])


def test_the_words_of_a_line_stay_where_they_are_when_its_number_goes():
    lines, nowhere = page(5, 10, 15), float("nan")
    edges = array("f", [38, 43, 43, 48, nowhere, nowhere, 70, 76, 76, 82])
    joined = replace(lines[6], text="20 Le", box=Box(38, 162, 82, 172), edges=edges)
    kept, _ = drop_line_numbers([*lines[:6], joined, *lines[7:]])
    assert (kept[6].text, [*kept[6].edges]) == ("Le", [70, 76, 76, 82])
    assert kept[6].box == Box(70, 162, 82, 172)
