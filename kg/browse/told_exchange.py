"""One exchange that happened, told in full: who gave and received, where, what came of it."""

from __future__ import annotations

from kg.graph.activities import begins
from kg.graph.actors import confirmed, real
from kg.graph.taxonomy import sectors_of
from kg.graph.view import View

GAVE = ("PROVIDES", "PROVIDES_SECOND")
_PUBLISHED = "published"


def told_exchange(view: View) -> int | None:
    """Return the latest activity that sources tell in full, by id among equals; None for none.

    In full: a state gave and another received, both as published, its sector and its outcome.
    """
    low, _ = view.snapshot.ranges["Activity"]
    gave = {n for type_ in GAVE for n in _between_states(view, type_)}
    found = [
        node
        for node in confirmed(view, real(view, gave & _between_states(view, "RECEIVES")))
        if sectors_of(view, node) and view.props(node).get("summary")
    ]
    days = begins(view)
    return min(found, key=lambda n: (-int(days[n - low]), view.id(n)), default=None)


def _between_states(view: View, type_: str) -> set[int]:
    """Return the activities in which a state has a role that a publication states."""
    return {
        edge.end
        for state in view.of_type("State").tolist()
        for edge in view.edges(state, only=type_)
        if edge.start == state and view.basis(edge) == _PUBLISHED
    }
