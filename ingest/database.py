"""The library's SQLite file: opened, brought up to date, read and written.

Readers never wait for a writer: each reading has a connection of its own, and sees the library
as the last event left it. Writers wait for each other. Who may not write a library reads it as it
stands.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.connections import Connection, connect, connect_to_read
from ingest.permissions import may_write
from ingest.refusals import changed, foreign, newer, older, unreadable, unusable, unwritable
from ingest.schema import MIGRATIONS, SCHEMA_VERSION

FILE_NAME = "clausier.sqlite"


class Database:
    """A library's file. Usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`, making it if there is none.

        One that this user may not write can be read. Raises `LibraryError` if it cannot be opened
        or comes from a newer version of Clausier; it is then left untouched.
        """
        self.folder = folder
        self.file = folder / FILE_NAME
        self._writer_lock = threading.RLock()
        self._idle: deque[Connection] = deque()  # connections that nobody reads with
        self._held = threading.local()  # the connection that a thread's readings share
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.is_writable = not self.file.exists() or may_write(self.file)
            self._writer = self.connect()
            try:
                self._prepare()
            except BaseException:
                self._writer.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.file, error) from error

    def connect(self) -> Connection:
        """Return a new connection to the file, to write it if this user may."""
        return connect(self.file) if self.is_writable else connect_to_read(self.file)

    def _prepare(self) -> None:
        """Check the version of the schema and bring an older one up to date."""
        version = self._version()
        if version > SCHEMA_VERSION:
            raise newer(self.file, version)
        if not self.is_writable:
            if version < SCHEMA_VERSION:
                raise older(self.file, version)
            return
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
                return self._rows(held, query, values)
            with self._borrowed() as db:
                return self._rows(db, query, values)
        except sqlite3.Error as error:
            raise unreadable(self.file, error) from error

    def _rows(
        self, db: Connection, query: str, values: Sequence[object]
    ) -> list[tuple[object, ...]]:
        rows = list(db.execute(query, values))
        self._check(db)
        return rows

    def _check(self, db: Connection) -> None:
        """Raise `LibraryError` if what was read with a connection may be of two moments."""
        if not db.is_still(self.file):
            raise changed(self.file)

    def walk(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query one by one, where they are too many to be held at once.

        They are of one moment. Raises `LibraryError` if the file is damaged.
        """
        try:
            with self._borrowed() as db:
                yield from db.execute(query, values)
                self._check(db)
        except sqlite3.Error as error:
            raise unreadable(self.file, error) from error

    @contextmanager
    def _borrowed(self) -> Iterator[Connection]:
        """A connection that nobody else reads with meanwhile."""
        db = self._waiting()
        if db is None:
            db = self.connect()
            db.execute("PRAGMA query_only = ON")
        yield db
        self._idle.append(db)

    def _waiting(self) -> Connection | None:
        """Return a connection that was lent before, if there is one that sees what is there now."""
        with suppress(IndexError):
            while not (db := self._idle.pop()).is_still(self.file):
                db.close()
            return db
        return None

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
