"""A library copied to one file, and brought back from it, while others use it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from ingest.connections import connect
from ingest.database import FILE_NAME
from ingest.errors import ClausierError, LibraryError
from ingest.models import Progress, no_progress
from ingest.refusals import is_damage, newer, unwritable
from ingest.schema import SCHEMA_VERSION
from ingest.store import Store
from ingest.syncing import sync, sync_folder

PAGES_IN_A_STEP = 2_000
# No process changes a library so often between two moments of `restore`.
REVISIONS_SKIPPED = 1_000_000


def back_up(store: Store, target: Path, force: bool, progress: Progress = no_progress) -> int:
    """Copy the library, as it is at one moment, to a file that stands by itself.

    Returns its size. Others may read and write meanwhile. A file that is there already is kept,
    unless `force` replaces it. Raises `ClausierError` if the file cannot be written.
    """
    if target.is_dir() or (target.exists() and not force):
        raise ClausierError(
            f"{target} is there already. Name another file, or replace it with --force."
        )
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".clausier-") as folder:
            made = Path(folder) / FILE_NAME
            with closing(store.connect()) as source, closing(sqlite3.connect(made)) as copy:
                copy_all(source, copy, progress, PAGES_IN_A_STEP)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, and no other beside it
            replace(made, target)
    except (OSError, sqlite3.Error) as error:
        raise ClausierError(
            f"{target} cannot be written: {error}. Free space or name another file. The library "
            "itself is untouched."
        ) from error
    return target.stat().st_size


def restore(backup: Path, folder: Path, force: bool, progress: Progress = no_progress) -> int:
    """Put the library of a backup in the place of the one in `folder`, in one step.

    Returns how many reports it holds. Others may read meanwhile: they see the library before, or
    the one of the backup. Raises `LibraryError`, and then nothing was changed: if the backup is
    none or damaged, or if the library holds reports and `force` does not say to replace them.
    """
    held = reports_in(folder / FILE_NAME)
    if held != 0 and not force:
        seen, kept = f"holds {held} reports", "`clausier backup FILE` keeps what is there"
        if held is None:
            seen, kept = "is damaged", "the damaged file is kept beside it"
        raise LibraryError(
            f"The library {folder} {seen}. Restore into another folder with --library, or replace "
            f"it with --force; {kept}.",
            code="library-not-empty",
        )
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as made_in:
            made = prepare(backup, Path(made_in), progress)
            count = reports_in(made) or 0
            put_in_place(made, folder / FILE_NAME, progress)
    except sqlite3.Error as error:
        raise unwritable(folder / FILE_NAME, error) from error
    except OSError as error:
        raise LibraryError(
            f"The library {folder} cannot be written: {error}. Nothing was changed. Free space or "
            "check the permissions, then try again.",
            code="library-unwritable",
        ) from error
    return count


def reports_in(file: Path) -> int | None:
    """Return how many reports a library's file holds, without changing it; None if damaged."""
    if not file.exists():
        return 0
    try:
        with closing(sqlite3.connect(file)) as db:
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                return 0 if not db.execute("SELECT 1 FROM sqlite_master").fetchone() else None
            return int(db.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if is_damage(error) or isinstance(error, sqlite3.OperationalError):
            return None
        raise


def prepare(backup: Path, folder: Path, progress: Progress) -> Path:
    """Copy a backup, check it and bring it up to date; return the copy's file."""
    if not backup.is_file():
        raise LibraryError(
            f"{backup} is no file. Name a file that `clausier backup` wrote.",
            code="backup-unusable",
        )
    made = folder / FILE_NAME
    try:
        shutil.copyfile(backup, made)
        with closing(sqlite3.connect(made)) as copy:
            version = int(copy.execute("PRAGMA user_version").fetchone()[0])
            problems = copy.execute("PRAGMA integrity_check (1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise unusable_backup(backup, str(error)) from error
    if version > SCHEMA_VERSION:
        raise newer(backup, version)
    if problems != [("ok",)] or not version:
        raise unusable_backup(backup, str(problems[0][0]) if version else "no library")
    progress("checking", 1, 1)
    Store(folder).close()  # brings it up to date
    return made


def unusable_backup(backup: Path, seen: str) -> LibraryError:
    """Return the error for a file that is no backup, or a damaged one."""
    return LibraryError(
        f"{backup} is damaged, or no backup: {seen}. Nothing was changed. Name another one.",
        code="backup-unusable",
    )


def put_in_place(made: Path, file: Path, progress: Progress) -> None:
    """Make a library's file what another one is, in one step."""
    try:
        with closing(connect(file)) as target:
            target.execute("PRAGMA journal_mode = WAL")
            with closing(sqlite3.connect(made)) as source:
                raise_revision(source, revision_of(target))
                # One step: whoever reads sees all of the one or all of the other.
                copy_all(source, target, progress, -1)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        put_aside(file)
        with closing(sqlite3.connect(made)) as source:
            raise_revision(source, 0)
            source.execute("PRAGMA journal_mode = DELETE")
        replace(made, file)


def revision_of(db: sqlite3.Connection) -> int:
    """Return the revision of a library that may be empty or damaged."""
    try:
        return int(db.execute("SELECT revision FROM library").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def raise_revision(db: sqlite3.Connection, past: int) -> None:
    """Give a library a revision that neither it nor the one before ever had."""
    with db:
        db.execute("UPDATE library SET revision = max(revision, ?) + ?", (past, REVISIONS_SKIPPED))
        db.execute("INSERT INTO stamp SELECT revision, random() FROM library")


def put_aside(file: Path) -> None:
    """Keep a damaged library's file, and what belongs to it, under other names."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        belongs = file.with_name(file.name + ending)
        if belongs.exists():
            belongs.rename(aside.with_name(aside.name + ending))


def copy_all(
    source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress, pages: int
) -> None:
    """Copy a database; so many pages at a time, or all in one step (-1)."""

    def tell(_status: int, left: int, total: int) -> None:
        progress("copying", total - left, total)

    source.backup(target, pages=pages, progress=tell)


def replace(made: Path, target: Path) -> None:
    """Put one file in the place of another, whole or not at all."""
    with made.open("rb+") as file:
        sync(file)
    made.replace(target)
    sync_folder(target.parent)
