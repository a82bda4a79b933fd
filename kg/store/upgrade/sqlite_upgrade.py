"""A store of an older format brought to the present one: in one transaction, or not at all."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, Generic, NamedTuple

from kg.store.check_sums import Made
from kg.store.formats import require_known
from kg.store.fulltext import words_of_record
from kg.store.sealing import Sealing
from kg.store.sqlite import ddl
from kg.store.sqlite import store_file as files
from kg.store.sqlite.address import path_of
from kg.store.sqlite.apply import write_seal
from kg.store.sqlite.current_records import NODE_TABLE, RELATION_TABLE, Table
from kg.store.sqlite.failures import guard
from kg.store.sqlite.safety_copy import keep
from kg.store.stored_versions import K, Stored, summed
from kg.store.unit_of_work import NODE_KIND, Difference
from kg.store.upgrade.steps import steps_from
from kg.store.upgrade.upgrade_outcome import Progress, Upgraded, silent
from kg.store.upgrade.version_upgrade import Renewal, is_new

_ROWS: Final = 5_000
"""Versions that are held in memory at a time."""
_ALONE: Final = (
    # Also against those who have it open and rest: an older program among them would go on in the
    # older format.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "BEGIN EXCLUSIVE",
)
_BODY: Final = NODE_KIND.columns.index("body")
_PRESENT: Final = "next_rev IS NULL AND body IS NOT NULL"


class _Found(NamedTuple, Generic[K]):
    """A version in a table; ``ended`` by which revision, None where it is the present one."""

    ended: int | None
    stored: Stored[K]


def look_sqlite(url: str, busy_timeout: float) -> Upgraded:
    """Return what an upgrade of the store in a file would do; nothing is written.

    Raises:
        StoreError: it cannot be read, or is none that can be upgraded.
    """
    path = path_of(url)
    files.require(path, url)
    with guard(url, path), _reading(path, url, busy_timeout) as reader:
        return _Upgrade(url, reader).look()


def upgrade_sqlite(url: str, busy_timeout: float, progress: Progress) -> Upgraded:
    """Bring the store in a file to the present format; a copy of it as it was stays beside it.

    Stopped at any moment, it is as before or as it should be.

    Raises:
        StoreLockedError: somebody has it open, if only to read.
        StoreError: as ``look_sqlite``, or it cannot be written.
    """
    path = path_of(url).resolve()
    files.require(path, url)
    with guard(url, path):
        with _reading(path, url, busy_timeout) as reader:
            seen = _Upgrade(url, reader)
            if not seen.steps:
                return seen.look()
        files.require_writable(path, url)
        with closing(_alone(path, busy_timeout)) as connection:
            return _Upgrade(url, connection, progress).run(path)


@contextmanager
def _reading(path: Path, url: str, busy_timeout: float) -> Iterator[sqlite3.Connection]:
    connection, _ = files.connect_reader(path, url, busy_timeout)
    with closing(connection):
        connection.execute("BEGIN")
        yield connection


def _alone(path: Path, busy_timeout: float) -> sqlite3.Connection:
    """Return a connection in a transaction; as long as it is open, nobody else has the file."""
    connection = files.connect(path, "mode=rw", busy_timeout)
    try:
        for setting in _ALONE:
            connection.execute(setting)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Upgrade:
    """What is to be done with one store, in the transaction of the caller."""

    def __init__(
        self, url: str, connection: sqlite3.Connection, progress: Progress = silent
    ) -> None:
        self._url = url
        self._connection = connection
        self._progress = progress
        self._before = ddl.format_of(connection, url)
        require_known(url, self._before, ddl.VERSION, ddl.OLDEST)
        self.steps = steps_from("sqlite", self._before)
        self._renewal = Renewal(self.steps)

    def look(self) -> Upgraded:
        """Return what is to be done."""
        nodes = self._found(NODE_TABLE) if self.steps else ()
        present = (each.stored for each in nodes if each.ended is None)
        closed = (self._renewal.closed(each.key, each.columns) for each in present)
        return Upgraded(
            url=self._url,
            before=self._before,
            after=ddl.VERSION,
            revision=self._revision(),
            records=self._count(NODE_TABLE, _PRESENT) + self._count(RELATION_TABLE, _PRESENT),
            closed=sorted(filter(None, closed)),
        )

    def run(self, path: Path) -> Upgraded:
        """Do it: end the transaction, copy the file, begin another one and commit that."""
        told = self.look()
        if not self.steps:
            return told  # Somebody else was faster.
        # Nobody gets between: the lock stays with the connection.
        self._connection.execute("COMMIT")
        kept = keep(self._connection, path, self._url, f"v{self._before}")
        self._connection.execute("BEGIN EXCLUSIVE")
        self._renew()
        self._connection.execute("COMMIT")
        return replace(told, kept=str(kept))

    def _renew(self) -> None:
        for step in self.steps:
            step.tables(self._connection)
        nodes, relations = self._count(NODE_TABLE), self._count(RELATION_TABLE)
        sealing = Sealing()
        for done, node in enumerate(self._found(NODE_TABLE), 1):
            new = self._renewal.node(node.stored.key, node.stored.columns)
            if new is not None and is_new(new):
                self._index(node, new)
            sum_ = self._write(NODE_TABLE, node.stored, new)
            sealing.add_node(node.stored.rev, node.ended, node.stored.key, sum_)
            self._show(done, nodes + relations)
        for done, relation in enumerate(self._found(RELATION_TABLE), nodes + 1):
            other = self._renewal.relation(relation.stored.key, relation.stored.columns)
            sum_ = self._write(RELATION_TABLE, relation.stored, other)
            sealing.add_relation(relation.stored.rev, relation.ended, relation.stored.key, sum_)
            self._show(done, nodes + relations)
        for sealed in sealing.seals(self._revisions()):
            write_seal(self._connection, sealed)
        # Types have come since that format: the file learns them now, not at the first writing.
        ddl.add_types(self._connection, ddl.named(self._connection).room)
        self._connection.execute(f"PRAGMA user_version = {ddl.VERSION}")

    def _show(self, done: int, total: int) -> None:
        if done % _ROWS == 0 or done == total:
            self._progress(done, total)

    def _revision(self) -> int:
        found = self._connection.execute("SELECT max(number) FROM revision").fetchone()[0]
        return int(found or 0)

    def _revisions(self) -> list[Made]:
        found = self._connection.execute("SELECT number, at, note FROM revision ORDER BY number")
        return [Made(*row) for row in found]

    def _found(self, table: Table[K]) -> Iterator[_Found[K]]:
        """Yield all versions, some at a time: rows are altered between."""
        query = f"""
            SELECT next_rev, {", ".join(self._names(table))} FROM {table.name}
            WHERE version > ? ORDER BY version LIMIT {_ROWS}"""
        last = 0
        while rows := self._connection.execute(query, (last,)).fetchall():
            for ended, *row in rows:
                yield _Found(ended, table.read(tuple(row)))
            last = rows[-1][1]

    def _names(self, table: Table[K]) -> Iterator[str]:
        """Yield the columns of a version, null in place of those that the older format lacks."""
        known = self._connection.execute(f"PRAGMA table_xinfo({table.name})")
        there = {f'"{name}"' if name == "end" else name for _, name, *_ in known}
        yield from (name if name in there else "NULL" for name in table.names())

    def _write(self, table: Table[K], stored: Stored[K], new: Difference[K] | None) -> int:
        """Write a version as it reads now, with its check sum; return that."""
        columns = stored.columns if new is None else new.columns
        sum_ = summed(stored.rev, stored.key, columns)
        values = ", ".join(f"{name} = ?" for name in (*table.columns, "sum"))
        query = f"UPDATE {table.name} SET {values} WHERE version = ?"
        self._connection.execute(query, (*columns, sum_, stored.version))
        return sum_

    def _index(self, node: _Found[str], new: Difference[str]) -> None:
        body = new.columns[_BODY]
        if node.ended is None and body is not None:
            words = words_of_record(node.stored.key, body, new.record.stored_statements)
            query = "UPDATE node_words SET words = ? WHERE rowid = ?"
            self._connection.execute(query, (words, node.stored.version))

    def _count(self, table: Table[K], which: str = "true") -> int:
        query = f"SELECT count(*) FROM {table.name} WHERE {which}"
        return int(self._connection.execute(query).fetchone()[0])
