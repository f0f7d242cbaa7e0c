"""Token vectors in two bits a number, and the mean that is taken off them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retrieval.token_codes import decode_tokens, encode_tokens, token_mean

WIDTH = 8


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        ([3, 1, -1, -3, 3, 1, -1, -3], [10, 3, -3, -10] * 2),
        ([1, -1] * 4, [10, -10] * 4),  # all are over 0.982 of their spread
        ([0] * 8, [3, 3, 3, 3, 3, 3, 3, 3]),  # no spread: nothing is told, and nothing breaks
    ],
)
def test_each_number_becomes_its_nearest_level(numbers, levels):
    (read,) = decode_tokens(encode_tokens(np.array([numbers], dtype=np.float32)), WIDTH)
    expected = np.array(levels, dtype=np.float32)
    assert np.abs(read) == pytest.approx(np.abs(expected / np.linalg.norm(expected)))
    if any(numbers):
        assert np.sign(read).tolist() == np.sign(expected).tolist()


def test_four_numbers_take_a_byte():
    assert len(encode_tokens(np.ones((5, 384), dtype=np.float32))) == 5 * 96
    assert decode_tokens(b"", 384).shape == (0, 384)


@given(arrays.arrays(np.float32, (3, WIDTH), elements=st.floats(-10, 10, width=32)))
def test_what_is_read_is_of_unit_length(tokens):
    read = decode_tokens(encode_tokens(tokens), WIDTH)
    assert read.shape == tokens.shape
    assert np.linalg.norm(read, axis=1) == pytest.approx(1, abs=1e-5)


def test_little_is_lost_of_numbers_spread_like_a_normal_curve():
    tokens = np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32)
    read = decode_tokens(encode_tokens(tokens), 384)
    unit = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
    # Max 1960: four levels keep 0.8825 of the power, so cosines are about its root, 0.94.
    assert (unit * read).sum(axis=1) == pytest.approx(0.94, abs=0.03)


def test_mean_is_that_of_the_packaged_model():
    assert token_mean().shape == (384,)
    assert 0.1 < np.linalg.norm(token_mean()) < 20
