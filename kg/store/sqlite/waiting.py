"""Rows that wait for a person: a table of its own, of which no revision and no backup tells.

It is made when first something waits: a file without it is a store of the same format.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.store.sqlite.current_records import listed
from kg.store.waiting_rows import Taken, WaitingColumns, that_fit

_TABLE: Final = (
    """CREATE TABLE IF NOT EXISTS waiting (
        id TEXT PRIMARY KEY,
        received INTEGER NOT NULL,
        until INTEGER NOT NULL,
        size INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS waiting_until ON waiting (until)",
)
_OVERWRITE: Final = "PRAGMA secure_delete = ON"
"""What is taken out is written over: it must not be read in the file by anybody later."""
_THERE: Final = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'waiting'"
_KEEP: Final = """
    INSERT INTO waiting VALUES (:id, :received, :until, :size, :body)
    ON CONFLICT (id) DO UPDATE SET
        until = excluded.until, size = excluded.size, body = excluded.body"""
_TAKEN: Final = "SELECT count(*), coalesce(sum(size), 0) FROM waiting"
_SIZES: Final = "SELECT id, size FROM waiting WHERE id IN (SELECT value FROM json_each(?))"
_PURGE: Final = "DELETE FROM waiting WHERE until < ?"
_LET_GO: Final = "DELETE FROM waiting WHERE id IN (SELECT value FROM json_each(?))"
_COLUMNS: Final = "id, received, until, size, body"
_ALL: Final = f"SELECT {_COLUMNS} FROM waiting WHERE until >= ? ORDER BY received, id"  # noqa: S608
_SOME: Final = f"""
    SELECT {_COLUMNS} FROM waiting
    WHERE until >= ? AND id IN (SELECT value FROM json_each(?)) ORDER BY received, id"""  # noqa: S608


def keep(
    connection: sqlite3.Connection, rows: Sequence[WaitingColumns], now: int
) -> list[WaitingColumns]:
    """Keep rows inside the transaction of the caller; return those for which there was room.

    A row that is there already is replaced; it came when it came.
    """
    for statement in (_OVERWRITE, *_TABLE):
        connection.execute(statement)
    taken = Taken(*connection.execute(_TAKEN).fetchone())
    sizes = dict(connection.execute(_SIZES, (listed(row.id for row in rows),)))
    kept = that_fit((row for row in rows if row.until >= now), taken, sizes)
    connection.executemany(_KEEP, (row._asdict() for row in kept))
    return kept


def let_go(connection: sqlite3.Connection, ids: Iterable[str], now: int) -> bool:
    """Erase rows, and what has lapsed, inside the transaction of the caller; say whether any."""
    if not _is_there(connection):
        return False
    connection.execute(_OVERWRITE)
    gone = connection.execute(_LET_GO, (listed(ids),)).rowcount
    return gone + connection.execute(_PURGE, (now,)).rowcount > 0


def waiting(
    connection: sqlite3.Connection, ids: Iterable[str] | None, now: int
) -> Iterator[WaitingColumns]:
    """Yield the rows that wait, those with these ids or all, in the order in which they came."""
    if not _is_there(connection):
        return
    found = (
        connection.execute(_ALL, (now,))
        if ids is None
        else connection.execute(_SOME, (now, listed(ids)))
    )
    yield from map(WaitingColumns._make, found)


def forget_all(connection: sqlite3.Connection) -> None:
    """Erase every row that waits, of a copy that is to be kept."""
    if _is_there(connection):
        connection.execute(_OVERWRITE)
        connection.execute("DELETE FROM waiting")


def _is_there(connection: sqlite3.Connection) -> bool:
    return connection.execute(_THERE).fetchone() is not None
