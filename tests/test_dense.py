"""Nearest by meaning: exact, by whole numbers first, and by codes first, as an index grows."""

import numpy as np
import pytest

from ingest.models import Place
from retrieval import codes, dense, index_writer
from retrieval.dense import DenseIndex
from retrieval.index_files import DamagedIndex, Indexed
from retrieval.index_writer import State, write_next
from retrieval.row_table import ROW, RowTable, bit_sums
from retrieval.search_index import open_index
from tests.index_making import by_row, make_index, make_passage

SIZE, COUNT = 16, 3_000
REPORTS = ("a", "b", "c")


@pytest.fixture
def by_codes(monkeypatch):
    """Codes come before vectors in any index of more than 100 rows."""
    monkeypatch.setattr(dense, "EXACT_ROWS", 100)
    monkeypatch.setattr(index_writer, "EXACT_ROWS", 100)
    monkeypatch.setattr(dense, "WEIGHED", 150)


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def some_vectors(seed, count=COUNT):
    """Vectors with a common mean, as e5 gives, some axes far longer than others."""
    chosen = np.random.default_rng(seed)
    return unit(chosen.normal(size=(count, SIZE)) * np.linspace(0.1, 2, SIZE) + 2)


VECTORS, QUERIES = some_vectors(1), some_vectors(2, 40)


@pytest.fixture
def index(tmp_path, by_codes):
    """Three reports of a thousand clauses each."""
    return make_index(tmp_path, passages_of(VECTORS), SIZE)


def passages_of(vectors, reports=REPORTS):
    each = len(vectors) // len(reports)
    return [
        make_passage(vector, Place(reports[n // each], n % each), key=str(n))
        for n, vector in enumerate(vectors)
    ]


def truly_nearest(query, rows, limit):
    cosines = VECTORS[rows] @ query
    return set(np.asarray(rows)[np.argsort(-cosines)[:limit]].tolist())


def recall(index, among=None):
    rows = np.arange(COUNT) if among is None else among
    shares = []
    for query in QUERIES:
        found = index.dense.search(query, 10, among).rows[:10].tolist()
        shares.append(len(truly_nearest(query, rows, 10) & set(found)) / 10)
    return np.mean(shares)


def test_an_index_of_many_rows_has_codes_and_finds_by_them(index):
    assert index.manifest.fitted == COUNT
    assert index.dense._near_by_codes(QUERIES[0], 10, None) is not None
    assert recall(index) >= 0.97


@pytest.mark.parametrize("among", [None, np.arange(0, COUNT, 2)])
def test_whole_numbers_come_first_in_a_small_index_and_miss_nothing(tmp_path, among, monkeypatch):
    monkeypatch.setattr(dense, "FEW_ROWS", 100)
    index = make_index(tmp_path, passages_of(VECTORS), SIZE)
    assert index.manifest.fitted == 0
    rows = np.arange(COUNT) if among is None else among
    for query in QUERIES:
        near = index.dense._near(query, 10, among)
        assert 10 <= len(near) < COUNT / 2  # most are told far without their vectors
        found = index.dense.search(query, 10, among).rows[:10]
        assert set(found.tolist()) == truly_nearest(query, rows, 10)


@pytest.mark.parametrize(
    "among",
    [
        np.arange(1000, 2000),  # a report
        np.arange(0, COUNT, 7),  # rows here and there
        np.arange(50),  # so few that all are weighed
        np.arange(0),
    ],
)
def test_a_filter_keeps_to_its_rows_and_finds_the_nearest_of_them(index, among):
    found = index.dense.search(QUERIES[0], 10, among).rows
    assert set(found.tolist()) <= set(among.tolist())
    assert len(found) >= min(10, len(among))
    if len(among):
        assert recall(index, among) >= 0.97


def test_a_filter_of_rows_far_from_the_question_finds_them_all_the_same(index):
    query = QUERIES[0]
    far = np.sort(np.argsort(VECTORS @ query)[:500])
    found = index.dense.search(query, 10, far).rows[:10]
    assert set(found.tolist()) == truly_nearest(query, far, 10)


def test_cosines_are_exact_and_the_same_vector_has_the_same_wherever_it_stands(tmp_path, by_codes):
    vectors = VECTORS.copy()
    vectors[[7, 1503, 2999]] = QUERIES[0]
    index = make_index(tmp_path, passages_of(vectors), SIZE)
    found = by_row(index.dense.search(QUERIES[0], 2))
    assert list(found)[:3] == [7, 1503, 2999]  # as near as the second
    assert len({found[row] for row in (7, 1503, 2999)}) == 1
    assert found[7] == pytest.approx(1)


def test_removed_rows_are_found_no_more_and_added_ones_are(index, tmp_path):
    added = some_vectors(3, 500)
    after = write_next(
        tmp_path,
        index.manifest,
        State(2, 2),
        [("b", []), ("d", passages_of(added, ["d"]))],
    )
    assert after.fitted == COUNT  # and nothing was fitted anew
    caught_up = open_index(tmp_path, after)
    for query in QUERIES:
        assert not set(range(1000, 2000)) & set(caught_up.dense.search(query, 10).rows.tolist())
    assert caught_up.dense.search(added[3], 1).rows[0] == COUNT + 3


def test_codes_are_fitted_anew_when_the_index_has_grown(index, tmp_path, monkeypatch):
    monkeypatch.setattr(index_writer, "GROWTH", 1.1)
    added = passages_of(some_vectors(3, 500), ["d"])
    assert write_next(tmp_path, index.manifest, State(2, 2), [("d", added)]).fitted == COUNT + 500


def test_a_damaged_vector_is_told_when_it_is_looked_at(tmp_path):
    vectors = VECTORS.copy()
    table = np.zeros(COUNT, ROW)
    table["check"] = bit_sums(vectors)
    rows = RowTable([Indexed("a", 0, COUNT)], table)
    coded = codes.Codes.trained(vectors)
    coded.extend(vectors)
    index = DenseIndex(vectors, rows, coded)
    best = index.search(QUERIES[0], 1).rows[0]
    vectors.view(np.uint32)[best, 5] ^= 1
    with pytest.raises(DamagedIndex):
        index.search(QUERIES[0], 1)
    with pytest.raises(DamagedIndex):
        DenseIndex(vectors, rows)  # without codes, at once


@pytest.mark.parametrize("size", [6, 7, 8, 16])  # parts of three numbers, one, four
def test_codes_fit_vectors_of_any_size(size):
    vectors = unit(np.random.default_rng(4).normal(size=(200, size)))
    coded = codes.Codes.trained(vectors)
    coded.extend(vectors)
    assert len(coded) == 200
    assert vectors[3] @ vectors[coded.nearest(vectors[3], 20)[0]] > 0.7


def test_rows_left_out_seldom_cost_a_second_look(tmp_path, index, monkeypatch):
    after = write_next(tmp_path, index.manifest, State(2, 2), [("b", [])])
    without = open_index(tmp_path, after).dense
    looks = []
    nearest = without._codes.nearest
    monkeypatch.setattr(
        without._codes, "nearest", lambda *given: looks.append(given) or nearest(*given)
    )
    for query in QUERIES:
        found = without.search(query, 10).rows[:10].tolist()
        rows = np.concatenate([np.arange(1000), np.arange(2000, COUNT)])
        assert len(truly_nearest(query, rows, 10) & set(found)) >= 9
    assert len(looks) <= 1.1 * len(QUERIES)
