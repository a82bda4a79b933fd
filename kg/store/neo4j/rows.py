"""The rows of one revision, as they lie in the database (see ``kg.store.reading.Rows``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from neo4j import Record

from kg.base.i18n import msg
from kg.model.changes import RelationKey
from kg.store.check_sums import NOTHING, Seal, Sealed
from kg.store.neo4j import queries
from kg.store.neo4j.current_records import as_node, as_relation, ref_of
from kg.store.neo4j.transaction import Transaction
from kg.store.reading_rows import Past
from kg.store.redirects import Redirects
from kg.store.sealing import told
from kg.store.stored_versions import Damage, Stored, named, redirects_of


def published(transaction: Transaction) -> int:
    """Return the last revision that was published."""
    found = transaction.run(queries.REVISION).single()
    return int(found[0]) if found else 0


def revision_of(transaction: Transaction, number: int) -> Sealed:
    """Return a revision.

    Raises:
        Damage: its node was altered or is missing.
    """
    if not number:
        return NOTHING
    found = transaction.run(queries.REVISION_OF, at=number).single()
    if found is None:
        raise Damage(msg("revision {number} is missing.", number=number))
    return told(found)


def read_leads(transaction: Transaction, revision: int) -> Redirects:
    """Return what leads where at a revision; what was moved is never taken back.

    Raises:
        Damage: a record that leads somewhere was altered.
    """
    return redirects_of(map(as_node, transaction.run(queries.LEADS, at=revision)))


def facts_of(sealed: Sealed) -> Mapping[str, Any]:
    """Return the properties of the node of a revision."""
    number, at, note, (token, nodes, relations) = sealed
    counts = {"nodes": nodes.many, "node_sum": nodes.sum}
    others = {"links": relations.many, "link_sum": relations.sum, "sum": sealed.sum}
    return {"number": number, "at": at, "note": note, "token": token, **counts, **others}


class Neo4jRows:
    """The rows of one revision (default: the last published), in the transaction of the caller."""

    def __init__(self, transaction: Transaction, revision: int | None = None) -> None:
        self._transaction = transaction
        last = published(transaction)
        self.at = last if revision is None else min(revision, last)

    @cached_property
    def sealed(self) -> Sealed:
        """The revision."""
        return revision_of(self._transaction, self.at)

    def seal(self) -> Seal:
        """Return by what the revision is known."""
        return self.sealed.seal

    def redirects(self, revision: int | None = None) -> Redirects:
        """Return what leads where, of this revision or one before it."""
        return read_leads(self._transaction, self.at if revision is None else revision)

    def all_nodes(self) -> Iterator[Stored[str]]:
        """Yield all nodes, by id."""
        return map(as_node, self._run(queries.NODES))

    def all_relations(self) -> Iterator[Stored[RelationKey]]:
        """Yield all relations, by key."""
        return map(as_relation, self._run(queries.RELATIONS))

    def nodes(self, ids: Sequence[str]) -> Iterator[Stored[str]]:
        """Return these nodes."""
        return map(as_node, self._run(queries.RECORDS, ids=list(ids)))

    def relations(self, keys: Sequence[RelationKey]) -> Iterator[Stored[RelationKey]]:
        """Return these relations."""
        return map(
            as_relation, self._run(queries.RELATION_ROWS, refs=[ref_of(key) for key in keys])
        )

    def touching(self, ids: Sequence[str]) -> Iterator[Stored[RelationKey]]:
        """Return the relations that start or end at one of these nodes."""
        return map(as_relation, self._run(queries.TOUCHING, ids=list(ids)))

    def starting(self, ids: Sequence[str]) -> Iterator[Stored[RelationKey]]:
        """Return the relations that start at one of these nodes."""
        return map(as_relation, self._run(queries.STARTING, ids=list(ids)))

    def revisions(self, after: int) -> Iterator[Sealed]:
        """Yield the revisions after one of them, oldest first."""
        return map(told, self._run(queries.REVISIONS, after=after))

    def nodes_made(self, revision: int) -> Iterator[Stored[str]]:
        """Yield the versions of nodes that a revision made."""
        return map(as_node, self._run(queries.REVISION_NODES, number=revision))

    def relations_made(self, revision: int) -> Iterator[Stored[RelationKey]]:
        """Yield the versions of relations that a revision made."""
        return map(as_relation, self._run(queries.REVISION_RELATIONS, number=revision))

    def node_versions(self, id_: str) -> list[Past[str]]:
        """Return all versions of a node, oldest first."""
        found = self._run(queries.NODE_HISTORY, id=id_)
        return [Past(at, self._ended(next_), as_node(row)) for at, next_, *row in found]

    def relation_versions(self, key: RelationKey) -> list[Past[RelationKey]]:
        """Return all versions of a relation, oldest first."""
        found = self._run(queries.RELATION_HISTORY, ref=ref_of(key))
        return [Past(at, self._ended(next_), as_relation(row)) for at, next_, *row in found]

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each node that full text finds, and its words, by id."""
        return ((named(id_), words) for id_, words in self._run(queries.WORDS))

    def all_node_versions(self) -> Iterator[tuple[int | None, Stored[str]]]:
        """Yield all versions of nodes, by id and revision, with the revision that ended each."""
        return ((self._ended(next_), as_node(row)) for next_, *row in self._run(queries.ALL_NODES))

    def all_relation_versions(self) -> Iterator[tuple[int | None, Stored[RelationKey]]]:
        """Yield all versions of relations in the same way."""
        return (
            (self._ended(next_), as_relation(row))
            for next_, *row in self._run(queries.ALL_RELATIONS)
        )

    def graph_nodes(self) -> Iterator[Record]:
        """Yield labels and properties of all nodes that people see."""
        return self._run(queries.GRAPH_NODES)

    def graph_relations(self) -> Iterator[Record]:
        """Yield type, start, end and properties of all relations that people see."""
        return self._run(queries.GRAPH_RELATIONS)

    def graph_redirects(self) -> dict[str, str]:
        """Return old id → id it leads to, as people see it."""
        return dict(tuple(row) for row in self._run(queries.GRAPH_REDIRECTS))

    def _ended(self, next_rev: int) -> int | None:
        # What is written and not published yet is none of this revision.
        return next_rev if next_rev <= self.at else None

    def _run(self, query: str, **facts: Any) -> Iterator[Record]:
        return iter(self._transaction.run(query, at=self.at, **facts))
