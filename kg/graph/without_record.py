"""What an audience would read if a record were not there: without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from kg.base.audience import Audience
from kg.graph.build import build
from kg.graph.snapshot import Snapshot
from kg.model.audiences import SOURCE
from kg.model.changes import RelationKey
from kg.model.records import NodeRow, RelationRow
from kg.model.registry import type_of
from kg.store.codec import (
    StoredStatements,
    node_columns,
    node_statements,
    relation_columns,
    relation_statements,
)
from kg.store.protocol import Store

Left = tuple[str, str, str]
"""A relation by its type and ends, whatever its period."""


@dataclass
class WithoutRecord:
    """A snapshot without a record, and the ids and relations that are gone with it."""

    snapshot: Snapshot
    gone: set[str] = field(default_factory=set)
    relations: set[RelationKey] = field(default_factory=set)


def without(
    store: Store, audience: Audience, left: str | Left, *, examples: bool = True
) -> WithoutRecord:
    """Return what an audience reads of the last revision without a record.

    ``left`` is the id of a node: it goes with its relations; of a source: all that it alone states,
    and of what others state too its part of the values; or a relation, in all its periods.
    """
    point = store.point()
    at = point.number
    redirects = store.redirects(at)
    leaving = _Leaving(left, lambda id_: redirects.get(id_, id_))
    with closing(store.nodes(at)) as nodes, closing(store.relations(at)) as relations:
        snapshot = build(
            leaving.nodes(nodes),
            leaving.relations(relations),
            audience=audience,
            examples=examples,
            point=point,
            redirects={old: new for old, new in redirects.items() if new != left},
        )
    return WithoutRecord(snapshot, leaving.gone, leaving.links)


class _Leaving:
    """Leaves out what is to go, row by row, and notes what is gone."""

    def __init__(self, left: str | Left, present: Callable[[str], str]) -> None:
        self._left = left
        self._source = left if isinstance(left, str) and type_of(left) == SOURCE else None
        self._present = present
        self.gone: set[str] = set()
        self.links: set[RelationKey] = set()

    def nodes(self, rows: Iterable[NodeRow]) -> Iterator[NodeRow]:
        for row in rows:
            kept = None if row.id == self._left else self._node(row)
            if kept is None:
                self.gone.add(row.id)
            else:
                yield kept

    def relations(self, rows: Iterable[RelationRow]) -> Iterator[RelationRow]:
        # Nodes are read first: ``build`` reads them whole before it comes to relations.
        for row in rows:
            key = RelationKey(row.type, row.start, row.end, row.key)
            ends = row.start in self.gone or row.end in self.gone
            kept = None if ends or key[:3] == self._left else self._relation(key, row)
            if kept is None:
                self.links.add(key)
            else:
                yield kept

    def _node(self, row: NodeRow) -> NodeRow | None:
        if self._source is None or not row.statements:
            return row
        said = node_statements(row.id, (row.body, row.statements))
        rest = self._rest(said)
        if len(rest) == len(said):
            return row
        body, statements = node_columns(row.id, rest)
        return None if body is None or statements is None else NodeRow(row.id, body, statements)

    def _relation(self, key: RelationKey, row: RelationRow) -> RelationRow | None:
        if self._source is None or not row.statements:
            return row
        said = relation_statements(
            key, (row.status, row.since, row.until, row.body, row.statements)
        )
        rest = self._rest(said)
        if len(rest) == len(said):
            return row
        *times, body, statements = relation_columns(key, rest)
        if body is None or statements is None:
            return None
        status, since, until = times
        return RelationRow(*key, status, since, until, body, statements)

    def _rest(self, said: StoredStatements) -> StoredStatements:
        return {name: what for name, what in said.items() if self._present(name[0]) != self._source}
