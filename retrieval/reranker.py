"""The reranker: a second model that reads the question with each of the best clauses. Optional.

A cross-encoder sees both texts at once, where the encoder made the clause's vectors without
knowing the question: it orders better, and costs a run of its model for each clause.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from safetensors import SafetensorError

from ingest.errors import ModelError
from ingest.store import Store
from ingest.vectors import Pending, Vector
from retrieval.encoder import first_line
from retrieval.models import Found
from retrieval.passages import whole_passage
from retrieval.stopping import next_step

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# How many clauses are reranked: each costs a run of the model, and the right one is seldom lower.
MOST_RERANKED = 30
AT_A_TIME = 6  # between so many, a search can be stopped
CLASSIFIER = "ForSequenceClassification"


class Reranker(Protocol):
    """What search needs of a reranker. Usable from several threads."""

    def scores(self, question: str, texts: Sequence[str]) -> Vector:
        """Return how well each text answers the question, from 0 to 1: higher is better."""


def reranked(
    found: Sequence[Found], question: str, store: Store, reranker: Reranker
) -> list[Found]:
    """Return found clauses anew, the first of them by the reranker's scores.

    The others keep their order, below those.
    """
    best, rest = found[:MOST_RERANKED], found[MOST_RERANKED:]
    if not best:
        return []
    scores = reranker.scores(question, passages_of(best, store)).tolist()
    first = [f._replace(reranked=score) for f, score in zip(best, scores, strict=True)]
    first.sort(key=lambda f: -f.ordered_by)
    lowest = first[-1].ordered_by
    return [*first, *(f._replace(reranked=lowest - (rest[0].score - f.score)) for f in rest)]


def passages_of(found: Sequence[Found], store: Store) -> list[str]:
    """Return the text of each found clause, after what the encoder is told before it."""
    reports = {f.place.report_id: store.report(f.place.report_id) for f in found}
    clauses = store.clauses_at(f.place for f in found)
    return [
        whole_passage(Pending(f.place, clause, report.title, clause.language or report.language))
        for f, clause in zip(found, clauses, strict=True)
        for report in [reports[f.place.report_id]]
    ]


class CrossEncoderReranker:
    """Any cross-encoder that sentence-transformers runs, loaded when it is first needed."""

    def __init__(self, model: str) -> None:
        """`model` is a folder, or a name that the hub knows."""
        self._name = model
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()  # loads once; tokenizers cannot be used by two threads

    def scores(self, question: str, texts: Sequence[str]) -> Vector:
        """Return how well each text answers the question, from 0 to 1: higher is better.

        What is longer than the model reads is cut at its end. Raises `ModelError` if the model
        cannot be loaded, or gives no numbers.
        """
        with self._lock:
            if self._model is None:
                self._model = load_cross_encoder(self._name)
            # Of torch only where the model is there already: importing it takes seconds.
            from torch.nn import Sigmoid

            pairs = [(question, text) for text in texts]
            made: list[float] = []
            for first in range(0, len(pairs), AT_A_TIME):
                next_step()
                few = pairs[first : first + AT_A_TIME]
                found = self._model.predict(few, activation_fn=Sigmoid(), show_progress_bar=False)
                made += np.asarray(found).tolist()
            scores = np.asarray(made, dtype=np.float32)
        if not np.isfinite(scores).all():
            raise unusable(self._name, "it gives scores that are no numbers.")
        return scores


def load_cross_encoder(model: str) -> CrossEncoder:
    """Load a cross-encoder; a folder is loaded without touching the network."""
    # Importing the library takes seconds, and nothing needs it where no reranker is named.
    from sentence_transformers import CrossEncoder

    try:
        loaded: CrossEncoder = CrossEncoder(model, local_files_only=Path(model).is_dir())
    except (OSError, ValueError, SafetensorError) as error:
        raise unusable(model, first_line(error)) from error
    if loaded.num_labels != 1:
        raise unusable(model, f"it gives {loaded.num_labels} scores for a text, not one.")
    if has_random_scores(loaded):
        raise unusable(model, "it was not trained to score pairs of texts.")
    return loaded


def has_random_scores(model: CrossEncoder) -> bool:
    """Say whether a model's last layer was made up: the library loads an encoder so, too."""
    network = model.model
    kind = type(network).__name__
    if network is None or not kind.endswith(CLASSIFIER):
        return False
    return kind not in (network.config.architectures or ())


def unusable(model: str, reason: str) -> ModelError:
    """Return the error for a model that cannot rerank."""
    return ModelError(
        f"The reranker {model!r} cannot be used: {reason} Name a folder that holds a "
        "cross-encoder with one score, or a name the hub knows while the network is there; or "
        "leave out --reranker and CLAUSIER_RERANKER.",
        code="reranker-unusable",
        model=model,
    )
