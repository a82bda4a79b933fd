"""What everybody may read of the exchange: totals of what is published, and who has contributed.

Counted from what a view shows and nothing else: no record that it does not show, and nothing of the
desk, moves any of these figures.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.base.text import fold
from kg.graph.actors import declarers, parties
from kg.graph.openness import on_the_table
from kg.graph.view import View
from kg.matching.needs_met import needs
from kg.model.fields import EXAMPLE
from kg.model.relations import DECLARED

_BOTH: Final = 2


class Published(NamedTuple):
    """Totals, and the states and bodies of what is counted (ids, by name)."""

    offers: int
    demands: int
    practices: int
    matched: int
    confirmed: int
    contributors: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything is counted."""
        return bool(self.offers or self.demands or self.practices or self.confirmed)


def published(view: View, lang: str, *, examples: bool = False) -> Published:
    """Return the totals of what a view shows, of examples alone or without them."""
    declared = {name: _chosen(view, name, examples) for name in DECLARED}
    demands = declared["Demand"]
    from_whom = {
        party
        for nodes in declared.values()
        for node in nodes
        for party in parties(view, declarers(view, node))
    }
    by_name = sorted(from_whom, key=lambda one: (fold(view.label(one, lang)), view.id(one)))
    return Published(
        offers=len(declared["Offer"]),
        demands=len(demands),
        practices=len(declared["Practice"]),
        matched=len(demands & needs(view).matched),
        confirmed=len(_confirmed(view, examples)),
        contributors=tuple(view.id(party) for party in by_name),
    )


def _chosen(view: View, type_: str, examples: bool) -> set[int]:
    nodes = on_the_table(view, type_)
    return {node for node in nodes if (view.nature(node) == EXAMPLE) is examples}


def _confirmed(view: View, examples: bool) -> set[int]:
    """Return the activities that two offices confirm."""
    by = view.adjacency(("CONFIRMS",), "in")
    return {n for n in _chosen(view, "Activity", examples) if len(by.of(n)) >= _BOTH}
