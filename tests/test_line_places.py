"""Where a line stands in its column."""

import pytest

from ingest.line_places import places_of
from ingest.models import Block, Box


def line(left, right, foot, text="Le Conseil décide", page=1):
    return Block(text, page, box=Box(left, foot - 10, right, foot))


def full(*feet, left=70, right=500):
    return [line(left, right, foot) for foot in feet]


def test_indent_and_room_are_measured_from_the_edges_of_the_column():
    lines = [*full(100, 112), line(90, 500, 124), line(70, 300, 136), *full(148)]
    assert [(p.indent, p.room) for p in places_of(lines)] == [
        (0, 0), (0, 0), (20, 0), (0, 200), (0, 0),
    ]  # fmt: skip


def test_arabic_is_measured_from_the_right():
    lines = [
        line(70, 500, 100, "يقرر المجلس"),
        line(70, 500, 112, "ما يلي"),
        line(200, 480, 124, "أن"),
    ]
    assert [(p.indent, p.room) for p in places_of(lines)] == [(0, 0), (0, 0), (20, 130)]


def test_a_line_across_the_page_is_no_measure_for_the_columns_under_it():
    columns = [*full(130, 142, 154, right=280), *full(130, 142, 154, left=290)]
    places = places_of([*full(100, 112), *columns])
    assert [p.room for p in places] == [0] * 8


def test_items_at_the_foot_of_a_column_are_indented_from_its_first_lines():
    items = [line(90, 500, foot) for foot in range(160, 600, 12)]
    assert places_of([*full(100, 112, 124), *items])[-1].indent == 20


def test_one_line_that_runs_past_its_column_is_no_measure():
    assert [p.room for p in places_of([*full(100, 112), line(70, 560, 124)])] == [0, 0, 0]


@pytest.mark.parametrize(
    ("left", "right", "centred"),
    [
        (200, 370, True),
        (70, 500, False),  # a full line
        (90, 480, False),  # indented on both sides
        (200, 500, False),  # at the right edge
    ],
)
def test_a_line_with_the_same_space_on_both_sides_is_centred(left, right, centred):
    assert places_of([*full(100, 112), line(left, right, 124)])[-1].centred is centred


def test_lines_on_facing_pages_begin_at_one_edge_of_their_columns():
    left, right = full(100, 112), [line(100, 530, foot, page=2) for foot in (100, 112)]
    places = places_of([*left, *right])
    assert places[1].begins_with(places[2])


def test_blocks_without_a_box_have_no_place():
    assert places_of([Block("un"), Block("deux")]) == [None, None]
