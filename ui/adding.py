"""Adding reports on the command line: files, folders, and how far it is."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from ingest.errors import ClausierError, UnreadableFile
from ingest.models import Progress
from ingest.pipeline import list_files, read_source
from retrieval.assistant import Assistant
from ui import contracts, rendering
from ui.printing import print_json
from ui.settings import Settings, open_assistant, tell


def run_add(args: argparse.Namespace, settings: Settings) -> int:
    """Add files and folders of them; one bad file does not stop the others."""
    if args.replaces and (len(args.paths) != 1 or args.paths[0].is_dir()):
        raise ClausierError("--replaces names the report of one file. Give one file, no folder.")
    with open_assistant(settings) as assistant:
        reports = [
            report
            for path in args.paths
            for report in add_path(path, assistant, settings, args.json, args.replaces)
        ]
    if args.json:
        print_json({"reports": reports})
    failed = [report for report in reports if report["status"] == "failed"]
    for report in failed:
        print(f"error: {report['error']}", file=sys.stderr)
    return 1 if failed else 0


def add_path(
    path: Path,
    assistant: Assistant,
    settings: Settings,
    quiet: bool,
    replaces: str | None = None,
) -> Iterator[contracts.Json]:
    """Add a file, or the files of a folder; a folder without reports is one that failed."""
    try:
        files = list_files(path)
    except UnreadableFile as error:
        yield contracts.failed_json(path.name, str(error), 0.0)
        return
    for file in files:
        yield add_file(file, assistant, settings, quiet, replaces)


def add_file(
    file: Path,
    assistant: Assistant,
    settings: Settings,
    quiet: bool,
    replaces: str | None,
) -> contracts.Json:
    """Add one file with a progress bar; return what it came to, an unreadable file included."""
    started = time.perf_counter()
    with progress_bar(file.name) as progress:
        try:
            source = read_source(file, settings.max_file_bytes)
            added, embedded = assistant.add(source, progress, replaces)
        except UnreadableFile as error:
            return contracts.failed_json(file.name, str(error), time.perf_counter() - started)
    if not quiet:
        print(f"{added.status}: {added.report.id} ({added.numbered} clauses)")
        for doubt in added.doubts:
            tell(rendering.render_doubt(doubt))
    return contracts.added_json(added, embedded, time.perf_counter() - started)


@contextmanager
def progress_bar(name: str) -> Iterator[Progress]:
    """Show how far a file is on standard error, one bar for each step that takes over a second."""
    bars: dict[str, tqdm[None]] = {}

    def progress(step: str, done: int, total: int) -> None:
        if step not in bars:
            unit = UNITS.get(step, "")
            bars[step] = tqdm(total=total, desc=f"{name}, {step}", unit=unit, delay=1, leave=False)
        bars[step].update(done - bars[step].n)

    try:
        yield progress
    finally:
        for bar in bars.values():
            bar.close()


UNITS = {"recognising": " pages", "embedding": " clauses", "asking": " questions"}
