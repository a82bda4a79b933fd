"""A store and the model beside it: are they the same in every answer?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest
from neo4j.time import Date

from kg.base.errors import BadChangeError, ConflictError
from kg.model.audiences import level, node_level
from kg.model.changes import Change, RelationKey
from kg.model.records import Gone, NodeRow, RelationRow, Row, Statement
from kg.model.registry import type_of
from kg.store.codec import node_statements, relation_statements, statements
from kg.store.neo4j.browsable_graph import node_properties, relation_properties
from kg.store.opening import create_store
from kg.store.protocol import NOTHING_EXPECTED, Store
from tests.journeys.conformance.model import Model, RefusedError
from tests.journeys.conformance.strategies import ACTIVITIES, BODIES, KEYS_ONCE, SOURCES

QUERIES = ("haiti", "COOPERACAO sul", "ñandu", "or", "not", "strasse", "org w", "a", "*", "", "3")


def same_apply(
    store: Store,
    model: Model,
    batch: list[Change],
    expect: Mapping[str, str] = NOTHING_EXPECTED,
) -> bool:
    """Apply a batch to both; say whether it was accepted."""
    try:
        altered = model.apply(batch)
    except RefusedError as refused:
        same_refusal(store, model, batch, refused.args[0])
        return False
    applied = store.apply(batch, expect=expect)
    assert applied.altered == altered
    assert applied.revision == model.revision == store.revision()
    return True


def same_refusal(store: Store, model: Model, batch: list[Change], named: str) -> None:
    with pytest.raises(BadChangeError) as caught:
        store.apply(batch)
    assert named in caught.value.detail.text()
    assert store.revision() == model.revision


def same_conflict(
    store: Store, model: Model, batch: list[Change], expect: Mapping[str, str]
) -> None:
    with pytest.raises(ConflictError) as caught:
        store.apply(batch, expect=expect)
    assert [caught.value.id] == list(expect)
    assert store.revision() == model.revision


def token_of(store: Store, id_: str) -> str:
    record = store.get([id_]).get(id_)
    return record.token if record else ""


def same_when_retold(store: Store, model: Model) -> None:
    """What a store tells of its past makes another one that answers the same."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(create_store(f"sqlite://{folder}/again.db")) as again,
        closing(store.journal()) as told_,
    ):
        for revision in told_:
            again.replay(revision)
        assert again.point() == store.point()
        same_now(again, model)


def same_now(store: Store, model: Model) -> None:
    assert store.revision() == model.revision
    assert told(store.nodes()) == model.nodes()
    assert told(store.relations()) == model.relations()
    assert store.redirects() == model.redirects()
    for text in QUERIES:
        assert store.candidates(text, 100) == model.candidates(text)


def same_once(store: Store, model: Model, key: str, until: datetime, now: datetime) -> None:
    assert store.once(key, until, now=now) == model.once(key, until, now)


def same_spent(store: Store, model: Model, now: datetime) -> None:
    for key in KEYS_ONCE:
        assert store.spent(key, now=now) == model.spent(key, now)


def told(rows: Iterable[Row]) -> list[Any]:
    """Return rows with what their column of statements says in place of that column."""
    return [row if isinstance(row, Gone) else (plain_row(row), said_in(row)) for row in rows]


def plain_row(row: NodeRow | RelationRow) -> NodeRow | RelationRow:
    return row._replace(statements="")


def said_in(row: NodeRow | RelationRow) -> tuple[Statement, ...]:
    if isinstance(row, NodeRow):
        return statements(node_statements(row.id, (row.body, row.statements)))
    return statements(relation_statements(RelationKey(*row[:4]), tuple(row[4:])))


