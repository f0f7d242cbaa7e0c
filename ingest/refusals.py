"""What SQLite refuses, as errors that say what was seen and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.errors import LibraryError
from ingest.schema import SCHEMA_VERSION

SECONDS_TO_WAIT_FOR_A_WRITER = 30
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def newer(file: Path, version: int) -> LibraryError:
    """Return the error for a library that a later version of Clausier wrote."""
    return LibraryError(
        f"The library {file} was written by a newer version of Clausier (schema {version}; this "
        f"one knows {SCHEMA_VERSION}). Install that version, or name another folder with "
        "--library. Nothing was changed.",
        code="library-newer",
    )


def foreign(file: Path) -> LibraryError:
    """Return the error for a database of another program."""
    return LibraryError(
        f"{file} is no library of Clausier: another program's tables are in it. Name another "
        "folder with --library. Nothing was changed.",
        code="library-foreign",
    )


def older(file: Path, version: int) -> LibraryError:
    """Return the error for a library of an earlier version, where it may not be changed."""
    return LibraryError(
        f"The library {file} was written by an earlier version of Clausier (schema {version}; this "
        f"one needs {SCHEMA_VERSION}), and you may not change it. Have someone who may open it "
        "once: `clausier list` does.",
        code="library-older",
    )


def changed(file: Path) -> LibraryError:
    """Return the error for a library that another user changed while it was read without a lock."""
    return LibraryError(
        f"The library {file} was changed while it was read. Try again.", code="library-changed"
    )


def unusable(file: Path, error: sqlite3.Error | OSError) -> LibraryError:
    """Return the error for a library that cannot be opened."""
    if is_damage(error):
        return damaged(file, error)
    if is_busy(error):
        return busy(file)
    what = (
        f"The library {file.parent} cannot be opened: {error}. Free space, or check the "
        "permissions of the folder and of what is in it, or"
    )
    if file.parent.is_file():
        what = f"{file.parent} is a file, and a library is a folder:"
    return LibraryError(
        f"{what} name another folder with --library.",
        code="library-unusable",
    )


def unreadable(file: Path, error: sqlite3.Error) -> LibraryError:
    """Return the error for a library that is open and cannot be read."""
    if is_damage(error):
        return damaged(file, error)
    return LibraryError(
        f"The library {file} could not be read: {error}. Check its disk and the permissions.",
        code="library-unreadable",
    )


def unwritable(file: Path, error: sqlite3.Error) -> LibraryError:
    """Return the error for an event that could not be stored."""
    if is_damage(error):
        return damaged(file, error)
    if is_busy(error):
        return busy(file)
    return LibraryError(
        f"The library {file} could not be written: {error}. Nothing was changed. Free space or "
        "check the permissions, then try again.",
        code="library-unwritable",
    )


def is_damage(error: Exception) -> bool:
    """Say whether SQLite found that the file is not what it wrote."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED


def is_busy(error: Exception) -> bool:
    """Say whether SQLite waited for another process in vain."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def busy(file: Path) -> LibraryError:
    """Return the error for an event that waited for another process's too long."""
    return LibraryError(
        f"The library {file} is being written by another process, which did not end within "
        f"{SECONDS_TO_WAIT_FOR_A_WRITER} seconds. Nothing was changed. Wait for it, then try "
        "again.",
        code="library-busy",
    )


def damaged(file: Path, error: Exception) -> LibraryError:
    """Return the error for a file that SQLite finds damaged."""
    return LibraryError(
        f"The library {file} is damaged, or is none: {error}. Nothing was changed. `clausier "
        "restore FILE --force` brings back a backup; the damaged file is kept beside it.",
        code="library-malformed",
    )
