"""The part of the store that holds what each visitor chose on the page, by name."""

from __future__ import annotations

from ingest.conversations import known_as
from ingest.store import Store


class Choices:
    """What one visitor chose. Another visitor's is not seen; no index depends on it."""

    def __init__(self, store: Store, visitor: str) -> None:
        """`visitor` is the token of a browser."""
        self._store = store
        self._visitor = known_as(visitor)

    def all(self) -> dict[str, str]:
        """Return what was chosen, by name."""
        rows = self._store.read(
            "SELECT name, value FROM choice WHERE visitor = ?", (self._visitor,)
        )
        return {str(name): str(value) for name, value in rows}

    def choose(self, name: str, value: str) -> None:
        """Keep a choice in the place of the one before; "" takes it back."""
        with self._store.noting(durable=False) as db:
            db.execute("DELETE FROM choice WHERE visitor = ? AND name = ?", (self._visitor, name))
            if value:
                db.execute("INSERT INTO choice VALUES (?, ?, ?)", (self._visitor, name, value))
