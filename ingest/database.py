"""The library's SQLite file: opened, brought up to date, read and written.

Readers never wait for a writer: each reading has a connection of its own, and sees the library
as the last event left it. Writers wait for each other.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LibraryError
from ingest.schema import MIGRATIONS, SCHEMA_VERSION

FILE_NAME = "clausier.sqlite"
SECONDS_TO_WAIT_FOR_A_WRITER = 30
# What the write-ahead log is cut to once its contents are in the file.
LARGEST_LOG = 64 * 1024 * 1024
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """A library's file. Usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`, making it if there is none.

        Raises `LibraryError` if it cannot be opened or comes from a newer version of Clausier;
        it is then left untouched.
        """
        self.folder = folder
        self.file = folder / FILE_NAME
        self._writer_lock = threading.RLock()
        self._idle: deque[sqlite3.Connection] = deque()  # connections that nobody reads with
        self._held = threading.local()  # the connection that a thread's readings share
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._writer = connect(self.file)
            try:
                self._prepare()
            except BaseException:
                self._writer.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.file, error) from error

    def _prepare(self) -> None:
        """Check the version of the schema and bring an older one up to date."""
        version = self._version()
        if version > SCHEMA_VERSION:
            raise newer(self.file, version)
        if not version and self._writer.execute("SELECT 1 FROM sqlite_master").fetchone():
            # The tables may be those of another program, or of a migration that is under way.
            with self._transaction():
                if not self._version():
                    raise foreign(self.file)
        if self._writer.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._writer.execute("PRAGMA journal_mode = WAL")
        if self._version() == SCHEMA_VERSION:
            return
        with self._transaction():
            # Another process may have migrated while this one waited for the lock.
            for migration in MIGRATIONS[self._version() :]:
                for statement in migration:
                    self._writer.execute(statement)
            self._writer.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _version(self) -> int:
        return int(self._writer.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self, durable: bool = True) -> Iterator[None]:
        """Hold the write lock for one event: all of it is stored, or nothing.

        One inside of another is a part of it.
        """
        with self._writer_lock:
            if self._writer.in_transaction:
                yield
                return
            self._writer.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._writer.execute("BEGIN IMMEDIATE")
            before = getattr(self._held, "db", None)
            self._held.db = self._writer
            try:
                yield
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # SQLite itself ends it when the disk is full
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._held.db = before

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that raises the revision if it changes anything.

        What this thread reads within is what it has written. SQLite's refusals become
        `LibraryError`.
        """
        with self.noting() as db:
            before = db.total_changes
            yield db
            if db.total_changes != before:
                db.execute("UPDATE library SET revision = revision + 1")
                db.execute("INSERT INTO stamp SELECT revision, random() FROM library")

    @contextmanager
    def noting(self, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction on what no index depends on: the revision stays as it is.

        One that is not `durable` waits for no disk: the library stays whole in any case, but if
        the power fails, the last seconds of such notes may be gone.
        """
        try:
            with self._transaction(durable):
                yield self._writer
        except sqlite3.Error as error:
            raise unwritable(self.file, error) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads within is of one moment, whatever is written meanwhile."""
        if getattr(self._held, "db", None):
            yield
            return
        with self._borrowed() as db:
            db.execute("BEGIN")
            self._held.db = db
            try:
                yield
            finally:
                self._held.db = None
                db.execute("ROLLBACK")

    def read(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query. Raises `LibraryError` if the file is damaged."""
        try:
            if held := getattr(self._held, "db", None):
                return list(held.execute(query, values))
            with self._borrowed() as db:
                return list(db.execute(query, values))
        except sqlite3.Error as error:
            raise unreadable(self.file, error) from error

    def walk(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query one by one, where they are too many to be held at once.

        They are of one moment. Raises `LibraryError` if the file is damaged.
        """
        try:
            with self._borrowed() as db:
                yield from db.execute(query, values)
        except sqlite3.Error as error:
            raise unreadable(self.file, error) from error

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else reads with meanwhile."""
        try:
            db = self._idle.pop()
        except IndexError:
            db = connect(self.file)
            db.execute("PRAGMA query_only = ON")
        yield db
        self._idle.append(db)

    def rewrite(self) -> None:
        """Write the file anew, without the room that removed rows left. Raises `LibraryError`."""
        with self._outside_transactions() as db:
            db.execute("VACUUM")
        self.fold_log()

    def fold_log(self) -> None:
        """Bring what stands in the log into the file, as far as nobody reads it."""
        with self._outside_transactions() as db:
            db.execute("PRAGMA wal_checkpoint (TRUNCATE)")

    @contextmanager
    def _outside_transactions(self) -> Iterator[sqlite3.Connection]:
        """The writing connection, for what SQLite does as one event by itself."""
        try:
            with self._writer_lock:
                yield self._writer
        except sqlite3.Error as error:
            raise unwritable(self.file, error) from error

    def close(self) -> None:
        """Close the library; it cannot be used afterwards."""
        with self._writer_lock:
            while self._idle:
                self._idle.pop().close()
            self._writer.close()

    @property
    def revision(self) -> int:
        """A number that grows with every change of the library, by any process."""
        return int(str(self.read("SELECT revision FROM library")[0][0]))


def connect(file: Path) -> sqlite3.Connection:
    """Return a connection to a library's file, in which no transaction begins by itself."""
    db = sqlite3.connect(
        file, timeout=SECONDS_TO_WAIT_FOR_A_WRITER, isolation_level=None, check_same_thread=False
    )
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
    return db


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


def unusable(file: Path, error: sqlite3.Error | OSError) -> LibraryError:
    """Return the error for a library that cannot be opened."""
    if is_damage(error):
        return damaged(file, error)
    if is_busy(error):
        return busy(file)
    what = (
        f"The library {file.parent} cannot be opened: {error}. Even a question needs a folder that "
        "can be written, on a disk with room. Free space, or check the permissions, or"
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
