"""A rehearsal inside one transaction: what it writes is seen in it, and never kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.base.i18n import msg
from kg.base.store_errors import (
    StoreError,
)
from kg.model.fields import Room
from kg.store.sqlite.access_protocol import Access
from kg.store.sqlite.failures import guard


class Trial:
    """A rehearsal: every batch is a savepoint in one transaction that is never committed."""

    alone = False
    writable = True

    def __init__(self, url: str, path: Path, connection: sqlite3.Connection, room: Room) -> None:
        self.url = url
        self.room = room
        self._path = path
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the one connection that sees what was tried."""
        with guard(self.url, self._path):
            self._require_transaction()
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, with a savepoint to which an error leads back."""
        with self._savepoint("batch") as connection:
            yield connection
            connection.execute("RELEASE batch")

    def settle(self) -> None:
        """Do nothing: nothing of a rehearsal is kept."""

    @contextmanager
    def trial(self) -> Iterator[Access]:
        """Give a rehearsal inside the rehearsal."""
        with self._savepoint("trial") as connection:
            yield Trial(self.url, self._path, connection, self.room)
            connection.execute("ROLLBACK TO trial")
            connection.execute("RELEASE trial")

    def close(self) -> None:
        """Do nothing: the rehearsal ends where it was begun."""

    @contextmanager
    def _savepoint(self, name: str) -> Iterator[sqlite3.Connection]:
        with guard(self.url, self._path):
            self._require_transaction()
            self._connection.execute(f"SAVEPOINT {name}")
            try:
                yield self._connection
            except BaseException:
                if self._connection.in_transaction:
                    # To go back to a savepoint does not end it.
                    self._connection.execute(f"ROLLBACK TO {name}")
                    self._connection.execute(f"RELEASE {name}")
                raise

    def _require_transaction(self) -> None:
        # A savepoint outside a transaction would be kept: some errors end the transaction.
        if not self._connection.in_transaction:
            ended = msg("The rehearsal on {url} has ended.", url=self.url)
            raise StoreError(ended, msg("Begin it again."))
