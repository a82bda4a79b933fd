"""Who asks and who gives: demands and offers of a view with their places, as wishes of a portfolio.

What nobody stated is not known, and is not nothing: an offer that does not say how many demands it
takes has as many places as the question says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.graph.actors import declarers, parties
from kg.graph.openness import is_open
from kg.graph.view import View
from kg.matching.engine import KERNEL
from kg.matching.lens.lens import Lens
from kg.matching.portfolio.fair_choice import Marks
from kg.matching.portfolio.flow_network import Int64, Network, Wishes
from kg.model.fields import EXAMPLE
from kg.questions import PortfolioQuestion

NOBODY: Final = -1
"""In whose name something stands that names nobody: it has no floor, and no end of places."""


class NotForPortfolioError(WrongUseError):
    """A portfolio is asked for by a lens that does not lead from demands to offers."""

    slug = "not-for-portfolio"
    status = 422
    title = msg("The lens makes no portfolio")

    def __init__(self, lens: Lens) -> None:
        super().__init__(
            msg("The lens “{lens}” does not lead from demands to offers.", lens=lens.name),
            msg("Use one that does, such as {name}.", name=OFFERS_FOR_DEMAND),
        )


class UnderWay(NamedTuple):
    """A demand and an offer (nodes) about which two offices work already."""

    demand: int
    offer: int


class Served(NamedTuple):
    """How much of what is under way is of each state, offer and provider, by node."""

    states: Counter[int]
    offers: Counter[int]
    providers: Counter[int]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Nodes by their numbers in ``wishes``, each kind in id order, ``NOBODY`` last.

    ``demands`` are those that may be met anew: open, and not under way. ``floors`` is what each
    state is to have in all, ``asked`` how many open demands each has; ``places`` is what each offer
    takes in all. ``stated`` are the offers that say so themselves.
    """

    demands: Sequence[int]
    offers: Sequence[int]
    states: Sequence[int]
    providers: Sequence[int]
    wishes: Wishes
    floors: Sequence[int]
    asked: Mapping[int, int]
    places: Sequence[int]
    under_way: Sequence[UnderWay]
    served: Served
    stated: frozenset[int]

    def marks(self, view: View, network: Network) -> Marks:
        """Return what lots are drawn for: who asks, what meets what, who gives."""
        rows = (
            (self.wishes.asks, self.states, self.demands, network.span.asks),
            (self.wishes.pairs, self.demands, self.offers, network.span.pairs),
            (self.wishes.gives, self.offers, self.providers, network.span.gives),
        )
        starts, ends, arcs = [], [], []
        for pairs, ours, theirs, span in rows:
            own, other = _ids(view, ours), _ids(view, theirs)
            starts += [own[n] for n in pairs[:, 0].tolist()]
            ends += [other[n] for n in pairs[:, 1].tolist()]
            arcs.append(np.arange(span.start, span.stop))
        return Marks(np.concatenate(arcs), starts, ends)


