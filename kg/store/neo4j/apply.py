"""Writing a batch: new versions beside the old ones, and the graph that people open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from kg.changes import Change, RelationKey
from kg.records import Applied, Revision
from kg.schema.registry import type_of
from kg.store import codec
from kg.store.batch import Outcome, follows, retell, work_out
from kg.store.leads import Leads
from kg.store.neo4j import queries
from kg.store.neo4j.graph import node_properties, relation_properties
from kg.store.neo4j.present import Neo4jPresent, ref_of
from kg.store.neo4j.transaction import Transaction
from kg.store.shelf import LINKS, NODES, Difference, Known
from kg.store.words import words_of

_BODY: Final = NODES.columns.index("body")
_ROWS: Final = 10_000
"""Rows of one query: what the server holds of it at a time."""
Groups = dict[tuple[str, ...], list[Any]]
"""Rows by the names that their query needs: labels and relation types of the schema."""


def apply_batch(
    transaction: Transaction, changes: Sequence[Change], note: str, known: Known
) -> Applied:
    """Write a batch inside the transaction of the caller, who holds the lock.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
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
    run = _Runner(transaction)
    _write_versions(run, outcome, number)
    _write_redirects(run, outcome.nodes)
    _write_nodes(run, outcome.nodes)
    _write_relations(run, outcome.links)


class _Runner:
    """Runs a query over many rows, some at a time."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def __call__(self, query: str, rows: Sequence[Any], **facts: Any) -> None:
        for first in range(0, len(rows), _ROWS):
            part = rows[first : first + _ROWS]
            self._transaction.run(query, rows=part, **facts).consume()

    def each(self, query_of: Callable[..., str], groups: Groups) -> None:
        """Run the query of each group of rows."""
        for names, rows in groups.items():
            self(query_of(*names), rows)


def _write_versions(run: _Runner, outcome: Outcome, number: int) -> None:
    past = [d.record.key for d in outcome.nodes if d.record.version]
    run(queries.CLOSE_NODES, past, rev=number)
    gone = [ref_of(d.record.key) for d in outcome.links if d.record.version]
    run(queries.CLOSE_LINKS, gone, rev=number)
    run(queries.ADD_NODES, [_node_version(d, number) for d in outcome.nodes])
    run(queries.ADD_LINKS, [_link_version(d, number) for d in outcome.links])


def _node_version(difference: Difference[str], number: int) -> dict[str, Any]:
    id_, columns = difference.record.key, dict(zip(NODES.columns, difference.columns, strict=True))
    body = columns["body"]
    words = None if body is None else words_of(id_, json.loads(body))
    return {"id": id_, "rev": number, "next_rev": queries.OPEN, "words": words, **columns}


def _link_version(difference: Difference[RelationKey], number: int) -> dict[str, Any]:
    key = difference.record.key
    place = {"ref": ref_of(key), "start": key.start, "end": key.end}
    columns = dict(zip(LINKS.columns, difference.columns, strict=True))
    return {**place, "rev": number, "next_rev": queries.OPEN, **columns}


def _write_redirects(run: _Runner, nodes: Iterable[Difference[str]]) -> None:
    leads = [{"old": d.record.key, "new": d.columns[0]} for d in nodes if d.columns[0] is not None]
    run(queries.LEAD, leads)


def _write_nodes(run: _Runner, nodes: Iterable[Difference[str]]) -> None:
    put, gone = Groups(), Groups()
    for difference in nodes:
        id_, body = difference.record.key, difference.columns[_BODY]
        label = (type_of(id_) or "",)
        if body is not None:
            sources = _sources(difference.record.sayings)
            put.setdefault(label, []).append(node_properties(id_, json.loads(body), sources))
        elif difference.record.stored[_BODY] is not None:
            gone.setdefault(label, []).append(id_)
    run.each(queries.drop_nodes, gone)
    run.each(queries.put_nodes, put)


def _write_relations(run: _Runner, links: Iterable[Difference[RelationKey]]) -> None:
    new, put, gone = (Groups(), Groups(), Groups())
    for difference in links:
        was = difference.record.stored[-1] is not None
        stays = difference.columns[-1] is not None
        if was or stays:
            groups = (put if was else new) if stays else gone
            groups.setdefault(_names(difference.record.key), []).append(_relation_row(difference))
    run.each(queries.drop_relations, gone)
    run.each(queries.put_relations, put)
    run.each(queries.make_relations, new)


def _names(key: RelationKey) -> tuple[str, str, str]:
    return type_of(key.start) or "", key.type, type_of(key.end) or ""


def _relation_row(difference: Difference[RelationKey]) -> dict[str, Any]:
    key, (*times, body, _) = difference.record.key, difference.columns
    row: dict[str, Any] = {"start": key.start, "end": key.end, "key": key.key}
    if body is not None:
        values = {**json.loads(body), **dict(zip(codec.TIMES, times, strict=True))}
        sources = _sources(difference.record.sayings)
        row["props"] = relation_properties(key.type, key.key, values, sources)
    return row


def _sources(sayings: codec.Sayings) -> list[str]:
    return sorted({source for source, _ in sayings})
