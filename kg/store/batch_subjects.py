"""What the changes of a batch are about: the records they touch, mention and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.store import codec

_ABOUT_SUBJECTS: Final = (Withdrawal, Deletion, Release)


def about(subject: str | RelationKey) -> str:
    """Return by what a record or relation is named among the subjects of statements."""
    return subject if isinstance(subject, str) else codec.subject_of(subject)


def touched(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the nodes that changes are about."""
    for change in changes:
        if isinstance(change, NodeStatement):
            yield change.id
        elif isinstance(change, Redirect):
            yield from (change.old, change.new)
        elif isinstance(change, Parting):
            yield change.old
        elif isinstance(change, _ABOUT_SUBJECTS) and isinstance(change.subject, str):
            yield change.subject


def mentioned(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the ends and sources that changes name."""
    for change in changes:
        if isinstance(change, RelationStatement):
            yield from (change.relation.start, change.relation.end, change.source)
        elif isinstance(change, NodeStatement):
            yield change.source


def keys_of(changes: Iterable[Change]) -> Iterator[RelationKey]:
    """Yield the relations that changes are about."""
    for change in changes:
        if isinstance(change, RelationStatement):
            yield change.relation
        elif isinstance(change, _ABOUT_SUBJECTS) and not isinstance(change.subject, str):
            yield change.subject
