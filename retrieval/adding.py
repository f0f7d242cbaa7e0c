"""Many files into a library: some are embedded while the next are read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.folder import add_files, ahead, batches
from ingest.models import ParsedReport, Progress, Source
from ingest.pipeline import Added
from ingest.reading_process import ReadingProcess
from ingest.store import Store
from retrieval.library_index import LibraryIndex


def add_folder(
    files: Iterable[Path],
    store: Store,
    index: LibraryIndex,
    progress: Progress,
    max_bytes: int,
    most_scans: int,
) -> Iterator[tuple[Path, Added | UnreadableFile, int]]:
    """Add files; yield what each came to, and how many passages were new.

    What is yielded is stored and can be searched; what an interruption left unembedded is
    embedded at the end of the next call. `progress` is called from two threads.
    """
    stopped = threading.Event()
    with ReadingProcess() as reading:

        def read(source: Source) -> ParsedReport:
            return reading.parse(source, max_bytes, progress=progress, most_scans=most_scans)

        def stop() -> None:
            stopped.set()
            reading.close()

        wanted = takewhile(lambda _: not stopped.is_set(), files)
        with ahead(batches(add_files(wanted, store, read, max_bytes)), stop) as coming:
            for batch in coming:
                ids = [added.report.id for _, added in batch if isinstance(added, Added)]
                embedded = index.embed(progress, ids)
                for file, added in batch:
                    new = embedded.pop(added.report.id, 0) if isinstance(added, Added) else 0
                    yield file, added, new
    index.embed(progress)  # what an interruption left of other files
