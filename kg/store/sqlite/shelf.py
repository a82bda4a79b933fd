"""The records a batch works on: fetched together, changed in memory, written as new versions."""

# ruff: noqa: S608 - names in SQL are our own, values are always bound
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, Generic, NamedTuple, TypeVar

from kg.changes import RelationKey
from kg.schema.registry import RELATIONS
from kg.store.sqlite import codec
from kg.store.sqlite.codec import Columns, Sayings

K = TypeVar("K", bound=str | RelationKey)


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


NODES: Final[Table[str]] = Table(
    name="node_version",
    keys=("id",),
    columns=("redirect", "body", "statements"),
    as_row=lambda id_: (id_,),
    as_key=lambda row: row[0],
    encode=codec.node_columns,
    decode=codec.node_sayings,
)
LINKS: Final[Table[RelationKey]] = Table(
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
        WHERE "end" = :id AND next_rev IS NULL AND body IS NOT NULL"""
"""Versions of the present relations that start or end at a node."""
_KEYS_TOUCHING: Final = f"""
    SELECT {", ".join(LINKS.keys)} FROM relation_version WHERE version IN ({TOUCHING})"""


class Record(Generic[K]):
    """One record during a batch; its statements are decoded when somebody asks for them.

    ``stored`` are the columns of its present version, all None where there is none; ``turns`` are
    the places in the batch of the changes that altered it.
    """

    __slots__ = ("_sayings", "_table", "key", "redirect", "stored", "turns", "version")

    def __init__(self, table: Table[K], key: K, version: int | None, stored: Columns) -> None:
        self.key: K = key
        self.version = version
        self.stored = stored
        self.redirect: str | None = None
        self.turns: list[int] = []
        self._table: Table[K] = table
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
        columns: Columns = self._table.encode(self.key, self.sayings)
        return columns if self.redirect is None else (self.redirect, *columns[1:])


class Difference(NamedTuple, Generic[K]):
    """A record that is no longer as stored, and the columns of its new version."""

    record: Record[K]
    columns: Columns


class Shelf(Generic[K]):
    """The records of one kind that a batch touches, as they are at this point of it."""

    def __init__(self, connection: sqlite3.Connection, table: Table[K]) -> None:
        self.table: Table[K] = table
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
        with self._wanting(missing) as wanted:
            for row in self._connection.execute(self._query(wanted)):
                self._add(self._record(row))
        for key in missing:
            if key not in self._records:
                self._add(Record(self.table, key, None, (None,) * len(self.table.columns)))

    def differences(self) -> list[Difference[K]]:
        """Return the records that end otherwise than they are stored, by key."""
        touched = [record for record in self._records.values() if record.turns]
        # In the order of the index, which is then written from one end to the other.
        touched.sort(key=attrgetter("key"))
        different = [Difference(record, record.columns()) for record in touched]
        return [each for each in different if each.columns != each.record.stored]

    def _add(self, record: Record[K]) -> None:
        self._records[record.key] = record

    @contextmanager
    def _wanting(self, keys: Iterable[K]) -> Iterator[str]:
        """Give the name of a table that holds ``keys``: one look-up for all of them."""
        marks = ", ".join("?" * len(self.table.keys))
        rows = map(self.table.as_row, keys)
        self._connection.executemany(f"INSERT INTO {self._wanted} VALUES ({marks})", rows)
        yield self._wanted
        self._connection.execute(f"DELETE FROM {self._wanted}")

    def _query(self, wanted: str) -> str:
        same = " AND ".join(f"v.{name} = w.{name}" for name in self.table.keys)
        # CROSS JOIN fixes the order: look up each wanted key, do not walk the whole table.
        return f"""
            SELECT v.{", v.".join(self.table.stored)}
            FROM {wanted} AS w CROSS JOIN {self.table.name} AS v ON {same}
            WHERE v.next_rev IS NULL"""

    def _record(self, row: tuple[Any, ...]) -> Record[K]:
        width = len(self.table.keys)
        key = self.table.as_key(row[:width])
        return Record(self.table, key, row[width], row[width + 1 :])


class Nodes(Shelf[str]):
    """The nodes a batch touches, and whether those exist that it only mentions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, NODES)
        self._mentioned: dict[str, bool] = {}

    def look_for(self, ids: Iterable[str]) -> None:
        """Find out which of these nodes exist, without reading them."""
        unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._mentioned]
        self._mentioned |= dict.fromkeys(unknown, False)
        with self._wanting(unknown) as wanted:
            found = self._connection.execute(f"""
                SELECT id FROM {wanted} AS w CROSS JOIN node_version AS v USING (id)
                WHERE v.next_rev IS NULL AND v.body IS NOT NULL""")
            self._mentioned |= {id_: True for (id_,) in found}

    def exists(self, id_: str) -> bool:
        """Say whether a node exists at this point of the batch."""
        record = self._records.get(id_)
        if record is not None:
            return record.present
        if id_ not in self._mentioned:
            self.look_for((id_,))
        return self._mentioned[id_]


class Known:
    """Ids of nodes that are known to exist, at one revision: what one batch leaves to the next."""

    LIMIT: Final = 1_000_000

    def __init__(self) -> None:
        self.revision = 0
        self.ids: set[str] = set()

    def require(self, revision: int) -> None:
        """Forget all where somebody else has written since, or where it has become too much."""
        if self.revision != revision or len(self.ids) > self.LIMIT:
            self.ids.clear()
        self.revision = revision


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
