"""The process that reading processes are forked from, started by `ingest.reading_process`.

It loads the readers once and then sees no file: each is read by a child of its own, which is
given its pipes and has the same limits as a process that was started from nothing.

Its standard input is a socket. `["start", folder]`, with the three pipes of the child, is answered
by the child's number; `["end", number]` by how it ended. A child that has ended keeps its number
until then, so that no other process can be taken for it.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import socket
from importlib import import_module
from typing import NoReturn

from ingest import reading
from ingest.processes import homes

LONGEST_MESSAGE = 65_536
PIPES = 3
# A word of every kind, so that what is loaded at first use is loaded before the first child.
FIRST_READING = "RAPPORT\n\n1. Un puits, le 3 mai 2019.\n\n(a) sûr;\n\n2. الفقرة الأولى\n"


def main() -> None:
    """Start and end children as the socket tells, until its other end closes."""
    asked = socket.socket(fileno=os.dup(0))
    load_readers()
    while True:
        message, pipes, _, _ = socket.recv_fds(asked, LONGEST_MESSAGE, PIPES)
        match json.loads(message or "null"):
            case ["start", str(folder)]:
                child = os.fork()
                if not child:
                    asked.close()
                    read_one(folder, pipes)
                answer = registered(child, pipes)
            case ["end", int(child)]:
                answer = end(child)
            case _:
                return
        asked.sendall(json.dumps(answer).encode())


def load_readers() -> None:
    """Load what any file may need."""
    from ingest.readers import IMAGES, READERS

    for module in {*READERS.values(), *IMAGES.values()}:
        import_module(f"ingest.readers.{module}")
    with contextlib.suppress(ImportError):  # Windows has none, and does not fork
        import_module("resource")
    data = FIRST_READING.encode()
    order = {"name": "first.txt", "max_bytes": len(data), "most_scans": 0}
    reading.tell_reading(order, data, reading.Answers(io.BytesIO()))
    gc.freeze()  # what is loaded stays shared: no child looks through it for garbage


def read_one(folder: str, pipes: list[int]) -> NoReturn:
    """Read one file, as a process that was started for it in this folder does, and end."""
    os.setpgid(0, 0)
    for target, pipe in enumerate(pipes):
        os.dup2(pipe, target)
        os.close(pipe)
    os.chdir(folder)
    os.environ.update(homes(folder))
    reading.main()
    os._exit(0)  # to take apart all that was loaded takes longer than to read a short file


def registered(child: int, pipes: list[int]) -> int:
    """Return the number of a child that was forked, once it can be ended with what it starts."""
    # Both set the group, whichever comes first; it may even have ended.
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    for pipe in pipes:
        os.close(pipe)
    return child


def end(child: int) -> int:
    """End a child if it still runs, and return how it ended: minus the signal, or its status."""
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
