"""The embedded store: one SQLite file, made and opened here."""

from __future__ import annotations

from kg.model.fields import Room
from kg.store.sqlite.address import path_of
from kg.store.sqlite.connection import Pool
from kg.store.sqlite.store import SqliteStore

__all__ = ["BUSY_TIMEOUT", "SqliteStore", "create_sqlite", "open_sqlite"]

BUSY_TIMEOUT = 10.0
"""Seconds to wait for another writer before giving up."""


def open_sqlite(
    url: str,
    write: bool = False,
    *,
    busy_timeout: float = BUSY_TIMEOUT,
    room: Room | None = "knowledge",
) -> SqliteStore:
    """Open the store in the file that ``sqlite:///absolute/path.db`` names.

    Raises:
        StoreMissingError: there is no file, or an empty one.
        StoreBrokenError: the file is not a store of this program, or of a newer version.
        StoreReadOnlyError: with ``write``, where nothing can be written.
        StoreRoomError: it is of another room than ``room``; None opens either.
    """
    path = path_of(url)
    return SqliteStore(Pool.open(url, path, write=write, busy_timeout=busy_timeout, room=room))


def create_sqlite(
    url: str, *, busy_timeout: float = BUSY_TIMEOUT, room: Room = "knowledge"
) -> SqliteStore:
    """Make an empty store of a room, its folders too; a store that is there is opened as it is.

    Raises:
        StoreError: as ``open_sqlite``; a file of something else is left as it is.
    """
    return SqliteStore(Pool.create(url, path_of(url), busy_timeout=busy_timeout, room=room))
