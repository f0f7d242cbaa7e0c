"""Many files into the store, one after the other: a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ingest.errors import UnreadableFile
from ingest.pipeline import Added, Parse, add_report, read_source
from ingest.store import Store

Item = TypeVar("Item")

CLAUSES_IN_A_BATCH = 256
CLAUSES_AT_FIRST = 64  # so that the first are embedded, and told, while the next are read
FILES_IN_A_BATCH = 64


def add_files(
    files: Iterable[Path], store: Store, read: Parse, max_bytes: int
) -> Iterator[tuple[Path, Added | UnreadableFile]]:
    """Store each file, and yield what it came to; or why it cannot be read."""
    for file in files:
        try:
            yield file, add_report(read_source(file, max_bytes), store, read)
        except UnreadableFile as error:
            yield file, error


def batches(
    files: Iterable[tuple[Path, Added | UnreadableFile]],
) -> Iterator[list[tuple[Path, Added | UnreadableFile]]]:
    """Yield files together whose new clauses are enough to be embedded at one go.

    The first come soon: nothing is embedded until they do.
    """
    batch: list[tuple[Path, Added | UnreadableFile]] = []
    clauses, enough = 0, CLAUSES_AT_FIRST
    for file, added in files:
        batch.append((file, added))
        if isinstance(added, Added) and added.status != "unchanged":
            clauses += added.clauses
        if clauses >= enough or len(batch) >= FILES_IN_A_BATCH:
            yield batch
            batch, clauses, enough = [], 0, CLAUSES_IN_A_BATCH
    if batch:
        yield batch


@contextmanager
def ahead(items: Iterator[Item], stop: Callable[[], None]) -> Iterator[Iterator[Item]]:
    """The items one by one, each made in a thread while the one before it is worked on.

    Whoever leaves early waits for the item that is being made: `stop` has it end soon. It is
    called in any case.
    """
    pool = ThreadPoolExecutor(1)

    def one_by_one() -> Iterator[Item]:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item

    try:
        yield one_by_one()
    finally:
        stop()
        pool.shutdown(cancel_futures=True)
