"""A graph of networkx, for analysts: the one place that makes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

NamedEdge = tuple[str, str, str, Mapping[str, Any]]
"""Start, end, key, properties."""


def multigraph(
    revision: int, nodes: Iterable[tuple[str, Mapping[str, Any]]], edges: Iterable[NamedEdge]
) -> nx.MultiDiGraph[str]:
    """Return nodes, by id, and edges with their properties."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(revision=revision)
    graph.add_nodes_from((id_, dict(props)) for id_, props in nodes)
    graph.add_edges_from((start, end, key, dict(props)) for start, end, key, props in edges)
    return graph
