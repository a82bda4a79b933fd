"""The present statements of a store as an audience reads them, record by record."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from kg.graph.view import View
from kg.model.audiences import claim, seen
from kg.model.changes import RelationKey
from kg.model.records import NodeRow, RelationRow, Statement
from kg.model.registry import type_of
from kg.store import codec
from kg.store.protocol import Store


def node_statements(store: Store, view: View | None) -> Generator[tuple[str, list[Statement]]]:
    """Yield each node that a view shows (all without one) with what is said of it, by id.

    Claims about who may see it are those that count now; values hold no id that the view lacks.
    """
    with closing(store.nodes(_revision(store, view))) as rows:
        for row in rows:
            if is_known(view, row.id):
                yield row.id, list(_read(row, view))


def relation_statements(
    store: Store, view: View | None
) -> Generator[tuple[RelationRow, list[Statement]]]:
    """Yield each relation whose ends a view shows, by type, ends and key, as for nodes."""
    with closing(store.relations(_revision(store, view))) as rows:
        for row in rows:
            if is_known(view, row.start) and is_known(view, row.end):
                yield row, list(_read(row, view))


def stated_as(link: RelationRow, said: Statement, view: View | None) -> RelationKey:
    """Return the relation as it was stated; old ids that the audience may not know give way."""
    stated = said.subject.split(" ")
    ends = zip(stated, (link.start, link.end), strict=True)
    start, end = (old if is_known(view, old) else now for old, now in ends)
    return RelationKey(link.type, start, end, link.key)


def is_known(view: View | None, id_: str) -> bool:
    """Say whether a view shows an id, an old one too; everything is known without a view."""
    return view is None or view.snapshot.index(id_) is not None


def _revision(store: Store, view: View | None) -> int:
    return store.revision() if view is None else view.snapshot.revision


def _read(row: NodeRow | RelationRow, view: View | None) -> Iterator[Statement]:
    if isinstance(row, NodeRow):
        type_ = type_of(row.id) or ""
        said = codec.statements(codec.node_statements(row.id, (row.body, row.statements)))
    else:
        type_, key = row.type, RelationKey(*row[:4])
        said = codec.statements(codec.relation_statements(key, tuple(row[4:])))
    if view is None:
        yield from said
        return
    for statement in seen(type_, said, view.audience):
        props = view.without_unknown(dict(statement.props))
        yield statement._replace(props=props, visibility=claim(statement), override=None)
