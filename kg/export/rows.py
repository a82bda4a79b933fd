"""What leaves: every node and relation of a view as a row, with the sources that state it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from kg.changes import RelationKey
from kg.documents import sources_of
from kg.schema.registry import NODES, RELATIONS
from kg.store.protocol import Store
from kg.view import Edge, View

ENDS: Final = ("id", "from", "to")
_CHUNK: Final = 1_000

Row = dict[str, Any]
T = TypeVar("T")


class Rows(NamedTuple):
    """A node or relation as it leaves: fixed columns that are always there, then properties."""

    fixed: Row
    props: Row


@dataclass(frozen=True)
class Graph:
    """The graph of a view, with the sources of each record out of the store."""

    store: Store
    view: View
    lang: str

    def nodes(self, type_: str) -> Iterator[Rows]:
        """Yield the visible nodes of a type; each says its nature, or nothing."""
        for chunk in _chunks(self.view.of_type(type_).tolist()):
            records = self.store.get([self.view.id(number) for number in chunk])
            for number in chunk:
                id_ = self.view.id(number)
                statements = records[id_].statements if id_ in records else ()
                yield self._node(type_, number, sources_of(self.view, statements))

    def relations(self, type_: str) -> Iterator[Rows]:
        """Yield the visible relations of a type, of all dates."""
        edges = self.view.snapshot.edges[type_]
        seen = self.view.visible[edges.start] & self.view.visible[edges.end]
        for place in seen.nonzero()[0].tolist():
            edge = Edge(type_, place, int(edges.start[place]), int(edges.end[place]))
            yield self._relation(edge)

    def everything(self) -> tuple[Iterator[Rows], Iterator[Rows]]:
        """Return all nodes and all relations, by type."""
        nodes = (rows for name in NODES for rows in self.nodes(name))
        return nodes, (rows for name in RELATIONS for rows in self.relations(name))

    def count(self) -> tuple[int, int]:
        """Return how many nodes and relations leave."""
        relations = 0
        for edges in self.view.snapshot.edges.values():
            relations += int((self.view.visible[edges.start] & self.view.visible[edges.end]).sum())
        return sum(len(self.view.of_type(name)) for name in NODES), relations

    def _node(self, type_: str, number: int, sources: list[str]) -> Rows:
        fixed = {
            "id": self.view.id(number),
            "type": type_,
            "label": self.view.label(number, self.lang),
            "nature": self.view.nature(number),
            "sources": sources,
        }
        props = self.view.props(number)
        return Rows(fixed, {name: value for name, value in props.items() if name != "nature"})

    def _relation(self, edge: Edge) -> Rows:
        view, edges = self.view, self.view.snapshot.edges[edge.type]
        since, until = view.period(edge)
        start, end, key = view.id(edge.start), view.id(edge.end), edges.keys[edge.place]
        fixed = {
            "type": edge.type,
            "from": start,
            "to": end,
            "status": view.status(edge),
            "since": since,
            "until": until,
            "in_force": view.in_force(edge),
            "sources": self._stated.get(RelationKey(edge.type, start, end, key), []),
        }
        return Rows(fixed, edges.props(edge.place))

    @cached_property
    def _stated(self) -> dict[RelationKey, list[str]]:
        return {
            record.relation: sources_of(self.view, record.statements)
            for ids in _chunks(self.view.snapshot.ids)
            for record in self.store.relations_from(ids)
        }


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def plain(rows: Rows) -> Row:
    """Return a row of simple values: nested ones as JSON, unknown ones left out, none clashing.

    Ends and ids are left to the format; the nature of a node is always there.
    """
    fixed = {name: value for name, value in rows.fixed.items() if name not in ENDS}
    if "nature" in fixed:
        fixed["nature"] = fixed["nature"] or ""
    own = {name if name not in rows.fixed else f"own_{name}": v for name, v in rows.props.items()}
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in {**fixed, **own}.items()
        if value is not None
    }
