"""Measure the encoder: `make bench-encoder`.

The packaged model in one run by torch (as sentence-transformers runs it, from the unpacked weights)
and by onnxruntime (as Clausier does), in turn, so that what else the machine does weighs on both.
Clauses are cut to 110 tokens; torch takes them by nine, its best on two processors.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import numpy as np
from sentence_transformers import SentenceTransformer

from ingest.models import Place
from ingest.pipeline import list_files, parse_report, read_source
from ingest.vectors import Passage, Vector
from retrieval.packaged_encoder import PackagedEncoder
from retrieval.packaged_model import PROMPTS, packaged_model_folder
from tests.bench import QUESTION, SAMPLE
from ui.settings import Settings

TOKENS = 110
CLAUSES = 36
ROUNDS = 5
IN_A_BATCH = 9


def make_texts(encoder: PackagedEncoder) -> list[str]:
    """Return texts of about 110 tokens, of words of the sample report."""
    (file,) = list_files(SAMPLE)
    words = parse_report(read_source(file)).report.text.split()
    texts = []
    for start in range(0, 10 * CLAUSES, 10):
        text = ""
        for word in words[start % len(words) :] + words:
            if encoder.count_tokens(f"{text} {word}") > TOKENS:
                break
            text = f"{text} {word}".strip()
        texts.append(text)
    return texts


def seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    folder = packaged_model_folder(Settings.from_env(os.environ).cache)
    encoder = PackagedEncoder(folder)
    torch = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    texts = make_texts(encoder)
    passages = [Passage(Place("", n), 0, 0, len(t), t, b"", (len(t),)) for n, t in enumerate(texts)]

    def by_torch(prompt: str, texts: list[str]) -> Vector:
        return np.asarray(
            torch.encode(
                [prompt + text for text in texts],
                normalize_embeddings=True,
                show_progress_bar=False,
                batch_size=IN_A_BATCH,
            )
        )

    def by_onnxruntime() -> Vector:
        made = {
            passage.place.position: e.vector for passage, e in encoder.encode_passages(passages)
        }
        return np.stack([made[n] for n in range(len(texts))])

    torch_vectors, vectors = by_torch(PROMPTS["passage"], texts), by_onnxruntime()
    times: dict[str, list[float]] = {"torch": [], "onnxruntime": [], "t, one": [], "o, one": []}
    for _ in range(ROUNDS):
        times["torch"].append(seconds(lambda: by_torch(PROMPTS["passage"], texts)))
        times["onnxruntime"].append(seconds(by_onnxruntime))
        times["t, one"].append(seconds(lambda: by_torch(PROMPTS["query"], [QUESTION])))
        times["o, one"].append(seconds(lambda: encoder.encode_query(QUESTION)))
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, one in (("torch", "t, one"), ("onnxruntime", "o, one")):
        print(
            f"{name:12} {CLAUSES / middle[name]:7.1f} clauses a second"
            f"   one question {1000 * middle[one]:6.1f} ms"
        )
    ratios = [t / o for t, o in zip(times["torch"], times["onnxruntime"], strict=True)]
    print(f"onnxruntime is {statistics.median(ratios):.2f} times as fast")
    print(f"least cosine between their vectors {(torch_vectors * vectors).sum(axis=1).min():.6f}")


if __name__ == "__main__":
    main()
