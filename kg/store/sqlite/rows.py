"""The rows of one revision, as they lie in the tables (see ``kg.store.reading.Rows``)."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from kg.base.i18n import msg
from kg.model.changes import RelationKey
from kg.store.check_sums import NOTHING, Seal, Sealed
from kg.store.reading_rows import Past
from kg.store.redirects import Redirects
from kg.store.sealing import told
from kg.store.sqlite.current_records import (
    AT,
    NODE_TABLE,
    NUL,
    PRESENT,
    RELATION_TABLE,
    Table,
    listed,
    starting,
    touching,
)
from kg.store.stored_versions import Damage, K, Stored, named, redirects_of

_SEALS: Final = """
    SELECT number, at, note, token, nodes, node_sum, links, link_sum, sum FROM revision"""
_WORDS: Final = """
    SELECT coalesce(id, ''), words
    FROM node_words LEFT JOIN node_version ON version = node_words.rowid ORDER BY id"""
_LEADING: Final = f"""
    SELECT {NODE_TABLE.stored} FROM node_version INDEXED BY node_redirect
        WHERE redirect IS NOT NULL AND rev <= :at
    UNION ALL SELECT {NODE_TABLE.stored} FROM node_version INDEXED BY node_joined
        WHERE joined IS NOT NULL AND {AT}"""


def last_revision(connection: sqlite3.Connection) -> Sealed:
    """Return the last revision, number 0 where there is none.

    Raises:
        Damage: its row was altered.
    """
    row = connection.execute(f"{_SEALS} ORDER BY number DESC LIMIT 1").fetchone()
    return NOTHING if row is None else told(row)


def revision_of(connection: sqlite3.Connection, number: int) -> Sealed:
    """Return a revision.

    Raises:
        Damage: its row was altered or is missing.
    """
    row = connection.execute(f"{_SEALS} WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Damage(msg("revision {number} is missing.", number=number))
    return told(row)


def read_leads(connection: sqlite3.Connection, revision: int) -> Redirects:
    """Return what leads where at a revision; what was moved is never taken back.

    Raises:
        Damage: a record that leads somewhere was altered.
    """
    found = connection.execute(_LEADING, {"at": revision}).fetchall()
    return redirects_of(map(NODE_TABLE.read, found))


class SqliteRows:
    """The rows of one revision (default: the last), inside the transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection, revision: int | None = None) -> None:
        self._connection = connection
        self._cursors: list[sqlite3.Cursor] = []
        self._last = last_revision(connection)
        last = self._last.number
        self._at = last if revision is None else min(revision, last)
        # Of the last revision both say the same, and the plainer one is asked.
        self._when = PRESENT if self._at == last else AT

    def close(self) -> None:
        """End all that is still being read: an error in hand would keep it, and the file, open."""
        for cursor in self._cursors:
            cursor.close()

    @cached_property
    def sealed(self) -> Sealed:
        """The row of the revision."""
        if self._at == self._last.number:
            return self._last
        return revision_of(self._connection, self._at) if self._at else NOTHING

    def seal(self) -> Seal:
        """Return by what the revision is known."""
        return self.sealed.seal

    def redirects(self, revision: int | None = None) -> Redirects:
        """Return what leads where, of this revision or one before it."""
        return read_leads(self._connection, self._at if revision is None else revision)

    def all_nodes(self) -> Iterator[Stored[str]]:
        """Yield all nodes, by id."""
        # By name, so that rows are read in the order of the index: a plan that sorts would first
        # hold all of them.
        return self._stored(NODE_TABLE, "INDEXED BY node_by_id", self._when)

    def all_relations(self) -> Iterator[Stored[RelationKey]]:
        """Yield all relations, by key."""
        return self._stored(RELATION_TABLE, "INDEXED BY relation_by_key", self._when)

    def nodes(self, ids: Sequence[str]) -> Iterator[Stored[str]]:
        """Return these nodes."""
        # One value, however many ids there are: SQLite takes only so many parameters.
        where = f"{self._when} AND id IN (SELECT value FROM json_each(:ids))"
        return self._stored(NODE_TABLE, "", where, ids=listed(ids))

    def relations(self, keys: Sequence[RelationKey]) -> Iterator[Stored[RelationKey]]:
        """Return these relations."""
        parts = (f"value ->> {number}" for number in range(len(RELATION_TABLE.keys)))
        where = f"""{self._when} AND (type, start, "end", key) IN (
            SELECT {", ".join(parts)} FROM json_each(:keys))"""
        odd = [key for key in keys if NUL in key.key]
        plain = [key for key in keys if NUL not in key.key]
        found = self._stored(RELATION_TABLE, "", where, keys=json.dumps(plain))
        return found if not odd else chain(found, *map(self._relation, odd))

    def _relation(self, key: RelationKey) -> Iterator[Stored[RelationKey]]:
        """Return one relation, whatever its key holds."""
        where = f'{self._when} AND (type, start, "end", key) = (:type, :start, :end, :key)'
        return self._stored(RELATION_TABLE, "", where, **key._asdict())

    def touching(self, ids: Sequence[str]) -> Iterator[Stored[RelationKey]]:
        """Return the relations that start or end at one of these nodes."""
        return self._stored(
            RELATION_TABLE, "", f"version IN ({touching(self._when)})", ids=listed(ids)
        )

    def starting(self, ids: Sequence[str]) -> Iterator[Stored[RelationKey]]:
        """Return the relations that start at one of these nodes."""
        return self._stored(
            RELATION_TABLE, "", f"version IN ({starting(self._when)})", ids=listed(ids)
        )

    def revisions(self, after: int) -> Iterator[Sealed]:
        """Yield the revisions after one of them, oldest first."""
        query = f"{_SEALS} WHERE number > ? ORDER BY number"
        return map(told, self._connection.execute(query, (after,)).fetchall())

    def nodes_made(self, revision: int) -> Iterator[Stored[str]]:
        """Yield the versions of nodes that a revision made, by id."""
        return self._stored(NODE_TABLE, "INDEXED BY node_by_revision", "rev = :rev", rev=revision)

    def relations_made(self, revision: int) -> Iterator[Stored[RelationKey]]:
        """Yield the versions of relations that a revision made, by key."""
        index = "INDEXED BY relation_by_revision"
        return self._stored(RELATION_TABLE, index, "rev = :rev", rev=revision)

    def node_versions(self, id_: str) -> list[Past[str]]:
        """Return all versions of a node, oldest first."""
        return self._versions(NODE_TABLE, id_)

    def relation_versions(self, key: RelationKey) -> list[Past[RelationKey]]:
        """Return all versions of a relation, oldest first."""
        return self._versions(RELATION_TABLE, key)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each node that full text finds, and its words, by id."""
        return ((named(id_), words) for id_, words in self._read(_WORDS))

    def all_node_versions(self) -> Iterator[tuple[int | None, Stored[str]]]:
        """Yield all versions of nodes, by id and revision, with the revision that ended each."""
        return self._all_versions(NODE_TABLE)

    def all_relation_versions(self) -> Iterator[tuple[int | None, Stored[RelationKey]]]:
        """Yield all versions of relations in the same way."""
        return self._all_versions(RELATION_TABLE)

    def engine_says(self, most: int) -> list[str]:
        """Return what the engine finds wrong with its pages and indexes, ``most`` at the most."""
        found = [str(said) for (said,) in self._read(f"PRAGMA integrity_check({most})")]
        return [] if found == ["ok"] else found

    def _all_versions(self, table: Table[K]) -> Iterator[tuple[int | None, Stored[K]]]:
        query = f"""
            SELECT next_rev, {table.stored} FROM {table.name}
            ORDER BY {", ".join(table.keys)}, rev"""
        return ((row[0], table.read(row[1:])) for row in self._read(query))

    def _versions(self, table: Table[K], key: K) -> list[Past[K]]:
        same = " AND ".join(f"{name} = ?" for name in table.keys)
        query = f"""
            SELECT (SELECT at FROM revision WHERE number = rev), next_rev, {table.stored}
            FROM {table.name} WHERE {same} ORDER BY rev"""
        rows = self._connection.execute(query, table.as_row(key))
        return [Past(row[0], row[1], table.read(row[2:])) for row in rows]

    def _stored(
        self, table: Table[K], index: str, where: str, **facts: str | int
    ) -> Iterator[Stored[K]]:
        query = f"""
            SELECT {table.stored} FROM {table.name} {index}
            WHERE {where} ORDER BY {", ".join(table.keys)}"""
        return map(table.read, self._read(query, {"at": self._at, **facts}))

    def _read(self, query: str, facts: dict[str, str | int] | None = None) -> sqlite3.Cursor:
        cursor = self._connection.execute(query, facts or {})
        self._cursors.append(cursor)
        return cursor
