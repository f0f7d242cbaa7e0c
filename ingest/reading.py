"""The reading process, started by `ingest.confined`: one file in, lines of JSON out.

The first line of its standard input is the order; the bytes of the file follow. Its standard
output tells progress, then the report, its clauses and its doubts; or the error.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from dataclasses import fields, replace
from typing import Any, BinaryIO

from ingest.errors import UnreadableFile
from ingest.models import Clause, ParsedReport, Source
from ingest.plain import to_plain

LARGEST_FILE_WRITTEN = 512 * 1024 * 1024  # page images for OCR; a full disk helps nobody


def main() -> None:
    """Read the file of the order and tell what it is."""
    given, answers = take_pipes()
    order = json.loads(given.readline())
    confine(order["memory"], order["cpu"])
    data = given.read(order["size"])
    end_with(given)
    said = Answers(answers)
    try:
        tell_reading(order, data, said)
    except MemoryError:
        said.say("overrun", "reading-memory")
    answers.flush()


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output, and put nothing in their place.

    What a library prints goes nowhere, and what is started from here inherits neither pipe.
    """
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return pipes


def confine(memory: int, seconds: int) -> None:
    """Set the limits of this process and what it starts, as far as the system knows them.

    `ingest.confined` watches the time as well; here the limit outlives it.
    """
    try:
        import resource
    except ImportError:  # Windows has none
        return
    limits = {
        "RLIMIT_AS": memory,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": LARGEST_FILE_WRITTEN,
        "RLIMIT_CORE": 0,
    }
    for name, value in limits.items():
        which = getattr(resource, name, None)
        # macOS knows some limits by name only; and none is raised that is lower already.
        with contextlib.suppress(ValueError, OSError):
            if which is not None:
                resource.setrlimit(which, (value, value))


def end_with(pipe: BinaryIO) -> None:
    """End this process and what it started when the other end of a pipe closes."""

    def watch() -> None:
        pipe.read()
        if hasattr(os, "killpg"):
            os.killpg(os.getpgrp(), signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Answers:
    """Writes lines of JSON."""

    def __init__(self, pipe: BinaryIO) -> None:
        """Write to this pipe."""
        self._pipe = pipe

    def say(self, *line: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Write one line."""
        self._pipe.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def progress(self, step: str, done: int, total: int) -> None:
        """Tell how far the reading is, at once."""
        self.say("progress", step, done, total)
        self._pipe.flush()

    def parsed(self, parsed: ParsedReport) -> None:
        """Tell a report field by field; the texts of its clauses are spans of its own."""
        for field in fields(parsed):
            value = getattr(parsed, field.name)
            if not isinstance(value, tuple):
                self.say("field", field.name, to_plain(value))
                continue
            for item in value:
                bare = replace(item, text="") if isinstance(item, Clause) else item
                self.say("item", field.name, to_plain(bare))
        self.say("done")

    def error(self, error: UnreadableFile) -> None:
        """Tell why the file cannot be read."""
        self.say("error", str(error), error.code, error.values)


def tell_reading(order: dict[str, Any], data: bytes, answers: Answers) -> None:
    """Read a file and tell what it is, or why it cannot be read."""
    from ingest.pipeline import parse_report

    source = Source(order["name"], data)
    try:
        parsed = parse_report(source, order["max_bytes"], answers.progress, order["most_scans"])
    except UnreadableFile as error:
        answers.error(error)
    else:
        answers.parsed(parsed)
