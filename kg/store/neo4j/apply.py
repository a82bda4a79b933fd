"""Writing a batch: new versions beside the old ones, and the graph that people open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.base.store_errors import StoreError
from kg.model.audiences import CLOSED_WHOLE, EVERYBODY, level, node_level
from kg.model.changes import Change, RelationKey
from kg.model.fields import VISIBLE
from kg.model.records import Applied, Revision
from kg.model.registry import any_type_of
from kg.store import codec
from kg.store.batch import work_out
from kg.store.check_sums import Made, Sealed
from kg.store.fulltext import words_of_record
from kg.store.neo4j import queries
from kg.store.neo4j.browsable_graph import node_properties, relation_properties
from kg.store.neo4j.current_records import Neo4jCurrentRecords, ref_of
from kg.store.neo4j.rows import facts_of, read_leads, revision_of
from kg.store.neo4j.transaction import Transaction
from kg.store.outcome import Outcome, Shown
from kg.store.retelling import follows, retell
from kg.store.stored_versions import summed
from kg.store.unit_of_work import NODE_KIND, Difference, Known

_BODY: Final = NODE_KIND.said.index("body")
_ROWS: Final = 10_000
"""Rows of one query: what the server holds of it at a time."""
Writing = tuple[str, list[Any]]
"""A query, and the rows it is run over."""
Groups = dict[tuple[str, ...], list[Any]]
"""Rows by the names that their query needs: labels and relation types of the model."""


class GraphAlteredError(StoreError):
    """The graph does not hold what was written to it."""

    slug = "graph-altered"
    title = msg("The graph was altered by somebody else")

    def __init__(self) -> None:
        super().__init__(
            msg("Somebody has altered the graph by hand: it lacks what is to be changed."),
            msg("Nothing is lost: copy the store into an empty one (coopgraph copy)."),
        )


def apply_batch(
    transaction: Transaction,
    changes: Sequence[Change],
    note: str,
    known: Known,
    expect: Mapping[str, str],
) -> Applied:
    """Write a batch inside the transaction of the caller, who holds the lock.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
        ConflictError: a record is not what the caller saw.
        Damage: what is to be changed is not as it was written.
        GraphAlteredError: nodes or relations are not there that people see.
    """
    # The lock before all else: what is read behind it stays as it is until we have written.
    last = revision_of(transaction, lock(transaction))
    known.require(last.seal.token)
    redirects = read_leads(transaction, last.number)
    outcome = work_out(Neo4jCurrentRecords(transaction), redirects, changes, known, expect)
    if not outcome:
        return Applied(last.number, frozenset())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sealed = outcome.sealed(last.seal, Made(last.number + 1, now, note))
    _write(transaction, outcome, sealed)
    known.token = sealed.seal.token
    return Applied(sealed.number, outcome.altered)


def apply_revision(transaction: Transaction, revision: Revision) -> int:
    """Write a revision of another store inside the transaction of the caller; return its number.

    Raises:
        BadChangeError: it is not the one that follows.
        Damage: what is to be changed is not as it was written.
    """
    written = lock(transaction)
    if follows(revision, written):
        last = revision_of(transaction, written)
        redirects = read_leads(transaction, written)
        outcome = retell(Neo4jCurrentRecords(transaction), redirects, revision)
        made = Made(revision.number, revision.at, revision.note)
        _write(transaction, outcome, outcome.sealed(last.seal, made))
    return revision.number


def lock(transaction: Transaction) -> int:
    """Keep all other writers out until the transaction ends; return the last revision written."""
    (written,) = transaction.run(queries.LOCK).single(strict=True)
    return int(written)


def _write(transaction: Transaction, outcome: Outcome, sealed: Sealed) -> None:
    facts = facts_of(sealed)
    transaction.run(queries.WRITTEN, number=sealed.number, facts=facts).consume()
    for query, rows in _one_ahead(filter(itemgetter(1), _writings(outcome, sealed.number))):
        for first in range(0, len(rows), _ROWS):
            part = rows[first : first + _ROWS]
            done = transaction.run(query, rows=part, rev=sealed.number).single()
            # Queries that remove count nothing: relations may have gone with their nodes.
            if done is not None and done[0] != len(part):
                raise GraphAlteredError


def _one_ahead(writings: Iterator[Writing]) -> Iterator[Writing]:
    """Yield each while the next is made: the server works on one, this machine on the other."""
    # One thread alone, so that the generator is never entered twice; it works in memory and asks
    # nothing of the transaction, which is ours.
    with ThreadPoolExecutor(1) as maker:
        made = maker.submit(next, writings, None)
        while (writing := made.result()) is not None:
            made = maker.submit(next, writings, None)
            yield writing


def _writings(outcome: Outcome, rev: int) -> Iterator[Writing]:
    # Closed before anything is added: a version is found by being open, as the new ones are.
    yield queries.CLOSE_NODES, [d.record.key for d in outcome.nodes if d.record.stored]
    yield queries.CLOSE_LINKS, [ref_of(d.record.key) for d in outcome.relations if d.record.stored]
    words = {node.key: words_of_shown(node) for node in outcome.shown_nodes}
    # Takes out the words of those that get a version; what is left is for SET_WORDS.
    yield queries.ADD_NODES, [node_version(d, rev, words.pop(d.record.key)) for d in outcome.nodes]
    yield queries.SET_WORDS, [list(each) for each in words.items()]
    yield queries.ADD_LINKS, [link_version(d, rev) for d in outcome.relations]
    yield queries.LEAD, [[old, new] for old, new in outcome.led.items() if new is not None]
    yield queries.UNLEAD, [old for old, new in outcome.led.items() if new is None]
    # Nodes first: relations are made between nodes that are there. Those of a node that goes, go
    # with it (DETACH).
    yield from node_writings(outcome.shown_nodes)
    yield from relation_writings(outcome.shown_relations)


def words_of_shown(node: Shown[str]) -> str | None:
    """Return the words by which a node is found, None where it is not."""
    body = node.said[_BODY]
    return None if body is None else words_of_record(node.key, body, node.stored_statements)


def node_version(difference: Difference[str], rev: int, words: str | None) -> list[Any]:
    """Return a version of a node as a row: its id, its words, its check sum, its columns."""
    record, columns = difference
    return [record.key, words, summed(rev, record.key, columns), *columns]


def link_version(difference: Difference[RelationKey], rev: int) -> list[Any]:
    """Return a version of a relation as a row: its name, its check sum, its columns."""
    record, columns = difference
    return [ref_of(record.key), summed(rev, record.key, columns), *columns]


def node_writings(nodes: Iterable[Shown[str]]) -> Iterator[Writing]:
    """Yield what brings the nodes that people see to what they are now."""
    new, put, gone = Groups(), Groups(), Groups()
    for node in nodes:
        label, body = (any_type_of(node.key) or "",), node.said[_BODY]
        if body is not None:
            (put if node.was else new).setdefault(label, []).append(node_row(node, body))
        elif node.was:
            gone.setdefault(label, []).append(node.key)
    yield from _each(queries.drop_nodes, gone)
    yield from _each(queries.put_nodes, put)
    yield from _each(queries.make_nodes, new)


def node_row(node: Shown[str], body: str) -> dict[str, Any]:
    """Return the properties of a node that people see."""
    values = {**json.loads(body), **_node_level(node.key, node.stored_statements)}
    return node_properties(node.key, values, _sources(node.stored_statements))


def relation_writings(relations: Iterable[Shown[RelationKey]]) -> Iterator[Writing]:
    """Yield what brings the relations that people see to what they are now."""
    new, put, gone = Groups(), Groups(), Groups()
    for relation in relations:
        if relation.was or relation.is_seen:
            groups = (put if relation.was else new) if relation.is_seen else gone
            groups.setdefault(_names(relation.key), []).append(relation_row(relation))
    yield from _each(queries.drop_relations, gone)
    yield from _each(queries.put_relations, put)
    yield from _each(queries.make_relations, new)


def _each(query_of: Callable[..., str], groups: Groups) -> Iterator[Writing]:
    for names, rows in groups.items():
        yield query_of(*names), rows


def _names(key: RelationKey) -> tuple[str, str, str]:
    return any_type_of(key.start) or "", key.type, any_type_of(key.end) or ""


def relation_row(relation: Shown[RelationKey]) -> list[Any]:
    """Return the ends, the key and, where people see it, the properties of a relation."""
    key, (*times, body, _) = relation.key, relation.said
    if body is None:
        return [key.start, key.end, key.key]
    values = {
        **json.loads(body),
        **dict(zip(codec.TIMES, times, strict=True)),
        **_relation_level(key.type, relation.stored_statements),
    }
    sources = _sources(relation.stored_statements)
    return [key.start, key.end, key.key, relation_properties(key.type, key.key, values, sources)]


def _node_level(id_: str, stored_statements: codec.StoredStatements) -> dict[str, Audience]:
    # Nearly all records: no claim, nothing merged in. To ask ``node_level`` means to decode them
    # all.
    plain = all(
        subject == id_ and not said.claims for (_, subject), said in stored_statements.items()
    )
    if plain and any_type_of(id_) not in CLOSED_WHOLE:
        return {}
    return _marked(node_level(id_, codec.statements(stored_statements)))


def _relation_level(type_: str, stored_statements: codec.StoredStatements) -> dict[str, Audience]:
    if not any(said.claims for said in stored_statements.values()):
        return {}
    return _marked(level(type_, codec.statements(stored_statements)))


def _marked(who: Audience) -> dict[str, Audience]:
    """Return from whom on a record is seen, which goes without saying of everybody."""
    return {} if who == EVERYBODY else {VISIBLE: who}


def _sources(stored_statements: codec.StoredStatements) -> list[str]:
    return sorted({source for source, _ in stored_statements})
