"""Whom a consultation asks: states of the campaign's list, bodies that the board invites.

Each is asked through the offices that answer for it: those that have a focal point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kg.exchange.campaign_list import CampaignList
from kg.exchange.listed_states import listed_states
from kg.exchange.moving import Seen, move
from kg.exchange.parties import Who
from kg.graph.actors import family, territories
from kg.graph.view import View
from kg.model.desk_types import Consultation, FocalPoint
from kg.store.protocol import Store

_MAY_ACT = ("invited", "active")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked (ids): states and bodies, and the offices that answer for each of the two."""

    states: tuple[str, ...]
    bodies: tuple[str, ...]
    offices: tuple[str, ...]
    invited: tuple[str, ...]

    def fields(self) -> dict[str, Any]:
        """Return what a consultation says of it."""
        return {
            "states": list(self.states), "bodies": list(self.bodies),
            "offices": list(self.offices), "invited": list(self.invited),
        }  # fmt: skip


def proposed_states(view: View, rules: CampaignList) -> list[str]:
    """Return the states that a consultation is proposed to ask: those of the campaign's list."""
    return [view.id(state) for state in listed_states(view, rules)]


def possible_bodies(view: View, points: Iterable[FocalPoint]) -> list[str]:
    """Return the bodies that can be invited: those with a focal point of their own, by id."""
    offices = (view.snapshot.index(p.office) for p in _of_role(points, "partner_body") if p.office)
    return sorted({view.id(body) for office in offices if office is not None
                   for body in _bodies_of(view, office)})  # fmt: skip


def asked(
    view: View, points: Sequence[FocalPoint], states: Iterable[str], bodies: Iterable[str]
) -> Asked:
    """Return who is asked with the offices that answer for them, as focal points are now.

    A body answers through a partner body's focal point of its own, or of one of its units; a state
    through those of its cooperation authorities. What nobody knows is left out.
    """
    states_, bodies_ = _known(view, states, "State"), _known(view, bodies, "Organisation", "Unit")
    of_states = {office for state in states_ for office in _offices(view, state)}
    of_bodies = {office for body in bodies_ for office in _offices(view, body)}
    offices = {p.office for p in _of_role(points, "authority") if p.office in of_states}
    invited = {p.office for p in _of_role(points, "partner_body") if p.office in of_bodies}
    return Asked(
        tuple(states_), tuple(bodies_), _sorted(offices), _sorted(invited - offices)
    )  # fmt: skip


def ask_more(
    desk: Store, seen: Seen[Consultation], more: Asked, who: Who, now: datetime
) -> Consultation:
    """Ask also those who are named, in a consultation that is open; nobody is asked no more.

    Raises:
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
    """
    record, said = seen.record, more.fields()
    together = {name: sorted({*getattr(record, name), *said[name]}) for name in said}
    # Who answers for a state is asked for it, whatever else it answers for.
    together["invited"] = sorted({*together["invited"]} - {*together["offices"]})
    return move(desk, seen, "ask", who, now, **together)


def newcomers(view: View, points: Sequence[FocalPoint], record: Consultation) -> Asked:
    """Return who is asked by a consultation as focal points are now: those that came since, too."""
    return asked(view, points, record.states, record.bodies)


def spoken_for(view: View, record: Consultation, office: str) -> str:
    """Return the state or body that an office answers for, itself where none is known."""
    node = view.snapshot.index(office)
    if node is None:
        return office
    if office in record.offices:
        homes = sorted({view.id(one) for one in territories(view, node)} & {*record.states})
    else:
        homes = [body for body in record.bodies if office in _offices(view, body)]
    return homes[0] if homes else office


def _known(view: View, ids: Iterable[str], *types: str) -> list[str]:
    found = ((id_, view.snapshot.index(id_)) for id_ in dict.fromkeys(ids))
    return sorted(id_ for id_, node in found if node is not None and view.is_a(node, *types))


def _offices(view: View, actor: str) -> set[str]:
    node = view.snapshot.index(actor)
    return set() if node is None else {view.id(one) for one in family(view, node)}


def _bodies_of(view: View, office: int) -> list[int]:
    """Return the body that an office is, or belongs to."""
    if view.is_a(office, "Organisation"):
        return [office]
    above = view.adjacency(("PART_OF",), "out").of(office).tolist()
    return [body for body in above if view.is_a(body, "Organisation")] or [office]


def _of_role(points: Iterable[FocalPoint], role: str) -> list[FocalPoint]:
    return [p for p in points if p.role == role and p.state in _MAY_ACT]


def _sorted(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(id_ for id_ in ids if id_))
