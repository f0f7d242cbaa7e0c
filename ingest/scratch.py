"""Folders for the time of a work, which are cleared away also when their process was killed.

Each is held by a lock that ends with its process. Whoever makes the first of a process clears
away those that nobody holds any more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import weakref
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = "clausier-scratch-"
# A younger one may not be held yet by who is just making it.
SECONDS_TO_BE_HELD = 60


class Scratch(TemporaryDirectory[str]):
    """A temporary folder; as a context it gives its path."""

    def __init__(self) -> None:
        """Make a folder, held by this process until it is cleared away."""
        clear_left(tempfile.gettempdir())
        super().__init__(prefix=PREFIX, ignore_cleanup_errors=True)
        if (held := hold(self.name)) is not None:
            weakref.finalize(self, os.close, held)


def hold(folder: str | Path, wait: bool = True) -> int | None:
    """Return a file descriptor that holds a folder until it is closed.

    None if another process holds it, unless `wait`; for what is no folder of this user's; and
    where the system knows no such locks.
    """
    try:
        import fcntl
    except ImportError:  # Windows has none: folders that are left stay there
        return None
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(opened).st_uid == os.getuid():
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            return opened
    except OSError:
        pass
    os.close(opened)
    return None


@cache
def clear_left(among: str) -> None:
    """Clear away the folders that killed processes left; once in each process."""
    for folder in Path(among).glob(f"{PREFIX}*"):
        if (held := hold(folder, wait=False)) is None:
            continue
        try:
            if time.time() - os.fstat(held).st_mtime > SECONDS_TO_BE_HELD:
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(held)
