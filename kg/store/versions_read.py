"""The versions of a record, from its rows: sound, and each where the one before ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.model.changes import RelationKey
from kg.model.records import (
    NodeVersion,
    RelationVersion,
    Statement,
)
from kg.store import codec
from kg.store.reading_rows import (
    Past,
)
from kg.store.stored_versions import K, Stored, altered
from kg.store.unit_of_work import NODE_KIND, RELATION_KIND, Kind

_LEADS: Final = len(NODE_KIND.redirects)


def node_version(row: Stored[str]) -> NodeVersion:
    """Return a version of a record from its row."""
    return NodeVersion(row.key, statements_of(NODE_KIND, row), *row.columns[:_LEADS])


def relation_version(row: Stored[RelationKey]) -> RelationVersion:
    """Return a version of a relation from its row."""
    return RelationVersion(row.key, statements_of(RELATION_KIND, row))


def statements_of(kind: Kind[K], row: Stored[K]) -> tuple[Statement, ...]:
    """Return what a row says."""
    return codec.statements(kind.decode(row.key, row.columns))


def following(versions: Iterable[Past[K]]) -> list[Past[K]]:
    """Return versions of a record that are as they were written and follow each other."""
    told = list(versions)
    nexts: list[int | None] = [*(each.stored.rev for each in told[1:]), None]
    for past, rev in zip(told, nexts, strict=False):
        # The end lies outside the check sum, since it is written later: it is held against the next
        # version instead.
        if not (past.stored.is_sound and past.fits and past.ended == rev):
            raise altered(past.stored.key)
    return told
