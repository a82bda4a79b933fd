"""The records a batch works on: fetched together, changed in memory, written as new versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kg.changes import RelationKey
from kg.schema.registry import RELATIONS
from kg.store.sqlite import codec
from kg.store.sqlite.codec import Columns, Sayings

K = TypeVar("K", str, RelationKey)


@dataclass(frozen=True, slots=True)
class Table(Generic[K]):
    """How records of one kind lie in their table; the last column holds the statements."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    as_row: Callable[[K], tuple[str, ...]]
    as_key: Callable[[Sequence[str]], K]
    encode: Callable[[K, Sayings], Columns]
    decode: Callable[[K, Columns], Sayings]

    @property
    def stored(self) -> tuple[str, ...]:
        """What a record is made from: its key, the number of its version, its columns."""
        return (*self.keys, "version", *self.columns)


NODES: Final = Table[str](
    name="node_version",
    keys=("id",),
    columns=("redirect", "body", "statements"),
    as_row=lambda id_: (id_,),
    as_key=lambda row: row[0],
    encode=codec.node_columns,
    decode=codec.node_sayings,
)
LINKS: Final = Table[RelationKey](
    name="relation_version",
    keys=("type", "start", '"end"', "key"),
    columns=(*codec.TIMES, "body", "statements"),
    as_row=lambda key: key,
    as_key=RelationKey._make,
    encode=codec.relation_columns,
    decode=codec.relation_sayings,
)
_TYPES: Final = ", ".join(f"'{name}'" for name in RELATIONS)
TOUCHING: Final = f"""
    SELECT version FROM relation_version
        WHERE type IN ({_TYPES}) AND start = :id AND next_rev IS NULL AND body IS NOT NULL
    UNION SELECT version FROM relation_version
        WHERE "end" = :id AND next_rev IS NULL AND body IS NOT NULL"""  # noqa: S608
"""Versions of the present relations that start or end at a node."""
_KEYS_TOUCHING: Final = f"""
    SELECT {", ".join(LINKS.keys)} FROM relation_version WHERE version IN ({TOUCHING})"""  # noqa: S608


class Record(Generic[K]):
    """One record during a batch; its statements are decoded when somebody asks for them."""

    __slots__ = ("_sayings", "_table", "key", "redirect", "stored", "version")

    def __init__(self, table: Table[K], key: K, version: int | None, stored: Columns) -> None:
        self.key = key
        self.version = version
        self.stored = stored
        self.redirect: str | None = None
        self._table = table
        self._sayings: Sayings | None = None if version else {}

    @property
    def sayings(self) -> Sayings:
        """All that is said about it; changed in place."""
        if self._sayings is None:
            self._sayings = self._table.decode(self.key, self.stored)
        return self._sayings

    @property
    def present(self) -> bool:
        """Whether anything is said about it."""
        return self.stored[-1] is not None if self._sayings is None else bool(self._sayings)

    def columns(self) -> Columns:
        """Return the columns that its version would have now."""
        columns = self._table.encode(self.key, self.sayings)
        return columns if self.redirect is None else (self.redirect, *columns[1:])


class Shelf(Generic[K]):
    """The records of one kind that a batch touches, as they are at this point of it."""

    def __init__(self, connection: sqlite3.Connection, table: Table[K]) -> None:
        self.table = table
        self._connection = connection
        self._records: dict[K, Record[K]] = {}
        self._wanted = f"wanted_{table.name}"
        names = ", ".join(table.keys)
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {self._wanted} ({names})")

    def __getitem__(self, key: K) -> Record[K]:
        found = self._records.get(key)
        if found is None:
            self.fetch((key,))
            found = self._records[key]
        return found

    def fetch(self, keys: Iterable[K]) -> None:
        """Read the present versions of records that are not here yet, all at once."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._records]
        if not missing:
            return
        marks = ", ".join("?" for _ in self.table.keys)
        self._connection.executemany(
            f"INSERT INTO {self._wanted} VALUES ({marks})",  # noqa: S608 - our own names
            map(self.table.as_row, missing),
        )
        for record in self._stored():
            self._add(record)
        self._connection.execute(f"DELETE FROM {self._wanted}")  # noqa: S608 - our own names
        for key in missing:
            if key not in self._records:
                self._add(Record(self.table, key, None, (None,) * len(self.table.columns)))

    def _add(self, record: Record[K]) -> None:
        self._records[record.key] = record

    def _stored(self) -> Iterator[Record[K]]:
        keys, width = self.table.keys, len(self.table.keys)
        same = " AND ".join(f"v.{name} = w.{name}" for name in keys)
        # CROSS JOIN fixes the order: look up each wanted key, do not walk the whole table.
        query = f"""
            SELECT v.{", v.".join(self.table.stored)}
            FROM {self._wanted} AS w CROSS JOIN {self.table.name} AS v ON {same}
            WHERE v.next_rev IS NULL"""  # noqa: S608 - our own names
        for row in self._connection.execute(query):
            yield Record(self.table, self.table.as_key(row[:width]), row[width], row[width + 1 :])


class Links(Shelf[RelationKey]):
    """The relations a batch touches, which it also finds by the nodes they join."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, LINKS)
        self._at: dict[str, list[Record[RelationKey]]] = {}

    def touching(self, id_: str) -> list[Record[RelationKey]]:
        """Return the relations that start or end at a node at this point of the batch, by key."""
        rows = self._connection.execute(_KEYS_TOUCHING, {"id": id_}).fetchall()
        self.fetch([RelationKey._make(row) for row in rows])
        found = (record for record in self._at.get(id_, ()) if record.present)
        return sorted(found, key=lambda record: record.key)

    def _add(self, record: Record[RelationKey]) -> None:
        super()._add(record)
        for id_ in {record.key.start, record.key.end}:
            self._at.setdefault(id_, []).append(record)
