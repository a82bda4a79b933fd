"""Connections to one file: readers that block nobody, one writer, and what it may not do.

A reading lasts one read transaction, so that it answers from one revision whatever others write. A
batch lasts one ``BEGIN IMMEDIATE`` transaction that is on the disk (``synchronous = FULL``) before
it is acknowledged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import Final

from kg.base.i18n import msg
from kg.base.store_errors import (
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreReplacedError,
)
from kg.model.fields import Room
from kg.store.rooms import require_room
from kg.store.sqlite import ddl
from kg.store.sqlite import store_file as files
from kg.store.sqlite.access_protocol import (
    Access,
)
from kg.store.sqlite.failures import guard
from kg.store.sqlite.trial import (
    Trial,
)

_IDLE: Final = 4
_PAGES_KIB: Final = 64 * 1024
_KEPT_LOG: Final = 64 * 1024 * 1024
_BRIEFLY: Final = 500
"""Milliseconds that emptying the log waits for those who read in it."""
_SETTINGS: Final = (
    # Set before any transaction: within one, SQLite leaves it as it was and says nothing.
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA cache_size = -{_PAGES_KIB}",
    f"PRAGMA journal_size_limit = {_KEPT_LOG}",
)


class Pool:
    """The connections of one handle to one file; may be shared by threads."""

    alone = True

    room: Room

    def __init__(self, url: str, path: Path, *, write: bool, busy_timeout: float) -> None:
        self.url = url
        self.writable = write
        self._path = path
        self._timeout = busy_timeout
        self._lock = Lock()
        self._writing = RLock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._stamp: files.Stamp | None = None
        self._place = files.place(path)
        self._closed = False
        self._knows_types = False

    @classmethod
    def open(
        cls, url: str, path: Path, *, write: bool, busy_timeout: float, room: Room | None
    ) -> Pool:
        """Open a store that exists; with ``write`` make sure that it can be written to."""
        files.require(path, url)
        pool = cls(url, path, write=write, busy_timeout=busy_timeout)
        with pool._closing_on_error(), guard(url, path):
            with pool.reading() as reader:
                pool.room = ddl.recognise(reader, url)
            require_room(url, pool.room, room)
            if write:
                files.require_writable(path, url)
                pool._writer = pool._connect_writer()
        return pool

    @classmethod
    def create(cls, url: str, path: Path, *, busy_timeout: float, room: Room) -> Pool:
        """Make the file and its tables where there are none, and open it for writing."""
        files.make(path, url)
        with guard(url, path):
            maker = files.connect(path, "mode=rw", busy_timeout)
            try:
                _make_tables(maker, room)
            finally:
                maker.close()
        return cls.open(url, path, write=True, busy_timeout=busy_timeout, room=room)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one revision until the end."""
        with guard(self.url, self._path):
            connection = self._take()
            try:
                # The revision is settled by the first query, not here: until then SQLite has no
                # view of the log.
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection that writes, in a transaction that commits at the end."""
        with self._transaction() as connection:
            yield connection
            connection.execute("COMMIT")
            # Not before: a batch that fails takes its types back with it.
            self._knows_types = True

    def settle(self) -> None:
        """Empty the log, as far as nobody reads in it: it holds pages as they were before."""
        with guard(self.url, self._path), self._position():
            if self._writer is None or self._writer.in_transaction:
                return
            self._writer.execute(f"PRAGMA busy_timeout = {_BRIEFLY}")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._writer.execute(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")

    @contextmanager
    def trial(self) -> Iterator[Access]:
        """Give an access inside a transaction that is rolled back at the end."""
        with self._transaction() as connection:
            yield Trial(self.url, self._path, connection, self.room)

    def close(self) -> None:
        """Close all connections; those that are reading close when they have finished."""
        with self._writing, self._lock:
            self._closed = True
            writers = [self._writer] if self._writer else []
            for connection in [*self._idle, *writers]:
                connection.close()
            self._idle, self._writer = [], None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with guard(self.url, self._path), self._position():
            self._require_same()
            connection = self._writer = self._writer or self._connect_writer()
            # The lock lets in the thread that holds it: one that writes past a rehearsal of its
            # own.
            if connection.in_transaction:
                raise StoreLockedError(self.url)
            # The lock at once: a reading that turns into a writing later is refused where somebody
            # else has written meanwhile.
            connection.execute("BEGIN IMMEDIATE")
            try:
                if not self._knows_types:
                    ddl.add_types(connection, self.room)
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def _position(self) -> Iterator[None]:
        """Let one thread of this process write at a time."""
        if not self.writable:
            raise StoreReadOnlyError(self.url)
        if not self._writing.acquire(timeout=self._timeout):
            raise StoreLockedError(self.url)
        try:
            yield
        finally:
            self._writing.release()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            self._require_open()
            self._require_same()
            # Opened as a file that nobody changes, a connection would go on answering from its own
            # pages.
            if self._stamp is not None and self._stamp != files.stamp(self._path):
                self._drop_idle()
            if self._idle:
                return self._idle.pop()
        return self._connect_reader()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        # An open reading would keep the log from being written back into the file.
        _roll_back(connection)
        with self._lock:
            if self._closed or len(self._idle) >= _IDLE:
                connection.close()
            else:
                self._idle.append(connection)

    def _drop_idle(self) -> None:
        for connection in self._idle:
            connection.close()
        self._idle = []

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError(
                msg("The store {url} was closed.", url=self.url), msg("Open it again.")
            )

    def _require_same(self) -> None:
        """Raise where the file is gone, or another one has its name: ours would live on unseen."""
        found = files.place(self._path)
        if found is None:
            raise StoreMissingError(self.url)
        if found != self._place:
            raise StoreReplacedError(self.url)

    def _connect_reader(self) -> sqlite3.Connection:
        connection, self._stamp = files.connect_reader(self._path, self.url, self._timeout)
        # It is opened for writing, since to read a log means to keep its index: so that it writes
        # nothing else, it is told here.
        _set(connection, "PRAGMA query_only = ON")
        return connection

    def _connect_writer(self) -> sqlite3.Connection:
        self._require_open()
        # In the write-ahead log readers and a writer do not wait for each other.
        return _set(
            files.connect(self._path, "mode=rw", self._timeout), "PRAGMA journal_mode = WAL"
        )

    @contextmanager
    def _closing_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


def _set(connection: sqlite3.Connection, *more: str) -> sqlite3.Connection:
    try:
        for setting in (*_SETTINGS, *more):
            connection.execute(setting)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _make_tables(connection: sqlite3.Connection, room: Room) -> None:
    _set(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Behind the lock: somebody else may have made them since the file was found empty.
        if ddl.is_empty(connection):
            ddl.lay_out(connection, room)
        connection.execute("COMMIT")
    finally:
        _roll_back(connection)
