"""What was removed is taken out of the library's file, with vectors that no clause uses."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.store import Store

UNUSED = "(encoder, text_hash) NOT IN (SELECT encoder, text_hash FROM passage)"


@dataclass(frozen=True, slots=True)
class Vacuumed:
    """What a vacuum came to: vectors cleared away, and the bytes of the file before and after."""

    vectors: int
    before: int
    after: int


def vacuum(store: Store, other_models: bool = False) -> Vacuumed:
    """Take out of the file what the library does not hold any more.

    Vectors that no passage uses go as well; with `other_models`, all that are not of the encoder
    which the library is searched with. Raises `LibraryError`.
    """
    store.fold_log()
    before = store.file.stat().st_size
    kept = store.encoder()
    with store.writing() as db:
        if other_models and kept:
            for table in ("passage", "embedded"):
                db.execute(f"DELETE FROM {table} WHERE encoder != ?", (kept.fingerprint,))
        cleared = db.execute(f"DELETE FROM vector WHERE {UNUSED}").rowcount
    store.rewrite()
    return Vacuumed(cleared, before, store.file.stat().st_size)
