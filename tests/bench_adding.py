"""Measure what adding a folder costs beside the embedding: `make bench-adding`.

A folder of small reports is made from the clauses of the sample report, no two alike. Its passages
are embedded by themselves first, then the folder is added; both in turn, so that a busy machine
slows both.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

from ingest.pipeline import add_report, list_files, parse_report, read_source
from retrieval.assistant import Assistant
from retrieval.encoder import PACKAGED, Encoder, load_encoder
from retrieval.passages import make_passages
from ui.settings import Settings

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "reports"
CLAUSES = 8


def make_folder(folder: Path, count: int, seed: int) -> list[Path]:
    """Write so many small reports of the sample's clauses, their words in another order."""
    chance = random.Random(seed)
    parsed = parse_report(read_source(list_files(SAMPLE)[0]))
    texts = [clause.text for clause in parsed.clauses if clause.num]
    for number in range(count):
        lines = [f"RAPPORT NUMÉRO {number}", ""]
        for position in range(1, CLAUSES + 1):
            words = chance.choice(texts).split()
            start = chance.randrange(len(words))
            lines += [f"{position}. La réunion {' '.join(words[start:] + words[:start])}", ""]
        (folder / f"{number:04}.txt").write_text("\n".join(lines), encoding="utf-8")
    return list_files(folder)


def embedding_alone(files: list[Path], encoder: Encoder, library: Path) -> float:
    """Return how long the encoder takes for the passages of these files, and nothing else."""
    with Assistant(library, lambda: encoder) as assistant:
        store = assistant._store
        for file in files:
            add_report(read_source(file), store, read=parse_report)
        pending = assistant._index.vectors(encoder).pending()
    passages = [
        passage
        for clause in pending
        for passage in make_passages(clause, encoder.count_tokens, encoder.max_tokens)
    ]
    started = time.perf_counter()
    for _ in encoder.encode_passages(passages):
        pass
    return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--parts", type=int, default=2, help="measured in turn")
    args = parser.parse_args()
    settings = Settings.from_env(os.environ)
    encoder = load_encoder(PACKAGED, settings.cache)
    alone = adding = 0.0
    with tempfile.TemporaryDirectory() as made:
        library = Path(made) / "library"
        for part in range(args.parts):
            folder = Path(made) / f"part-{part}"
            folder.mkdir()
            files = make_folder(folder, args.reports // args.parts, seed=part)
            alone += embedding_alone(files, encoder, Path(made) / f"alone-{part}")
            with Assistant(library, lambda: encoder) as assistant:
                started = time.perf_counter()
                count = sum(1 for _ in assistant.add_files(files))
                adding += time.perf_counter() - started
                assert count == len(files)
    print(f"{args.reports} reports of {CLAUSES} clauses")
    print(f"embedding their passages, alone    {alone:8.1f} s")
    print(f"adding the folder                  {adding:8.1f} s")
    print(f"beside the embedding               {100 * (adding / alone - 1):8.1f} %")


if __name__ == "__main__":
    main()
