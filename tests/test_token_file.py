"""The token codes of an index's rows: each clause's are read around one of its windows."""

import pytest

from ingest.models import Place
from ingest.pipeline import Source
from retrieval.assistant import Assistant
from retrieval.index_files import DamagedIndex
from retrieval.index_writer import State, write_next
from retrieval.search_index import open_index
from tests.index_making import make_index, make_passage

A, B, C = Place("a", 0), Place("a", 1), Place("b", 1)
# Each is as long as others are not.
ONE, TWO, THREE, FOUR, FIVE = (bytes([n]) * 8 * n for n in range(1, 6))
PASSAGES = [(A, ONE), (B, TWO), (B, THREE), (B, FOUR), (C, FIVE)]


def passages_of(pairs):
    return [
        make_passage([1, 0], place, key=str(place.position), codes=codes) for place, codes in pairs
    ]


@pytest.mark.parametrize(
    ("pairs", "rows", "read"),
    [
        (PASSAGES, [0], [ONE]),  # the next row is of another clause
        (PASSAGES, [1], [TWO + THREE]),
        (PASSAGES, [2], [TWO + THREE + FOUR]),
        (PASSAGES, [3], [THREE + FOUR]),  # the next is of the same position in another report
        (PASSAGES, [4, 0], [FIVE, ONE]),
        (PASSAGES, [], []),
        ([(A, b""), (B, ONE), (B, b"")], [0, 1, 2], [b"", ONE, ONE]),  # some have no codes
        ([(A, b"")], [0], [b""]),  # none has
    ],
)
def test_codes_are_read_around_a_row_within_its_clause(pairs, rows, read, tmp_path):
    assert make_index(tmp_path, passages_of(pairs)).tokens.around(rows) == read


def test_codes_of_what_is_added_follow_those_that_were_there(tmp_path):
    index = make_index(tmp_path, passages_of(PASSAGES))
    added = passages_of([(Place("d", 0), TWO), (Place("d", 1), ONE)])
    after = open_index(tmp_path, write_next(tmp_path, index.manifest, State(2, 2), [("d", added)]))
    assert after.tokens.around([4, 5, 6]) == [FIVE, TWO, ONE]
    assert index.tokens.around([4]) == [FIVE]  # who reads goes on


@pytest.mark.parametrize("row", range(len(PASSAGES)))
def test_damage_is_told_where_it_is_read_and_by_a_check_of_all(row, tmp_path):
    index = make_index(tmp_path, passages_of(PASSAGES))
    index.tokens.check()
    start = sum(len(codes) for _, codes in PASSAGES[:row])
    file = tmp_path / index.manifest.tokens_name
    data = bytearray(file.read_bytes())
    data[start + 5] ^= 64
    file.write_bytes(data)
    damaged = open_index(tmp_path, index.manifest).tokens
    with pytest.raises(DamagedIndex, match="token codes"):
        damaged.around([row])
    with pytest.raises(DamagedIndex, match="token codes"):
        damaged.check()


def test_a_question_that_meets_damage_has_the_index_made_anew_and_is_answered(tmp_path, encoder):
    told = []
    with Assistant(tmp_path, lambda: encoder) as assistant:
        assistant.add(Source("a.txt", b"RAPPORT\n\n1. Un puits.\n\n2. Une route.\n"))
        right = assistant.search("Où est le puits ?")
    (file,) = tmp_path.rglob("tokens-*.bin")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with Assistant(tmp_path, lambda: encoder, tell=told.append) as assistant:
        assert [one.code for one in assistant.upkeep.check()] == ["index"]
        assert assistant.search("Où est le puits ?") == right
        assert ["token codes" in line for line in told] == [True]
        assert assistant.upkeep.check() == []
        assert assistant.search("Où est le puits ?") == right
    assert len(told) == 1