def same_graph(store: Store, model: Model) -> None:
    """The graph that people open says what is known now, and nothing else."""
    nodes = "MATCH (n) WHERE NOT labels(n)[0] STARTS WITH '_' RETURN labels(n), properties(n)"
    found = {row["id"]: (labels, plain(row)) for labels, row in store.run(nodes, {}).rows}
    assert found == {row[0]: graph_node(row, said) for row, said in model.nodes()}
    redirects = "MATCH (r:_Redirect) RETURN r.old, r.new"
    assert dict(store.run(redirects, {}).rows) == model.redirects()
    links = "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)"
    rows = store.run(links, {}).rows
    said = {(type_, a, b, own.get("key", "")): plain(own) for type_, a, b, own in rows}
    assert len(said) == len(rows)
    assert said == {tuple(row[:4]): graph_relation(row, by) for row, by in model.relations()}


def graph_node(row: Any, said: Sequence[Statement]) -> tuple[list[str], dict[str, Any]]:
    sources = sorted({s.source for s in said})
    who = node_level(row.id, said)
    values = node_properties(row.id, {**json.loads(row.body), **opened(who)}, sources)
    return [str(type_of(row.id))], plain(values)


def graph_relation(row: Any, said: Sequence[Statement]) -> dict[str, Any]:
    sources = sorted({s.source for s in said})
    times = {"status": row.status, "since": row.since, "until": row.until}
    values = {**json.loads(row.body), **times, **opened(level(row.type, said))}
    return plain(relation_properties(row.type, row.key, values, sources))


def opened(who: str) -> dict[str, str]:
    return {} if who == "public" else {"visibility": who}


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {n: v.isoformat() if isinstance(v, (date, Date)) else v for n, v in values.items()}


def same_records(store: Store, model: Model) -> None:
    ids = (*SOURCES, *BODIES, *ACTIVITIES, "org/unknown")
    found = store.get(ids)
    assert set(found) == {id_ for id_ in ids if model.now.exists(id_)}
    for id_, record in found.items():
        assert record.id == model.now.node_end(id_)
        assert record.statements == model.now.statements(record.id)
    for id_ in ids:
        records = [(r.relation, r.statements) for r in store.relations_of(id_)]
        at = model.now.relations_at(id_)
        assert records == [(key, model.now.statements(key)) for key in at]
    ends = {model.now.node_end(id_) for id_ in ids}
    starting = sorted(
        key for id_ in ends for key in model.now.relations_at(id_) if key.start == id_
    )
    records = [(r.relation, r.statements) for r in store.relations_from(ids)]
    assert records == [(key, model.now.statements(key)) for key in starting]


def same_past(store: Store, model: Model) -> None:
    for revision in range(model.revision + 1):
        assert told(store.nodes(revision)) == model.nodes(revision)
        assert told(store.relations(revision)) == model.relations(revision)
        assert store.redirects(revision) == model.redirects(revision)
    for subject in model.now.subjects():
        versions = [(v.revision, v.statements, v.joined) for v in store.history(subject)]
        assert versions == model.history(subject)


def same_changes(store: Store, model: Model) -> None:
    """What changed since a revision leads from the state of then to that of now."""
    for revision in range(model.revision + 1):
        rows = list(store.changed_since(revision))
        found, wanted = {name_of(row) for row in rows}, model.changed_since(revision)
        # Where records were merged or parted, more may be told than has changed for people.
        assert found == wanted if not model.has_merged else found >= wanted
        assert len(found) == len(rows)
        then = named(model, revision)
        for row in rows:
            then.pop(name_of(row), None)
        then |= {name_of(row): told([row])[0] for row in rows if not isinstance(row, Gone)}
        assert then == named(model, model.revision)
        for row in rows:
            if isinstance(row, Gone) and isinstance(row.subject, str):
                assert row.redirect == model.redirects().get(row.subject)


def named(model: Model, revision: int) -> dict[str | RelationKey, Any]:
    rows = [*model.nodes(revision), *model.relations(revision)]
    return {name_of(row): (row, said) for row, said in rows}


def name_of(row: Row) -> str | RelationKey:
    if isinstance(row, Gone):
        return row.subject
    if isinstance(row, NodeRow):
        return row.id
    assert isinstance(row, RelationRow)
    return RelationKey(row.type, row.start, row.end, row.key)
