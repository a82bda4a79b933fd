"""What leaves: every node and relation of a view as a row, with the sources that state it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from kg.graph.view import Edge, View
from kg.model.confirmation import POLITICAL
from kg.model.registry import NODES, RELATIONS

ENDS: Final = ("id", "from", "to")

Row = dict[str, Any]


class Rows(NamedTuple):
    """A node or relation as it leaves: fixed columns that are always there, then properties."""

    fixed: Row
    props: Row


@dataclass(frozen=True)
class Graph:
    """The graph of a view, with the sources of each record."""

    view: View
    lang: str

    @property
    def said(self) -> str:
        """What a reader of the file has to know that is no record; empty where there is nothing."""
        return ""

    def nodes(self, type_: str) -> Iterator[Rows]:
        """Yield the nodes of a type; each says its nature, or nothing."""
        return (self._node(type_, node) for node in map(int, self.view.of_type(type_)))

    def relations(self, type_: str) -> Iterator[Rows]:
        """Yield the relations of a type, of all dates."""
        edges = self.view.snapshot.edges[type_]
        for index, ends in enumerate(zip(map(int, edges.start), map(int, edges.end), strict=True)):
            yield self._relation(Edge(type_, index, *ends))

    def everything(self) -> tuple[Iterator[Rows], Iterator[Rows]]:
        """Return all nodes and all relations, by type."""
        nodes = (rows for name in NODES for rows in self.nodes(name))
        return nodes, (rows for name in RELATIONS for rows in self.relations(name))

    def count(self) -> tuple[int, int]:
        """Return how many nodes and relations leave."""
        relations = sum(len(edges) for edges in self.view.snapshot.edges.values())
        return len(self.view.snapshot), relations

    def _node(self, type_: str, node: int) -> Rows:
        fixed = {
            "id": self.view.snapshot.ids[node],
            "type": type_,
            "label": self.view.called(node, self.lang),
            "nature": self.view.nature(node),
            "sources": self.view.sources(node),
            **_mark(type_, self.view.to_confirm(node)),
        }
        props = self.view.props(node)
        return Rows(fixed, {name: value for name, value in props.items() if name != "nature"})

    def _relation(self, edge: Edge) -> Rows:
        view, ids = self.view, self.view.snapshot.ids
        since, until = view.period(edge)
        fixed = {
            "type": edge.type,
            "from": ids[edge.start],
            "to": ids[edge.end],
            "status": view.status(edge),
            "since": since,
            "until": until,
            "in_force": view.in_force(edge),
            "sources": view.edge_sources(edge),
            **_mark(edge.type, view.edge_to_confirm(edge)),
        }
        return Rows(fixed, view.edge_props(edge))


def _mark(type_: str, to_confirm: bool) -> Row:
    """Return the column that says what is to be confirmed; only political types have it."""
    return {"to_confirm": to_confirm} if type_ in POLITICAL else {}


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
