"""The questions a store answers, each asked of one revision inside one read transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.changes import RelationKey
from kg.records import (
    Gone,
    NodeRecord,
    NodeRow,
    NodeVersion,
    RelationRecord,
    RelationRow,
    RelationVersion,
    Revision,
    Row,
    Version,
)
from kg.store import codec
from kg.store.neo4j import queries
from kg.store.neo4j.apply import read_leads
from kg.store.neo4j.moment import of_one_revision
from kg.store.neo4j.present import key_of, ref_of
from kg.store.neo4j.transaction import Transaction
from kg.store.protocol import Table
from kg.text import fold


def revision(transaction: Transaction) -> int:
    """Return the last revision that was published."""
    found = transaction.run(queries.REVISION).single()
    return int(found[0]) if found else 0


def updated(transaction: Transaction) -> str | None:
    """Return when the last revision was made."""
    found = transaction.run(queries.REVISION_AT, at=revision(transaction)).single()
    return None if found is None else str(found[0])


def stream_nodes(transaction: Transaction, at: int | None) -> Iterator[NodeRow]:
    """Yield all nodes at a revision (default: now), by id."""
    return (NodeRow(*row) for row in transaction.run(queries.NODES, at=_at(transaction, at)))


def stream_relations(transaction: Transaction, at: int | None) -> Iterator[RelationRow]:
    """Yield all relations at a revision, by key."""
    return map(_relation_row, transaction.run(queries.RELATIONS, at=_at(transaction, at)))


def changed(transaction: Transaction, after: int) -> Iterator[Row]:
    """Yield the present row of every record with a version after ``after``, nodes first."""
    at = revision(transaction)
    leads = read_leads(transaction, at)
    for id_, redirect, *rest in transaction.run(queries.CHANGED_NODES, after=after, at=at):
        gone = rest[0] is None
        yield Gone(id_, redirect and leads.end(redirect)) if gone else NodeRow(id_, *rest)
    for ref, *columns in transaction.run(queries.CHANGED_RELATIONS, after=after, at=at):
        gone = columns[-1] is None
        yield Gone(key_of(ref)) if gone else RelationRow(*key_of(ref), *columns)


def redirects(transaction: Transaction, at: int | None) -> dict[str, str]:
    """Return old id → id it leads to at a revision."""
    return read_leads(transaction, _at(transaction, at)).all()


def node_records(transaction: Transaction, ids: Sequence[str]) -> dict[str, NodeRecord]:
    """Return the records of the ids that exist, by the id asked for."""
    at = revision(transaction)
    leads = read_leads(transaction, at)
    ends = {id_: leads.end(id_) for id_ in ids}
    wanted = sorted(set(ends.values()))
    found = {
        id_: NodeRecord(id_, codec.statements(codec.node_sayings(id_, tuple(columns))))
        for id_, *columns in transaction.run(queries.RECORDS, ids=wanted, at=at)
    }
    return {id_: found[end] for id_, end in ends.items() if end in found}


def relation_records(transaction: Transaction, id_: str) -> list[RelationRecord]:
    """Return the relations that start or end at a node, by key."""
    at = revision(transaction)
    end = read_leads(transaction, at).end(id_)
    return _relations(transaction.run(queries.TOUCHING, id=end, at=at))


def records_starting_at(transaction: Transaction, ids: Sequence[str]) -> list[RelationRecord]:
    """Return the relations that start at these nodes, by key."""
    at = revision(transaction)
    leads = read_leads(transaction, at)
    ends = sorted({leads.end(id_) for id_ in ids})
    return _relations(transaction.run(queries.STARTING, ids=ends, at=at))


def history(transaction: Transaction, subject: str | RelationKey) -> list[Version]:
    """Return the versions of a record under its own name, else under the one it leads to."""
    at = revision(transaction)
    leads = read_leads(transaction, at)
    if isinstance(subject, str):
        own = _node_history(transaction, subject, at)
        return own or _node_history(transaction, leads.end(subject), at)
    own = _relation_history(transaction, subject, at)
    return own or _relation_history(transaction, leads.end_of_relation(subject), at)


def journal(transaction: Transaction, after: int) -> Iterator[Revision]:
    """Yield the revisions after ``after``, oldest first."""
    made = transaction.run(queries.REVISIONS, after=after, at=revision(transaction))
    for number, at, note in [tuple(row) for row in made]:
        nodes = transaction.run(queries.REVISION_NODES, number=number)
        told = tuple(_node(row) for row in nodes)
        links = transaction.run(queries.REVISION_RELATIONS, number=number)
        yield Revision(number, at, note, told, tuple(map(_link, links)))


def find(transaction: Transaction, text: str, limit: int) -> list[str]:
    """Return ids of nodes that hold every word of ``text`` as a prefix, the first by id."""
    words = dict.fromkeys(fold(text).split())
    if not words or limit <= 0:
        return []
    asked = " ".join(f"+{word}*" for word in words)
    at = revision(transaction)
    return [id_ for (id_,) in transaction.run(queries.FIND, text=asked, at=at, limit=limit)]


def table(transaction: Transaction, query: str, parameters: Mapping[str, Any]) -> Table:
    """Return all that a query gives.

    Raises:
        StoreBusyError: others write all the time.
    """

    def ask() -> Table:
        result = transaction.run(query, dict(parameters))
        return Table(list(result.keys()), [list(row) for row in result])

    return of_one_revision(transaction, ask)


def _at(transaction: Transaction, wanted: int | None) -> int:
    last = revision(transaction)
    return last if wanted is None else min(wanted, last)


def _node_history(transaction: Transaction, id_: str, at: int) -> list[Version]:
    return [
        Version(rev, when, codec.statements(codec.node_sayings(id_, tuple(columns))), columns[0])
        for rev, when, *columns in transaction.run(queries.NODE_HISTORY, id=id_, at=at)
    ]


def _relation_history(transaction: Transaction, key: RelationKey, at: int) -> list[Version]:
    return [
        Version(rev, when, codec.statements(codec.relation_sayings(key, tuple(columns))))
        for rev, when, *columns in transaction.run(queries.RELATION_HISTORY, ref=ref_of(key), at=at)
    ]


def _node(row: Any) -> NodeVersion:
    id_, *columns = row
    return NodeVersion(id_, codec.statements(codec.node_sayings(id_, tuple(columns))), columns[0])


def _link(row: Any) -> RelationVersion:
    ref, *columns = row
    key = key_of(ref)
    said = codec.statements(codec.relation_sayings(key, tuple(columns)))
    return RelationVersion(key, said)


def _relations(found: Iterable[Any]) -> list[RelationRecord]:
    return [RelationRecord(version.relation, version.statements) for version in map(_link, found)]


def _relation_row(row: Any) -> RelationRow:
    ref, *columns = row
    return RelationRow(*key_of(ref), *columns)
