"""Batches for tests of the embedded store, and what a bit turned in its file can do to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement

SOURCE = "source/test"


def url_of(path: Path) -> str:
    return f"sqlite://{path}"


def batch(number: int, size: int) -> list[Change]:
    """Return a batch that can be told from others: all of it is there, or nothing."""
    nodes = [
        NodeStatement(f"org/{number}-{n}", SOURCE, {"name": {"es": f"Agencia {number} {n}"}})
        for n in range(size)
    ]
    links = [
        RelationStatement(RelationKey("SUCCEEDS", f"org/{number}-{n}", f"org/{number}-0"), SOURCE)
        for n in range(1, size)
    ]
    return [NodeStatement(SOURCE, SOURCE, {}), *nodes, *links]


def retype(path: Path, table: str, query: str) -> None:
    """Run an update by which columns of a table come to hold values of any type.

    A bit turned in the head of a row does so. The engine lets nobody do it: for the time of the
    update the table is declared without types.
    """
    with closing(_schema_open(path)) as connection:
        strict = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()[0]
        _declare(connection, table, _without_types(strict))
    with closing(_schema_open(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(query).rowcount > 0
        _declare(connection, table, strict)


def _schema_open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def _declare(connection: sqlite3.Connection, table: str, sql: str) -> None:
    version = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))
    connection.execute(f"PRAGMA schema_version = {version + 1}")


def _without_types(sql: str) -> str:
    # The number of a row is no column of its own: it has no type that could turn.
    for typed, free in (
        (") STRICT", ")"), ("INTEGER PRIMARY KEY", "<row>"), (" INTEGER", " BLOB"),
        (" TEXT", " BLOB"), ("NOT NULL", ""), ("<row>", "INTEGER PRIMARY KEY"),
    ):  # fmt: skip
        sql = sql.replace(typed, free)
    return sql
