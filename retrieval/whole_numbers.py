"""Products of whole numbers of a byte: processors have instructions for them, and onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import TensorProto, ValueInfoProto, helper, numpy_helper

from ingest.vectors import Vector

LARGEST_WHOLE = 127
# Numbers from -127 on are given as those from 1 on, 128 standing for 0. With signs the library is
# thirty times as slow; with signs on one side alone, sums overflow on some processors.
ZERO = np.array(128, np.uint8)
OPSET, IR_VERSION = 18, 9

Signed = npt.NDArray[np.int8]
Unsigned = npt.NDArray[np.uint8]


def rounded(rows: Vector) -> tuple[Signed, Vector]:
    """Return rows as whole parts of the largest number of each, and how large those parts are."""
    largest = np.abs(rows).max(axis=1)
    steps = np.maximum(largest, np.finfo(np.float32).tiny) / np.float32(LARGEST_WHOLE)
    return np.rint(rows / steps[:, np.newaxis]).astype(np.int8), steps


class Columns:
    """Columns that many rows are multiplied with, one after the other."""

    def __init__(self, columns: Signed) -> None:
        row = value("row", TensorProto.UINT8, (1, len(columns)))
        constants = {"columns": unsigned(columns), "zero": ZERO}
        held = [numpy_helper.from_array(each, name) for name, each in constants.items()]
        self._session = multiplying(("row", "columns", "zero", "zero"), [row], held)

    def times(self, row: Signed) -> npt.NDArray[np.int32]:
        """Return the product of a row with each column, exactly."""
        (found,) = self._session.run(None, {"row": unsigned(row)[np.newaxis]})
        return np.asarray(found[0])


def unsigned(numbers: Signed) -> Unsigned:
    """Return numbers counted from `ZERO`."""
    return np.asarray(numbers.view(np.uint8) ^ ZERO)


def products(ones: Unsigned, others: Signed) -> npt.NDArray[np.int32]:
    """Return the products of two stacks of matrices, exactly if those of `ones` are below 128."""
    (found,) = stacks().run(None, {"ones": ones, "others": others})
    return np.asarray(found)


@cache
def stacks() -> onnxruntime.InferenceSession:
    """Return what multiplies two stacks of matrices."""
    ones = value("ones", TensorProto.UINT8, ("stack", "rows", "width"))
    others = value("others", TensorProto.INT8, ("stack", "width", "columns"))
    return multiplying(("ones", "others"), [ones, others])


def value(name: str, kind: int, shape: Sequence[str | int] | None) -> ValueInfoProto:
    """Return the description of what goes into a graph or comes out; without a shape, of any."""
    return helper.make_tensor_value_info(name, kind, shape)


def multiplying(
    names: Sequence[str], given: Sequence[ValueInfoProto], held: Sequence[TensorProto] = ()
) -> onnxruntime.InferenceSession:
    """Return what multiplies what is given and held by these names; it uses one processor."""
    node = helper.make_node("MatMulInteger", names, ["products"])
    result = value("products", TensorProto.INT32, None)
    graph = helper.make_graph([node], "product", given, [result], held)
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options)
