"""What the base itself can read off for the indicators of a measure: one function for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kg.graph.actors import activities_of, family, members, real, states
from kg.graph.view import View

_IN_FORCE: Final = "in_force"
_PARTY: Final = ("party", None)


def concerned(view: View, measure: int) -> list[int]:
    """Return whom a measure concerns, by id."""
    found = view.adjacency(("CONCERNS",), "out").of(measure).tolist()
    return sorted(real(view, found), key=view.id)


def sides(view: View, measure: int) -> list[set[int]]:
    """Return each body that a measure concerns or that runs it, with the bodies it is part of."""
    runs = view.adjacency(("RUNS",), "in").of(measure).tolist()
    return [_with_wholes(view, body) for body in {*concerned(view, measure), *runs}]


def _with_wholes(view: View, body: int) -> set[int]:
    found, above = {body}, view.adjacency(("PART_OF",), "out")
    while True:
        more = {up for node in found for up in above.of(node).tolist()} - found
        if not more:
            return found
        found |= more


def _agreements(view: View, measure: int) -> float:
    return _of_two(_agreed(view, side) for side in sides(view, measure))


def _of_two(found: Iterable[set[int]]) -> int:
    """Return how many things at least two sides have."""
    times = Counter(one for side in found for one in side)
    return sum(count > 1 for count in times.values())


def _agreed(view: View, actors: Iterable[int]) -> set[int]:
    """Return the agreements that are known to be in force, and to which one of these is a party."""
    found: set[int] = set()
    for actor in actors:
        for edge in view.edges(actor, only="PARTY_TO"):
            firm = not view.edge_to_confirm(edge) and not view.to_confirm(edge.end)
            status = view.props(edge.end).get("status")
            if firm and view.status(edge) in _PARTY and status == _IN_FORCE:
                found.add(edge.end)
    return found


def _states(view: View, measure: int) -> float:
    hemisphere = frozenset(states(view))
    reached = frozenset[int]().union(*(members(view, b) for b in concerned(view, measure)))
    return len(reached & hemisphere)


def _activities(view: View, measure: int) -> float:
    return _of_two(
        activities_of(view, {part for one in side for part in family(view, one)})
        for side in sides(view, measure)
    )


MEASURES: Final[Mapping[str, Callable[[View, int], float]]] = {
    "activities_shared": _activities,
    "agreements_in_force": _agreements,
    "states_reached": _states,
}
"""By the name that an indicator has in ``measure``: from a view and the number of the measure."""


def calculated(view: View, name: str | None, measure: int) -> float | None:
    """Return what an indicator is on the date of the view; None where nothing here reads it."""
    read = MEASURES.get(name or "")
    return None if read is None else read(view, measure)
