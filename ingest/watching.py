"""Files of a folder as they appear or change, each once it is complete."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ingest.errors import UnreadableFile
from ingest.readers import is_readable

SECONDS_UNCHANGED = 2.0  # after which a file counts as complete
SECONDS_BETWEEN_LOOKS = 0.5
# Changes on another machine's disk, or too many at once, are not told by the system.
SECONDS_BETWEEN_LISTINGS = 30.0

SECONDS_BEFORE_AGAIN = 30.0  # for what could not be taken

State = tuple[int, int]  # size, and when it was last changed


class Watched(FileSystemEventHandler):
    """The files of a folder and of those in it. Used in a `with` block."""

    def __init__(self, folder: Path, unchanged: float = SECONDS_UNCHANGED) -> None:
        """Raise `UnreadableFile` unless `folder` is one that can be listed."""
        if not folder.is_dir():
            raise UnreadableFile(
                f"{folder} is no folder. Name the folder whose files are to be added.",
                code="cannot-read",
                name=folder.name,
            )
        self._folder = folder
        self._unchanged = unchanged
        self._told = threading.Event()
        self._given: dict[Path, State] = {}
        self._waiting: dict[Path, tuple[State, float]] = {}
        self._observer = Observer()
        self._listed = 0.0

    def __enter__(self) -> Watched:
        """Begin to watch."""
        try:
            self._observer.schedule(self, str(self._folder), recursive=True)
            self._observer.start()
        except OSError:  # the system watches no more folders: they are listed
            self._observer = Observer()
        return self

    def __exit__(self, *_error: object) -> None:
        """Watch no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Look at the folder soon: something in it was changed."""
        if event.event_type != "opened":
            self._told.set()

    def complete(self) -> Iterator[list[Path]]:
        """Yield the files that are there, then those that appear or change, for ever.

        Each is given when it has not changed for a while, and again when it has.
        """
        while True:
            if self._told.is_set() or self._waiting or self._is_time():
                self._told.clear()
                if files := self._look(time.monotonic()):
                    yield files
            self._told.wait(SECONDS_BETWEEN_LOOKS)

    def again(self, files: Iterable[Path]) -> None:
        """Give these files once more, after a while: they could not be taken."""
        later = time.monotonic() + SECONDS_BEFORE_AGAIN
        for path in files:
            if state := self._given.pop(path, None):
                self._waiting[path] = (state, later - self._unchanged)

    def _is_time(self) -> bool:
        return time.monotonic() - self._listed >= SECONDS_BETWEEN_LISTINGS

    def _look(self, now: float) -> list[Path]:
        """Return the files that have become complete."""
        self._listed = now
        there = {path: state for path in self._files() if (state := state_of(path))}
        waiting: dict[Path, tuple[State, float]] = {}
        for path, state in there.items():
            if self._given.get(path) != state:
                before, since = self._waiting.get(path, (None, now))
                waiting[path] = (state, since if before == state else now)
        ready = sorted(p for p, (_, since) in waiting.items() if now - since >= self._unchanged)
        self._given = {path: state for path, state in self._given.items() if path in there}
        for path in ready:
            self._given[path] = waiting.pop(path)[0]
        self._waiting = waiting
        return ready

    def _files(self) -> Iterator[Path]:
        return (path for path in self._folder.rglob("*") if is_readable(path.name))


def state_of(path: Path) -> State | None:
    """Return what tells whether a file changed; None if it is no file, is empty or gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if path.is_file() and status.st_size else None
