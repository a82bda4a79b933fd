"""What is given and what is needed, sector by sector: declared, demonstrated or made up, one alone.

Only what the view holds is counted, so of each audience what it may see. A record of several
sectors counts in each of them; zero is a zero: nothing of that kind is on record there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kg.graph.actors import family, real, states
from kg.graph.memo import kept, recent
from kg.graph.openness import is_open, on_the_table
from kg.graph.taxonomy import CATEGORY, DAC, broader, corresponding, level_of, sectors_of
from kg.graph.view import View
from kg.model.fields import EXAMPLE

Nature = Literal["declared", "demonstrated", "example"]
GIVES: Final = ("PROVIDES", "PROVIDES_SECOND", "FUNDS")
"""How a state gives in an activity."""
_NEEDS: Final = ("RECEIVES",)
_WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True, slots=True)
class Shared:
    """Things on two sides, and practices: offers and demands, or activities by who gave in them."""

    given: frozenset[int]
    needed: frozenset[int]
    practices: frozenset[int] = frozenset()

    def everything(self) -> frozenset[int]:
        """Return all of them."""
        return self.given | self.needed | self.practices


@dataclass(frozen=True, slots=True)
class SectorShare:
    """How many of each side lie in a sector; None: in none of those that are listed."""

    sector: int | None
    given: int
    needed: int
    practices: int

    def any(self) -> bool:
        """Say whether there is anything."""
        return bool(self.given or self.needed or self.practices)


def shared(view: View, nature: Nature, actor: int | None = None) -> Shared:
    """Return what is open of offers and demands, or which activities states took part in.

    Of everybody, or of an actor with its offices; examples only where they are asked for.
    """
    # The first page asks whether there is anything, and then for all of it.
    return kept(view, ("shared", nature, actor), lambda: _shared(view, nature, actor))


def _shared(view: View, nature: Nature, actor: int | None) -> Shared:
    own = None if actor is None else frozenset(family(view, actor))
    if nature == "demonstrated":
        givers = own or frozenset(states(view))
        return Shared(_activities(view, givers, GIVES), _activities(view, givers, _NEEDS))
    offers, demands, practices = (
        frozenset(
            node
            for node in on_the_table(view, type_)
            if (view.nature(node) == EXAMPLE) is (nature == EXAMPLE)
            and is_open(view, node)
            and (own is None or own & _declarers(view, node))
        )
        for type_ in ("Offer", "Demand", "Practice")
    )
    return Shared(offers, demands, practices)


def broad_sectors(view: View) -> list[int]:
    """Return DAC's broad sectors, by code."""
    return [
        node
        for node in view.of_type("Sector").tolist()
        if view.props(node).get("scheme") == DAC and level_of(view, node) == "broad"
    ]


def within(view: View, sector: int) -> list[int]:
    """Return the sectors right below one, those apart that were withdrawn."""
    below = view.adjacency(("BROADER",), "in").of(sector).tolist()
    return [node for node in below if view.props(node).get("status") != _WITHDRAWN]


def is_leaf_level(view: View, sector: int) -> bool:
    """Say whether what is below a sector are single purposes: there are many."""
    return level_of(view, sector) == CATEGORY


def inside(view: View, found: Shared, sector: int) -> Shared:
    """Return of these things those that lie in a sector."""
    here = frozenset(node for node in found.everything() if sector in _covered(view, node))
    return Shared(found.given & here, found.needed & here, found.practices & here)


def by_sector(view: View, found: Shared, rows: Sequence[int]) -> list[SectorShare]:
    """Return how much lies in each of these sectors, then what lies in none of them."""
    covered = {node: _covered(view, node) for node in found.everything()}
    listed = [_share(found, one, [n for n in covered if one in covered[n]]) for one in rows]
    rest = _share(found, None, [n for n in covered if not covered[n] & {*rows}])
    return [*listed, rest] if rest.any() else listed


def _share(found: Shared, sector: int | None, nodes: Iterable[int]) -> SectorShare:
    here = frozenset(nodes)
    sides = (found.given, found.needed, found.practices)
    return SectorShare(sector, *(len(side & here) for side in sides))


def _covered(view: View, node: int) -> frozenset[int]:
    """Return the sectors of DAC that a thing lies in, with all above."""
    stated = sectors_of(view, node)
    return recent(view, "covered", stated, lambda: _all_covered(view, stated))


def _all_covered(view: View, stated: tuple[int, ...]) -> frozenset[int]:
    own = [one for one in stated if view.props(one).get("scheme") == DAC]
    others = [one for one in stated if one not in own]
    return frozenset(broader(view, [*stated, *corresponding(view, broader(view, others))]))


def _declarers(view: View, node: int) -> set[int]:
    return set(view.adjacency(("DECLARES",), "in").of(node).tolist())


def _activities(view: View, actors: frozenset[int], roles: Sequence[str]) -> frozenset[int]:
    out = view.adjacency(roles, "out")
    near = {n for actor in actors for n in out.of(actor).tolist() if view.is_a(n, "Activity")}
    return frozenset(real(view, near))
