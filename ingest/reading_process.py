"""Many files are read faster by processes that are forked from one that has everything loaded.

Each file still has a process of its own, with limits of its own, and none sees another's bytes:
a file made to do harm cannot touch the reading of the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from ingest.confined import DEFAULT_LIMITS, Limits, parse_confined
from ingest.models import DEFAULT_MOST_SCANS, ParsedReport, Progress, Source, no_progress
from ingest.processes import Running, close, popen, started, stop, stop_group
from ingest.scratch import Scratch

PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from ingest.forking import main; main()"
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "recv_fds")  # Windows cannot
LONGEST_ANSWER = 64
SECONDS_TO_ANSWER = 60  # it loads the readers before the first


class ReadingProcess:
    """Reads files one after the other, or several at once from several threads.

    Used in a `with` block; what it needs is started with the first file and ends with the block.
    Where it cannot be had, or breaks down, each file is read by a process started from nothing.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._open = contextlib.ExitStack()
        self._asked: socket.socket | None = None
        self._lock = threading.Lock()
        self._usable = CAN_FORK

    def __enter__(self) -> ReadingProcess:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the process that others are forked from."""
        self.close()

    def close(self) -> None:
        """End the process that others are forked from; the next file would start it again."""
        with self._lock:
            self._open.close()
            self._asked = None

    def parse(
        self,
        source: Source,
        max_bytes: int,
        limits: Limits = DEFAULT_LIMITS,
        progress: Progress = no_progress,
        most_scans: int = DEFAULT_MOST_SCANS,
    ) -> ParsedReport:
        """Read the bytes of one file. Returns and raises what `parse_confined` does."""
        return parse_confined(source, max_bytes, limits, progress, most_scans, start=self._forked)

    @contextlib.contextmanager
    def _forked(self, folder: Path, errors: int) -> Iterator[Running]:
        """Start a reading process as `started` does, but from one that has everything loaded."""
        orders, given = os.pipe()
        heard, answers = os.pipe()
        child = self._ask(["start", str(folder)], [orders, answers, errors])
        for pipe in (orders, answers):
            os.close(pipe)
        running = Running(os.fdopen(given, "wb"), os.fdopen(heard, "rb"))
        if child is None:
            close(running)
            with started(folder, errors) as running:
                yield running
            return
        try:
            yield running
        finally:
            running.returncode = self._end(child)
            close(running)

    def _end(self, child: int) -> int | None:
        """End a child with all that it started, and return how it ended, if that is known.

        Its number is its own only as long as the process it was forked from keeps it. Without
        that one, the child ends itself, since its pipes close.
        """
        if self._asked is None:
            return None
        stop_group(child)
        return self._ask(["end", child])

    def _ask(self, message: list[str | int], pipes: list[int] | None = None) -> int | None:
        """Return what the process that forks answers; None if it cannot be had, then or later."""
        with self._lock:
            if not self._usable:
                return None
            try:
                asked = self._asked = self._asked or self._start()
                socket.send_fds(asked, [json.dumps(message).encode()], pipes or [])
                return int(json.loads(asked.recv(LONGEST_ANSWER)))
            except (OSError, ValueError):  # it is gone, or says nothing in time
                self._usable = False
                self._asked = None
                self._open.close()
                return None

    def _start(self) -> socket.socket:
        """Start the process that others are forked from, and return the socket to it."""
        folder = Path(self._open.enter_context(Scratch()))
        ours, theirs = socket.socketpair()
        with theirs:
            nowhere = subprocess.DEVNULL
            process = popen(PROGRAM, folder, theirs.fileno(), nowhere, nowhere)
        self._open.callback(process.wait)
        self._open.callback(stop, process)
        ours.settimeout(SECONDS_TO_ANSWER)
        return self._open.enter_context(ours)
