"""Facts of actors: what belongs to them, whose side they are on, whom to write to.

One rule each, for everything that is counted, matched, judged or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.graph.memo import kept, recent
from kg.graph.openness import withdrawn
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import broader
from kg.graph.view import Edge, View
from kg.model.fields import EXAMPLE, Nature
from kg.model.relations import ACTIVITY_ROLES, BODIES, DECLARED

TERRITORIES: Final = ("State", "Country")
OWN: Final = ("Unit", "Programme")
"""What acts for its body, and is not somebody else."""
DOES: Final = (*ACTIVITY_ROLES, "RUNS")
"""How an actor takes part in an activity."""
AUTHORITY: Final = "national_authority"
NEGOTIATES: Final = "cooperation_negotiation"


def family(view: View, actor: int) -> tuple[int, ...]:
    """Return an actor with its units and programmes, and those of these; itself first.

    Of a state or country also the organisations that are part of it. A body that is part of another
    body is somebody else: it is not in here, but in ``house``.
    """
    own = (*OWN, "Organisation") if view.is_a(actor, *TERRITORIES) else OWN
    # Asked for by every measure of a partner.
    return kept(view, ("family", actor), lambda: tuple(_closure(view, actor, own, own)))


def house(view: View, body: int) -> list[int]:
    """Return a body with all that is part of it, bodies too, and the programmes these run."""
    return _closure(view, body, None, ("Programme",))


def declared_by(view: View, actors: Iterable[int], type_: str) -> set[int]:
    """Return the offers, demands or practices that actors declare and have not withdrawn.

    Examples apart.
    """
    return _reached(view, actors, ("DECLARES",), type_) - withdrawn(view)


def activities_of(view: View, actors: Iterable[int]) -> set[int]:
    """Return the activities that actors take part in or run, examples apart."""
    return _reached(view, actors, DOES, "Activity")


def states(view: View) -> list[int]:
    """Return the states of the hemisphere, by id; invented ones are none of them."""
    return sorted(real(view, view.of_type("State").tolist()))


def members(view: View, body: int) -> frozenset[int]:
    """Return the states that are full members of a body on the date; of a real one, real states."""
    into = view.adjacency(("MEMBER_OF",), "in").of(body).tolist()
    found = {state for state in into if view.is_a(state, "State")}
    return frozenset(real(view, found) if real(view, [body]) else found)


def undated_members(view: View, body: int) -> frozenset[int]:
    """Return the members of a body, as ``members``, of whom no first day is known.

    They count at every date before the last one, which an answer about another year has to say.
    """
    dated = {
        edge.start
        for edge in view.edges(body)
        if edge.type == "MEMBER_OF" and edge.end == body and view.period(edge)[0] is not None
    }
    return members(view, body) - dated


def doors(view: View, body: int) -> list[int]:
    """Return the right doors of a body, by id.

    The units that are named as its door, wherever they belong; else those of its own units that
    negotiate cooperation.
    """
    named = kept(view, "doors", lambda: _named_doors(view)).get(view.id(body))
    parts = view.adjacency(("PART_OF",), "in").of(body).tolist() if named is None else ()
    talks = (p for p in parts if view.is_a(p, "Unit") and view.props(p).get("role") == NEGOTIATES)
    return sorted(named or {*talks}, key=view.id)


def authorities(view: View, state: int) -> list[int]:
    """Return the national cooperation authorities of a state or country, by id.

    What is part of it in force, and is called its authority by that relation or by its own record.
    """
    # Asked for by every result of a match.
    return list(kept(view, ("authorities", state), lambda: _authorities(view, state)))


def _authorities(view: View, state: int) -> list[int]:
    parts = (edge for edge in view.edges(state, only="PART_OF") if edge.end == state)
    found = {edge.start for edge in parts if AUTHORITY in _called(view, edge)}
    return sorted(found, key=view.id)


def real(view: View, nodes: Iterable[int]) -> set[int]:
    """Return nodes without those that are examples."""
    return {node for node in nodes if view.nature(node) != EXAMPLE}


def confirmed(view: View, nodes: Iterable[int]) -> set[int]:
    """Return nodes without those that are to be confirmed (``kg.model.confirmation``)."""
    return {node for node in nodes if not view.to_confirm(node)}


def exists(view: View, body: int) -> bool:
    """Say whether a body is there on the date: founded, not over, its place taken by nobody."""
    lasts = view.snapshot.starts[body] <= view.day < view.snapshot.ends[body]
    return bool(lasts) and not len(view.adjacency(("SUCCEEDS",), "in").of(body))


def nature_of(view: View, query: Query) -> Nature | None:
    """Return the nature of a query; a need that is told is declared, by an invented state not."""
    if isinstance(query, int):
        return view.nature(query)
    who = declarers(view, query)
    return EXAMPLE if len(real(view, who)) < len(who) else "declared"


def type_of(view: View, query: Query) -> str:
    """Return the node type of a query."""
    return query.type if isinstance(query, Probe) else view.type_of(query)


def declarers(view: View, query: Query) -> tuple[int, ...]:
    """Return who declares an offer, demand or practice; any other node answers for itself."""
    if isinstance(query, Probe):
        return query.links.get(("DECLARES", "in"), ())
    if view.is_a(query, *DECLARED):
        return tuple(view.adjacency(("DECLARES",), "in").of(query).tolist())
    return (query,)


def territories(view: View, actor: int) -> frozenset[int]:
    """Return the states and countries that an actor is or is part of, however many steps up.

    A body that is part of none belongs to the state or country that its record names.
    """
    # Asked for by every side of a match.
    return recent(view, "territories", actor, lambda: _territories(view, actor))


def _territories(view: View, actor: int) -> frozenset[int]:
    found = {
        node
        for node in view.adjacency(("PART_OF",), "out").reach([actor])
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
    lies_in = view.adjacency(("IN_REGION",), "out")
    regions = {region for state in states for region in lies_in.of(state).tolist()}
    above = broader(view, regions)
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
    if isinstance(query, int) and view.is_a(query, *BODIES):
        return doors(view, query) or [query]
    states = {s for actor in declarers(view, query) for s in territories(view, actor)}
    return sorted({office for state in states for office in authorities(view, state)})


def contact_units(view: View, query: Query) -> list[int]:
    """Return the offices that are named as the contact."""
    if isinstance(query, Probe):
        return []
    return sorted(set(view.adjacency(("CONTACT_FOR",), "in").of(query).tolist()))


def _closure(view: View, start: int, parts: Sequence[str] | None, run: Sequence[str]) -> list[int]:
    """Return all that is part of a node, or run by it, of these types; None: of any type."""
    into, out = view.adjacency(("PART_OF",), "in"), view.adjacency(("RUNS",), "out")
    found, waiting = {start: None}, [start]
    while waiting:
        last = waiting.pop()
        inner = (n for n in into.of(last).tolist() if parts is None or view.is_a(n, *parts))
        near = {*inner, *(n for n in out.of(last).tolist() if view.is_a(n, *run))}
        new = sorted(near - found.keys())
        found.update(dict.fromkeys(new))
        waiting.extend(new)
    return list(found)


def _reached(view: View, actors: Iterable[int], types: Sequence[str], type_: str) -> set[int]:
    out = view.adjacency(types, "out")
    near = {n for actor in actors for n in out.of(actor).tolist() if view.is_a(n, type_)}
    return real(view, near)


def _named_doors(view: View) -> Mapping[str, list[int]]:
    """Units by the id of the body they are the right door for."""
    found: dict[str, list[int]] = {}
    for unit in view.of_type("Unit").tolist():
        door_for = view.props(unit).get("door_for")
        if door_for is not None:
            found.setdefault(door_for, []).append(unit)
    return found


def _called(view: View, edge: Edge) -> set[object]:
    """Return what a part is called, by its own record and by its relation to the whole."""
    props = view.props(edge.start)
    return {props.get("kind"), props.get("role"), view.edge_props(edge).get("role")}


def _is_territory(view: View, node: int) -> bool:
    return view.is_a(node, *TERRITORIES)


def _stated_country(view: View, actor: int) -> set[int]:
    named = view.props(actor).get("country")
    index = view.snapshot.index(named) if isinstance(named, str) else None
    return set() if index is None or not _is_territory(view, index) else {index}
