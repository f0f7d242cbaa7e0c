"""What each question's list is worth: hit@k, recall@10 and nDCG@10, by ir-measures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import ClausierError, UnreadableFile
from retrieval.evaluation.asking import Outcome

# Our names, and those of ir-measures.
MEASURES = {
    "hit@1": "Success@1",
    "hit@3": "Success@3",
    "hit@10": "Success@10",
    "recall@10": "R@10",
    "nDCG@10": "nDCG@10",
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One question with its figures: a row of a run. `measures` is empty for unanswerable ones."""

    file: str
    line: int
    question: str
    language: str
    kind: str
    doc: str
    history: tuple[str, ...]
    answerable: bool
    measures: dict[str, float]
    first_right: bool
    confidence: float
    answered: bool
    seconds: float
    found: tuple[str, ...]  # keys of the hits, for whoever looks into a run

    @property
    def identity(self) -> tuple[str, str, str, tuple[str, ...]]:
        """What makes it the same question in another run, wherever it stands in its file."""
        return self.file, self.doc, self.question, self.history


def score(outcomes: Sequence[Outcome]) -> list[Scored]:
    """Return the figures of each question, in order."""
    measured = measure(outcomes)
    return [
        Scored(
            o.question.file, o.question.line, o.question.text, o.question.language,
            o.question.kind, o.question.doc, o.question.history, o.question.answerable,
            measures, o.first_right, o.answer.confidence, o.answer.answered, o.answer.seconds,
            tuple(hit.clause.key for hit in o.answer.hits),
        )
        for o, measures in zip(outcomes, measured, strict=True)
    ]  # fmt: skip


def measure(outcomes: Sequence[Outcome]) -> list[dict[str, float]]:
    """Return the measures of each question; none for those that nothing answers."""
    import ir_measures  # takes a second, with the library behind it

    ours = {ir_measures.parse_measure(theirs): name for name, theirs in MEASURES.items()}
    gold = {
        str(n): {f"gold-{g}": 1 for g in range(len(o.question.gold))}
        for n, o in enumerate(outcomes)
        if o.question.answerable
    }
    runs = {
        str(n): {
            (f"other-{rank}" if right is None else f"gold-{right}"): -float(rank)
            for rank, right in enumerate(o.right)
        }
        for n, o in enumerate(outcomes)
        if o.question.answerable
    }
    measured: list[dict[str, float]] = [{} for _ in outcomes]
    if gold:
        for found in ir_measures.iter_calc(list(ours), gold, runs):
            measured[int(found.query_id)][ours[found.measure]] = found.value
    return measured


def save_run(file: Path, rows: Sequence[Scored]) -> None:
    """Write a run, to be compared with later. Raises `ClausierError` if it cannot be written."""
    document = {"run": 1, "questions": [asdict(row) for row in rows]}
    try:
        file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise ClausierError(
            f"{file} cannot be written: {error.strerror}. Name another file with --save."
        ) from error


def load_run(file: Path) -> list[Scored]:
    """Return a run that was saved. Raises `UnreadableFile`."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        rows = [
            {**row, "history": tuple(row["history"]), "found": tuple(row["found"])}
            for row in document["questions"]
        ]
        return [Scored(**row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableFile(
            f"{file} is no saved run: {error}. Make one with `clausier evaluate FILE --save RUN`."
        ) from error
