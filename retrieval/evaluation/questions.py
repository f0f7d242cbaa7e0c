"""Files of questions whose clauses are known: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import ClausierError, UnreadableFile
from ingest.language import language_of


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question and the keys of the clauses that answer it; none: its report does not.

    `also_ok` are acceptable too. `doc` names the report, `history` the earlier questions of the
    same conversation; both may be empty.
    """

    file: str  # its name, without folders
    line: int  # 1-based
    text: str
    language: str
    gold: tuple[str, ...]
    also_ok: tuple[str, ...] = ()
    doc: str = ""
    kind: str = ""
    history: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Say whether its report answers it."""
        return bool(self.gold)

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return f"{self.file}, line {self.line}"


def read_questions(file: Path) -> list[KnownQuestion]:
    """Return the questions of a JSON-lines file.

    A line is `{"q", "lang", "gold", "also_ok", "doc", "kind", "history"}`, of which `q` and `gold`
    are needed. Raises `UnreadableFile` for the file, `ClausierError` naming a bad line.
    """
    try:
        # Only "\n" ends a JSON line: a question may hold U+2028 and other breaks as they are.
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"{file} cannot be read: {error}. Give a file of JSON lines in UTF-8."
        ) from error
    questions = [
        read_question(line, file.name, number)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not questions:
        raise UnreadableFile(f'{file} holds no question. A line is {{"q": …, "gold": ["13"]}}.')
    return questions


def read_question(line: str, file: str, number: int) -> KnownQuestion:
    """Return the question of one line."""
    where = f"{file}, line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ClausierError(f"{where} is no JSON: {error}. Mend that line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise ClausierError(f'{where} has no "q" with a question in it. Mend that line.')
    if "gold" not in row:
        raise ClausierError(
            f'{where} has no "gold": the keys of the clauses that answer, [] if none does. '
            "Mend that line."
        )
    return KnownQuestion(
        file,
        number,
        row["q"],
        str(row.get("lang") or language_of(row["q"])),
        strings(row, "gold", where),
        strings(row, "also_ok", where),
        str(row.get("doc") or ""),
        str(row.get("kind") or ""),
        strings(row, "history", where),
    )


def strings(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    """Return a list of strings in a row; a number is read as its key, 13 as "13"."""
    values = row.get(name) or []
    if not isinstance(values, list) or not all(isinstance(v, (str, int)) for v in values):
        raise ClausierError(
            f'{where}: "{name}" is {values!r}. Make it a list, such as ["13", "6.e"].'
        )
    return tuple(str(value) for value in values)
