"""Writing a batch: what differs in the end becomes one new version per record."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Final

from kg.model.changes import Change
from kg.model.records import Applied, Revision
from kg.store.batch import work_out
from kg.store.check_sums import Made, Seal, Sealed, sealed
from kg.store.fulltext import words_of_record
from kg.store.outcome import Outcome, Shown
from kg.store.retelling import follows, retell
from kg.store.sqlite.current_records import NODE_TABLE, RELATION_TABLE, SqliteCurrentRecords, Table
from kg.store.sqlite.rows import last_revision, read_leads
from kg.store.stored_versions import K
from kg.store.unit_of_work import NODE_KIND, Difference, Known

_BODY: Final = NODE_KIND.said.index("body")


def apply_batch(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    note: str,
    known: Known,
    expect: Mapping[str, str],
) -> Applied:
    """Write a batch inside the transaction of the caller.

    ``known`` is brought up to date with the batch, and only of use where it was committed.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
        ConflictError: a record is not what the caller saw.
        Damage: what is to be changed is not as it was written.
    """
    last = last_revision(connection)
    known.require(last.seal.token)
    redirects = read_leads(connection, last.number)
    outcome = work_out(SqliteCurrentRecords(connection), redirects, changes, known, expect)
    if not outcome:
        return Applied(last.number, frozenset())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known.token = _write_all(connection, outcome, last.seal, Made(last.number + 1, now, note))
    return Applied(last.number + 1, outcome.altered)


def apply_revision(connection: sqlite3.Connection, revision: Revision) -> None:
    """Write a revision of another store inside the transaction of the caller.

    Raises:
        BadChangeError: it is not the one that follows.
        Damage: what is to be changed is not as it was written.
    """
    last = last_revision(connection)
    if follows(revision, last.number):
        redirects = read_leads(connection, last.number)
        outcome = retell(SqliteCurrentRecords(connection), redirects, revision)
        made = Made(revision.number, revision.at, revision.note)
        _write_all(connection, outcome, last.seal, made)


def write_seal(connection: sqlite3.Connection, revision: Sealed) -> None:
    """Write the row of a revision, in place of one of its number."""
    number, at, note, (token, nodes, relations) = revision
    row = (number, at, note, token, *nodes, *relations, revision.sum)
    connection.execute("REPLACE INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _write_all(connection: sqlite3.Connection, outcome: Outcome, before: Seal, made: Made) -> str:
    """Write the revision that follows another; return its token."""
    nodes, relations = outcome.sums(made.number)
    row = sealed(before, made, nodes, relations)
    # The revision first: all versions refer to it.
    write_seal(connection, row)
    _write(connection, RELATION_TABLE, made.number, outcome.relations, relations.new)
    first = _write(connection, NODE_TABLE, made.number, outcome.nodes, nodes.new)
    # ``_write`` has numbered them in this order, without a gap.
    versions = {d.record.key: number for number, d in enumerate(outcome.nodes, first)}
    _index(connection, outcome.shown_nodes, versions)
    return row.seal.token


def _write(
    connection: sqlite3.Connection,
    table: Table[K],
    revision: int,
    differences: list[Difference[K]],
    sums: list[int],
) -> int:
    """Close the versions that are past and add the new ones; return the number of the first.

    ``sums`` are the check sums of the new ones, in the same order.
    """
    stored = filter(None, (d.record.stored for d in differences))
    past = [(revision, each.version) for each in stored]
    # Closed first: there is never a second open version of a node (``node_now``).
    connection.executemany(f"UPDATE {table.name} SET next_rev = ? WHERE version = ?", past)
    newest = f"SELECT coalesce(max(version), 0) FROM {table.name}"
    first: int = connection.execute(newest).fetchone()[0] + 1
    names = table.names()
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        _rows(table, revision, zip(count(first), differences, sums)),
    )
    return first


def _rows(
    table: Table[K], revision: int, versions: Iterable[tuple[int, Difference[K], int]]
) -> Iterator[tuple[int | str | None, ...]]:
    as_row = table.as_row
    for version, (record, columns), sum_ in versions:
        yield version, revision, sum_, *as_row(record.key), *columns


def _index(
    connection: sqlite3.Connection, shown: Sequence[Shown[str]], versions: Mapping[str, int]
) -> None:
    """Bring full text up to date: a node is found by the words of all that counts as it.

    The words lie under the number of its present version, and lay under that of the one before.
    """
    past = [(node.version,) for node in shown if node.was]
    connection.executemany("DELETE FROM node_words WHERE rowid = ?", past)
    connection.executemany(
        "INSERT INTO node_words (rowid, words) VALUES (?, ?)",
        (
            (
                # It need not have a new version itself: another that counts as it may have changed.
                versions.get(node.key, node.version),
                words_of_record(node.key, body, node.stored_statements),
            )
            for node in shown
            if (body := node.said[_BODY]) is not None
        ),
    )
