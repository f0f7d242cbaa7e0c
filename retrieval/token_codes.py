"""Token vectors in two bits a number: what late interaction compares word by word.

A token's numbers, the mean of all tokens taken off, are spread like a normal curve. Each is kept
as one of four levels, parted at 0 and ±0.982 standard deviations, as those are that lose the least
of such a curve (J. Max, "Quantizing for minimum distortion", 1960, table I). They are read as
evenly spaced, -3, -1, 1 and 3, which loses hardly more (table II: 0.1188 of the power for 0.1175)
and takes no table of levels. The length is made 1 again when they are read. 384 numbers take 96
bytes.

Of tokens that say nearly the same in one passage only the first is kept: half of them tell as
much as all ("token pooling", Clavié et al. 2024, arXiv:2409.14683, joins them instead).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from ingest.vectors import Vector
from retrieval.whole_numbers import Signed, Unsigned, products, rounded

# Mean of the token vectors of the packaged model over the passages of eight reports (three
# agreements, two constitutions, a charter, a declaration in two languages), each report weighing
# the same: what all tokens share, and what tells none of them from another.
MEAN_FILE = Path(__file__).parent / "token_mean.npy"
PARTED_AT = 0.982
BITS, NUMBERS_IN_A_BYTE = 2, 4
LARGEST_CODE = np.uint8(3)  # a number's code, from 0, stands for the level 2 * code - 3
ONE_OF_TWO_BITS = np.uint64(0x5555555555555555)
LAST_OF_EACH_BYTE = np.uint64(0x0303030303030303)  # code
NUMBERS_AT_ONCE = 32
# A token is left out if its codes are as near as this to those of an earlier one. Over 390
# questions about eleven reports the right clause came first for 64.9 % with 0.9 (60 % of the tokens
# kept), 64.6 % with 0.85 (46 %), 64.9 % with 0.8 (38 %), and 64.4 % with all; but with 0.8 it was
# found less often across languages.
SAME = 0.85


@cache
def token_mean() -> Vector:
    """Return the mean that is taken off every token vector of the packaged model."""
    mean: Vector = np.load(MEAN_FILE, allow_pickle=False)
    return mean


def encode_tokens(tokens: Vector) -> bytes:
    """Return the codes of token vectors, one row each; their width is a multiple of 32."""
    parted = PARTED_AT * tokens.std(axis=1, keepdims=True)
    codes = (tokens > -parted).astype(np.uint8) + (tokens > 0) + (tokens > parted)
    quads = codes.reshape(-1, NUMBERS_IN_A_BYTE) << np.arange(0, 8, BITS, dtype=np.uint8)
    packed: Unsigned = quads.sum(axis=1, dtype=np.uint8)
    return packed.tobytes()


def distinct_tokens(codes: bytes, width: int) -> bytes:
    """Return the codes without those of tokens that say what an earlier one says."""
    tokens = decode_levels(codes, width) / level_lengths(codes, width)[:, np.newaxis]
    nearest_before = np.tril(tokens @ tokens.T, -1).max(axis=1, initial=0)
    rows = np.frombuffer(codes, dtype=np.uint8).reshape(-1, width // NUMBERS_IN_A_BYTE)
    kept: bytes = rows[nearest_before < SAME].tobytes()
    return kept


def cosines_of(codes: bytes, queries: Vector) -> Vector:
    """Return the cosine of each token of some codes (rows) with each query, of unit length.

    The queries' numbers are taken as whole parts of the largest of each, so that whole numbers
    are multiplied, in a fifth of the time. Of 67,000 cosines none was off by more than 0.002.
    """
    width = queries.shape[1]
    whole, steps = rounded(queries)
    found = products(unpacked(codes, width), by_place(whole)).sum(axis=0, dtype=np.int32)
    levels = 2 * found - LARGEST_CODE * whole.sum(axis=1, dtype=np.int32)
    lengths = level_lengths(codes, width)[:, np.newaxis]
    return np.asarray(levels.astype(np.float32) * steps / lengths)


def decode_levels(codes: bytes, width: int) -> Vector:
    """Return the levels that some codes stand for, one row of `width` for each token."""
    in_order = unpacked(codes, width).transpose(1, 2, 0).reshape(-1, width)
    return 2 * in_order.astype(np.float32) - LARGEST_CODE


def unpacked(codes: bytes, width: int) -> Unsigned:
    """Return the codes of the numbers at each of the four places of a byte: x tokens x bytes."""
    packed = np.frombuffer(codes, dtype="<u8").reshape(-1, width // NUMBERS_AT_ONCE)
    places = np.empty((NUMBERS_IN_A_BYTE, *packed.shape), dtype="<u8")
    for place in range(NUMBERS_IN_A_BYTE):
        np.right_shift(packed, np.uint64(BITS * place), out=places[place])
    places &= LAST_OF_EACH_BYTE
    return places.view(np.uint8)


def by_place(rows: Signed) -> Signed:
    """Return the numbers of some rows that belong to each place of a byte: x bytes x rows."""
    quads = rows.reshape(len(rows), -1, NUMBERS_IN_A_BYTE)
    return np.ascontiguousarray(quads.transpose(2, 1, 0))


def level_lengths(codes: bytes, width: int) -> Vector:
    """Return the length of the levels of each token: how many are outer ones tells it."""
    several = np.frombuffer(codes, dtype="<u8")
    outer = ~(several ^ (several >> np.uint64(1))) & ONE_OF_TWO_BITS  # 0 and 3: both bits the same
    counts = np.bitwise_count(outer).reshape(-1, width // NUMBERS_AT_ONCE).astype(np.float32)
    # A product: numpy sums rows of a few numbers one by one.
    squares = width + 8 * (counts @ np.ones(counts.shape[1], np.float32))  # 9 of each outer, else 1
    return np.asarray(np.sqrt(squares))
