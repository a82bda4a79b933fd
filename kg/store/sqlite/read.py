"""The questions a store answers, each inside one read transaction."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

from kg.changes import RelationKey
from kg.records import (
    Gone,
    NodeRecord,
    NodeRow,
    NodeVersion,
    RelationRecord,
    RelationRow,
    RelationVersion,
    Revision,
    Row,
    Version,
)
from kg.store import codec
from kg.store.sqlite.apply import current_revision, read_leads
from kg.store.sqlite.present import STARTING, TOUCHING
from kg.store.words import query_of

_LINK: Final = 'type, start, "end", key'
_LINK_ROW: Final = f"{_LINK}, status, since, until, body, statements"
_SAME_LINK: Final = 'type = ? AND start = ? AND "end" = ? AND key = ?'
_NOW: Final = "next_rev IS NULL"
_THEN: Final = "rev <= ? AND (next_rev IS NULL OR next_rev > ?)"
_CHUNK: Final = 10_000


def stream_nodes(connection: sqlite3.Connection, revision: int | None) -> sqlite3.Cursor:
    """Return the columns of a ``NodeRow`` of all nodes at a revision, by id."""
    when, facts = _at(connection, revision)
    query = f"""
        SELECT id, body, statements FROM node_version INDEXED BY node_by_id
        WHERE {when} AND body IS NOT NULL ORDER BY id"""
    return connection.execute(query, facts)


def stream_relations(connection: sqlite3.Connection, revision: int | None) -> sqlite3.Cursor:
    """Return the columns of a ``RelationRow`` of all relations at a revision, by key."""
    when, facts = _at(connection, revision)
    query = f"""
        SELECT {_LINK_ROW} FROM relation_version INDEXED BY relation_by_key
        WHERE {when} AND body IS NOT NULL ORDER BY {_LINK}"""
    return connection.execute(query, facts)


def changed(connection: sqlite3.Connection, revision: int) -> Iterator[Row]:
    """Yield the present row of every record with a version after ``revision``."""
    leads = read_leads(connection)
    nodes = connection.execute(
        f"""SELECT id, redirect, body, statements FROM node_version INDEXED BY node_by_revision
            WHERE rev > ? AND {_NOW} ORDER BY id""",
        (revision,),
    )
    for id_, redirect, *rest in nodes:
        gone = rest[0] is None
        yield Gone(id_, redirect and leads.end(redirect)) if gone else NodeRow(id_, *rest)
    relations = connection.execute(
        f"""SELECT {_LINK_ROW} FROM relation_version INDEXED BY relation_by_revision
            WHERE rev > ? AND {_NOW} ORDER BY {_LINK}""",
        (revision,),
    )
    for row in relations:
        yield Gone(RelationKey(*row[:4])) if row[-1] is None else RelationRow(*row)


def redirects(connection: sqlite3.Connection, revision: int | None) -> dict[str, str]:
    """Return old id → id it leads to at a revision."""
    return read_leads(connection, revision).all()


def node_records(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, NodeRecord]:
    """Return the records of the ids that exist, by the id asked for."""
    leads = read_leads(connection)
    ends = {id_: leads.end(id_) for id_ in ids}
    found = _nodes(connection, sorted(set(ends.values())))
    return {id_: found[end] for id_, end in ends.items() if end in found}


def relation_records(connection: sqlite3.Connection, id_: str) -> list[RelationRecord]:
    """Return the relations that start or end at a node, by key."""
    return _relations(connection, TOUCHING, {"id": read_leads(connection).end(id_)})


def records_starting_at(connection: sqlite3.Connection, ids: Sequence[str]) -> list[RelationRecord]:
    """Return the relations that start at these nodes, by key."""
    leads = read_leads(connection)
    ends = json.dumps([leads.end(id_) for id_ in ids])
    return _relations(connection, STARTING, {"ids": ends})


def node_history(connection: sqlite3.Connection, id_: str) -> list[Version]:
    """Return the versions of a node under its own id, else under the one it leads to."""
    own = _node_versions(connection, id_)
    return own or _node_versions(connection, read_leads(connection).end(id_))


def relation_history(connection: sqlite3.Connection, key: RelationKey) -> list[Version]:
    """Return the versions of a relation under its own key, else under the one it leads to."""
    own = _relation_versions(connection, key)
    return own or _relation_versions(connection, read_leads(connection).end_of_relation(key))


def journal(connection: sqlite3.Connection, after: int) -> Iterator[Revision]:
    """Yield the revisions after ``after``, oldest first."""
    made = connection.execute(
        "SELECT number, at, note FROM revision WHERE number > ? ORDER BY number", (after,)
    )
    for number, at, note in made.fetchall():
        nodes = tuple(_node_versions_of(connection, number))
        yield Revision(number, at, note, nodes, tuple(_link_versions_of(connection, number)))


def _node_versions_of(connection: sqlite3.Connection, revision: int) -> Iterator[NodeVersion]:
    query = "SELECT id, redirect, body, statements FROM node_version WHERE rev = ? ORDER BY id"
    for id_, *columns in connection.execute(query, (revision,)):
        said = codec.statements(codec.node_sayings(id_, tuple(columns)))
        yield NodeVersion(id_, said, columns[0])


def _link_versions_of(connection: sqlite3.Connection, revision: int) -> Iterator[RelationVersion]:
    query = f"SELECT {_LINK_ROW} FROM relation_version WHERE rev = ? ORDER BY {_LINK}"
    for row in connection.execute(query, (revision,)):
        key = RelationKey(*row[:4])
        yield RelationVersion(key, codec.statements(codec.relation_sayings(key, row[4:])))


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Return ids of nodes that hold every word of ``text`` as a prefix, the first by id."""
    query = query_of(text)
    if not query or limit <= 0:
        return []
    rows = connection.execute(
        """SELECT id FROM node_version
           WHERE version IN (SELECT rowid FROM node_words WHERE node_words MATCH ?)
           ORDER BY id LIMIT ?""",
        (query, limit),
    )
    return [id_ for (id_,) in rows]


