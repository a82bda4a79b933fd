"""Writing a batch: what differs in the end becomes one new version per record."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from typing import Final

from kg.changes import Change, check
from kg.records import Applied
from kg.store.sqlite.batch import Batch
from kg.store.sqlite.shelf import LINKS, NODES, Difference, K, Known, Table
from kg.store.sqlite.words import words_of

_BODY: Final = NODES.columns.index("body")


def apply_batch(
    connection: sqlite3.Connection, changes: Sequence[Change], note: str, known: Known
) -> Applied:
    """Write a batch inside the transaction of the caller.

    ``known`` is brought up to date with the batch, and only of use where it was committed.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
    """
    with _no_collection():
        return _apply(connection, changes, note, known)


def _apply(
    connection: sqlite3.Connection, changes: Sequence[Change], note: str, known: Known
) -> Applied:
    for change in changes:
        check(change)
    known.require(current_revision(connection))
    batch = Batch(connection, changes, known)
    batch.run()
    nodes, links = batch.nodes.differences(), batch.links.differences()
    if not nodes and not links:
        return Applied(known.revision, frozenset())
    revision = known.revision = _new_revision(connection, note)
    _write(connection, LINKS, revision, links)
    _index(connection, nodes, _write(connection, NODES, revision, nodes))
    turns = [d.record.turns for d in nodes] + [d.record.turns for d in links]
    return Applied(revision, frozenset(chain.from_iterable(turns)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking a batch again and again: it has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def current_revision(connection: sqlite3.Connection) -> int:
    """Return the number of the last batch that altered something, 0 where there was none."""
    found = connection.execute("SELECT max(number) FROM revision").fetchone()[0]
    return int(found or 0)


def _new_revision(connection: sqlite3.Connection, note: str) -> int:
    revision = current_revision(connection) + 1
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", (revision, now, note))
    return revision


def _write(
    connection: sqlite3.Connection, table: Table[K], revision: int, differences: list[Difference[K]]
) -> int:
    """Close the versions that are past and add the new ones; return the number of the first."""
    past = [(revision, d.record.version) for d in differences if d.record.version]
    connection.executemany(f"UPDATE {table.name} SET next_rev = ? WHERE version = ?", past)
    newest = f"SELECT coalesce(max(version), 0) FROM {table.name}"
    first: int = connection.execute(newest).fetchone()[0] + 1
    names = ("version", "rev", *table.keys, *table.columns)
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        _rows(table, revision, first, differences),
    )
    return first


def _rows(
    table: Table[K], revision: int, first: int, differences: list[Difference[K]]
) -> Iterator[tuple[int | str | None, ...]]:
    for version, difference in enumerate(differences, first):
        yield version, revision, *table.as_row(difference.record.key), *difference.columns


def _index(connection: sqlite3.Connection, nodes: list[Difference[str]], first: int) -> None:
    """Bring full text up to date: a node is found by the words of its present version."""
    past = [(d.record.version,) for d in nodes if d.record.stored[_BODY] is not None]
    connection.executemany("DELETE FROM node_words WHERE rowid = ?", past)
    connection.executemany(
        "INSERT INTO node_words (rowid, words) VALUES (?, ?)",
        (
            (version, words_of(d.record.key, json.loads(body)))
            for version, d in enumerate(nodes, first)
            if (body := d.columns[_BODY]) is not None
        ),
    )
