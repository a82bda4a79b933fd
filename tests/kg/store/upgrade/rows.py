"""What lies in an SQLite store, read without the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

TABLES = {
    "revision": "SELECT * FROM revision ORDER BY number",
    "node_version": "SELECT * FROM node_version ORDER BY version",
    "relation_version": "SELECT * FROM relation_version ORDER BY version",
    "node_words": "SELECT rowid, words FROM node_words ORDER BY rowid",
    "node_type": "SELECT * FROM node_type ORDER BY prefix",
    "relation_type": "SELECT * FROM relation_type ORDER BY type, starts_at, ends_at",
}


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def content(path: Path) -> dict[str, list[Any]]:
    """Return all rows of all tables but the identity of the store."""
    return {name: rows(path, query) for name, query in TABLES.items()}


def schema(path: Path) -> list[str]:
    """Return what makes the tables, without the spaces between the words."""
    found = rows(path, "SELECT coalesce(sql, name) FROM sqlite_schema")
    return sorted("".join(sql.split()) for (sql,) in found)


def format_of(path: Path) -> int:
    return int(rows(path, "PRAGMA user_version")[0][0])


def require_sound(path: Path) -> None:
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO node_words (node_words) VALUES ('integrity-check')")
