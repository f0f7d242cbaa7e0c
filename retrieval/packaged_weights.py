"""Read the weights file of the packaged model: 4-bit weights, pieces and scores of its tokenizer.

Layout of the file, all integers little-endian: magic `E5S1`, version u32; seven i32 sizes;
layer-norm epsilon f32; block size i32; number of pieces and four special ids, i32; bytes of piece
text u64; (n + 1) x u32 offsets into it; n x f32 unigram scores; the text; a normalisation map
(count i32, length u32, bytes: not needed, the tokenizer normalises by rule); tensor count i32;
then per tensor its name (u16 + bytes), dtype u8 (0 f32, 1 4-bit), elements u32, offset from the
file's start u64 and length u64.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.errors import ModelError

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder, as the file states them; `block` weights share one scale."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    token_types: int
    layer_norm_epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Quantised:
    """A 4-bit tensor: blocks of one f16 scale d, then `block / 2` bytes.

    Byte j holds weight j in its low nibble and weight j + block/2 in its high one;
    weight = (nibble - 8) * d.
    """

    raw: bytes
    block: int

    def _blocks(self) -> npt.NDArray[np.void]:
        return np.frombuffer(self.raw, [("scale", "<f2"), ("bytes", "u1", self.block // 2)])

    def nibbles(self) -> npt.NDArray[np.uint8]:
        """Return the weights as 0..15, in order, one row for each block."""
        packed = self._blocks()["bytes"]
        return np.concatenate([packed & 15, packed >> 4], axis=1)

    def scales(self) -> Array:
        """Return the scale of each block."""
        scales: Array = self._blocks()["scale"].astype(np.float32)
        return scales

    def weights(self) -> Array:
        """Return the weights in full, flat."""
        full = (self.nibbles().astype(np.float32) - 8) * self.scales()[:, np.newaxis]
        return np.asarray(full, dtype=np.float32).reshape(-1)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the file holds; 32-bit tensors are flat."""

    shape: Shape
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Array | Quantised]


def read_weights(data: bytes) -> Weights:
    """Return what a weights file holds. Raises `ModelError` if it is of another kind."""
    reader = Reader(data)
    if (magic := reader.take("<4sI")) != (b"E5S1", 1):
        raise ModelError(f"The packaged model starts with {magic}, not E5S1, version 1.")
    shape = Shape(*reader.take("<7ifi"))
    count, *_special_ids = reader.take("<5i")
    (text_bytes,) = reader.take("<Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    text = reader.bytes(text_bytes)
    _entries, map_bytes = reader.take("<iI")
    reader.bytes(map_bytes)
    (tensor_count,) = reader.take("<i")
    return Weights(
        shape=shape,
        pieces=[text[a:b].decode() for a, b in pairwise(offsets)],
        scores=scores,
        tensors=dict(read_tensor(reader, shape.block) for _ in range(tensor_count)),
    )


class Reader:
    """Reads one value after the other from bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._at = 0

    def bytes(self, length: int) -> bytes:
        """Return the next `length` bytes."""
        self._at += length
        return self.data[self._at - length : self._at]

    def take(self, layout: str) -> tuple[Any, ...]:
        """Return the next values of a `struct` layout."""
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        """Return the next `count` values of a numpy type."""
        return np.frombuffer(self.bytes(np.dtype(dtype).itemsize * count), dtype)


def read_tensor(reader: Reader, block: int) -> tuple[str, Array | Quantised]:
    """Read one entry of the tensor table and what it points to."""
    (name_bytes,) = reader.take("<H")
    name = reader.bytes(name_bytes).decode()
    dtype, _count, offset, length = reader.take("<BIQQ")
    raw = reader.data[offset : offset + length]
    return name, Quantised(raw, block) if dtype else np.frombuffer(raw, "<f4")
