"""Measure what a question costs: `make bench`.

Prints medians of one run on this machine. "Beside the encoder" is a question's time in one process
less the time of encoding the same question, measured in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ingest.pipeline import list_files, read_source
from retrieval.assistant import Assistant
from retrieval.encoder import load_encoder
from retrieval.packaged_model import PACKAGED
from ui.settings import Settings

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "reports"
QUESTION = "Quelle résolution du Conseil de sécurité a prorogé le mandat de la MINUSMA ?"
WARM_ROUNDS = 200
COLD_ROUNDS = 5


def seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def cold_ask(library: Path) -> None:
    """Run `clausier ask` as a new process."""
    command = [sys.executable, "-m", "ui", "--library", str(library), "ask", QUESTION]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=SAMPLE.parent.parent)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(os.environ, library=folder)
        encoder = load_encoder(settings.model or PACKAGED, settings.cache)
        # One encoder for both: the threads of a second one would take the first one's processors.
        with Assistant(settings.library, lambda: encoder) as assistant:
            for file in list_files(SAMPLE):
                assistant.add(read_source(file))
            assistant.ask(QUESTION)
            alone, whole = [], []
            for _ in range(WARM_ROUNDS):
                alone.append(seconds(lambda: encoder.encode_query(QUESTION)))
                whole.append(seconds(lambda: assistant.ask(QUESTION)))
        cold = [seconds(lambda: cold_ask(Path(folder))) for _ in range(COLD_ROUNDS)]
    encoding, asking = statistics.median(alone), statistics.median(whole)
    print(f"encoding one question, warm        {1000 * encoding:7.1f} ms")
    print(f"answering it, warm                 {1000 * asking:7.1f} ms")
    print(f"beside the encoder                 {1000 * (asking - encoding):7.1f} ms")
    print(f"`clausier ask`, from cold          {statistics.median(cold):7.2f} s")


if __name__ == "__main__":
    main()
