"""Which field of work a node is in: finer than a broad sector, across both sector schemes."""

from __future__ import annotations

from typing import Final

from kg.graph.actors import reach
from kg.graph.probe import Probe, Query
from kg.graph.view import View

CATEGORY: Final = "category"
"""The level of DAC's 3-digit codes, and of SEGIB's sectors."""


def sectors_of(view: View, query: Query) -> tuple[int, ...]:
    """Return the sectors a node states."""
    if isinstance(query, Probe):
        return query.links.get(("IN_SECTOR", "out"), ())
    return tuple(view.adjacency(("IN_SECTOR",), "out").of(query).tolist())


def fields(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    """Return the sectors that stand for the same field of work as those stated.

    A sector itself, all below it, and the category above it; and what the crosswalk says of the
    first two, with all below. So two leaves of one category share a field, as do a sector and one
    that lies in it, and a SEGIB sector and what it corresponds to; two categories that only share
    a broad sector do not.
    """
    down, up = view.adjacency(("BROADER",), "in"), view.adjacency(("BROADER",), "out")
    within = {part for sector in sectors for part in reach(down, sector)}
    matched = {int(other) for part in within for other in _matches(view, part)}
    below = {part for sector in matched for part in reach(down, sector)}
    above = {node for sector in sectors for node in reach(up, sector)}
    return frozenset(within | below | {node for node in above if _is_category(view, node)})


def _matches(view: View, sector: int) -> list[int]:
    found: list[int] = view.adjacency(("MATCHES",), "out").of(sector).tolist()
    return found


def _is_category(view: View, sector: int) -> bool:
    return view.props(sector).get("level") == CATEGORY
