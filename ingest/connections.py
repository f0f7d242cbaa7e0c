"""Connections to a library's file: of whoever may write it, and of whoever may only read it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.refusals import SECONDS_TO_WAIT_FOR_A_WRITER

# What the write-ahead log is cut to once its contents are in the file.
LARGEST_LOG = 64 * 1024 * 1024
LOG = "-wal"

# Of a file: which it is, how large, when it was last written, and whether it has a log.
State = tuple[int, int, int, bool]


class Connection(sqlite3.Connection):
    """A connection that knows what it was opened on, where no lock keeps that as it is."""

    seen: State | None = None

    def is_still(self, file: Path) -> bool:
        """Say whether what it reads is of one moment."""
        return self.seen is None or state_of(file) == self.seen


def connect(file: Path) -> Connection:
    """Return a connection to a library's file, in which no transaction begins by itself."""
    db = sqlite3.connect(
        file,
        timeout=SECONDS_TO_WAIT_FOR_A_WRITER,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
    return db


def connect_to_read(file: Path) -> Connection:
    """Return a connection to a library's file that changes nothing, nor anything beside it.

    Who reads and who writes tell each other by the log and its own index, which SQLite makes
    where it may. Where it may not, and there is no log, nobody writes: the file is read as it
    stands, and counts as read only while it stands so (`Connection.is_still`).
    """
    seen = state_of(file)
    has_log = seen[-1]
    how = "mode=ro" if has_log else "mode=ro&immutable=1"
    db = sqlite3.connect(
        f"{file.absolute().as_uri()}?{how}",
        uri=True,
        timeout=SECONDS_TO_WAIT_FOR_A_WRITER,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    db.seen = None if has_log else seen
    return db


def state_of(file: Path) -> State:
    """Return what tells whether a file was changed."""
    status = file.stat()
    log = file.with_name(file.name + LOG)
    has_log = log.exists() and log.stat().st_size > 0
    return status.st_ino, status.st_size, status.st_mtime_ns, has_log
