"""Print the README's table of how questions are answered: `make eval-table`.

Takes a folder of development reports and questions beside the checkout (`../shared`, or the one
named), builds a library of the reports and asks every question of its report.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.models import Source
from ingest.pipeline import read_source
from retrieval.assistant import Assistant
from retrieval.evaluation.asking import ask_all
from retrieval.evaluation.questions import read_questions
from retrieval.evaluation.reports import ReportOf
from retrieval.evaluation.scores import Scored, score
from retrieval.evaluation.summary import Summary, summarise
from ui.adding import progress_bar
from ui.settings import CHECKOUT, Settings, open_assistant, tell

# The first of these that a folder has is its report.
FILES = ("rendered.html", "original.html", "original.pdf", "original.txt")
SAMPLE = "oic-mali-2019-fr"
COLUMNS = ("hit@1", "hit@3", "hit@10", "nDCG@10")


def main(shared: Path, library: str | None) -> int:
    """Print the table; return 1 if there is nothing to ask."""
    own = CHECKOUT / "data" / "questions"
    files = sorted(own.glob("*.jsonl"))
    files += [f for f in sorted(shared.glob("questions/*.jsonl")) if f.name not in names(files)]
    sets = {file.stem: [file] for file in files}
    sets["public-reports"] = sorted((own / "public-reports").glob("*.jsonl"))
    if not (shared / "documents").is_dir():
        tell(f"Nothing to ask: no documents in {shared}.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(os.environ, library=library or folder)
        with open_assistant(settings) as assistant:
            if not library:
                add_reports(shared / "documents", assistant)
            print(
                "| questions | n | "
                + " | ".join(COLUMNS)
                + " | AUROC | silence: precision, recall |"
            )
            print("|---" * (len(COLUMNS) + 4) + "|")
            for set_name, together in sets.items():
                for name, rows in evaluate(set_name, together, assistant):
                    print(table_row(name, summarise(name, rows)), flush=True)
    return 0


def names(files: list[Path]) -> set[str]:
    """Return the names of files."""
    return {file.name for file in files}


def add_reports(documents: Path, assistant: Assistant) -> None:
    """Add the report of each folder, named as the folder is."""
    for folder in sorted(documents.iterdir()):
        if file := next((folder / name for name in FILES if (folder / name).is_file()), None):
            source = read_source(file)
            with progress_bar(folder.name) as progress:
                assistant.add(Source(folder.name + file.suffix, source.data), progress)


def evaluate(
    set_name: str, files: Sequence[Path], assistant: Assistant
) -> Iterator[tuple[str, list[Scored]]]:
    """Yield the figures of question files; those in a language that is not one of ours apart."""
    questions = [question for file in files for question in read_questions(file)]
    named = [sample_id(assistant)] if not any(q.doc for q in questions) else []
    with progress_bar(set_name) as progress:
        rows = score(
            list(ask_all(questions, assistant, ReportOf(assistant.reports(), named), progress))
        )
    ours = [row for row in rows if row.language in ("fr", "en", "ar")]
    others = [row for row in rows if row.language not in ("fr", "en", "ar")]
    yield set_name, ours
    if others:
        yield f"{set_name}, other languages", others


def sample_id(assistant: Assistant) -> str:
    """Return the id of the sample report."""
    return next(r.id for r in assistant.reports() if Path(r.source_name).stem == SAMPLE)


def table_row(name: str, found: Summary) -> str:
    """Return one line of the table, in per cent with 95 % intervals."""
    measures = [found.all.measures[name] for name in COLUMNS]
    figures = [f"{100 * m.value:.0f} [{100 * m.low:.0f}, {100 * m.high:.0f}]" for m in measures]
    auroc = found.trust.auroc
    silence = (found.trust.silence_precision.value, found.trust.silence_recall.value)
    told = [
        f"{auroc.value:.2f} [{auroc.low:.2f}, {auroc.high:.2f}]" if auroc else "",
        ", ".join(f"{100 * (s or 0):.0f} %" for s in silence) if auroc else "",
    ]
    return "| " + " | ".join([name, str(found.all.answerable), *figures, *told]) + " |"


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(Path(arguments[0] if arguments else "../shared"), *(arguments[1:2] or [None])))
