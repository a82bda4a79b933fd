"""What is known of a partner beside its values: link, mandate, pilot, door.

What is to be confirmed (``kg.model.confirmation``) is none of it: it becomes a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kg.graph.actors import activities_of, doors, house, members, real
from kg.graph.agreements import BEST, Bond, as_party, bond
from kg.graph.view import Edge, View
from kg.partners.coverage import Ground, ground
from kg.partners.guideline.guideline import Guideline, Link

RESOLUTION: Final = "resolution"
PILOT: Final = "pilot"
_TELL_PARTIES: Final = '{record} parties="{body}; {partner}" status=…'
_TELL_NAMED: Final = "{record} parties={body} named={partner} status=…"
_TELL_CONCERNS: Final = "{record} concerns={partner} status=…"


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
    def agreements(self) -> Mapping[int, bool]:
        """The agreements, resolutions and decisions that the body is or was a party to.

        With each, whether that is confirmed.
        """
        found: dict[int, bool] = {}
        for edge in as_party(self.view, self.organs):
            found[edge.end] = found.get(edge.end, False) or _is_confirmed(self.view, edge)
        return found

    @cached_property
    def activities(self) -> frozenset[int]:
        """The activities that the body and all that is part of it take part in or run."""
        return frozenset(activities_of(self.view, self.organs))

    @cached_property
    def demands(self) -> Ground:
        """The declared demands, and which of them a partner could meet."""
        return ground(self.view, "demands")


class Waiting(NamedTuple):
    """A record that would say something of a partner once it is confirmed.

    ``answer`` is what ``coopgraph tell`` is given to confirm it, with braces to be filled in.
    """

    record: int
    answer: str


class Facts(NamedTuple):
    """What conditions ask of a partner; ``agreements`` are those that make the link.

    ``waiting`` would be some of it once they are confirmed.
    """

    kind: str | None
    link: Link
    agreements: tuple[int, ...]
    mandate: bool
    pilot: bool
    door: int | None
    waiting: tuple[Waiting, ...] = ()


def facts(context: Context, node: int) -> Facts:
    """Return what is known of a partner on the date of the view."""
    view = context.view
    edges = list(view.edges(node))
    links = [edge for edge in as_party(view, [node]) if _links(context, edge)]
    mandates = [edge for edge in edges if _mandates(context, edge)]
    pilots = [edge for edge in edges if _pilots(view, edge)]
    firm = {edge for edge in (*links, *mandates, *pilots) if _is_firm(context, edge)}
    link, agreements = _best(view, [edge for edge in links if edge in firm])
    waiting = [
        *(Waiting(edge.end, _TELL_PARTIES) for edge in links if edge not in firm),
        *(Waiting(edge.end, _TELL_NAMED) for edge in mandates if edge not in firm),
        *(Waiting(edge.start, _TELL_CONCERNS) for edge in pilots if edge not in firm),
    ]
    return Facts(
        kind=view.props(node).get("kind"),
        link=link,
        agreements=agreements,
        mandate=not firm.isdisjoint(mandates),
        pilot=not firm.isdisjoint(pilots),
        door=next(iter(doors(view, node)), None),
        waiting=tuple(dict.fromkeys(waiting)),
    )


def agreements_in_force(view: View, actors: Iterable[int]) -> list[int]:
    """Return the agreements that actors are a party to and that bind on the date, by id."""
    found = {edge.end for edge in as_party(view, actors) if bond(view, edge) == "in_force"}
    return sorted(real(view, found), key=view.id)


def _links(context: Context, edge: Edge) -> bool:
    return edge.end in context.agreements and bond(context.view, edge) is not None


def _is_firm(context: Context, edge: Edge) -> bool:
    return _is_confirmed(context.view, edge) and context.agreements.get(edge.end, True)


def _is_confirmed(view: View, edge: Edge) -> bool:
    ends = view.to_confirm(edge.start), view.to_confirm(edge.end)
    return not view.edge_to_confirm(edge) and not any(ends)


def _best(view: View, links: Iterable[Edge]) -> tuple[Link, tuple[int, ...]]:
    found: dict[Bond | None, list[int]] = {}
    for edge in links:
        found.setdefault(bond(view, edge), []).append(edge.end)
    best = next((kind for kind in BEST if kind in found), None)
    return (best, tuple(found[best])) if best else ("unknown", ())


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
