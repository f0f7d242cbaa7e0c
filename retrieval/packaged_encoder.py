"""The packaged model run by onnxruntime: starts in a second, where importing torch takes eight."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from threadpoolctl import threadpool_limits
from tokenizers import Encoding, Tokenizer

from ingest.errors import ModelError
from ingest.vectors import EmbeddedQuery, Embedding, Passage, Vector
from retrieval.packaged_model import (
    GRAPH_FILE,
    MAX_TOKENS,
    PACKAGED,
    PAD_ID,
    PIECE_WEIGHTS_FILE,
    PROMPTS,
    WEIGHTS_SHA256,
)
from retrieval.token_codes import encode_tokens, token_mean

# Passages are grouped by length into batches of about this many tokens, padding included:
# larger ones are slower on a small machine, since they no longer fit its caches.
TOKENS_IN_A_BATCH = 1024
# Part of the fingerprint: raise it when what is kept of a passage changes.
KEPT = 2


class PackagedEncoder:
    """multilingual-e5-small with the package's 4-bit weights.

    Sentence vectors cost nothing more: they are the means of the passage's token vectors over
    each sentence ("late chunking", Günther et al. 2024, arXiv:2409.04701).
    """

    def __init__(self, folder: Path) -> None:
        """Load the unpacked model. Raises `ModelError` if a file of it is damaged."""
        try:
            self._session = onnxruntime.InferenceSession(folder / GRAPH_FILE)
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._piece_weights = np.load(folder / PIECE_WEIGHTS_FILE, allow_pickle=False)
        except Exception as error:  # both raise bare Exceptions of their own
            raise ModelError(
                f"The model in {folder} is damaged: {error}. Delete that folder; it is unpacked "
                "again at the next start.",
                code="model-damaged",
            ) from error
        # numpy's products are small here, and its threads would fight those that run the model:
        # with one, a question is encoded and answered in half the time.
        threadpool_limits(limits=1, user_api="blas")
        self._lock = threading.Lock()
        self.model = PACKAGED
        self.fingerprint = f"packaged:{WEIGHTS_SHA256[:12]}:{KEPT}"
        self.dimension = int(self._session.get_outputs()[0].shape[-1])
        self.max_tokens = MAX_TOKENS - 2 - self.count_tokens(PROMPTS["passage"])

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text takes."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a query; past 512 tokens its end is not read."""
        return self.embed_query(text).vector

    def embed_query(self, text: str) -> EmbeddedQuery:
        """Return the vectors of a query and of its words; past 512 tokens its end is not read."""
        encoding = self._tokenizer.encode(PROMPTS["query"] + text)
        (tokens,) = self._run([encoding])
        words, weights = self._words(encoding, tokens, len(PROMPTS["query"]))
        total = weights.sum()
        return EmbeddedQuery(
            unit(tokens.mean(axis=0)), words, weights / total if total else weights
        )

    def _words(self, encoding: Encoding, tokens: Vector, first: int) -> tuple[Vector, Vector]:
        """Return vectors and weights of the tokens that are words, from an offset on."""
        weights = self._piece_weights[encoding.ids[: len(tokens)]]
        weights = weights * (np.array(encoding.offsets[: len(tokens)])[:, 1] > first)
        told = weights > 0
        words = tokens[told] - token_mean()
        return words / np.linalg.norm(words, axis=1, keepdims=True), weights[told]

    def encode_passages(self, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Embedding]]:
        """Yield each passage with its embedding, the shortest first."""
        prompt = PROMPTS["passage"]
        encoded = [(p, self._tokenizer.encode(prompt + p.text)) for p in passages]
        encoded.sort(key=lambda pair: len(pair[1].ids))
        for batch in batches(encoded):
            outputs = self._run([encoding for _, encoding in batch])
            for (passage, encoding), tokens in zip(batch, outputs, strict=True):
                words, _ = self._words(encoding, tokens, len(prompt))
                yield (
                    passage,
                    Embedding(
                        unit(tokens.mean(axis=0)),
                        sentence_vectors(passage, encoding, tokens),
                        encode_tokens(words),
                    ),
                )

    def _run(self, encodings: Sequence[Encoding]) -> list[Vector]:
        """Return the token vectors of each text, padding taken off."""
        lengths = [min(len(encoding.ids), MAX_TOKENS) for encoding in encodings]
        ids = np.full((len(encodings), max(lengths)), PAD_ID, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, (encoding, length) in enumerate(zip(encodings, lengths, strict=True)):
            ids[row, :length] = encoding.ids[:length]
            ids[row, length - 1] = encoding.ids[-1]  # the end-of-text token stays
            mask[row, :length] = 1
        with self._lock:  # one inference uses every core already
            (tokens,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return [tokens[row, :length] for row, length in enumerate(lengths)]


def batches(
    encoded: Sequence[tuple[Passage, Encoding]],
) -> Iterator[list[tuple[Passage, Encoding]]]:
    """Group passages, sorted by length, so that no batch is over `TOKENS_IN_A_BATCH`."""
    batch: list[tuple[Passage, Encoding]] = []
    for pair in encoded:
        if batch and (len(batch) + 1) * len(pair[1].ids) > TOKENS_IN_A_BATCH:
            yield batch
            batch = []
        batch.append(pair)
    if batch:
        yield batch


def sentence_vectors(passage: Passage, encoding: Encoding, tokens: Vector) -> Vector:
    """Return one unit vector for each sentence: the mean of the vectors of its tokens."""
    offsets = np.array(encoding.offsets[: len(tokens)])
    first = len(PROMPTS["passage"]) + len(passage.text) - (passage.end - passage.start)
    means = []
    for start, end in pairwise((0, *passage.sentence_ends)):
        inside = (offsets[:, 1] > first + start) & (offsets[:, 1] <= first + end)
        means.append(unit(tokens[inside if inside.any() else slice(None)].mean(axis=0)))
    return np.array(means, dtype=np.float32)


def unit(vector: npt.NDArray[np.float32]) -> Vector:
    """Return the vector at length 1."""
    length = np.linalg.norm(vector)
    return (vector / length if length else vector).astype(np.float32)
