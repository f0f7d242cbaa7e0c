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
import numpy.typing as npt
import onnxruntime
from onnx import TensorProto, helper

from ingest.vectors import Vector

# Mean of the token vectors of the packaged model over the passages of eight reports (three
# agreements, two constitutions, a charter, a declaration in two languages), each report weighing
# the same: what all tokens share, and what tells none of them from another.
MEAN_FILE = Path(__file__).parent / "token_mean.npy"
PARTED_AT = 0.982
BITS, NUMBERS_IN_A_BYTE = 2, 4
LARGEST_CODE = np.uint8(3)  # a number's code, from 0, stands for the level 2 * code - 3
ONE_OF_TWO_BITS = np.uint64(0x5555555555555555)
NUMBERS_AT_ONCE = 32
LARGEST_WHOLE = 127
# A token is left out if its codes are as near as this to those of an earlier one. Over 390
# questions about eleven reports the right clause came first for 64.9 % with 0.9 (60 % of the tokens
# kept), 64.6 % with 0.85 (46 %), 64.9 % with 0.8 (38 %), and 64.4 % with all; but with 0.8 it was
# found less often across languages.
SAME = 0.85
OPSET, IR_VERSION = 18, 9

Whole = npt.NDArray[np.uint8]


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
    packed: Whole = quads.sum(axis=1, dtype=np.uint8)
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
    largest = np.abs(queries).max(axis=1, keepdims=True)
    steps = np.maximum(largest, np.finfo(np.float32).tiny) / LARGEST_WHOLE
    whole = np.rint(queries / steps).astype(np.int8)
    given = {"codes": unpacked(codes, width), "queries": by_place(whole)}
    (products,) = whole_product().run(None, given)
    levels = 2 * products.sum(axis=0, dtype=np.int32) - LARGEST_CODE * whole.sum(
        axis=1, dtype=np.int32
    )
    lengths = level_lengths(codes, width)[:, np.newaxis]
    return np.asarray(levels.astype(np.float32) * steps[:, 0] / lengths)


@cache
def whole_product() -> onnxruntime.InferenceSession:
    """Return what multiplies codes with whole numbers, exactly, each place of a byte by itself."""
    node = helper.make_node("MatMulInteger", ["codes", "queries"], ["products"])
    codes, queries, products = (
        helper.make_tensor_value_info(name, kind, ["places", *shape])
        for name, kind, shape in (
            ("codes", TensorProto.UINT8, ("tokens", "bytes")),
            ("queries", TensorProto.INT8, ("bytes", "queries")),
            ("products", TensorProto.INT32, ("tokens", "queries")),
        )
    )
    graph = helper.make_graph([node], "product", [codes, queries], [products])
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


def decode_levels(codes: bytes, width: int) -> Vector:
    """Return the levels that some codes stand for, one row of `width` for each token."""
    in_order = unpacked(codes, width).transpose(1, 2, 0).reshape(-1, width)
    return 2 * in_order.astype(np.float32) - LARGEST_CODE


def unpacked(codes: bytes, width: int) -> Whole:
    """Return the codes of the numbers at each of the four places of a byte: x tokens x bytes."""
    packed = np.frombuffer(codes, dtype=np.uint8).reshape(-1, width // NUMBERS_IN_A_BYTE)
    places = np.empty((NUMBERS_IN_A_BYTE, *packed.shape), dtype=np.uint8)
    for place in range(NUMBERS_IN_A_BYTE):
        np.right_shift(packed, np.uint8(BITS * place), out=places[place])
    places &= LARGEST_CODE
    return places


def by_place(rows: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """Return the numbers of some rows that belong to each place of a byte: x bytes x rows."""
    quads = rows.reshape(len(rows), -1, NUMBERS_IN_A_BYTE)
    return np.ascontiguousarray(quads.transpose(2, 1, 0))


def level_lengths(codes: bytes, width: int) -> Vector:
    """Return the length of the levels of each token: how many are outer ones tells it."""
    several = np.frombuffer(codes, dtype="<u8")
    outer = ~(several ^ (several >> np.uint64(1))) & ONE_OF_TWO_BITS  # 0 and 3: both bits the same
    counts = np.bitwise_count(outer).reshape(-1, width // NUMBERS_AT_ONCE)
    squares = width + 8.0 * counts.sum(axis=1, dtype=np.uint16)  # 9 of each outer one, 1 of others
    return np.asarray(np.sqrt(squares), dtype=np.float32)
