"""The packaged model as an ONNX graph that keeps its weights in 4 bits.

onnxruntime multiplies 4-bit blocks as they are, with 32-bit arithmetic, so the vectors are those
of the unpacked weights: 74 MB to load instead of 470. The operators of the domain com.microsoft
are documented with onnxruntime (ContribOperators.md).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from retrieval.packaged_weights import Array, Quantised, Shape, Weights

CONTRIB = "com.microsoft"
OPSET, CONTRIB_OPSET, IR_VERSION = 18, 1, 9
Bytes = npt.NDArray[np.uint8]
EXACT = 1  # MatMulNBits accuracy_level: 32-bit activations; 4 is faster and less exact


def write_graph(weights: Weights, file: Path) -> None:
    """Write the graph: input_ids, attention_mask (both int64, batch x tokens) -> token vectors."""
    graph = Graph(weights)
    shape = weights.shape
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    hidden = embed(graph)
    for layer in range(shape.layers):
        hidden = add_layer(graph, f"l{layer}", hidden)
    graph.node("Identity", [hidden], "tokens")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info(
        "tokens", TensorProto.FLOAT, ["batch", "length", shape.hidden]
    )
    made = helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.constants)
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
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: float
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

    def vector(self, name: str) -> str:
        """Add one of the 32-bit tensors as a constant."""
        return self.constant(name, self._full(name))

    def matrix(self, name: str, columns: int) -> Array:
        """Return one of the 32-bit tensors in rows of `columns`."""
        return self._full(name).reshape(-1, columns)

    def packed(self, name: str, columns: int) -> tuple[Bytes, str]:
        """Return a 4-bit tensor's bytes in rows of `columns` weights, and its scales' name.

        The operators want two neighbouring weights in a byte, the first in its low nibble.
        """
        tensor = self._tensors[name]
        assert isinstance(tensor, Quantised)
        nibbles = tensor.nibbles().reshape(-1, columns)
        scales = tensor.scales().reshape(len(nibbles), -1)
        bytes_ = nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)
        return bytes_.astype(np.uint8), self.constant(f"{name}.scale", scales)

    def multiply(self, inputs: str, name: str, output: str, columns: int) -> str:
        """Multiply by a 4-bit matrix whose rows are outputs."""
        bytes_, scales = self.packed(name, columns)
        rows, block = len(bytes_), self.shape.block
        weights = self.constant(name, bytes_.reshape(rows, columns // block, block // 2))
        return self.node(
            "MatMulNBits", [inputs, weights, scales], output, CONTRIB,
            K=columns, N=rows, bits=4, block_size=block, accuracy_level=EXACT,
        )  # fmt: skip

    def add_and_norm(self, added: list[str], norm: list[str], output: str) -> str:
        """Add two inputs or three, then normalise by gain and bias.

        In steps: the operator that does it at once (SkipLayerNormalization) takes thrice as long.
        """
        total, *others = added
        for n, other in enumerate(others):
            total = self.node("Add", [total, other], f"{output}.sum{n}")
        epsilon = self.shape.layer_norm_epsilon
        return self.node("LayerNormalization", [total, *norm], output, epsilon=epsilon)

    def _full(self, name: str) -> Array:
        tensor = self._tensors[name]
        assert not isinstance(tensor, Quantised)
        return tensor


def embed(graph: Graph) -> str:
    """Add words and positions, normalised. All tokens are of type 0, added to the positions."""
    hidden = graph.shape.hidden
    bytes_, scales = graph.packed("emb.word", hidden)
    words = graph.node(
        "GatherBlockQuantized", [graph.constant("emb.word", bytes_), "input_ids", scales], "words",
        CONTRIB, bits=4, block_size=graph.shape.block, gather_axis=0, quantize_axis=1,
    )  # fmt: skip
    types = graph.matrix("emb.type", hidden)
    graph.constant("positions", graph.matrix("emb.pos", hidden) + types[:1])
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    cut = graph.node("Slice", ["positions", zero, length, zero], "positions_cut")
    places = graph.node("Unsqueeze", [cut, zero], "positions_once")
    norm = [graph.vector("emb.ln.w"), graph.vector("emb.ln.b")]
    return graph.add_and_norm([words, places], norm, "embedded")


def add_layer(graph: Graph, name: str, hidden: str) -> str:
    """Add one encoder layer: attention, then feed-forward, each added to its input."""
    shape = graph.shape
    queries_keys_values = [
        graph.multiply(hidden, f"{name}.{part}.w", f"{name}.{part}", shape.hidden)
        for part in ("q", "k", "v")
    ]
    bias = np.concatenate([graph.matrix(f"{name}.{part}.b", 1)[:, 0] for part in ("q", "k", "v")])
    attended = graph.node(
        "MultiHeadAttention",
        [*queries_keys_values, graph.constant(f"{name}.qkv.b", bias), "mask"],
        f"{name}.attended", CONTRIB, num_heads=shape.heads,
    )  # fmt: skip
    mixed = graph.multiply(attended, f"{name}.ao.w", f"{name}.ao", shape.hidden)
    norm = [graph.vector(f"{name}.aln.{kind}") for kind in ("w", "b")]
    middle = graph.add_and_norm(
        [mixed, hidden, graph.vector(f"{name}.ao.b")], norm, f"{name}.middle"
    )
    wide = graph.multiply(middle, f"{name}.fi.w", f"{name}.fi", shape.hidden)
    active = graph.node("BiasGelu", [wide, graph.vector(f"{name}.fi.b")], f"{name}.gelu", CONTRIB)
    narrow = graph.multiply(active, f"{name}.fo.w", f"{name}.fo", shape.feed_forward)
    norm = [graph.vector(f"{name}.oln.{kind}") for kind in ("w", "b")]
    return graph.add_and_norm([narrow, middle, graph.vector(f"{name}.fo.b")], norm, f"{name}.out")
