"""Adding reports on the command line: files, folders, and how far it is."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from ingest.errors import ClausierError, LibraryError, UnreadableFile
from ingest.models import Progress
from ingest.permissions import may_write
from ingest.pipeline import Added, list_files, read_source
from ingest.watching import Watched
from retrieval.assistant import Assistant
from ui import contracts, rendering
from ui.printing import AddCommand, print_json
from ui.settings import Settings, open_assistant, tell

UNITS = {
    "recognising": " pages",
    "embedding": " clauses",
    "asking": " questions",
    "indexing": " reports",
}
# Why a library cannot be written, and may be again: another process writes long, a disk is full.
PASSING = {"library-busy", "library-unwritable"}


def run_add(args: argparse.Namespace, settings: Settings) -> int:
    """Add files and folders of them; one bad file does not stop the others."""
    if args.replaces and (len(args.paths) != 1 or args.paths[0].is_dir()):
        raise ClausierError("--replaces names the report of one file. Give one file, no folder.")
    reports: list[contracts.Json] = []
    try:
        with open_assistant(settings) as assistant:
            if args.replaces:
                reports.append(
                    add_file(args.paths[0], assistant, settings, args.json, args.replaces)
                )
            else:
                reports.extend(add_paths(args.paths, assistant, settings, args.json))
    finally:
        if args.json and reports:
            print_json({"reports": reports})
    failed = [report for report in reports if report["status"] == "failed"]
    for report in failed:
        print(f"error: {report['error']}", file=sys.stderr)
    return 1 if failed else 0


def add_paths(
    paths: Sequence[Path], assistant: Assistant, settings: Settings, quiet: bool
) -> Iterator[contracts.Json]:
    """Add files, and the files of folders; a folder without reports is one that failed."""
    files: list[Path] = []
    for path in paths:
        try:
            files += list_files(path)
        except UnreadableFile as error:
            yield contracts.failed_json(path.name, str(error), 0.0)
    if len(files) == 1:
        yield add_file(files[0], assistant, settings, quiet)
    else:
        yield from add_many(files, assistant, quiet)


def add_file(
    file: Path, assistant: Assistant, settings: Settings, quiet: bool, replaces: str | None = None
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
        show_added(added)
    return contracts.added_json(added, embedded, time.perf_counter() - started)


def add_many(files: Sequence[Path], assistant: Assistant, quiet: bool) -> Iterator[contracts.Json]:
    """Add files with one bar for all: how many, how many clauses, how much time is left."""
    started = time.perf_counter()
    clauses = unchanged = 0
    with tqdm(total=len(files), unit=" files", delay=1, leave=False) as bar:

        def progress(step: str, done: int, total: int) -> None:
            bar.set_postfix_str(f"{clauses:,} clauses; {step} {done} of {total}")

        for file, added, embedded in assistant.add_files(files, progress):
            seconds = time.perf_counter() - started  # since the one before
            started += seconds
            if isinstance(added, UnreadableFile):
                yield contracts.failed_json(file.name, str(added), seconds)
            else:
                clauses += added.clauses
                is_news = added.status != "unchanged" or is_older(added)
                unchanged += not is_news
                if is_news and not quiet:
                    with bar.external_write_mode():
                        show_added(added)
                yield contracts.added_json(added, embedded, seconds)
            bar.set_postfix_str(f"{clauses:,} clauses")
            bar.update()
    if unchanged and not quiet:
        print(f"unchanged: {unchanged:,} files", flush=True)


def run_watch(args: argparse.Namespace, settings: Settings) -> int:
    """Add what a folder holds, and what appears or changes in it, until stopped."""
    with open_assistant(settings) as assistant, Watched(args.folder) as watched:
        tell(f"Watching {args.folder} (stop with Ctrl+C)")
        try:
            for files in watched.complete():
                try:
                    add_watched(files, assistant, args.json)
                except LibraryError as error:
                    if error.code not in PASSING or not may_write(settings.library):
                        raise
                    tell(f"error: {error} These {len(files)} files are tried again soon.")
                    watched.again(files)
        except KeyboardInterrupt:
            tell("Stopped. What was told is in the library.")
    return 0


def add_watched(files: Sequence[Path], assistant: Assistant, as_json: bool) -> None:
    """Add files that became complete, and tell what each came to. Raises `LibraryError`."""
    for report in add_many(files, assistant, quiet=as_json):
        if as_json:
            print(json.dumps(report, ensure_ascii=False), flush=True)
        if report["error"]:
            tell(f"error: {report['error']}")


def add_adding(command: AddCommand) -> None:
    """Add these commands to the parser."""
    add = command("add", run_add, "add reports to the library", "add reports/ communique.txt")
    add.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    add.add_argument("--replaces", metavar="REPORT", help="the file is its new version")
    watch = command("watch", run_watch, "add what appears in a folder", "watch reports/")
    watch.add_argument("folder", type=Path, metavar="FOLDER")


def show_added(added: Added) -> None:
    """Say what a file came to; what to check in it goes beside the output."""
    print(f"{added.status}: {added.report.id} ({added.numbered} clauses)", flush=True)
    if added.status != "unchanged" or is_older(added):
        for doubt in added.doubts:
            tell(rendering.render_doubt(doubt))


def is_older(added: Added) -> bool:
    """Say whether a file is an older version of a report, which stays replaced."""
    return any(doubt.code == "older-version" for doubt in added.doubts)


@contextmanager
def progress_bar(name: str) -> Iterator[Progress]:
    """Show how far a work is on standard error, one bar for each step that takes over a second."""
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
