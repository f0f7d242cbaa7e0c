"""A file is read in a process of its own, which may take so much time, memory and output.

What is read may have been made to break what reads it. The reading process knows nothing of the
library, answers in lines of JSON (never a pickle, which could run what it says), and is killed
with all that it started when it takes too much, when the user stops it, or when this process ends.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

from ingest.errors import UnreadableFile
from ingest.models import (
    DEFAULT_MOST_SCANS,
    ParsedReport,
    Progress,
    Report,
    Source,
    no_progress,
)
from ingest.plain import from_plain
from ingest.processes import Running, Start, started
from ingest.scratch import Scratch

MEGABYTE = 1024 * 1024
SHOWN_OF_A_FAILURE = 4_000
CHUNK = 65_536

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    `seconds` without any progress end it, a few more for each megabyte of the file, and
    `most_seconds` in any case: a long report that is read page by page is given its time, a file
    that only keeps the reader busy is not.
    """

    seconds: float = 60
    seconds_per_megabyte: float = 10
    most_seconds: float = 3_600
    memory_bytes: int = 2_048 * MEGABYTE
    output_bytes: int = 256 * MEGABYTE


DEFAULT_LIMITS = Limits()


class Overrun(Exception):
    """A reading process took too much; `code` says of what. Never leaves this module."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_confined(
    source: Source,
    max_bytes: int,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = no_progress,
    most_scans: int = DEFAULT_MOST_SCANS,
    start: Start = started,
) -> ParsedReport:
    """Read the bytes of one file into a report and its clauses, in a process of its own.

    Returns and raises what `parse_report` does, and `UnreadableFile` if the reading took more
    than its limits or broke down. `start` starts the process.
    """
    order = {
        "name": source.name,
        "size": len(source.data),
        "max_bytes": max_bytes,
        "most_scans": most_scans,
        "memory": limits.memory_bytes,
        "cpu": round(limits.most_seconds),
    }
    given = json.dumps(order).encode() + b"\n" + source.data
    with Scratch() as folder:
        errors = Path(folder) / "errors.txt"
        with errors.open("wb") as told, start(Path(folder), told.fileno()) as process:
            try:
                return assemble(Lines(process, given, limits), progress)
            except (Overrun, ValueError, TypeError, RecursionError) as failure:
                code = failure.code if isinstance(failure, Overrun) else "reading-failed"
        why = last_words(errors)
    # A library that gets no memory aborts without a word; one that finds itself broken tells.
    if "MemoryError" in why or (process.returncode == -signal.SIGABRT and not why):
        code = "reading-memory"
    log.warning("%s: %s, status %s. %s", source.name, code, process.returncode, why)
    raise overrun(source.name, code, limits)


def last_words(errors: Path) -> str:
    """Return the end of what a reading process wrote about its failure."""
    with errors.open("rb") as file:
        file.seek(max(0, errors.stat().st_size - SHOWN_OF_A_FAILURE))
        return file.read().decode(errors="replace").strip()


def overrun(name: str, code: str, limits: Limits) -> UnreadableFile:
    """Return the error for a file whose reading took too much or broke down."""
    megabytes = limits.memory_bytes // MEGABYTE
    if code == "reading-time":
        return UnreadableFile(
            f"{name} took too long to read. Split it, or save it as plain text.",
            code="reading-time",
            name=name,
        )
    if code == "reading-memory":
        return UnreadableFile(
            f"{name} takes more than {megabytes} MB of memory to read. Split it, or save it as "
            "plain text.",
            code="reading-memory",
            name=name,
            limit=megabytes,
        )
    if code == "reading-output":
        limit = limits.output_bytes // MEGABYTE
        return UnreadableFile(
            f"{name} comes to more than {limit} MB of clauses, which no report has. Split it.",
            code="reading-output",
            name=name,
            limit=limit,
        )
    return UnreadableFile(
        f"{name} made the reader break down; the log says where. The file may be damaged: open it "
        "in the program that made it, save it again and add that.",
        code="reading-failed",
        name=name,
    )


class Lines:
    """The lines that a reading process says, within the limits."""

    def __init__(self, process: Running, order: bytes, limits: Limits) -> None:
        """Give the process its order, and begin to listen."""
        self._process = process
        self._limits = limits
        megabytes = len(order) / MEGABYTE
        self._patience = limits.seconds + megabytes * limits.seconds_per_megabyte
        self._last = time.monotonic() + limits.most_seconds
        self._heard: queue.Queue[bytes | None] = queue.Queue()
        # Of its own: once the process's is closed, its number may be that of the next one's pipe.
        self._answers = os.dup(process.stdout.fileno())
        for work in (lambda: self._tell(order), self._listen):
            threading.Thread(target=work, daemon=True).start()

    def _tell(self, order: bytes) -> None:
        """Write the order. The pipe stays open: when it closes, the process ends itself."""
        with contextlib.suppress(OSError):  # it ended before it read all
            self._process.stdin.write(order)
            self._process.stdin.flush()

    def _listen(self) -> None:
        """Put what the process says into the queue; None when it says too much, b"" at its end."""
        left = self._limits.output_bytes
        with os.fdopen(self._answers, "rb", buffering=0) as answers, contextlib.suppress(OSError):
            while heard := answers.read(CHUNK):
                left -= len(heard)
                if left < 0:
                    return self._heard.put(None)
                self._heard.put(heard)
        self._heard.put(b"")

    def __iter__(self) -> Iterator[Any]:
        """Yield each line, read as JSON. Raises `Overrun`, and `ValueError` for no JSON."""
        pieces: list[bytes] = []
        while heard := self._next():
            *ended, rest = heard.split(b"\n")
            for line in ended:
                yield json.loads(b"".join([*pieces, line]))
                pieces.clear()
            pieces.append(rest)

    def _next(self) -> bytes:
        """Return what the process says next, b"" when it says no more."""
        patience = min(self._patience, self._last - time.monotonic())
        try:
            heard = self._heard.get(timeout=max(patience, 0))
        except queue.Empty:
            raise Overrun("reading-time") from None
        if heard is None:
            raise Overrun("reading-output")
        return heard


def assemble(lines: Lines, progress: Progress) -> ParsedReport:
    """Put a report together from the lines of a reading process. Raises what they tell.

    The text of a clause is not told but cut from the report's, so that it cannot differ from it.
    """
    kinds = get_type_hints(ParsedReport)
    fields: dict[str, Any] = {}
    for line in lines:
        match line:
            case ["progress", str(step), int(done), int(total)]:
                progress(step, done, total)
            case ["overrun", str(code)]:
                raise Overrun(code)
            case ["error", str(message), str(code), dict(values)]:
                raise UnreadableFile(message, code=code, **texts_and_figures(values))
            case ["field", str(name), value] if name in kinds:
                fields[name] = from_plain(kinds[name], value)
            case ["item", str(name), value] if name in kinds:
                fields.setdefault(name, []).append(from_plain(get_args(kinds[name])[0], value))
            case ["done"] if isinstance(fields.get("report"), Report):
                text = fields["report"].text
                clauses = [replace(c, text=text[c.start : c.end]) for c in fields["clauses"]]
                lists = {name: tuple(v) for name, v in fields.items() if isinstance(v, list)}
                return ParsedReport(**{**fields, **lists, "clauses": tuple(clauses)})
            case _:
                raise ValueError("a line that is none of these")
    raise Overrun("reading-failed")


def texts_and_figures(values: dict[str, Any]) -> dict[str, str | int]:
    """Return the values of an error that words can be filled with."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, str | int) and name not in {"self", "message", "code"}
    }
