"""What is to be confirmed about a link of a route, before anybody relies on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.graph.actors import TERRITORIES
from kg.graph.undated import is_undated
from kg.graph.view import Edge, View
from kg.model.claims import DISPUTED
from kg.model.fields import BASES
from kg.paths.network import LASTING

_NOT_KNOWN: Final = "unknown"
"""The status of an agreement, programme or initiative of which nobody says if it is in force."""


def doubts(view: View, edge: Edge) -> list[str]:
    """Return why a link is to be confirmed, by the names in ``vocabulary.DOUBTS``; firm: nothing.

    How strong it is has no part in it: a membership is no weak link because of a table.
    """
    return list(_doubts(view, edge))


def weakest(view: View, edges: Sequence[Edge], strengths: Sequence[int]) -> int | None:
    """Return the least strong of the links to be confirmed, None where all are firm.

    A membership of a state is marked like any other, and called weak in no case.
    """
    doubtful = [
        place
        for place, edge in enumerate(edges)
        if doubts(view, edge) and not _of_a_state(view, edge)
    ]
    return min(doubtful, key=lambda place: strengths[place], default=None)


def _doubts(view: View, edge: Edge) -> Iterator[str]:
    ends = (edge.start, edge.end)
    if is_undated(view, edge):
        yield "undated"
    if any(view.is_a(node, "Activity") and view.snapshot.ends[node] <= view.day for node in ends):
        yield "ended"
    if any(_may_have_lapsed(view, node) for node in ends):
        yield "not_known"
    if view.basis(edge) != BASES[0]:
        yield "unconfirmed"
    if view.status(edge) == DISPUTED:
        yield "disputed"


def _may_have_lapsed(view: View, node: int) -> bool:
    return view.is_a(node, *LASTING) and view.props(node).get("status") == _NOT_KNOWN


def _of_a_state(view: View, edge: Edge) -> bool:
    return edge.type == "MEMBER_OF" and view.is_a(edge.start, *TERRITORIES)