def _at(connection: sqlite3.Connection, revision: int | None) -> tuple[str, tuple[int, ...]]:
    if revision is None or revision >= current_revision(connection):
        return _NOW, ()
    return _THEN, (revision, revision)


def _nodes(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, NodeRecord]:
    found: dict[str, NodeRecord] = {}
    for at in range(0, len(ids), _CHUNK):
        chunk = ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"""
            SELECT id, redirect, body, statements FROM node_version
            WHERE id IN ({marks}) AND {_NOW} AND body IS NOT NULL"""
        for id_, *columns in connection.execute(query, chunk):
            said = codec.statements(codec.node_sayings(id_, tuple(columns)))
            found[id_] = NodeRecord(id_, said)
    return found


def _relations(
    connection: sqlite3.Connection, versions: str, facts: dict[str, str]
) -> list[RelationRecord]:
    rows = connection.execute(
        f"SELECT {_LINK_ROW} FROM relation_version WHERE version IN ({versions}) ORDER BY {_LINK}",
        facts,
    )
    return [_relation_record(RelationKey(*row[:4]), row[4:]) for row in rows]


def _relation_record(key: RelationKey, columns: tuple[Any, ...]) -> RelationRecord:
    return RelationRecord(key, codec.statements(codec.relation_sayings(key, columns)))


def _node_versions(connection: sqlite3.Connection, id_: str) -> list[Version]:
    rows = connection.execute(
        """SELECT rev, at, redirect, body, statements
           FROM node_version JOIN revision ON number = rev WHERE id = ? ORDER BY rev""",
        (id_,),
    )
    return [
        Version(rev, at, codec.statements(codec.node_sayings(id_, tuple(columns))), columns[0])
        for rev, at, *columns in rows
    ]


def _relation_versions(connection: sqlite3.Connection, key: RelationKey) -> list[Version]:
    rows = connection.execute(
        f"""SELECT rev, at, status, since, until, body, statements
            FROM relation_version JOIN revision ON number = rev
            WHERE {_SAME_LINK} ORDER BY rev""",
        key,
    )
    return [
        Version(rev, at, codec.statements(codec.relation_sayings(key, tuple(columns))))
        for rev, at, *columns in rows
    ]
