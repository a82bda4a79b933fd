"""A snapshot with the changes of a few records spliced in, equal to one that is built anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.graph.appearance import renumbered
from kg.graph.build import SourceSets
from kg.graph.changed_records import ChangedRecords
from kg.graph.edge_splice import Nodes, edges_spliced
from kg.graph.edition import SeenRelation
from kg.graph.node_splice import nodes_spliced
from kg.graph.snapshot import Snapshot
from kg.model.changes import RelationKey
from kg.model.records import Point


def spliced(
    snapshot: Snapshot,
    changed: ChangedRecords,
    *,
    point: Point,
    redirects: Mapping[str, str],
) -> Snapshot:
    """Return a snapshot in which some records are read as they are now.

    Both ends of a relation that is read must be read, and the rest must be as it was.
    """
    source_sets = SourceSets(snapshot.sources)
    statuses = {name: number for number, name in enumerate(snapshot.statuses)}
    grown, splice = nodes_spliced(snapshot, changed.nodes, source_sets)
    numbers = splice.numbers(len(snapshot)) if splice.moves else None
    ends = Nodes(snapshot, grown, numbers)
    by_type: dict[str, dict[RelationKey, SeenRelation | None]] = {}
    for key, link in changed.relations.items():
        by_type.setdefault(key.type, {})[key] = link
    edges = {
        name: edges_spliced(old, by_type.get(name, {}), ends, statuses, source_sets)
        for name, old in snapshot.edges.items()
    }
    return replace(
        grown,
        revision=point.number,
        token=point.token,
        updated=point.at,
        redirects=dict(redirects),
        differs=grown.differs or any(link.differs for link in changed.relations.values() if link),
        **_numbered(grown, edges, tuple(statuses), tuple(source_sets.known)),
    )


def _numbered(
    nodes: Snapshot,
    edges: Mapping[str, Any],
    statuses: tuple[str, ...],
    sources: tuple[tuple[str, ...], ...],
) -> dict[str, Any]:
    """Return relations, statuses and sets of sources with the numbers that all of it would have."""
    every = list(edges.values())
    by_status, statuses = renumbered([some.status for some in every], statuses, kept=1)
    columns = [*(some.stated_by for some in every), nodes.stated_by]
    (*by_source, of_nodes), sources = renumbered(columns, sources)
    both = zip(edges.items(), by_status, by_source, strict=True)
    return {
        "edges": {
            name: replace(some, status=status, stated_by=stated)
            for (name, some), status, stated in both
        },
        "statuses": statuses,
        "stated_by": of_nodes,
        "sources": sources,
    }
