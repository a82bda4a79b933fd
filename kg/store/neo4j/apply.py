"""Writing a batch: new versions beside the old ones, and the graph that people open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from kg.audiences import CLOSED_WHOLE, EVERYBODY, level
from kg.changes import Change, RelationKey
from kg.errors import StoreError
from kg.i18n import msg
from kg.records import Applied, Revision
from kg.schema.fields import VISIBLE, Audience
from kg.schema.registry import any_type_of
from kg.store import codec
from kg.store.batch import Outcome, follows, retell, work_out
from kg.store.leads import Leads
from kg.store.neo4j import queries
from kg.store.neo4j.graph import node_properties, relation_properties
from kg.store.neo4j.present import Neo4jPresent, ref_of
from kg.store.neo4j.transaction import Transaction
from kg.store.shelf import NODES, Difference, Known
from kg.store.words import words_of_record

_BODY: Final = NODES.columns.index("body")
_ROWS: Final = 10_000
"""Rows of one query: what the server holds of it at a time."""
Writing = tuple[str, list[Any]]
"""A query, and the rows it is run over."""
Groups = dict[tuple[str, ...], list[Any]]
"""Rows by the names that their query needs: labels and relation types of the schema."""


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
    transaction: Transaction, changes: Sequence[Change], note: str, known: Known
) -> Applied:
    """Write a batch inside the transaction of the caller, who holds the lock.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
        GraphAlteredError: nodes or relations are not there that people see.
    """
    known.require(lock(transaction))
    leads = read_leads(transaction, known.revision)
    outcome = work_out(Neo4jPresent(transaction), leads, changes, known)
    if not outcome:
        return Applied(known.revision, frozenset())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known.revision += 1
    _write(transaction, outcome, known.revision, now, note)
    return Applied(known.revision, outcome.altered)


def apply_revision(transaction: Transaction, revision: Revision) -> int:
    """Write a revision of another store inside the transaction of the caller; return its number.

    Raises:
        BadChangeError: it is not the one that follows.
    """
    if follows(revision, lock(transaction)):
        outcome = retell(Neo4jPresent(transaction), revision)
        _write(transaction, outcome, revision.number, revision.at, revision.note)
    return revision.number


def lock(transaction: Transaction) -> int:
    """Keep all other writers out until the transaction ends; return the last revision written."""
    (written,) = transaction.run(queries.LOCK).single(strict=True)
    return int(written)


def read_leads(transaction: Transaction, revision: int) -> Leads:
    """Return the redirects made up to a revision; they are never taken back."""
    return Leads(dict(tuple(row) for row in transaction.run(queries.LEADS, at=revision)))


def _write(transaction: Transaction, outcome: Outcome, number: int, at: str, note: str) -> None:
    transaction.run(queries.WRITTEN, number=number, at=at, note=note).consume()
    for query, rows in _one_ahead(filter(itemgetter(1), _writings(outcome))):
        for first in range(0, len(rows), _ROWS):
            part = rows[first : first + _ROWS]
            done = transaction.run(query, rows=part, rev=number).single()
            if done is not None and done[0] != len(part):
                raise GraphAlteredError


def _one_ahead(writings: Iterator[Writing]) -> Iterator[Writing]:
    """Yield each while the next is made: the server works on one, this machine on the other."""
    with ThreadPoolExecutor(1) as maker:
        made = maker.submit(next, writings, None)
        while (writing := made.result()) is not None:
            made = maker.submit(next, writings, None)
            yield writing


def _writings(outcome: Outcome) -> Iterator[Writing]:
    yield queries.CLOSE_NODES, [d.record.key for d in outcome.nodes if d.record.version]
    yield queries.CLOSE_LINKS, [ref_of(d.record.key) for d in outcome.links if d.record.version]
    yield queries.ADD_NODES, [node_version(d) for d in outcome.nodes]
    yield queries.ADD_LINKS, [link_version(d) for d in outcome.links]
    yield queries.LEAD, _leads(outcome.nodes)
    yield from node_writings(outcome.nodes)
    yield from relation_writings(outcome.links)


def node_version(difference: Difference[str]) -> list[str | None]:
    """Return a version of a node as a row: its id, its words, its columns."""
    record, body = difference.record, difference.columns[_BODY]
    words = None if body is None else words_of_record(record.key, body, record.sayings)
    return [record.key, words, *difference.columns]


def link_version(difference: Difference[RelationKey]) -> list[str | None]:
    """Return a version of a relation as a row: its name, its columns."""
    return [ref_of(difference.record.key), *difference.columns]


def _leads(nodes: Iterable[Difference[str]]) -> list[list[str]]:
    """Return old and new ids; a batch may lead on where it led before."""
    made = Leads({d.record.key: d.columns[0] for d in nodes if d.columns[0]})
    return [list(lead) for lead in made.all().items()]


def node_writings(nodes: Iterable[Difference[str]]) -> Iterator[Writing]:
    """Yield what brings the nodes that people see to what they are now."""
    new, put, gone = Groups(), Groups(), Groups()
    for difference in nodes:
        id_, body = difference.record.key, difference.columns[_BODY]
        was = difference.record.stored[_BODY] is not None
        label = (any_type_of(id_) or "",)
        if body is not None:
            (put if was else new).setdefault(label, []).append(_node_row(difference, body))
        elif was:
            gone.setdefault(label, []).append(id_)
    yield from _each(queries.drop_nodes, gone)
    yield from _each(queries.put_nodes, put)
    yield from _each(queries.make_nodes, new)


def _node_row(difference: Difference[str], body: str) -> dict[str, Any]:
    record = difference.record
    values = {**json.loads(body), **_level(any_type_of(record.key) or "", record.sayings)}
    return node_properties(record.key, values, _sources(record.sayings))


def relation_writings(links: Iterable[Difference[RelationKey]]) -> Iterator[Writing]:
    """Yield what brings the relations that people see to what they are now."""
    new, put, gone = Groups(), Groups(), Groups()
    for difference in links:
        was = difference.record.stored[-1] is not None
        stays = difference.columns[-1] is not None
        if was or stays:
            groups = (put if was else new) if stays else gone
            groups.setdefault(_names(difference.record.key), []).append(_relation_row(difference))
    yield from _each(queries.drop_relations, gone)
    yield from _each(queries.put_relations, put)
    yield from _each(queries.make_relations, new)


def _each(query_of: Callable[..., str], groups: Groups) -> Iterator[Writing]:
    for names, rows in groups.items():
        yield query_of(*names), rows


def _names(key: RelationKey) -> tuple[str, str, str]:
    return any_type_of(key.start) or "", key.type, any_type_of(key.end) or ""


def _relation_row(difference: Difference[RelationKey]) -> list[Any]:
    key, (*times, body, _) = difference.record.key, difference.columns
    if body is None:
        return [key.start, key.end, key.key]
    sayings = difference.record.sayings
    values = {
        **json.loads(body),
        **dict(zip(codec.TIMES, times, strict=True)),
        **_level(key.type, sayings),
    }
    sources = _sources(sayings)
    return [key.start, key.end, key.key, relation_properties(key.type, key.key, values, sources)]


def _level(type_: str, sayings: codec.Sayings) -> dict[str, Audience]:
    """Return from whom on a record is seen, which goes without saying of everybody."""
    if type_ not in CLOSED_WHOLE and not any(said.claims for said in sayings.values()):
        return {}
    who = level(type_, codec.statements(sayings))
    return {} if who == EVERYBODY else {VISIBLE: who}


def _sources(sayings: codec.Sayings) -> list[str]:
    return sorted({source for source, _ in sayings})
