"""The packaged model as an ONNX graph over one text.

The words' vectors stay in 4 bits, a fifth of the size; the matrices are written in full, and
attention in plain operators: a tenth faster than the operators of onnxruntime's own that multiply
4-bit blocks or attend in one step, and the vectors are those of the unpacked weights.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from retrieval.packaged_weights import Array, Quantised, Shape, Weights

# Operators of onnxruntime's own (ContribOperators.md in its documentation).
CONTRIB = "com.microsoft"
OPSET, CONTRIB_OPSET, IR_VERSION = 18, 1, 9


def write_graph(weights: Weights, file: Path) -> None:
    """Write the graph: the ids of a text's tokens (int64) -> a vector for each."""
    graph = Graph(weights)
    shape = weights.shape
    graph.numbers("by_head", 0, shape.heads, shape.hidden // shape.heads)
    graph.numbers("together", 0, shape.hidden)
    hidden = embed(graph)
    for layer in range(shape.layers):
        hidden = add_layer(graph, f"l{layer}", hidden)
    graph.node("Identity", [hidden], "tokens")
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["length"])
    vectors = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["length", shape.hidden])
    made = helper.make_graph(graph.nodes, "encoder", [ids], [vectors], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, CONTRIB_OPSET)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)
    onnx.save(model, str(file))


class Graph:
    """Collects the nodes and constants of a graph over some weights."""

    def __init__(self, weights: Weights) -> None:
        self.shape: Shape = weights.shape
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._tensors = weights.tensors

    def node(
        self,
        operator: str,
        inputs: list[str],
        output: str,
        domain: str = "",
        **attributes: float | list[int],
    ) -> str:
        """Add a node and return the name of its output."""
        self.nodes.append(
            helper.make_node(operator, inputs, [output], None, None, domain, None, **attributes)
        )
        return output

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def numbers(self, name: str, *values: int) -> str:
        """Add whole numbers as a constant and return its name."""
        return self.constant(name, np.array(values, dtype=np.int64))

    def full(self, name: str, columns: int) -> Array:
        """Return a tensor's weights in full, in rows of `columns`."""
        tensor = self._tensors[name]
        flat = tensor.weights() if isinstance(tensor, Quantised) else tensor
        return flat.reshape(-1, columns)

    def vector(self, name: str) -> str:
        """Add a tensor of one row as a constant and return its name."""
        return self.constant(name, self.full(name, 1)[:, 0])

    def matrix(self, name: str, scale: float = 1) -> str:
        """Add the weights `name.w` as a constant of a row for each input; times a scale."""
        columns = self.shape.feed_forward if name.endswith(".fo") else self.shape.hidden
        return self.constant(f"{name}.w", self.full(f"{name}.w", columns).T * np.float32(scale))

    def linear(self, inputs: str, name: str, scale: float = 1) -> str:
        """Multiply by `name.w` and add `name.b`; both times a scale."""
        bias = self.constant(f"{name}.b", self.full(f"{name}.b", 1)[:, 0] * np.float32(scale))
        return self.node("Gemm", [inputs, self.matrix(name, scale), bias], name)

    def add_and_norm(self, added: list[str], norm: str, output: str) -> str:
        """Add two inputs, then normalise by gain and bias, `norm.w` and `norm.b`.

        In steps: the operator that does it at once (SkipLayerNormalization) takes thrice as long.
        """
        total = self.node("Add", added, f"{output}.sum")
        gain_and_bias = [self.vector(f"{norm}.{kind}") for kind in ("w", "b")]
        epsilon = self.shape.layer_norm_epsilon
        return self.node("LayerNormalization", [total, *gain_and_bias], output, epsilon=epsilon)

    def packed(self, name: str) -> list[str]:
        """Add a 4-bit tensor as it is, a row for each word, and its scales; return their names.

        The operator wants two neighbouring weights in a byte, the first in its low nibble.
        """
        tensor = self._tensors[name]
        assert isinstance(tensor, Quantised)
        nibbles = tensor.nibbles().reshape(-1, self.shape.hidden)
        pairs = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).astype(np.uint8)
        scales = tensor.scales().reshape(len(nibbles), -1)
        return [self.constant(name, pairs), self.constant(f"{name}.scale", scales)]


def embed(graph: Graph) -> str:
    """Add words and positions, normalised. All tokens are of type 0, added to the positions."""
    hidden = graph.shape.hidden
    pairs, scales = graph.packed("emb.word")
    words = graph.node(
        "GatherBlockQuantized", [pairs, "input_ids", scales], "words",
        CONTRIB, bits=4, block_size=graph.shape.block, gather_axis=0, quantize_axis=1,
    )  # fmt: skip
    types = graph.full("emb.type", hidden)
    graph.constant("positions", graph.full("emb.pos", hidden) + types[:1])
    length = graph.node("Shape", ["input_ids"], "length")
    zero = graph.numbers("zero", 0)
    places = graph.node("Slice", ["positions", zero, length, zero], "places")
    return graph.add_and_norm([words, places], "emb.ln", "embedded")


def add_layer(graph: Graph, name: str, hidden: str) -> str:
    """Add one encoder layer: attention, then feed-forward, each added to its input."""
    mixed = graph.linear(attend(graph, name, hidden), f"{name}.ao")
    middle = graph.add_and_norm([mixed, hidden], f"{name}.aln", f"{name}.middle")
    wide = graph.node("MatMul", [middle, graph.matrix(f"{name}.fi")], f"{name}.fi")
    active = graph.node("BiasGelu", [wide, graph.vector(f"{name}.fi.b")], f"{name}.gelu", CONTRIB)
    narrow = graph.linear(active, f"{name}.fo")
    return graph.add_and_norm([narrow, middle], f"{name}.oln", f"{name}.out")


def attend(graph: Graph, name: str, hidden: str) -> str:
    """Add the attention of each head of a layer; queries are scaled by their weights."""
    scale = 1 / math.sqrt(graph.shape.hidden // graph.shape.heads)

    def by_head(part: str, order: list[int], scale: float = 1) -> str:
        made = graph.linear(hidden, f"{name}.{part}", scale)
        split = graph.node("Reshape", [made, "by_head"], f"{made}.split")
        return graph.node("Transpose", [split], f"{made}.heads", perm=order)

    queries, keys = by_head("q", [1, 0, 2], scale), by_head("k", [1, 2, 0])
    nearness = graph.node("MatMul", [queries, keys], f"{name}.nearness")
    shares = graph.node("Softmax", [nearness], f"{name}.shares", axis=-1)
    taken = graph.node("MatMul", [shares, by_head("v", [1, 0, 2])], f"{name}.taken")
    in_order = graph.node("Transpose", [taken], f"{name}.in_order", perm=[1, 0, 2])
    return graph.node("Reshape", [in_order, "together"], f"{name}.attended")
