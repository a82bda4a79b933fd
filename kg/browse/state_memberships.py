"""Who of the states belongs to which body, and how: a fact at a time, in no order of merit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.actors import exists, real, states
from kg.graph.undated import is_unknown
from kg.graph.view import Edge, View
from kg.model.registry import RELATIONS
from kg.model.vocabulary import STATUSES

MEMBER_OF: Final = "MEMBER_OF"
FULL: Final = "member"
TO_CONFIRM: Final = "to_confirm"
UNKNOWN: Final = "not_known"
STANDINGS: Final[Mapping[str, Message]] = {
    FULL: msg("full member"),
    "associate": STATUSES["associate"],
    "observer": STATUSES["observer"],
    "suspended": STATUSES["suspended"],
    "disputed": STATUSES["disputed"],
    "not_participating": STATUSES["not_participating"],
    "former": STATUSES["former"],
    TO_CONFIRM: msg("to be confirmed"),
    UNKNOWN: msg("not known for this date"),
}
"""How a state can stand to a body, and the word for it; who does not stand in a list of a body is
not on record, which says nothing."""
FEWEST: Final = 2
"""So many of the states are full members of a body that is shown without being asked for."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A state and a body by their numbers, and how the state stands to it (``STANDINGS``)."""

    state: int
    body: int
    standing: str
    edge: Edge


def memberships_in(view: View, bodies: Iterable[int]) -> list[Membership]:
    """Return how states stand to these bodies on the date, by state, then in the bodies' order."""
    place = {body: at for at, body in enumerate(dict.fromkeys(bodies))}
    return [
        Membership(state, edge.end, standing_of(view, edge), edge)
        for state in states(view)
        for edge in sorted(_of_state(view, state), key=lambda one: place.get(one.end, -1))
        if edge.end in place
    ]


def standing_of(view: View, edge: Edge) -> str:
    """Return how a state stands to a body: what nobody has read is to be confirmed before all else.

    A membership without a first day, of a year before any source was read, is not known.
    """
    status = view.status(edge) or FULL
    if view.edge_to_confirm(edge):
        return TO_CONFIRM
    if status in RELATIONS[MEMBER_OF].full and is_unknown(view, edge):
        return UNKNOWN
    return status if status in STANDINGS else TO_CONFIRM


def bodies_of_states(view: View, fewest: int = FEWEST) -> list[int]:
    """Return the organisations that at least so many states are full members of, by id.

    What is not there on the date, or is an example, is none of them.
    """
    counts = Counter(
        edge.end
        for state in states(view)
        for edge in _of_state(view, state)
        if view.status(edge) in (None, *RELATIONS[MEMBER_OF].full)
        and view.is_a(edge.end, "Organisation")
    )
    found = real(view, (body for body, count in counts.items() if count >= fewest))
    return sorted(body for body in found if exists(view, body))


def region_of(view: View, state: int) -> int | None:
    """Return the region that a state lies in, None where none is stated."""
    regions = view.adjacency(("IN_REGION",), "out").of(state).tolist()
    return min(regions, default=None)


def _of_state(view: View, state: int) -> list[Edge]:
    return [edge for edge in view.edges(state, only=MEMBER_OF) if edge.start == state]
