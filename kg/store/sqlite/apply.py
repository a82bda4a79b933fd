"""Writing a batch: what differs in the end becomes one new version per record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

from kg.changes import Change, RelationKey, check
from kg.records import Applied
from kg.store.sqlite.batch import Batch
from kg.store.sqlite.codec import Columns
from kg.store.sqlite.shelf import LINKS, NODES, Record, Table
from kg.store.sqlite.words import words_of

_BODY: Final = NODES.columns.index("body")
K = TypeVar("K", str, RelationKey)
Difference = tuple[Record[K], Columns]
"""A record that is no longer as stored, and the columns of its new version."""


def apply_batch(connection: sqlite3.Connection, changes: Sequence[Change], note: str) -> Applied:
    """Write a batch inside the transaction of the caller.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
    """
    for change in changes:
        check(change)
    batch = Batch(connection, changes)
    batch.run()
    nodes = _differences(record for _, record in batch.nodes_touched)
    links = _differences(record for _, record in batch.links_touched)
    if not nodes and not links:
        return Applied(current_revision(connection), frozenset())
    revision = _new_revision(connection, note)
    _write(connection, LINKS, revision, links)
    _index(connection, nodes, _write(connection, NODES, revision, nodes))
    different = {id(record) for record, _ in (*nodes, *links)}
    touched = (*batch.nodes_touched, *batch.links_touched)
    return Applied(revision, frozenset(t for t, record in touched if id(record) in different))


def current_revision(connection: sqlite3.Connection) -> int:
    """Return the number of the last batch that altered something, 0 where there was none."""
    found = connection.execute("SELECT max(number) FROM revision").fetchone()[0]
    return int(found or 0)


def _new_revision(connection: sqlite3.Connection, note: str) -> int:
    revision = current_revision(connection) + 1
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", (revision, now, note))
    return revision


def _differences(records: Iterable[Record[K]]) -> list[Difference[K]]:
    """Return the records that end otherwise than they are stored, by key."""
    each = {id(record): record for record in records}.values()
    pairs = ((record, record.columns()) for record in sorted(each, key=lambda r: r.key))
    return [(record, columns) for record, columns in pairs if columns != record.stored]


def _write(
    connection: sqlite3.Connection, table: Table[K], revision: int, differences: list[Difference[K]]
) -> int:
    """Close the versions that are past and add the new ones; return the number of the first."""
    past = [(revision, record.version) for record, _ in differences if record.version]
    connection.executemany(f"UPDATE {table.name} SET next_rev = ? WHERE version = ?", past)
    newest = f"SELECT coalesce(max(version), 0) FROM {table.name}"
    first: int = connection.execute(newest).fetchone()[0] + 1
    names = ("version", "rev", *table.keys, *table.columns)
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        (
            (version, revision, *table.as_row(record.key), *columns)
            for version, (record, columns) in enumerate(differences, first)
        ),
    )
    return first


def _index(connection: sqlite3.Connection, nodes: list[Difference[str]], first: int) -> None:
    """Bring full text up to date: a node is found by the words of its present version."""
    past = [(r.version,) for r, _ in nodes if r.version and r.stored[_BODY] is not None]
    connection.executemany("DELETE FROM node_words WHERE rowid = ?", past)
    connection.executemany(
        "INSERT INTO node_words (rowid, words) VALUES (?, ?)",
        (
            (version, words_of(record.key, json.loads(columns[_BODY])))
            for version, (record, columns) in enumerate(nodes, first)
            if columns[_BODY] is not None
        ),
    )
