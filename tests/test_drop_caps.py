"""Large first letters, put before the word that they begin."""

import pytest

from ingest.models import Block, Box
from ingest.readers.drop_caps import with_drop_caps


def line(text, left, top, size=10.0, height=8.0):
    return Block(text, 1, box=Box(left, top, left + 6 * len(text), top + height), size=size)


@pytest.mark.parametrize(
    ("cap", "first", "joined"),
    [
        ("T", "he Council meets", "The Council meets"),
        ("L'", "État protège", "L'État protège"),
        ("A", "ll members vote", "All members vote"),  # as the page has "all"
        ("A", "member may vote", "A member may vote"),  # as it has "member", and no "amember"
    ],
)
def test_a_drop_cap_begins_its_first_line(cap, first, joined):
    lines = [
        line(cap, 50, 100, size=30, height=22),
        line(first, 70, 100),
        line("and all of them sit", 70, 113),
        line("below each member", 50, 126),
    ]
    read = with_drop_caps(lines)
    assert [block.text for block in read] == [joined, *(b.text for b in lines[2:])]
    assert {block.box.left for block in read} == {50}


@pytest.mark.parametrize(
    "letter",
    [
        line("T", 50, 100, size=12),  # not much larger
        line("T", 50, 300, size=30, height=22),  # nothing beside it
        line("TITLE", 50, 100, size=30, height=22),  # a word
    ],
)
def test_other_large_letters_are_left_alone(letter):
    lines = [letter, line("he Council meets", 70, 100), line("below it", 50, 126)]
    assert sorted(b.text for b in with_drop_caps(lines)) == sorted(b.text for b in lines)
