"""The present versions of records in the database: what a batch asks for, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model.changes import RelationKey
from kg.store.neo4j import queries
from kg.store.neo4j.transaction import Transaction
from kg.store.stored_versions import Stored


def ref_of(key: RelationKey) -> str:
    """Return the name of a relation in the database.

    No id holds a space, which comes before every character that an id may hold: names are ordered
    as keys are.
    """
    return " ".join(key)


def key_of(ref: str) -> RelationKey:
    """Return the key that a name stands for.

    >>> key_of("MEMBER_OF state/hti org/oas second spell").key
    'second spell'
    """
    type_, start, end, key = f"{ref}   ".split(" ", 3)
    return RelationKey(type_, start, end, key[:-3])


def as_node(row: Iterable[Any]) -> Stored[str]:
    """Return a version of a node from what the queries give of it."""
    rev, sum_, id_, *columns = row
    return Stored(id_, rev, rev, sum_, tuple(columns))


def as_relation(row: Iterable[Any]) -> Stored[RelationKey]:
    """Return a version of a relation from what the queries give of it."""
    rev, sum_, ref, *columns = row
    return Stored(key_of(ref), rev, rev, sum_, tuple(columns))


class Neo4jCurrentRecords:
    """The present versions, read inside the transaction of the caller."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def nodes(self, ids: Sequence[str]) -> Iterator[Stored[str]]:
        """Yield the versions of these nodes."""
        return map(as_node, self._transaction.run(queries.PRESENT_NODES, ids=list(ids)))

    def relations(self, keys: Sequence[RelationKey]) -> Iterator[Stored[RelationKey]]:
        """Yield the versions of these relations."""
        refs = [ref_of(key) for key in keys]
        return map(as_relation, self._transaction.run(queries.PRESENT_LINKS, refs=refs))

    def existing(self, ids: Sequence[str]) -> list[str]:
        """Return those of these nodes about which something is said."""
        return [id_ for (id_,) in self._transaction.run(queries.EXISTING, ids=list(ids))]

    def touching(self, id_: str) -> list[RelationKey]:
        """Return the relations that start or end at a node."""
        found = self._transaction.run(queries.PRESENT_TOUCHING, id=id_)
        return [key_of(ref) for (ref,) in found]
