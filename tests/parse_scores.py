"""Score the reading of real reports against their true clauses: `make parse-scores`.

Takes a folder of development reports beside the checkout (`../shared`, or the one named): each of
its `documents/` holds a `gold.json` and the files to read; `tools/score_clauses.py` compares.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.pipeline import parse_report, read_source
from ingest.readers import is_readable
from ui.contracts import parsed_json

NOT_REPORTS = {"source.txt"}


def main(shared: Path) -> int:
    """Print a table of the scores; return 1 if there is nothing to score."""
    golds = sorted(shared.glob("documents/*/gold.json"))
    if not golds:
        print(f"Nothing to score: no documents with a gold.json in {shared}.")
        return 1
    print("| report | file | clauses | found | not in gold | F1 |\n|---|---|---|---|---|---|")
    for gold in golds:
        for file in sorted(gold.parent.iterdir()):
            if is_readable(file.name) and file.name not in NOT_REPORTS:
                s = score(file, gold, shared / "tools" / "score_clauses.py")
                row = [gold.parent.name, file.name, s["gold"], s["found"], s["not_in_gold"]]
                print(f"| {' | '.join(map(str, row))} | {s['f1']:.3f} |")
    return 0


def score(file: Path, gold: Path, scorer: Path) -> dict[str, float]:
    """Return the scorer's figures for one file."""
    parsed = parsed_json(parse_report(read_source(file)))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as output:
        json.dump(parsed, output)
        output.flush()
        command = [sys.executable, str(scorer), str(gold), output.name, "--show", "0"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(printed)
    return figures


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
