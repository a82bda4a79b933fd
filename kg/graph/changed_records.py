"""Records that changed since a snapshot, as its audience reads them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.edge_splice import edge_place
from kg.graph.edition import SeenNode, SeenRelation, node_of, relation_of
from kg.graph.node_splice import exact_place
from kg.graph.snapshot import Snapshot
from kg.model.audiences import FEWEST, SOURCE
from kg.model.changes import RelationKey
from kg.model.records import Gone, NodeRow, RelationRow, Row
from kg.model.registry import type_of
from kg.store.protocol import Store


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


def read_changes(
    snapshot: Snapshot, changed: ChangedRecords, store: Store, redirects: Mapping[str, str]
) -> ChangedRecords | None:
    """Return the changes of what is read, None where other records may come into view or go.

    Of what leaves nothing out none does. Else a relation is read with its ends, a source where it
    is cited, an old id where it is told: where any of that may be another, all is to be looked at.
    """
    if snapshot.is_whole:
        return changed
    known = {id_ for id_ in changed.nodes if exact_place(snapshot, id_)[1]}
    come = {id_ for id_, node in changed.nodes.items() if node is not None} - known
    come -= _silent(snapshot, come, redirects)
    ours = known | come
    nodes = {id_: node for id_, node in changed.nodes.items() if id_ in ours}
    ends = _Ends(snapshot, come)
    relations = {
        key: link
        for key, link in changed.relations.items()
        if ends.hold(key) and (link is not None or _known(snapshot, key) is not None)
    }
    fit = (
        all(redirects.get(old) == new for old, new in snapshot.redirects.items())
        and all(_node_fits(snapshot, id_, node) for id_, node in nodes.items())
        and all(_fits(snapshot, key, link) for key, link in relations.items())
        and all(_comes_alone(store, id_, changed, redirects) for id_ in come)
    )
    return ChangedRecords(nodes, relations) if fit else None


def _silent(snapshot: Snapshot, come: set[str], redirects: Mapping[str, str]) -> set[str]:
    """Return the sources among new records of which nothing is read that they state.

    The board reads them all the same. Others read one that was gone, and comes back, where what it
    stated was read meanwhile.
    """
    sources = {id_ for id_ in come if type_of(id_) == SOURCE}
    if not sources or snapshot.audience == FEWEST:
        return set()
    return sources - {redirects.get(old, old) for each in snapshot.sources for old in each}


class _Ends:
    """The nodes that are read: those of a snapshot, and those that come."""

    def __init__(self, snapshot: Snapshot, come: set[str]) -> None:
        self._snapshot = snapshot
        self._come = come

    def hold(self, key: RelationKey) -> bool:
        """Say whether both ends of a relation are read."""
        return all(
            id_ in self._come or exact_place(self._snapshot, id_)[1] for id_ in (key.start, key.end)
        )


def _node_fits(snapshot: Snapshot, id_: str, node: SeenNode | None) -> bool:
    """Say whether a node is read under no other sources and no other ids than before."""
    if node is None or node.merged or id_ in snapshot.merged:
        return False
    place, there = exact_place(snapshot, id_)
    if there:
        return snapshot.sources[snapshot.stated_by[place]] == node.sources
    return _all_read(snapshot, node.sources)


def _fits(snapshot: Snapshot, key: RelationKey, link: SeenRelation | None) -> bool:
    known = _known(snapshot, key)
    if link is None or known is None:
        return link is not None and _all_read(snapshot, link.sources)
    return known == link.sources


def _known(snapshot: Snapshot, key: RelationKey) -> tuple[str, ...] | None:
    """Return the sources of a relation of a snapshot, None where it has none such."""
    edges = snapshot.edges[key.type]
    place, there = edge_place(edges, key, snapshot)
    return snapshot.sources[edges.stated_by[place]] if there else None


def _all_read(snapshot: Snapshot, sources: Iterable[str]) -> bool:
    return all(exact_place(snapshot, id_)[1] for id_ in sources)


def _comes_alone(
    store: Store, id_: str, changed: ChangedRecords, redirects: Mapping[str, str]
) -> bool:
    """Say whether a node that comes brings no relation and no old id that did not change itself."""
    if id_ in redirects.values():
        return False
    return all(record.relation in changed.relations for record in store.relations_of(id_))
