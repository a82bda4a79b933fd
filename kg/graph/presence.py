"""Which nodes are there on the day: those that have begun and, where it counts, are not over.

What tells of things done (activities, practices) stays once it is over: that is what they are on
record for. Of everything else what has ended is not there any more. Unknown is not no: a node of
which no day is known is there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import number_of
from kg.graph.memo import kept
from kg.graph.openness import stating
from kg.graph.view import Edge, View
from kg.model.relations import DECLARED

TELLS: Final = ("Activity", "Practice")
"""Types whose records tell what was done, also after it ended."""
_FIRST_DAYS: Final = {"Agreement": "signed", "Priority": "adopted"}
"""The field that says since when a record is there that states no beginning of its own."""


def present(view: View) -> NDArray[np.bool_]:
    """Return for each node of a view whether it is there on the day; one row a node."""
    return kept(view, "present", lambda: _present(view))


def is_present(view: View, node: int) -> bool:
    """Say whether a node is there on the day of the view."""
    return bool(present(view)[node])


def holds_for(view: View, edge: Edge, node: int) -> bool:
    """Say whether a relation holds on the day as seen from one of its ends.

    It is in force, and the other end is there; what somebody declared and is over says so itself.
    """
    other = edge.end if edge.start == node else edge.start
    return view.in_force(edge) and (view.is_a(other, *DECLARED) or is_present(view, other))


def _present(view: View) -> NDArray[np.bool_]:
    snapshot = view.snapshot
    lasting: NDArray[np.bool_] = view.day < snapshot.ends
    for name in TELLS:
        lasting[slice(*snapshot.ranges[name])] = True
    found: NDArray[np.bool_] = lasting & (snapshot.starts <= view.day)
    for name, field in _FIRST_DAYS.items():
        for node in stating(view, name, field):
            found[node] &= number_of(view.props(node).get(field), view.day) <= view.day
    return found
