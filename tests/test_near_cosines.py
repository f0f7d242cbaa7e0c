"""Cosines from whole numbers: the true ones are no farther off than is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.near_cosines import NearCosines
from retrieval.whole_numbers import Columns, products


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


@given(
    st.integers(0, 1000),
    st.sampled_from([16, 64, 384]),  # numbers in a vector
    st.floats(0, 3),  # how much all have in common
    st.floats(0, 4),  # how much longer some axes are than others
)
def test_no_cosine_is_farther_off_than_is_told(seed, width, common, uneven):
    chance = np.random.default_rng(seed)
    axes = np.exp(uneven * chance.normal(size=width) / 2)
    vectors = unit(chance.normal(size=(50, width)) * axes + common)
    query = unit(chance.normal(size=width) * axes + common)
    near, error = NearCosines(vectors).near(query)
    assert np.abs(near - vectors @ query).max() <= error + 1e-6
    assert error < 0.1


def test_of_vectors_as_e5_gives_them_little_is_lost():
    chance = np.random.default_rng(1)
    vectors = unit(chance.normal(size=(2_500, 384)) * 0.5 + chance.normal(size=384))
    near, error = NearCosines(vectors).near(vectors[7])
    assert error < 0.004
    assert near.argmax() == 7


@pytest.mark.parametrize("rows", [1, 3])
def test_equal_vectors_are_equally_near(rows):
    vectors = unit(np.ones((rows, 16)))
    near, error = NearCosines(vectors).near(vectors[0])
    assert near == pytest.approx(1, abs=0.02)
    assert error < 0.02


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (np.full(384, 127), np.full(384, 127)),  # sums of two products overflow 16 bits
        (np.full(384, -127), np.full(384, 127)),
        (np.arange(-192, 192) % 128, np.arange(384) % 100 - 50),
    ],
)
def test_whole_numbers_are_multiplied_exactly(row, column):
    one, other = row.astype(np.int8), column.astype(np.int8)
    exact = int(row.astype(np.int64) @ column.astype(np.int64))
    assert Columns(other[:, np.newaxis]).times(one).tolist() == [exact]
    if row.min() >= 0:
        stacks = products(
            one.view(np.uint8)[np.newaxis, np.newaxis], other[np.newaxis, :, np.newaxis]
        )
        assert stacks.tolist() == [[[exact]]]
