"""The encoder: text to unit vectors. The packaged model, or any other by name or path."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from safetensors import SafetensorError

from ingest.errors import ModelError
from ingest.vectors import EmbeddedQuery, Embedding, Passage, Vector
from retrieval.packaged_encoder import PackagedEncoder
from retrieval.packaged_model import PACKAGED, PROMPTS, Tell, packaged_model_folder, silent

__all__ = ["PACKAGED", "Encoder", "load_encoder"]

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class Encoder(Protocol):
    """What search needs of an encoder. All vectors are of unit length."""

    model: str  # by which it is loaded: a folder or a name
    fingerprint: str  # changes whenever the vectors would
    dimension: int
    max_tokens: int  # of a passage, the prompt's taken off

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text takes."""

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a query."""

    def embed_query(self, text: str) -> EmbeddedQuery:
        """Return the vectors of a query and, where the encoder gives them, of its words."""

    def encode_passages(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Embedding]]:
        """Yield each passage with its embedding, in their order; it may take some ahead."""


def load_encoder(model: str, cache: Path, tell: Tell = silent) -> Encoder:
    """Return the encoder of that name; `tell` is called with a line before any long wait.

    "packaged" is the model that ships as a package, run by onnxruntime. Any other name is a
    sentence-transformers model: a folder, or a name that its hub knows. Raises `ModelError`.
    """
    if model == PACKAGED:
        return PackagedEncoder(packaged_model_folder(cache, tell))
    return SentenceTransformersEncoder(model)


class SentenceTransformersEncoder:
    """Any sentence-transformers model, run as that library runs it."""

    def __init__(self, model: str) -> None:
        """Load a model by folder or name. Raises `ModelError` if it cannot be loaded."""
        self.model = model
        self._model = load_sentence_transformer(model)
        self._lock = threading.Lock()  # tokenizers cannot be used by two threads at once
        own = {name: prompt or "" for name, prompt in self._model.prompts.items()}
        self._prompts = own if any(own.values()) else prompts_for(model)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        prompt = self.count_tokens(self._prompts.get("passage", ""))
        self.max_tokens = int(self._model.max_seq_length or 512) - prompt - 2
        self.fingerprint = f"sentence-transformers:{model}:{signature(model, self.dimension)}"

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text takes."""
        return len(self._model.tokenizer(text, add_special_tokens=False, verbose=False).input_ids)

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a query."""
        (vector,) = self._encode([self._prompts.get("query", "") + text])
        return np.asarray(vector)

    def embed_query(self, text: str) -> EmbeddedQuery:
        """Return the vector of a query; its words have none."""
        return EmbeddedQuery.whole(self.encode_query(text))

    def encode_passages(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Embedding]]:
        """Yield each passage with its embedding; sentences are embedded one by one."""
        prompt = self._prompts.get("passage", "")
        for passage in passages:
            sentences = [passage.window_text[a:b] for a, b in pairwise((0, *passage.sentence_ends))]
            texts = [passage.text, *(sentences if len(sentences) > 1 else [])]
            vectors = self._encode([prompt + text for text in texts])
            yield passage, Embedding(vectors[0], vectors[1:] if len(sentences) > 1 else vectors)

    def _encode(self, texts: list[str]) -> Vector:
        with self._lock:
            vectors = self._model.encode(
                texts, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(vectors, dtype=np.float32)


def load_sentence_transformer(model: str) -> SentenceTransformer:
    """Load a sentence-transformers model; a folder is loaded without touching the network."""
    # Importing the library takes seconds, and the packaged model does not need it.
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(model, local_files_only=Path(model).is_dir())
    except (OSError, ValueError, SafetensorError) as error:
        raise ModelError(
            f"The model {model!r} cannot be loaded: {first_line(error)} Name a folder that holds "
            "a sentence-transformers model, or a name its hub knows while the network is there.",
            code="model-unusable",
            model=model,
        ) from error


def first_line(error: Exception) -> str:
    """Return the first line of an error's message, ended by a full stop."""
    return str(error).strip().split("\n")[0].rstrip(".") + "."


def prompts_for(model: str) -> dict[str, str]:
    """Return the prompts of a model that configures none: e5 models were trained with theirs."""
    return PROMPTS if "e5" in Path(model).name.lower() else {}


def signature(model: str, dimension: int) -> str:
    """Return a short hash of what tells one version of a model folder from another."""
    files: Iterable[Path] = sorted(p for p in Path(model).rglob("*") if p.is_file())
    described = [f"{p.relative_to(model)} {sha256(p)}" for p in files]
    return hashlib.sha256("\n".join([str(dimension), *described]).encode()).hexdigest()[:12]


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file: weights trained further are of the same size."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
