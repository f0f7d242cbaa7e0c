"""What is read of a library once for each state of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from ingest.store import Store

Held = TypeVar("Held")


class PerRevision(Generic[Held]):
    """Keeps what was read of each open library until that changes. Usable from several threads."""

    def __init__(self, read: Callable[[Store], Held]) -> None:
        self._read = read
        self._kept: WeakKeyDictionary[Store, tuple[int, Held]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def __call__(self, store: Store) -> Held:
        """Return what a library holds now; who gets it must not change it."""
        revision = store.revision  # before it is read: what is kept is never older than it says
        with self._lock:
            if (kept := self._kept.get(store)) and kept[0] == revision:
                return kept[1]
            found = self._read(store)
            self._kept[store] = revision, found
            return found
