"""An encoder that costs nothing, for tests of what is kept: its vectors are made of hashes."""

import hashlib
import zlib
from itertools import pairwise

import numpy as np

from ingest.vectors import EmbeddedQuery, Embedding


class TinyEncoder:
    """Texts that share words have vectors that are near."""

    def __init__(self, model="tiny", dimension=8):
        self.model = model
        self.fingerprint = f"tiny:{model}"
        self.dimension = dimension
        self.max_tokens = 64

    def count_tokens(self, text):
        return len(text.split())

    def encode_query(self, text):
        return self._vector(text)

    def embed_query(self, text):
        return EmbeddedQuery.whole(self.encode_query(text))

    def encode_passages(self, passages):
        for passage in passages:
            bounds = [0, *passage.sentence_ends]
            parts = [passage.window_text[a:b] for a, b in pairwise(bounds)]
            yield (
                passage,
                Embedding(self._vector(passage.text), np.array([self._vector(p) for p in parts])),
            )

    def _vector(self, text):
        total = np.full(self.dimension, 1e-3)
        for word in text.lower().split():
            seed = zlib.crc32(hashlib.sha256(f"{self.model} {word}".encode()).digest())
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        return (total / np.linalg.norm(total)).astype(np.float32)
