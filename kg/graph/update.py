"""A snapshot brought up to date from the change stream of its store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from kg.base.dates import iso_of
from kg.graph.build import assemble, snapshot_of
from kg.graph.changed_records import changed_records, leave_the_rest
from kg.graph.edition import SeenNode, SeenRelation
from kg.graph.snapshot import Snapshot
from kg.graph.spliced import spliced
from kg.model.changes import RelationKey
from kg.model.records import Gone, NodeRow, RelationRow, Row
from kg.store.codec import lone_source
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
    # Of what leaves nothing out, no change can bring to light more than what has changed.
    if not snapshot.is_whole and _opens(snapshot, changed):
        return _anew(snapshot, store, point.number)
    redirects = store.redirects(point.number)
    records = changed_records(snapshot, changed)
    if len(records) <= FEW and leave_the_rest(snapshot, records, redirects):
        read = redirects if snapshot.is_whole else snapshot.redirects
        return spliced(snapshot, records, point=point, redirects=read)
    nodes = {node.id: node for node in seen_nodes(snapshot)} | records.nodes
    relations = {_key(link.row): link for link in seen_relations(snapshot)} | records.relations
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


def _opens(snapshot: Snapshot, changed: Iterable[Row]) -> bool:
    """Say whether a change may bring to light what was not read before.

    A record that has become visible brings relations and sources that did not change themselves,
    so that they are not in the stream: all is read anew.
    """
    return any(isinstance(row, Gone) or not _is_plain(snapshot, row) for row in changed)


def _is_plain(snapshot: Snapshot, row: NodeRow | RelationRow) -> bool:
    """Say whether a row makes one claimless statement about what is read, by a source as well."""
    source = lone_source(row.statements)
    known = [source, row.id] if isinstance(row, NodeRow) else [source]
    return all(id_ is not None and snapshot.index(id_) is not None for id_ in known)


def _key(row: RelationRow) -> RelationKey:
    return RelationKey(row.type, row.start, row.end, row.key)
