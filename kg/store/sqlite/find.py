"""Which nodes full text finds."""

from __future__ import annotations

import sqlite3

from kg.store.fulltext import query_of
from kg.store.stored_versions import known


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Return ids of nodes that hold every word of ``text`` as a prefix, the first by id.

    Raises:
        Damage: an id is no text.
    """
    query = query_of(text)
    if not query or limit <= 0:
        return []
    rows = connection.execute(
        """SELECT id FROM node_version
           WHERE version IN (SELECT rowid FROM node_words WHERE node_words MATCH ?)
           ORDER BY id LIMIT ?""",
        (query, limit),
    )
    return [known(id_) for (id_,) in rows]
