"""What tables no longer say, and a store that was loaded from older ones does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from ingest.findings import Item
from ingest.loading import Source
from ingest.starter.starter_tables import TABLES
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.records import NodeRow, RelationRow
from kg.store import codec
from kg.store.protocol import Store

EXAMPLES: Final = "source/coopgraph-examples"
"""The source of what is written for illustration."""
OWN: Final = "source/coopgraph-compilation"
"""How the sources of what we compiled ourselves begin: nobody else states anything by them."""
FORMER: Final = frozenset(
    f"source/{name}"
    for name in ("abogados-com-ar", "friendlywiki-oas", "handwiki-oas", "news-pravda-es")
)
"""Publications that the starter once stood on, and does no longer."""
_FILES: Final = frozenset(f"{table.name}.csv" for table in TABLES)
Subject = str | RelationKey


def retired(store: Store, tables: Iterable[Source]) -> Source:
    """Return the source that takes back what the examples in a store say and ``tables`` do not.

    Relations go first. Where nothing is left of the examples but their source, it goes as well.

    Raises:
        StoreError: the store could not be read.
    """
    kept = _said(tables)
    held = [*_held(store)]
    left = {subject for subject in held if subject in kept}
    gone = held if left <= {EXAMPLES} else [subject for subject in held if subject not in kept]
    return Source("examples", [_taken_back(subject) for subject in gone])


def outdated(store: Store, tables: Iterable[Source]) -> Source:
    """Return the source that takes back relations that the starter once stated.

    Only what it stated by sources that are its own or that it stands on no longer, and in a table
    of its tables: a day that was not known once stands beside no day that is.

    Raises:
        StoreError: the store could not be read.
    """
    held = [*_stated_once(store)]
    said: set[tuple[str, RelationKey]] = set()
    for table in tables:
        said |= {
            (change.source, change.relation)
            for item in table.items
            for change in item.changes
            if isinstance(change, RelationStatement)
        }
    return Source(
        "starter", [_withdrawn(key, source) for source, key in held if (source, key) not in said]
    )


def _stated_once(store: Store) -> Iterator[tuple[str, RelationKey]]:
    with closing(store.relations()) as relations:
        for link in relations:
            if any(name in link.statements for name in (OWN, *FORMER)):
                yield from _own_statements(link)


def _own_statements(link: RelationRow) -> Iterator[tuple[str, RelationKey]]:
    key = RelationKey(*link[:4])
    for said in codec.statements(codec.relation_statements(key, tuple(link[4:]))):
        own = said.source in FORMER or said.source.startswith(OWN)
        if own and said.where.partition(" row ")[0] in _FILES:
            start, end = said.subject.split(" ")
            yield said.source, RelationKey(link.type, start, end, link.key)


def _withdrawn(key: RelationKey, source: str) -> Item:
    return Item(" ".join(key).strip(), (Withdrawal(key, source),), ())


def _taken_back(subject: Subject) -> Item:
    where = subject if isinstance(subject, str) else " ".join(subject).strip()
    return Item(where, (Withdrawal(subject, EXAMPLES),), ())


def _said(tables: Iterable[Source]) -> set[Subject]:
    """Return what the tables make statements about as examples."""
    found: set[Subject] = set()
    for table in tables:
        for change in (change for item in table.items for change in item.changes):
            if isinstance(change, NodeStatement) and change.source == EXAMPLES:
                found.add(change.id)
            elif isinstance(change, RelationStatement) and change.source == EXAMPLES:
                found.add(change.relation)
    return found


def _held(store: Store) -> Iterator[Subject]:
    """Yield what examples are stated about in a store, relations first, as it was stated."""
    with closing(store.relations()) as relations:
        for link in relations:
            yield from _of_relation(link)
    with closing(store.nodes()) as nodes:
        for row in nodes:
            yield from _of_node(row)


def _of_relation(link: RelationRow) -> Iterator[Subject]:
    if EXAMPLES in link.statements:
        key = RelationKey(*link[:4])
        for said in codec.statements(codec.relation_statements(key, tuple(link[4:]))):
            if said.source == EXAMPLES:
                start, end = said.subject.split(" ")
                yield RelationKey(link.type, start, end, link.key)


def _of_node(row: NodeRow) -> Iterator[Subject]:
    if EXAMPLES in row.statements:
        for said in codec.statements(codec.node_statements(row.id, (row.body, row.statements))):
            if said.source == EXAMPLES:
                yield said.subject
