"""The packaged model run by onnxruntime: starts in a second, where importing torch takes eight."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from itertools import pairwise
from multiprocessing import cpu_count
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
    PIECE_WEIGHTS_FILE,
    PROMPTS,
    WEIGHTS_SHA256,
)
from retrieval.question_words import asking_spans
from retrieval.token_codes import distinct_tokens, encode_tokens, token_mean

# Part of the fingerprint: raise it when what is kept of a passage changes.
KEPT = 3
# What the words of a question count that only ask, beside those that tell its topic. The right
# clause came first for 900 questions with 0.7, for 898 with 1 and 901 with 0.5, but with 0.5 no
# longer for 31 of 38 about agreements. Answered and unanswerable ones are told apart better: AUROC
# 0.731 for 0.726, across languages 0.838 for 0.830, each report left out of the fit in turn.
ONLY_ASKS = 0.7
# Passages that each processor has before it: enough for the time that it takes to store a step.
AHEAD = 8


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
        self._graph = folder / GRAPH_FILE
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
        tokens = run(self._session, encoding)
        words, weights = self._words(encoding, tokens, len(PROMPTS["query"]), telling(text))
        total = weights.sum()
        return EmbeddedQuery(
            unit(tokens.mean(axis=0)), words, weights / total if total else weights
        )

    def _words(
        self, encoding: Encoding, tokens: Vector, first: int, counts: Vector | None = None
    ) -> tuple[Vector, Vector]:
        """Return vectors and weights of the tokens that are words, from an offset on.

        `counts` weighs them by the character from there on that each ends before.
        """
        weights = self._piece_weights[encoding.ids[: len(tokens)]]
        ends = np.array(encoding.offsets[: len(tokens)])[:, 1] - first
        weights = weights * (ends > 0)
        if counts is not None:
            weights *= counts[np.maximum(ends, 0)]
        told = weights > 0
        words = tokens[told] - token_mean()
        return words / np.linalg.norm(words, axis=1, keepdims=True), weights[told]

    def encode_passages(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Embedding]]:
        """Yield each passage with its embedding, in their order.

        Each is run by itself on one processor, as many at once as there are processors: faster
        than batches that all processors share, and no time goes into padding. The processors go
        on to the next passages while the caller works on what was yielded.
        """
        processors = cpu_count()
        pool = ThreadPoolExecutor(processors)
        coming: deque[tuple[Passage, Future[Embedding]]] = deque()
        try:
            for passage in passages:
                coming.append((passage, pool.submit(self._embed, self._one_processor, passage)))
                if len(coming) > AHEAD * processors:
                    first, embedding = coming.popleft()
                    yield first, embedding.result()
            while coming:
                first, embedding = coming.popleft()
                yield first, embedding.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _embed(self, session: onnxruntime.InferenceSession, passage: Passage) -> Embedding:
        """Return the embedding of a passage."""
        encoding = self._tokenizer.encode(PROMPTS["passage"] + passage.text)
        tokens = run(session, encoding)
        # Titles and headings count in the vector of the whole; compared word by word, those that
        # many clauses share drown what each says for itself.
        words, _ = self._words(encoding, tokens, first_of_window(passage))
        return Embedding(
            unit(tokens.mean(axis=0)),
            sentence_vectors(passage, encoding, tokens),
            distinct_tokens(encode_tokens(words), self.dimension),
        )

    @cached_property
    def _one_processor(self) -> onnxruntime.InferenceSession:
        """The model on one processor at a time; loaded when the first passage is embedded."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(self._graph, options)


def telling(question: str) -> Vector:
    """Return for each offset in a question what the word that ends there, or goes on, counts."""
    counts = np.ones(len(question) + 1, dtype=np.float32)
    for start, end in asking_spans(question):
        counts[start + 1 : end + 1] = ONLY_ASKS
    return counts


def run(session: onnxruntime.InferenceSession, encoding: Encoding) -> Vector:
    """Return the vectors of the tokens of a text, at most `MAX_TOKENS` of them."""
    ids = encoding.ids
    if len(ids) > MAX_TOKENS:
        ids = [*ids[: MAX_TOKENS - 1], ids[-1]]  # the end-of-text token stays
    (tokens,) = session.run(None, {"input_ids": np.array(ids, dtype=np.int64)})
    return np.asarray(tokens, dtype=np.float32)


def sentence_vectors(passage: Passage, encoding: Encoding, tokens: Vector) -> Vector:
    """Return one unit vector for each sentence: the mean of the vectors of its tokens."""
    offsets = np.array(encoding.offsets[: len(tokens)])
    first = first_of_window(passage)
    means = []
    for start, end in pairwise((0, *passage.sentence_ends)):
        inside = (offsets[:, 1] > first + start) & (offsets[:, 1] <= first + end)
        means.append(unit(tokens[inside if inside.any() else slice(None)].mean(axis=0)))
    return np.array(means, dtype=np.float32)


def first_of_window(passage: Passage) -> int:
    """Return where the report's own words begin in what the model is given."""
    return len(PROMPTS["passage"]) + len(passage.text) - len(passage.window_text)


def unit(vector: npt.NDArray[np.float32]) -> Vector:
    """Return the vector at length 1."""
    length = np.linalg.norm(vector)
    return (vector / length if length else vector).astype(np.float32)
