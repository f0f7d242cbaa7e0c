"""Questions from a file, answered in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import ClausierError, ReportNotFound, UnreadableFile, UnusableQuestion
from retrieval.assistant import Assistant
from retrieval.scope import Scope
from retrieval.styles import Style
from ui.contracts import Json, answer_json, unusable_json


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a batch: the question, where to look, and the questions before it."""

    text: str
    scope: Scope
    history: tuple[str, ...] = ()


def read_batch(file: Path, scope: Scope) -> list[Question]:
    """Return the questions of a JSON-lines file, all read before the first is answered.

    A line is `{"q": …, "report": optional id, "history": optional list}`; its report goes before
    those of `scope`, its history holds the earlier questions of a conversation. Raises
    `UnreadableFile` for the file, `ClausierError` naming a bad line.
    """
    try:
        # Only "\n" ends a JSON line: a question may hold U+2028 and other breaks as they are.
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"{file} cannot be read: {error}. Give a file of JSON lines in UTF-8."
        ) from error
    return [
        read_question(line, f"{file}, line {number}", scope)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def read_question(line: str, where: str, scope: Scope) -> Question:
    """Return the question of one line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ClausierError(f"{where} is no JSON: {error}. Mend that line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise ClausierError(f'{where} has no "q" with a question in it. Mend that line.')
    own = row.get("report")
    history = row.get("history") or []
    if not isinstance(history, list) or not all(isinstance(q, str) for q in history):
        raise ClausierError(f'The "history" of {where} is no list of questions. Mend that line.')
    within = replace(scope, reports=(str(own),)) if own else scope
    return Question(row["q"], within, tuple(history))


def answer_batch(
    questions: Sequence[Question],
    assistant: Assistant,
    limit: int,
    style: Style,
    explained: bool = False,
) -> Iterator[Json]:
    """Yield an answer to each question, in order, as `ask --json` prints it.

    One that cannot be asked (empty, too long, of a report that is not there) does not stop the
    others: its answer says why in `error`.
    """
    for asked in questions:
        try:
            answer = assistant.ask(asked.text, asked.scope, limit, history=asked.history)
            yield answer_json(assistant.citations.cited(answer, style), explained)
        except (UnusableQuestion, ReportNotFound) as error:
            yield unusable_json(asked.text, error)
