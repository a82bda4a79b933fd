"""Small graphs for tests, written as lines: ``start TYPE end [status] [since] [until]``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.base.audience import Audience
from kg.graph.build import build
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.claims import canonical
from kg.model.fields import VISIBLE
from kg.model.records import NodeRow, Point, RelationRow
from kg.store.codec import StoredStatement, node_columns
from kg.store.protocol import Store

DAY = date(2026, 11, 23)
NODE_SOURCE = "source/test"
Nodes = Mapping[str, Mapping[str, Any]]


def graph(lines: str, nodes: Nodes | None = None, audience: Audience = "board") -> Snapshot:
    """Return what an audience reads of these relations; nodes are their ends and those given."""
    relations = [_row(line.split()) for line in lines.splitlines() if line.strip()]
    ends = {id_ for row in relations for id_ in (row.start, row.end)}
    given = nodes or {}
    rows = [row_of(id_, given.get(id_, {})) for id_ in sorted(ends | given.keys())]
    return build(rows, relations, audience=audience, point=Point(1))


def row_of(id_: str, facts: Mapping[str, Any], *merged: str) -> NodeRow:
    """Return the row of a node; ``visibility`` among its facts is claimed by its statement.

    ``merged`` are old ids under which the test source states it too.
    """
    props = {name: value for name, value in facts.items() if name != VISIBLE}
    said = StoredStatement("", "published", None, canonical(props), facts.get(VISIBLE))
    old = {(NODE_SOURCE, one): StoredStatement("", "published", None, "{}") for one in merged}
    body, statements = node_columns(id_, {(NODE_SOURCE, id_): said, **old})
    return NodeRow(id_, str(body), str(statements))


def view_of(lines: str, nodes: Nodes | None = None, audience: Audience = "board") -> View:
    """Return the graph as an audience sees it on the day of the tests."""
    return View(graph(lines, nodes, audience), DAY)


def store_of(folder: Path, lines: str, nodes: Nodes | None = None) -> Store:
    """Return a SQLite store in ``folder`` that holds the graph, all from one source."""
    from kg.store.opening import create_store

    store = create_store(f"sqlite:///{folder / 'graph.db'}")
    store.apply(list(changes_of(lines, nodes)))
    return store


def changes_of(lines: str, nodes: Nodes | None = None) -> Iterator[Change]:
    """Yield the statements that make up the graph."""
    relations = [_row(line.split()) for line in lines.splitlines() if line.strip()]
    ends = {id_ for row in relations for id_ in (row.start, row.end)}
    given = nodes or {}
    yield NodeStatement(NODE_SOURCE, NODE_SOURCE, {"title": {"en": "Test"}})
    for id_ in sorted(ends | given.keys()):
        props = {name: value for name, value in given.get(id_, {}).items() if name != VISIBLE}
        claim = given.get(id_, {}).get(VISIBLE)
        yield NodeStatement(id_, NODE_SOURCE, props, visibility=claim)
    for row in relations:
        stated = {"status": row.status, "since": row.since, "until": row.until}
        props = {name: value for name, value in stated.items() if value}
        key = RelationKey(row.type, row.start, row.end, row.key)
        yield RelationStatement(key, NODE_SOURCE, props)


def _row(parts: list[str]) -> RelationRow:
    start, type_, end, *rest = parts
    status, since, until = [*(None if p == "-" else p for p in rest), None, None, None][:3]
    return RelationRow(type_, start, end, since or "", status, since, until, "{}")
