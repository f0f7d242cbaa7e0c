"""Token vectors in two bits a number, and the mean that is taken off them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retrieval.token_codes import (
    SAME,
    cosines_of,
    decode_levels,
    distinct_tokens,
    encode_tokens,
    level_lengths,
    token_mean,
)

WIDTH = 32


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        ([3, 1, -1, -3] * 8, [3, 1, -1, -3] * 8),
        ([3, 1, -1, -3] * 4 + [-3, -3, 3, 1] * 4, [3, 1, -1, -3] * 4 + [-3, -3, 3, 1] * 4),
        ([1, -1] * 16, [3, -3] * 16),  # all are over 0.982 of their spread
        ([0] * 32, [-3] * 32),  # no spread: all are alike, and nothing breaks
    ],
)
def test_each_number_becomes_its_nearest_level(numbers, levels):
    (read,) = decode_levels(encode_tokens(np.array([numbers], dtype=np.float32)), WIDTH)
    assert read.tolist() == levels


def test_four_numbers_take_a_byte():
    assert len(encode_tokens(np.ones((5, 384), dtype=np.float32))) == 5 * 96
    assert decode_levels(b"", 384).shape == (0, 384)


@given(arrays.arrays(np.float32, (3, WIDTH), elements=st.floats(-10, 10, width=32)))
def test_lengths_are_those_of_the_levels(tokens):
    codes = encode_tokens(tokens)
    levels = decode_levels(codes, WIDTH)
    assert levels.shape == tokens.shape
    assert level_lengths(codes, WIDTH) == pytest.approx(np.linalg.norm(levels, axis=1))


@pytest.mark.parametrize("words", [1, 15, 16, 17])
def test_a_cosine_is_that_of_the_levels(words):
    chance = np.random.default_rng(words)
    tokens = chance.normal(size=(5, 384)).astype(np.float32)
    queries = chance.normal(size=(words, 384)).astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    levels = decode_levels(encode_tokens(tokens), 384)
    levels /= np.linalg.norm(levels, axis=1, keepdims=True)
    assert cosines_of(encode_tokens(tokens), queries) == pytest.approx(levels @ queries.T, abs=2e-3)


def test_little_is_lost_of_numbers_spread_like_a_normal_curve():
    tokens = np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32)
    unit = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
    # Max 1960: four levels keep 0.88 of the power, so cosines are about its root, 0.94.
    assert cosines_of(encode_tokens(tokens), unit).diagonal() == pytest.approx(0.94, abs=0.03)


def test_of_tokens_that_say_the_same_the_first_is_kept():
    one, other = np.random.default_rng(3).normal(size=(2, 384)).astype(np.float32)
    nearly = one + 0.01 * other
    kept = distinct_tokens(encode_tokens(np.stack([one, other, nearly, other, one])), 384)
    assert kept == encode_tokens(np.stack([one, other]))
    assert distinct_tokens(b"", 384) == b""


@given(st.integers(0, 1000))
def test_no_two_that_are_kept_say_the_same(seed):
    chance = np.random.default_rng(seed)
    tokens = np.repeat(chance.normal(size=(6, 384)), 3, axis=0) + chance.normal(
        scale=0.5, size=(18, 384)
    )
    kept = decode_levels(distinct_tokens(encode_tokens(tokens.astype(np.float32)), 384), 384)
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    assert np.tril(kept @ kept.T, -1).max() < SAME
    assert 6 <= len(kept) <= 18


def test_question_of_no_length_is_near_to_nothing():
    codes = encode_tokens(np.ones((2, 384), dtype=np.float32))
    assert not cosines_of(codes, np.zeros((1, 384), dtype=np.float32)).any()


def test_mean_is_that_of_the_packaged_model():
    assert token_mean().shape == (384,)
    assert 0.1 < np.linalg.norm(token_mean()) < 20
