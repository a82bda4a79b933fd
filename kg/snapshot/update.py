"""A snapshot brought up to date from the change stream of its store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from kg.changes import RelationKey
from kg.dates import iso_of
from kg.records import NodeRow, RelationRow, Row
from kg.snapshot.build import build
from kg.snapshot.snapshot import Snapshot
from kg.store.protocol import Store


def updated(snapshot: Snapshot, store: Store) -> Snapshot:
    """Return the snapshot of the store's last revision, reading only what changed since.

    Equal to one built anew from the whole store. The same object where nothing changed.
    """
    revision = store.revision()
    if revision == snapshot.revision:
        return snapshot
    nodes = {row.id: row for row in node_rows(snapshot)}
    relations = {_key(row): row for row in relation_rows(snapshot)}
    with closing(store.changed_since(snapshot.revision)) as rows:
        for row in rows:
            _take(row, nodes, relations)
    return build(
        nodes.values(),
        relations.values(),
        identity=snapshot.identity,
        revision=revision,
        updated=store.updated(),
        redirects=store.redirects(revision),
    )


def node_rows(snapshot: Snapshot) -> Iterator[NodeRow]:
    """Yield the rows that a snapshot's nodes were built from."""
    return (NodeRow(*pair) for pair in zip(snapshot.ids, snapshot.bodies, strict=True))


def relation_rows(snapshot: Snapshot) -> Iterator[RelationRow]:
    """Yield the rows that a snapshot's relations were built from."""
    ids = list(snapshot.ids)
    for name, edges in snapshot.edges.items():
        texts = zip(edges.keys, edges.bodies, strict=True)
        for place, (key, body) in enumerate(texts):
            yield RelationRow(
                type=name,
                start=ids[edges.start[place]],
                end=ids[edges.end[place]],
                key=key,
                status=snapshot.statuses[edges.status[place]] or None,
                since=iso_of(int(edges.since[place])),
                until=iso_of(int(edges.until[place])),
                body=body,
            )


def _key(row: RelationRow) -> RelationKey:
    return RelationKey(row.type, row.start, row.end, row.key)


def _take(row: Row, nodes: dict[str, NodeRow], relations: dict[RelationKey, RelationRow]) -> None:
    if isinstance(row, NodeRow):
        nodes[row.id] = row
    elif isinstance(row, RelationRow):
        relations[_key(row)] = row
    elif isinstance(row.subject, RelationKey):
        relations.pop(row.subject, None)
    else:
        nodes.pop(row.subject, None)
