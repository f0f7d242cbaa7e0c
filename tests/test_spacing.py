"""The space between lines of a page, told as gaps."""

import pytest

from ingest.models import Block, Box
from ingest.spacing import mark_gaps


def line(foot, page=1, height=10, gap=False):
    """A line whose foot is that far below its page's top."""
    return Block("Le Conseil", page, gap=gap, box=Box(70, foot - height, 500, foot))


def gaps(blocks):
    return [block.gap for block in mark_gaps(blocks)]


@pytest.mark.parametrize(
    ("feet", "expected"),
    [
        ([100, 112, 124, 136], [False, False, False, False]),
        ([100, 112, 136, 148], [False, False, True, False]),  # an empty line
        ([100, 112, 124, 142], [False, False, False, True]),  # half of one
        ([100, 112, 124, 139], [False, False, False, False]),  # a line with a raised sign
        ([100, 112, 124, 100, 112], [False, False, False, False, False]),  # up: the next column
        ([100, 100, 112, 124], [False, False, False, False]),  # two pieces of one line
        ([100], [False]),
        ([], []),
        ([100, 130], [False, False]),  # nothing to tell usual from wide
        ([300, 200, 100], [False, False, False]),  # upwards only: no usual distance
    ],
)
def test_a_line_farther_from_the_last_than_usual_has_a_gap_before_it(feet, expected):
    assert gaps([line(foot) for foot in feet]) == expected


def test_the_height_of_a_line_makes_no_gap():
    tall = [line(100), line(112), line(124, height=20), line(136), line(148)]
    assert gaps(tall) == [False] * 5


def test_the_usual_distance_is_that_of_the_whole_file():
    pages = [line(foot, page) for page in (1, 2) for foot in (100, 112, 124)]
    assert gaps([*pages, line(100, 3), line(124, 3)]) == [False] * 7 + [True]


def test_the_first_line_of_a_page_keeps_what_its_reader_said():
    blocks = [line(100), line(112), line(700, 2, gap=True), line(100, 3), line(112, 3)]
    assert gaps(blocks) == [False, False, True, False, False]


def test_lines_without_boxes_are_left_as_they_are():
    blocks = [Block("un", gap=True), Block("deux"), Block("trois", gap=True, whole=True)]
    assert mark_gaps(blocks) == blocks
