"""Facts of agreements: how one stands for a party on the date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from kg.graph.view import Edge, View

Bond = Literal["in_force", "unconfirmed", "ended"]
"""In force; on record without anybody saying that it still holds; over."""
BEST: Final[tuple[Bond, ...]] = ("in_force", "unconfirmed", "ended")
_OVER: Final = ("expired", "terminated")
_NOT_YET: Final = ("under_negotiation", "proposed")
_FULL: Final = ("party", None)


def as_party(view: View, actors: Iterable[int]) -> list[Edge]:
    """Return the relations by which actors are or were bound, whatever the date, actor by actor."""
    return [
        edge
        for actor in sorted(actors)
        for edge in view.edges(actor, all_dates=True, only="PARTY_TO")
        if view.status(edge) in _FULL
    ]


def bond(view: View, edge: Edge) -> Bond | None:
    """Say how an agreement stands for a party on the date; None where it does not bind yet."""
    status = view.props(edge.end).get("status")
    edges = view.snapshot.edges[edge.type]
    if status in _NOT_YET or edges.since[edge.index] > view.day:
        return None
    if status in _OVER or edges.until[edge.index] <= view.day:
        return "ended"
    return "unconfirmed" if status == "unknown" else "in_force"
