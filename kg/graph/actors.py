"""Whose a node is: who declares it, of which states, where they belong, whom to write to."""

from __future__ import annotations

from typing import Any, Final

from kg.graph.probe import Probe, Query
from kg.graph.view import Csr, View
from kg.model.relations import BODIES

DECLARED: Final = ("Offer", "Demand", "Practice")
TERRITORIES: Final = ("State", "Country")
_AUTHORITY: Final = "national_authority"


def reach(csr: Csr, node: int) -> set[int]:
    """Return a node and all that is reached from it, however many steps away."""
    seen, todo = {node}, [node]
    while todo:
        new = set(csr.of(todo.pop()).tolist()) - seen
        seen |= new
        todo.extend(new)
    return seen


def type_of(view: View, query: Query) -> str:
    """Return the node type of a query."""
    return query.type if isinstance(query, Probe) else view.type_of(query)


def declarers(view: View, query: Query) -> tuple[int, ...]:
    """Return who declares an offer, demand or practice; any other node answers for itself."""
    if isinstance(query, Probe):
        return query.links.get(("DECLARES", "in"), ())
    if view.type_of(query) in DECLARED:
        return tuple(view.adjacency(("DECLARES",), "in").of(query).tolist())
    return (query,)


def territories(view: View, actor: int) -> frozenset[int]:
    """Return the states and countries that an actor is or is part of, however many steps up.

    A body that is part of none belongs to the state or country that its record names.
    """
    found = {
        node
        for node in reach(view.adjacency(("PART_OF",), "out"), actor)
        if _is_territory(view, node)
    }
    return frozenset(found or _stated_country(view, actor))


def parties(view: View, actors: tuple[int, ...]) -> frozenset[int]:
    """Return whose side actors are on: their states, or they themselves where they have none."""
    states = [territories(view, actor) for actor in actors]
    return frozenset().union(*states) or frozenset(actors)


def belongings(view: View, actors: tuple[int, ...]) -> frozenset[int]:
    """Return the states of actors, the regions these lie in and the bodies they are members of."""
    states = {state for actor in actors for state in territories(view, actor)}
    regions = {r for state in states for r in view.adjacency(("IN_REGION",), "out").of(state)}
    broader = view.adjacency(("BROADER",), "out")
    above = {node for region in regions for node in reach(broader, int(region))}
    bodies = {int(b) for state in states for b in view.adjacency(("MEMBER_OF",), "out").of(state)}
    return frozenset(states | above | bodies)


def offices(view: View, query: Query) -> list[int]:
    """Return whom to write to.

    For what somebody declared the contact units, else the national authorities of its states; for
    a body its right doors, else the body itself; for a state its national authorities.
    """
    named = contact_units(view, query)
    if named:
        return named
    if isinstance(query, int) and view.type_of(query) in BODIES:
        return _doors(view, query) or [query]
    states = {s for actor in declarers(view, query) for s in territories(view, actor)}
    return sorted({office for state in states for office in _authorities(view, state)})


def contact_units(view: View, query: Query) -> list[int]:
    """Return the offices that are named as the contact."""
    if isinstance(query, Probe):
        return []
    return sorted(set(view.adjacency(("CONTACT_FOR",), "in").of(query).tolist()))


def _doors(view: View, body: int) -> list[int]:
    parts = view.adjacency(("PART_OF",), "in").of(body).tolist()
    return sorted({p for p in parts if view.props(p).get("door_for") == view.id(body)})


def _authorities(view: View, state: int) -> list[int]:
    parts = view.adjacency(("PART_OF",), "in").of(state).tolist()
    return [part for part in parts if _is_authority(view.props(part))]


def _is_authority(props: dict[str, Any]) -> bool:
    return _AUTHORITY in (props.get("kind"), props.get("role"))


def _is_territory(view: View, node: int) -> bool:
    return view.type_of(node) in TERRITORIES


def _stated_country(view: View, actor: int) -> set[int]:
    named = view.props(actor).get("country")
    index = view.snapshot.index(named) if isinstance(named, str) else None
    return set() if index is None or not _is_territory(view, index) else {index}
