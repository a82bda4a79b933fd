"""The snapshot as a networkx graph, for analysts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.base.dates import iso_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.snapshot import Snapshot


def to_networkx(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Return all nodes (by id: ``type``, properties) and relations (``type``, status, time).

    >>> from kg.model.records import NodeRow, RelationRow
    >>> from kg.graph.build import build
    >>> nodes = [NodeRow(i, "{}") for i in ("org/caricom", "state/blz", "state/guy", "state/jam")]
    >>> relations = [
    ...     RelationRow("MEMBER_OF", state, "org/caricom", "", "member", None, None, "{}")
    ...     for state in ("state/blz", "state/guy", "state/jam")
    ... ]
    >>> graph = build(nodes, relations).to_networkx()
    >>> import networkx as nx
    >>> max(nx.degree_centrality(graph).items(), key=lambda item: item[1])
    ('org/caricom', 1.0)
    >>> [sorted(c) for c in nx.community.louvain_communities(nx.Graph(graph), seed=1)]
    [['org/caricom', 'state/blz', 'state/guy', 'state/jam']]
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(revision=snapshot.revision)
    for name, (low, high) in snapshot.ranges.items():
        for node in range(low, high):
            graph.add_node(snapshot.ids[node], type=name, **snapshot.props(node))
    for name, edges in snapshot.edges.items():
        for index in range(len(edges)):
            graph.add_edge(
                snapshot.ids[int(edges.start[index])],
                snapshot.ids[int(edges.end[index])],
                key=f"{name}:{edges.keys[index]}".rstrip(":"),
                type=name,
                status=snapshot.statuses[edges.status[index]] or None,
                since=iso_of(int(edges.since[index])),
                until=iso_of(int(edges.until[index])),
            )
    return graph
