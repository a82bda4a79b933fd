"""Versions have check sums and revisions are known by tokens; merges of records move nothing.

What earlier versions merged stays as it is: its statements were moved and cannot be told apart
again. Statements read as before.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from kg.model import audiences
from kg.model.records import Statement
from kg.store.sqlite import ddl
from kg.store.upgrade.step import Step


def statement(_type: str, said: Statement) -> Statement:
    """Return a statement as it is."""
    return said


def tables(connection: sqlite3.Connection) -> None:
    """Make room for sums, tokens, and records that count as one."""
    connection.execute(f"ALTER TABLE node_version ADD COLUMN {ddl.JOINED}")
    connection.execute(ddl.BY_JOINED)
    for table in ("node_version", "relation_version"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {ddl.SUM}")
    for column in ddl.SEAL:
        connection.execute(f"ALTER TABLE revision ADD COLUMN {column}")


STEP: Final = Step(
    before={"sqlite": 2, "neo4j": 3, "backup": 2},
    statement=statement,
    level=audiences.level,
    tables=tables,
)
