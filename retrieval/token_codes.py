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


def decode_tokens(codes: bytes, width: int) -> Vector:
    """Return the token vectors of some codes, of unit length, one row of `width` for each."""
    items = np.take(levels_of_bytes(), np.frombuffer(codes, dtype=np.uint8))
    tokens = items.view(np.float32).reshape(-1, width)
    lengths = np.sqrt(np.einsum("ij,ij->i", tokens, tokens))
    return np.asarray(tokens / lengths[:, np.newaxis], dtype=np.float32)
