"""The present versions of records in the tables: what a batch asks for, many at once."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic

from kg.model.changes import RelationKey
from kg.model.registry import RELATIONS
from kg.store.stored_versions import K, Stored, known, known_key
from kg.store.unit_of_work import NODE_KIND, RELATION_KIND


@dataclass(frozen=True, slots=True)
class Table(Generic[K]):
    """How records of one kind lie in their table."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    as_row: Callable[[K], tuple[str, ...]]
    read: Callable[[tuple[Any, ...]], Stored[K]]
    """A version from a row of the columns ``stored``."""

    @property
    def stored(self) -> str:
        """The columns of a version, for a query."""
        return ", ".join(self.names())

    def names(self, table: str = "") -> list[str]:
        """Return the columns of a version, with the name of a table before each of them."""
        return [f"{table}{name}" for name in ("version", "rev", "sum", *self.keys, *self.columns)]


def _node(row: tuple[Any, ...]) -> Stored[str]:
    return Stored(row[3], row[0], row[1], row[2], row[4:])


def _relation(row: tuple[Any, ...]) -> Stored[RelationKey]:
    return Stored(RelationKey._make(row[3:7]), row[0], row[1], row[2], row[7:])


NODE_TABLE: Final[Table[str]] = Table(
    "node_version", ("id",), NODE_KIND.columns, lambda id_: (id_,), _node
)
RELATION_TABLE: Final[Table[RelationKey]] = Table(
    "relation_version",
    ("type", "start", '"end"', "key"),
    RELATION_KIND.columns,
    lambda key: key,
    _relation,
)
_TYPES: Final = ", ".join(f"'{name}'" for name in RELATIONS)
PRESENT: Final = "next_rev IS NULL"
"""Which versions are present, and were at a revision."""
AT: Final = "rev <= :at AND (next_rev IS NULL OR next_rev > :at)"


NUL: Final = "\0"
"""Where SQLite ends a text that it takes out of JSON."""


def listed(ids: Iterable[str]) -> str:
    """Return ids as a JSON list, without what is no id: it would be taken for its beginning."""
    return json.dumps([id_ for id_ in ids if NUL not in id_])


def touching(when: str = PRESENT) -> str:
    """Return the query for versions of relations that start or end at nodes of a JSON list."""
    return f"""
        {starting(when)}
        UNION SELECT version FROM relation_version
            WHERE "end" IN (SELECT value FROM json_each(:ids)) AND {when} AND body IS NOT NULL"""


def starting(when: str = PRESENT) -> str:
    """Return the query for versions of relations that start at nodes of a JSON list."""
    return f"""
        SELECT version FROM relation_version
            WHERE type IN ({_TYPES}) AND start IN (SELECT value FROM json_each(:ids))
                AND {when} AND body IS NOT NULL"""


_KEYS_TOUCHING: Final = f"""
    SELECT {", ".join(RELATION_TABLE.keys)} FROM relation_version WHERE version IN ({touching()})"""


class SqliteCurrentRecords:
    """The present versions, read inside the transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def nodes(self, ids: Sequence[str]) -> Iterator[Stored[str]]:
        """Yield the versions of these nodes."""
        return self._stored(NODE_TABLE, ids)

    def relations(self, keys: Sequence[RelationKey]) -> Iterator[Stored[RelationKey]]:
        """Yield the versions of these relations."""
        return self._stored(RELATION_TABLE, keys)

    def existing(self, ids: Sequence[str]) -> list[str]:
        """Return those of these nodes about which something is said."""
        with self._wanting(NODE_TABLE, ids) as wanted:
            found = self._connection.execute(f"""
                SELECT id FROM {wanted} AS w CROSS JOIN node_version AS v USING (id)
                WHERE v.next_rev IS NULL AND v.body IS NOT NULL""")
            return [known(id_) for (id_,) in found]

    def touching(self, id_: str) -> list[RelationKey]:
        """Return the relations that start or end at a node."""
        rows = self._connection.execute(_KEYS_TOUCHING, {"ids": listed([id_])}).fetchall()
        return [known_key(RelationKey._make(row)) for row in rows]

    def _stored(self, table: Table[K], keys: Sequence[K]) -> Iterator[Stored[K]]:
        with self._wanting(table, keys) as wanted:
            yield from map(table.read, self._connection.execute(_query(table, wanted)))

    @contextmanager
    def _wanting(self, table: Table[K], keys: Iterable[K]) -> Iterator[str]:
        """Give the name of a table that holds ``keys``: one look-up for all of them."""
        wanted, names = f"wanted_{table.name}", ", ".join(table.keys)
        self._connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {wanted} ({names})")
        marks = ", ".join("?" * len(table.keys))
        rows = map(table.as_row, keys)
        self._connection.executemany(f"INSERT INTO {wanted} VALUES ({marks})", rows)
        yield wanted
        self._connection.execute(f"DELETE FROM {wanted}")


def _query(table: Table[K], wanted: str) -> str:
    same = " AND ".join(f"v.{name} = w.{name}" for name in table.keys)
    # CROSS JOIN fixes the order: look up each wanted key, do not walk the whole table.
    return f"""
        SELECT {", ".join(table.names("v."))}
        FROM {wanted} AS w CROSS JOIN {table.name} AS v ON {same}
        WHERE v.next_rev IS NULL"""
