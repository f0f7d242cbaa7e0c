"""The meaning of a question that is longer than the encoder reads: a text that was pasted."""

from __future__ import annotations

from itertools import islice

import numpy as np

from ingest.vectors import EmbeddedQuery
from retrieval.encoder import Encoder
from retrieval.passages import windows
from retrieval.sentences import sentence_ends

# Who names a clause by its number does so in fewer characters; a longer text is pasted, and the
# numbers in it are its own.
LONGEST_NAMING = 1_000
# The longest question in plain words has about ten windows, each half a second's work. One of
# signs that are a token each would have many more.
MOST_WINDOWS = 10


def encode_question(encoder: Encoder, question: str, language: str) -> EmbeddedQuery:
    """Return the vectors of a question; of a long one, those of windows of whole sentences.

    Its vector is the mean of theirs, and its words are those of all. Of a text with uncommonly
    many tokens, only the first `MOST_WINDOWS` windows are read.
    """
    room = encoder.max_tokens
    if encoder.count_tokens(question) <= room:
        return encoder.embed_query(question)
    parts = windows(question, sentence_ends(question, language), encoder.count_tokens, room)
    read = [encoder.embed_query(question[a:b]) for a, b in islice(parts, MOST_WINDOWS)]
    mean = np.mean([part.vector for part in read], axis=0)
    weights = np.concatenate([part.weights for part in read])
    return EmbeddedQuery(
        np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32),
        np.concatenate([part.tokens for part in read]),
        np.asarray(weights / max(float(weights.sum()), 1e-12), dtype=np.float32),
    )


def naming(question: str) -> str:
    """Return the text that may name clauses by number: the question, unless it is pasted."""
    return question if len(question) <= LONGEST_NAMING else ""
