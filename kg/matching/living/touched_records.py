"""Whom a change of the graph concerns: some offers, demands and practices alone, or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

import numpy as np

from kg.graph.view import View
from kg.matching.living.lens_rules import APART
from kg.model.changes import RelationKey
from kg.model.records import Gone, NodeRow, Point, Row
from kg.model.registry import type_of
from kg.store.protocol import Store


def touched_by_revisions(store: Store, known: Point, view: View) -> frozenset[str] | None:
    """Return the records that may differ between a known revision and a view's, whichever is later.

    One too many may be among them, none is left out. None where more than records ``APART`` and
    their own relations changed, or where the store does not come from both.
    """
    ends = known, Point(view.snapshot.revision, view.snapshot.token)
    if any(store.point(end.number).token != end.token for end in ends):
        return None
    with closing(store.changed_since(min(end.number for end in ends))) as rows:
        return _joined(_touched(row) for row in rows)


def touched_by_days(view: View, day: int) -> frozenset[str] | None:
    """Return the records whose relations are in force on the view's day or on another one alone.

    None where such a relation is of no record ``APART``.
    """
    found: set[str] = set()
    for edges in view.snapshot.edges.values():
        then, now = ((edges.since <= one) & (one < edges.until) for one in (day, view.day))
        for index in np.flatnonzero(then != now).tolist():
            ends = view.id(int(edges.start[index])), view.id(int(edges.end[index]))
            apart = _apart(ends)
            if not apart:
                return None
            found |= apart
    return frozenset(found)


def _touched(row: Row) -> frozenset[str]:
    if isinstance(row, Gone):
        subject = row.subject
    elif isinstance(row, NodeRow):
        subject = row.id
    else:
        return _apart((row.start, row.end))
    return _apart((subject.start, subject.end) if isinstance(subject, RelationKey) else (subject,))


def _apart(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(id_ for id_ in ids if type_of(id_) in APART)


def _joined(parts: Iterator[frozenset[str]]) -> frozenset[str] | None:
    found: set[str] = set()
    for part in parts:
        if not part:
            return None
        found |= part
    return frozenset(found)
