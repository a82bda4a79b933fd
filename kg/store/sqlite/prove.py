"""Is the file what was written to it? Also what only the engine knows of it."""

from __future__ import annotations

import sqlite3
from typing import Final

from kg.base.i18n import msg
from kg.model.records import NodeRow
from kg.store import codec
from kg.store.fulltext import words_of_record
from kg.store.proof import Fault, Progress, Proof, prove
from kg.store.reading import Reading
from kg.store.sqlite import ddl
from kg.store.sqlite.rows import SqliteRows

_MOST: Final = 100
"""Faults that the engine names at the most."""


def prove_file(rows: SqliteRows, progress: Progress, *, deep: bool) -> Proof:
    """Return what is wrong with a store in a file; with ``deep`` its pages and indexes too."""
    proof = prove(rows, progress, deep=deep)
    if deep:
        for said in rows.engine_says(_MOST):
            text = msg("SQLite says “{error}”.", error=said)
            proof.faults.append(Fault("file", None, "engine", text))
    return proof


def write_words_anew(connection: sqlite3.Connection) -> None:
    """Write full text anew from all present records, inside the transaction of the caller.

    Raises:
        Damage: the records themselves are damaged.
    """
    rows = SqliteRows(connection)
    versions = {row.key: row.version for row in rows.all_nodes()}
    said = [(versions[row.id], _words(row)) for row in Reading(rows).nodes()]
    rows.close()
    connection.execute("DROP TABLE node_words")
    connection.execute(ddl.WORDS)
    connection.executemany("INSERT INTO node_words (rowid, words) VALUES (?, ?)", said)


def words_are_found(connection: sqlite3.Connection) -> bool:
    """Say whether the index of full text is that of its words."""
    try:
        connection.execute("INSERT INTO node_words (node_words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True


def _words(row: NodeRow) -> str:
    return words_of_record(row.id, row.body, codec.node_statements(row.id, row[1:]))
