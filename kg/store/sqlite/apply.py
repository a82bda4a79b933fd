"""Writing a batch: what differs in the end becomes one new version per record."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from kg.changes import Change
from kg.records import Applied, Revision
from kg.store.batch import Outcome, follows, retell, work_out
from kg.store.leads import Leads
from kg.store.shelf import NODES, Difference, Known
from kg.store.sqlite.present import LINK_TABLE, NODE_TABLE, K, SqlitePresent, Table
from kg.store.words import words_of_record

_BODY: Final = NODES.columns.index("body")


def apply_batch(
    connection: sqlite3.Connection, changes: Sequence[Change], note: str, known: Known
) -> Applied:
    """Write a batch inside the transaction of the caller.

    ``known`` is brought up to date with the batch, and only of use where it was committed.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
    """
    known.require(current_revision(connection))
    outcome = work_out(SqlitePresent(connection), read_leads(connection), changes, known)
    if not outcome:
        return Applied(known.revision, frozenset())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known.revision += 1
    _write_all(connection, outcome, (known.revision, now, note))
    return Applied(known.revision, outcome.altered)


def apply_revision(connection: sqlite3.Connection, revision: Revision) -> None:
    """Write a revision of another store inside the transaction of the caller.

    Raises:
        BadChangeError: it is not the one that follows.
    """
    if follows(revision, current_revision(connection)):
        outcome = retell(SqlitePresent(connection), revision)
        _write_all(connection, outcome, (revision.number, revision.at, revision.note))


def _write_all(
    connection: sqlite3.Connection, outcome: Outcome, revision: tuple[int, str, str]
) -> None:
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", revision)
    _write(connection, LINK_TABLE, revision[0], outcome.links)
    first = _write(connection, NODE_TABLE, revision[0], outcome.nodes)
    _index(connection, outcome.nodes, first)


def read_leads(connection: sqlite3.Connection, revision: int | None = None) -> Leads:
    """Return the redirects made up to a revision (default: all); they are never taken back."""
    query = """
        SELECT id, redirect FROM node_version INDEXED BY node_redirect
        WHERE redirect IS NOT NULL AND rev <= ?"""
    return Leads(dict(connection.execute(query, (2**62 if revision is None else revision,))))


def current_revision(connection: sqlite3.Connection) -> int:
    """Return the number of the last batch that altered something, 0 where there was none."""
    found = connection.execute("SELECT max(number) FROM revision").fetchone()[0]
    return int(found or 0)


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
            (version, words_of_record(d.record.key, body, d.record.sayings))
            for version, d in enumerate(nodes, first)
            if (body := d.columns[_BODY]) is not None
        ),
    )
