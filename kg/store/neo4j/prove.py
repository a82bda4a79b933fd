"""Is the database what was written to it? Also the graph that people open, against its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.base.i18n import Message, msg
from kg.model.changes import RelationKey
from kg.model.records import NodeRow, RelationRow
from kg.model.registry import any_type_of
from kg.store import codec
from kg.store.fulltext import words_of_record
from kg.store.neo4j.apply import node_row, relation_row
from kg.store.neo4j.plain_values import NoPlainFormError, TooDeepError, plain
from kg.store.neo4j.rows import Neo4jRows
from kg.store.outcome import Shown
from kg.store.proof import Fault, Progress, Proof, prove
from kg.store.reading import Reading
from kg.store.stored_versions import named

_COPY: Final = msg("Nothing is lost: copy the store into an empty one (coopgraph copy).")
_NODE: Final = msg("The graph that people open shows this record otherwise, or not at all.")
_RELATION: Final = msg("The graph that people open shows this relation otherwise, or not at all.")
_LEAD: Final = msg("The graph that people open leads this old id elsewhere.")
Found = dict[Any, Any]


def prove_database(rows: Neo4jRows, progress: Progress, *, deep: bool) -> Proof:
    """Return what is wrong with a store in a database."""
    proof = prove(rows, progress, deep=deep)
    if not any(fault.what in {"node", "relation"} for fault in proof.faults):
        reading = Reading(rows)
        _compare(proof, _wanted_nodes(reading), _nodes(rows), _NODE)
        _compare(proof, _wanted_relations(reading), _relations(rows), _RELATION)
        _compare(proof, dict(reading.redirects.all()), rows.graph_redirects(), _LEAD)
    return proof


def words_anew(rows: Neo4jRows) -> Iterator[list[str | None]]:
    """Yield the id of each present record with its words, None where it has none."""
    words = {row.id: _words(row) for row in Reading(rows).nodes()}
    return ([row.key, words.get(row.key)] for row in rows.all_nodes())


def _compare(proof: Proof, wanted: Found, found: Found, said: Message) -> None:
    for key in sorted(wanted.keys() | found.keys(), key=str):
        proof.checked["graph"] += 1
        if wanted.get(key) != found.get(key):
            name = key if isinstance(key, str) else named(key)
            proof.faults.append(Fault("graph", name, "graph-altered", said, _COPY))


def _wanted_nodes(reading: Reading) -> Found:
    return {
        row.id: ([any_type_of(row.id)], _plain(node_row(_shown_node(row), row.body)))
        for row in reading.nodes()
    }


def _wanted_relations(reading: Reading) -> Found:
    relations = map(_shown_relation, reading.relations())
    return {relation.key: _plain(relation_row(relation)[-1]) for relation in relations}


def _nodes(rows: Neo4jRows) -> Found:
    return {own.get("id", str(labels)): (labels, _plain(own)) for labels, own in rows.graph_nodes()}


def _relations(rows: Neo4jRows) -> Found:
    found: Found = {}
    for type_, start, end, own in rows.graph_relations():
        key = RelationKey(type_, str(start), str(end), str(own.get("key", "")))
        # One too many is not what one is.
        found[key] = "doubled" if key in found else _plain(own)
    return found


def _shown_node(row: NodeRow) -> Shown[str]:
    stored_statements = codec.node_statements(row.id, row[1:])
    return Shown(row.id, False, None, row[1:], stored_statements)


def _shown_relation(row: RelationRow) -> Shown[RelationKey]:
    key = RelationKey(*row[:4])
    return Shown(key, False, None, row[4:], codec.relation_statements(key, row[4:]))


def _words(row: NodeRow) -> str:
    return words_of_record(row.id, row.body, codec.node_statements(row.id, row[1:]))


def _plain(values: Iterable[Any]) -> str:
    """Return properties as text in which they compare; a value of another kind is another text."""
    try:
        return json.dumps({n: plain(_day(v)) for n, v in dict(values).items() if v is not None},
                          sort_keys=True)  # fmt: skip
    except (NoPlainFormError, TooDeepError) as error:
        return str(error)


def _day(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
