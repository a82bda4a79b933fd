"""A snapshot brought up to date from the change stream of its store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from kg.base.dates import iso_of
from kg.graph.build import assemble, snapshot_of
from kg.graph.changed_records import changed_records, read_changes
from kg.graph.edition import SeenNode, SeenRelation
from kg.graph.snapshot import Snapshot
from kg.graph.spliced import spliced
from kg.model.changes import RelationKey
from kg.model.records import RelationRow
from kg.store.protocol import Store

FEW: Final = 5_000
"""Records that are spliced in, however large the snapshot; where more changed all is put in order
again."""


def updated(snapshot: Snapshot, store: Store) -> Snapshot:
    """Return the snapshot of the store's last revision, reading only what changed since.

    Equal to one built anew from the whole store. The same object where nothing changed. Where the
    store went another way since than the snapshot comes from, it is built anew.
    """
    point = store.point()
    if point.token == snapshot.token:
        return snapshot
    # The number alone would not tell: a store put back from a copy reaches it again (decision
    # 0014).
    if store.point(snapshot.revision).token != snapshot.token:
        return _anew(snapshot, store)
    with closing(store.changed_since(snapshot.revision)) as rows:
        changed = list(rows)
    if store.point().token != point.token:
        # A batch came between: such rows hold some of it, and would stand under a token without it.
        return _anew(snapshot, store, point.number)
    redirects = store.redirects(point.number)
    records = changed_records(snapshot, changed)
    read = read_changes(snapshot, records, store, redirects)
    # A record that has become visible may bring others that did not change themselves, so that
    # they are not in the stream; one that is visible no more may take others with it.
    if read is None:
        return _anew(snapshot, store, point.number)
    if len(read) <= FEW:
        told = redirects if snapshot.is_whole else snapshot.redirects
        return spliced(snapshot, read, point=point, redirects=told)
    nodes = {node.id: node for node in seen_nodes(snapshot)} | read.nodes
    relations = {_key(link.row): link for link in seen_relations(snapshot)} | read.relations
    return assemble(
        filter(None, nodes.values()),
        filter(None, relations.values()),
        audience=snapshot.audience,
        examples=snapshot.examples,
        point=point,
        redirects=redirects,
        differs=snapshot.differs,
    )


def _anew(snapshot: Snapshot, store: Store, revision: int | None = None) -> Snapshot:
    return snapshot_of(store, snapshot.audience, revision, examples=snapshot.examples)


def seen_nodes(snapshot: Snapshot) -> Iterator[SeenNode]:
    """Yield the nodes of a snapshot as they were read."""
    stated = (snapshot.sources[index] for index in snapshot.stated_by.tolist())
    waits = snapshot.to_confirm.tolist()
    for id_, body, sources, one in zip(snapshot.ids, snapshot.bodies, stated, waits, strict=True):
        yield SeenNode(id_, body, sources, snapshot.merged.get(id_, ()), to_confirm=one)


def seen_relations(snapshot: Snapshot) -> Iterator[SeenRelation]:
    """Yield the relations of a snapshot as they were read."""
    ids = list(snapshot.ids)
    for name, edges in snapshot.edges.items():
        texts = zip(edges.keys, edges.bodies, strict=True)
        for index, (key, body) in enumerate(texts):
            row = RelationRow(
                type=name,
                start=ids[edges.start[index]],
                end=ids[edges.end[index]],
                key=key,
                status=snapshot.statuses[edges.status[index]] or None,
                since=iso_of(int(edges.since[index])),
                until=iso_of(int(edges.until[index])),
                body=body,
            )
            stated = snapshot.sources[edges.stated_by[index]]
            waits, basis = bool(edges.to_confirm[index]), int(edges.basis[index])
            yield SeenRelation(row, stated, to_confirm=waits, basis=basis)


def _key(row: RelationRow) -> RelationKey:
    return RelationKey(row.type, row.start, row.end, row.key)
