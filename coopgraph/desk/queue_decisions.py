"""Decisions about rows that wait: read again, stated from where they came, or waiting still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.again import Again
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import HeldRow, held_again
from ingest.known import Known, known_from_store
from ingest.loading import Source
from ingest.rereading import read_again
from kg.model.changes import NodeStatement, RelationStatement

if TYPE_CHECKING:
    from kg.store.protocol import Store


@dataclass(slots=True)
class Taken:
    """What became of rows: those taken, the records that they state, those that wait still.

    ``findings`` are of those taken: what of them was altered or left out.
    """

    accepted: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: list[HeldRow] = field(default_factory=list)


def take(store: Store, rows: Sequence[HeldRow], *, vouched: bool) -> Taken:
    """Read rows again and write those that need not wait any more; nothing is let go here.

    Raises:
        StoreError: the knowledge base cannot be read or written; earlier rows stay written.
    """
    known, taken = known_from_store(store), Taken()
    for row in rows:
        source = _source(store, row, known, vouched=vouched)
        for item in source.items:
            if item.outcome in (Outcome.HELD, Outcome.REJECTED):
                taken.waiting.append(held_again(row, item))
                continue
            store.apply([*source.preface, *item.changes], note=row.file)
            taken.accepted.append(row.id)
            taken.stated.extend(_stated(item))
            taken.findings.extend(item.findings)
    return taken


def _source(store: Store, row: HeldRow, known: Known, *, vouched: bool) -> Source:
    if row.kept is None:
        return Source(row.file, [Item(row.where, (), row.findings)])
    return read_again(Again(row.file, row.where, row.kept, known, store, vouched))


def _stated(item: Item) -> Iterator[str]:
    """The records that an item is about: nodes, else where a relation starts."""
    nodes = [change.id for change in item.changes if isinstance(change, NodeStatement)]
    ends = (c.relation.start for c in item.changes if isinstance(c, RelationStatement))
    yield from dict.fromkeys(nodes or ends)
