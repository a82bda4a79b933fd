"""One pair by a lens of terms: whether it is listed at all, and its score."""

from __future__ import annotations

import numpy as np

from kg.graph.memo import hand_on
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.term_measures import need_of, who
from kg.matching.kernel.terms import record_of, totals, values_of
from kg.matching.kernel.track_record import TrackRecord, record_key
from kg.matching.lens.lens import AdditiveLens


def need_and_actor(lens: AdditiveLens, query: Query, target: int) -> tuple[Query, int]:
    """Return the need and the actor of a pair, whichever of them is asked."""
    if lens.turned:
        assert isinstance(query, int)
        return target, query
    return query, target


def given_by_terms(view: View, lens: AdditiveLens, query: Query, target: int) -> tuple[bool, int]:
    """Return whether a lens of terms lists a pair, conditions aside, and its score (else 0)."""
    needy, actor = need_and_actor(lens, query, target)
    record, need = record_of(view, lens).of(actor), need_of(view, needy)
    if actor not in who(record, need).tolist():
        return False, 0
    values = values_of(lens, record, need, np.array([actor], np.int64))
    return True, int(totals(lens, values)[0])


def worked_in(record: TrackRecord) -> list[int]:
    """Return the categories in which those of a record have worked, ascending."""
    found: list[int] = np.unique(record.worked.subject).tolist()
    return found


def same_record(view: View, to: View, lens: AdditiveLens) -> None:
    """Let another view read of the activities what this one does: no edit touches them."""
    hand_on(view, to, record_key(lens.roles, lens.actors.labels))
