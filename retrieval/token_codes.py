"""Token vectors in two bits a number: what late interaction compares word by word.

A token's numbers, the mean of all tokens taken off, are spread like a normal curve. Each is kept
as one of the four levels that lose the least of such a curve: ±0.453 and ±1.510 standard
deviations, parted at ±0.982 (J. Max, "Quantizing for minimum distortion", 1960, table I). The
length is made 1 again when they are read. 384 numbers take 96 bytes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.vectors import Vector

# Mean of the token vectors of the packaged model over the passages of eight reports (three
# agreements, two constitutions, a charter, a declaration in two languages), each report weighing
# the same: what all tokens share, and what tells none of them from another.
MEAN_FILE = Path(__file__).parent / "token_mean.npy"
PARTED_AT = 0.982
# 0.453 : 1.510 is 3 : 10.
LEVELS = np.array([-10, -3, 3, 10], dtype=np.float32)
NUMBERS_IN_A_BYTE = 4
ONE_OF_TWO_BITS = np.uint8(0b01010101)
COLUMNS = 16


@cache
def token_mean() -> Vector:
    """Return the mean that is taken off every token vector of the packaged model."""
    mean: Vector = np.load(MEAN_FILE, allow_pickle=False)
    return mean


@cache
def levels_of_bytes() -> npt.NDArray[np.complex128]:
    """Return the four levels that each byte stands for, as one item of 16 bytes each."""
    pairs = np.arange(256)[:, np.newaxis] >> np.array([0, 2, 4, 6]) & 3
    return np.ascontiguousarray(LEVELS[pairs]).view(np.complex128).reshape(256)


def encode_tokens(tokens: Vector) -> bytes:
    """Return the codes of token vectors, one row each; their width is a multiple of 4."""
    parted = PARTED_AT * tokens.std(axis=1, keepdims=True)
    codes = (tokens > -parted).astype(np.uint8) + (tokens > 0) + (tokens > parted)
    quads = codes.reshape(-1, NUMBERS_IN_A_BYTE) << np.array([0, 2, 4, 6], dtype=np.uint8)
    packed: npt.NDArray[np.uint8] = quads.sum(axis=1, dtype=np.uint8)
    return packed.tobytes()


def cosines_of(codes: bytes, queries: Vector) -> Vector:
    """Return the cosine of each token of some codes (rows) with each query, of unit length."""
    count, width = queries.shape
    # Products with a multiple of sixteen columns take half as long.
    padded = np.zeros((-(-count // COLUMNS) * COLUMNS, width), dtype=np.float32)
    padded[:count] = queries
    products = decode_levels(codes, width) @ padded.T
    products /= level_lengths(codes, width)[:, np.newaxis]
    return np.asarray(products[:, :count])


def decode_levels(codes: bytes, width: int) -> Vector:
    """Return the levels that some codes stand for, one row of `width` for each token."""
    items = np.take(levels_of_bytes(), np.frombuffer(codes, dtype=np.uint8))
    return np.asarray(items.view(np.float32).reshape(-1, width))


def level_lengths(codes: bytes, width: int) -> Vector:
    """Return the length of the levels of each token: how many are outer ones tells it."""
    bytes_ = np.frombuffer(codes, dtype=np.uint8)
    outer = ~(bytes_ ^ (bytes_ >> 1)) & ONE_OF_TWO_BITS  # codes 0 and 3: both bits are the same
    count = np.bitwise_count(outer).reshape(-1, width // NUMBERS_IN_A_BYTE).sum(axis=1, dtype=int)
    _, _, inner, outermost = (LEVELS**2).tolist()
    squares = inner * width + (outermost - inner) * count
    return np.asarray(np.sqrt(squares), dtype=np.float32)