def sides_of(view: View, lens: Lens, question: PortfolioQuestion) -> Sides:
    """Return both sides of a portfolio.

    Raises:
        NotForPortfolioError: the lens does not lead from demands to offers.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if set(lens.start.labels) != {"Demand"} or set(lens.end.labels) != {"Offer"}:
        raise NotForPortfolioError(lens)
    under_way = _under_way(view, question)
    busy = {one.demand for one in under_way}
    asking = [n for n in _open(view, "Demand", examples=question.examples) if n not in busy]
    giving = set(_open(view, "Offer", examples=question.examples))
    pairs = _pairs(view, lens, question.candidates, set(asking), giving)
    offers = sorted({*pairs[:, 1].tolist(), *(one.offer for one in under_way)})
    asks, gives = _parties(view, asking), _parties(view, offers)
    met = _parties(view, sorted(busy))
    asked = Counter(state for own in (*asks, *met) for state in own)
    states, providers = _numbered(asked), _numbered({p for own in gives for p in own})
    served = _served(view, under_way)
    floors = [_floor(view, state, question.floor, asked[state]) for state in states]
    stated = frozenset(n for n in offers if isinstance(view.props(n).get("capacity"), int))
    places = [_places(view, offer, question) for offer in offers]
    most = [_most(provider, question, len(asking) + len(busy)) for provider in providers]
    wishes = Wishes(
        _placed(pairs, asking, offers),
        _rows(asks, states)[:, ::-1],
        _rows(gives, providers),
        _left(floors, states, served.states),
        _left(places, offers, served.offers),
        _left(most, providers, served.providers),
        len(asking),
    )
    return Sides(
        asking, offers, states, providers, wishes, floors, asked, places, under_way, served, stated
    )


def _open(view: View, type_: str, *, examples: bool) -> list[int]:
    wanted = EXAMPLE if examples else "declared"
    return [
        n for n in view.of_type(type_).tolist() if view.nature(n) == wanted and is_open(view, n)
    ]


def _under_way(view: View, question: PortfolioQuestion) -> list[UnderWay]:
    """Return what is under way of what this reader sees, and of the nature that is asked about."""
    wanted = EXAMPLE if question.examples else "declared"
    found = set()
    for demand, offer in question.under_way:
        ends = view.snapshot.index(demand), view.snapshot.index(offer)
        if None not in ends and all(n is not None and view.nature(n) == wanted for n in ends):
            found.add(UnderWay(*(n for n in ends if n is not None)))
    return sorted(found)


def _pairs(view: View, lens: Lens, top: int, asking: set[int], giving: set[int]) -> Int64:
    """Return rows of demand, offer and score: what fits alone, each demand's best first."""
    rows: list[tuple[int, int, int]] = []
    for row in KERNEL.all_pairs(view, lens, top):
        if row.query in asking:
            hits = zip(row.targets, row.scores, row.fits, strict=True)
            rows += [
                (row.query, target, score)
                for target, score, fits in hits
                if fits is not False and score > 0 and target in giving
            ]
    return np.array(rows, np.int64).reshape(-1, 3)


def _parties(view: View, nodes: Iterable[int]) -> list[tuple[int, ...]]:
    """Return in whose name each stands, by id; ``NOBODY`` where that is not on record."""
    return [tuple(sorted(parties(view, declarers(view, node)))) or (NOBODY,) for node in nodes]


def _numbered(nodes: Iterable[int]) -> list[int]:
    """Return nodes in the order of their ids; ``NOBODY`` last."""
    return sorted(set(nodes), key=lambda node: (node == NOBODY, node))


def _served(view: View, under_way: Sequence[UnderWay]) -> Served:
    """Return what is served already; an offer of several takes the place of the first of them."""
    found = Served(Counter(), Counter(), Counter())
    for one in under_way:
        found.offers[one.offer] += 1
        found.states.update(_parties(view, [one.demand])[0])
        found.providers[_parties(view, [one.offer])[0][0]] += 1
    return found


def _floor(view: View, state: int, floor: int, asked: int) -> int:
    return min(floor, asked) if state != NOBODY and view.is_a(state, "State") else 0


def _places(view: View, offer: int, question: PortfolioQuestion) -> int:
    stated = view.props(offer).get("capacity")
    return stated if isinstance(stated, int) else question.offer_places


def _most(provider: int, question: PortfolioQuestion, all_: int) -> int:
    most = question.provider_places
    return all_ if most is None or provider == NOBODY else most


def _left(all_: Sequence[int], nodes: Sequence[int], served: Mapping[int, int]) -> Int64:
    """Return what is left of numbers where some is served already."""
    left = [max(n - served.get(node, 0), 0) for n, node in zip(all_, nodes, strict=True)]
    return np.array(left, np.int64)


def _placed(pairs: Int64, demands: Sequence[int], offers: Sequence[int]) -> Int64:
    own = np.searchsorted(np.array(demands, np.int64), pairs[:, 0])
    other = np.searchsorted(np.array(offers, np.int64), pairs[:, 1])
    return np.column_stack([own, other, pairs[:, 2]]).astype(np.int64)


def _rows(owners: Sequence[tuple[int, ...]], among: Sequence[int]) -> Int64:
    """Return rows of a thing and whose it is, both by number."""
    place = {node: number for number, node in enumerate(among)}
    rows = [(thing, place[node]) for thing, nodes in enumerate(owners) for node in nodes]
    return np.array(rows, np.int64).reshape(-1, 2)


def _ids(view: View, nodes: Sequence[int]) -> list[str]:
    return ["" if node == NOBODY else view.id(node) for node in nodes]
