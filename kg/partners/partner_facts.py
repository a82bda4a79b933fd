"""What is known of a partner beside its values: link, mandate, pilot, door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kg.graph.actors import activities_of, doors, house, members, real
from kg.graph.view import Edge, View
from kg.partners.coverage import Ground, ground
from kg.partners.guideline.guideline import Guideline, Link

RESOLUTION: Final = "resolution"
PILOT: Final = "pilot"
_OVER: Final = ("expired", "terminated")
_NOT_YET: Final = ("under_negotiation", "proposed")
_FULL: Final = ("party", None)


@dataclass(frozen=True)
class Context:
    """A view seen from the body of a guideline; what is asked of every partner is kept."""

    view: View
    guideline: Guideline

    @cached_property
    def body(self) -> int:
        """The number of the body whose guideline it is."""
        return self.view.index(self.guideline.body)

    @cached_property
    def members(self) -> frozenset[int]:
        """The states that are full members of the body on the date."""
        return members(self.view, self.body)

    @cached_property
    def organs(self) -> frozenset[int]:
        """The body, all that is part of it, and the programmes it runs."""
        return frozenset(house(self.view, self.body))

    @cached_property
    def agreements(self) -> frozenset[int]:
        """The agreements, resolutions and decisions that the body is or was a party to."""
        return frozenset(edge.end for edge in _party(self.view, self.organs))

    @cached_property
    def activities(self) -> frozenset[int]:
        """The activities that the body and all that is part of it take part in or run."""
        return frozenset(activities_of(self.view, self.organs))

    @cached_property
    def demands(self) -> Ground:
        """The declared demands, and which of them a partner could meet."""
        return ground(self.view, "demands")


class Facts(NamedTuple):
    """What conditions ask of a partner; ``agreements`` are those that make the link."""

    kind: str | None
    link: Link
    agreements: tuple[int, ...]
    mandate: bool
    pilot: bool
    door: int | None


def facts(context: Context, node: int) -> Facts:
    """Return what is known of a partner on the date of the view."""
    link, agreements = _link(context, node)
    edges = list(context.view.edges(node))
    return Facts(
        kind=context.view.props(node).get("kind"),
        link=link,
        agreements=agreements,
        mandate=any(_mandates(context, edge) for edge in edges),
        pilot=any(_pilots(context.view, edge) for edge in edges),
        door=next(iter(doors(context.view, node)), None),
    )


def _party(view: View, actors: Iterable[int]) -> list[Edge]:
    return [
        edge
        for actor in sorted(actors)
        for edge in view.edges(actor, all_dates=True)
        if edge.type == "PARTY_TO" and view.status(edge) in _FULL
    ]


def _link(context: Context, node: int) -> tuple[Link, tuple[int, ...]]:
    found: dict[Link, list[int]] = {}
    for edge in _party(context.view, [node]):
        if edge.end in context.agreements:
            kind = _standing(context.view, edge)
            if kind is not None:
                found.setdefault(kind, []).append(edge.end)
    order: tuple[Link, ...] = ("in_force", "unconfirmed", "ended")
    best = next((kind for kind in order if kind in found), None)
    return (best, tuple(found[best])) if best else ("unknown", ())


def _standing(view: View, edge: Edge) -> Link | None:
    """Say how an agreement stands on the date; None where it does not bind yet."""
    status = view.props(edge.end).get("status")
    edges = view.snapshot.edges[edge.type]
    if status in _NOT_YET or edges.since[edge.index] > view.day:
        return None
    if status in _OVER or edges.until[edge.index] <= view.day:
        return "ended"
    return "unconfirmed" if status == "unknown" else "in_force"


def _mandates(context: Context, edge: Edge) -> bool:
    return (
        edge.type == "PARTY_TO"
        and context.view.status(edge) == "named"
        and edge.end in context.agreements
        and context.view.props(edge.end).get("kind") == RESOLUTION
    )


def _pilots(view: View, edge: Edge) -> bool:
    return edge.type == "CONCERNS" and view.props(edge.start).get("kind") == PILOT


def plan_partners(context: Context) -> list[int]:
    """Return whom the plan names: the partners of its pilots, then who is named in a mandate.

    Of the latter only bodies of the same kinds. Each group begins with whoever has most member
    states; ties by id.
    """
    view = context.view
    bodies = real(view, view.of_type("Organisation").tolist()) - context.organs
    known = {node: facts(context, node) for node in bodies}
    pilots = [node for node, fact in known.items() if fact.pilot]
    kinds = {known[node].kind for node in pilots}
    others = [n for n, fact in known.items() if fact.mandate and fact.kind in kinds]
    order = {node: (-len(members(view, node)), view.id(node)) for node in {*pilots, *others}}
    first = sorted(pilots, key=order.__getitem__)
    return [*first, *sorted({*others} - {*pilots}, key=order.__getitem__)]
