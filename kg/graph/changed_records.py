"""Records that changed since a snapshot, as its audience reads them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.edge_splice import edge_place
from kg.graph.edition import SeenNode, SeenRelation, node_of, relation_of
from kg.graph.node_splice import exact_place
from kg.graph.snapshot import Snapshot
from kg.model.changes import RelationKey
from kg.model.records import Gone, NodeRow, RelationRow, Row


@dataclass(frozen=True, slots=True)
class ChangedRecords:
    """Nodes by id and relations by key: as they are read now, None where not any more."""

    nodes: dict[str, SeenNode | None]
    relations: dict[RelationKey, SeenRelation | None]

    def __len__(self) -> int:
        return len(self.nodes) + len(self.relations)


def changed_records(snapshot: Snapshot, rows: Iterable[Row]) -> ChangedRecords:
    """Return what the audience of a snapshot reads of rows; the last of a record counts."""
    nodes: dict[str, SeenNode | None] = {}
    relations: dict[RelationKey, SeenRelation | None] = {}
    for row in rows:
        if isinstance(row, NodeRow):
            nodes[row.id] = node_of(row, snapshot.audience, examples=snapshot.examples)
        elif isinstance(row, RelationRow):
            relations[RelationKey(*row[:4])] = relation_of(row, snapshot.audience)
        elif isinstance(row, Gone) and isinstance(row.subject, RelationKey):
            relations[row.subject] = None
        else:
            nodes[row.subject] = None
    return ChangedRecords(nodes, relations)


def leave_the_rest(
    snapshot: Snapshot, changed: ChangedRecords, redirects: Mapping[str, str]
) -> bool:
    """Say whether no other record comes into view or out of it by some changes.

    Of what leaves nothing out none does. Else a relation is read with its ends, a source where
    it is cited, an old id where it is told: where any of that might be another, all has to be
    looked at.
    """
    if snapshot.is_whole:
        return True
    same = all(redirects.get(old) == new for old, new in snapshot.redirects.items())
    return (
        same
        and all(_is_as_before(snapshot, id_, node) for id_, node in changed.nodes.items())
        and all(_fits(snapshot, key, link) for key, link in changed.relations.items())
    )


def _is_as_before(snapshot: Snapshot, id_: str, node: SeenNode | None) -> bool:
    place, there = exact_place(snapshot, id_)
    if node is None or not there or node.merged or id_ in snapshot.merged:
        return False
    return snapshot.sources[snapshot.stated_by[place]] == node.sources


def _fits(snapshot: Snapshot, key: RelationKey, link: SeenRelation | None) -> bool:
    if link is None or not all(exact_place(snapshot, id_)[1] for id_ in (key.start, key.end)):
        return False
    edges = snapshot.edges[key.type]
    place, there = edge_place(edges, key, snapshot)
    if there:
        return snapshot.sources[edges.stated_by[place]] == link.sources
    return all(exact_place(snapshot, id_)[1] for id_ in link.sources)
