"""How a reading process is started, what it may know, and how it is ended with all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from ingest.reading import main; main()"
# What a reading process may know of its surroundings: where programs are, not what they hold.
KEPT_VARIABLES = {
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SYSTEMROOT", "TESSDATA_PREFIX",
}  # fmt: skip
# One thread each: libraries set memory aside for as many as the machine has processors.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
# Tables of many megabytes in few large pages: a process is forked sooner the fewer it has.
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


@dataclass(slots=True)
class Running:
    """A reading process at work: where its order goes, where its answer comes from.

    `returncode` is set when it has ended: minus the signal that ended it, None where nobody knows.
    """

    stdin: IO[bytes]
    stdout: IO[bytes]
    returncode: int | None = None


# Starts a reading process in an empty folder, with a file for what it tells of its failures.
Start = Callable[[Path, int], AbstractContextManager[Running]]


@contextlib.contextmanager
def started(folder: Path, errors: int) -> Iterator[Running]:
    """Start a reading process in an empty folder; whatever happens, end it and what it started."""
    process = popen(PROGRAM, folder, subprocess.PIPE, subprocess.PIPE, errors)
    if not (process.stdin and process.stdout):  # both were asked for
        raise ValueError("a process without pipes")
    running = Running(process.stdin, process.stdout)
    try:
        yield running
    finally:
        stop(process)
        running.returncode = process.wait()
        close(running)


def popen(program: str, folder: Path, *pipes: int) -> subprocess.Popen[bytes]:
    """Start a program of ours that sees its own folder, our paths, and nothing else of ours."""
    stdin, stdout, stderr = pipes
    paths = [str(Path(__file__).resolve().parent.parent), *map(os.path.abspath, sys.path)]
    return subprocess.Popen(  # noqa: S603 - our own program, and no word of the file's
        # -I and -S: no variables, no user's folder, no site: only the paths that are given.
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", program, *paths],
        cwd=folder,
        env=environment(folder),
        start_new_session=True,  # a group of its own, so that all of it can be ended
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a reading process: no name of a library or of a user's folder."""
    kept = {name: text for name, text in os.environ.items() if name.upper() in KEPT_VARIABLES}
    return {**kept, **homes(folder), **ONE_THREAD, **LARGE_PAGES}


def homes(folder: Path | str) -> dict[str, str]:
    """Return the variables that say where a process may put things: into its own folder."""
    return dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, and every process that it started."""
    if hasattr(os, "killpg"):
        stop_group(process.pid)
    else:
        process.kill()


def stop_group(group: int) -> None:
    """End a group of processes. It outlives its first while another of it runs."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def close(running: Running) -> None:
    """Close the pipes to a process that has ended."""
    for pipe in (running.stdin, running.stdout):
        with contextlib.suppress(OSError):
            pipe.close()
