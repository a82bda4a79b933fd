"""A portfolio as a network: states ask through demands for places of offers and of providers.

From the source to each state, from there to what it asks for, over the pairs that fit to offers,
and by the places of these to their providers and the sink. What runs through the network is whole:
its matrix is totally unimodular (Ahuja, Magnanti and Orlin 1993, "Network Flows", section 11.12),
so an optimal flow is an optimal portfolio. A floor is an arc with a bonus beside the ordinary one:
it draws, and can never make the whole impossible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
SOURCE: Final = 0
SINK: Final = 1
_FIRST: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Wishes:
    """What may meet what: everything is a number, each kind numbered from 0 on.

    ``pairs`` are rows of demand, offer and score (millionths), ``asks`` rows of state and demand,
    ``gives`` rows of offer and provider. ``floors`` says how many demands of each state come before
    all else; ``places`` how many demands an offer takes, ``provider_places`` how many a provider.
    A demand of several states counts for one of them, an offer of several providers takes the place
    of one: whichever is best for the whole.
    """

    pairs: Int64
    asks: Int64
    gives: Int64
    floors: Int64
    places: Int64
    provider_places: Int64
    demands: int


class Span(NamedTuple):
    """Where the arcs of each kind lie, the first and the one after the last."""

    floors: slice
    asks: slice
    pairs: slice
    places: slice
    gives: slice
    providers: slice


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arcs from ``tail`` to ``head`` with capacity and cost of one unit; what is best costs least.

    Arc 0 is the reserve: what runs over it is a demand that is left out. ``bonus`` is what a floor
    counts: more than twice of what all scores can make up for together. The nodes of kinds that
    have many begin at ``state``, ``need`` (where a demand has come through), ``offer``, ``given``
    (where it has taken a place) and ``provider``.
    """

    tail: Int64
    head: Int64
    capacity: Int64
    cost: Int64
    nodes: int
    demands: int
    bonus: int
    span: Span
    state: int
    need: int
    offer: int
    given: int
    provider: int

    def supplies(self) -> Int64:
        """Return what each node gives (above 0) or takes."""
        found = np.zeros(self.nodes, np.int64)
        found[SOURCE], found[SINK] = self.demands, -self.demands
        return found


RESERVE: Final = 0
"""The arc over which demands run that are left out."""


def network_of(wishes: Wishes) -> Network:
    """Return the network whose cheapest flow is the best portfolio."""
    states, offers = len(wishes.floors), len(wishes.places)
    providers, demands = len(wishes.provider_places), wishes.demands
    state, entry = _FIRST, _FIRST + states
    # A demand is two nodes, so that it is met once though several states ask; an offer is two, so
    # that its places count once though several providers give it.
    need = entry + demands
    offer, given = need + demands, need + demands + offers
    provider = given + offers
    pairs, asks, gives = wishes.pairs, wishes.asks, wishes.gives
    one = np.ones(demands, np.int64)
    numbers = [np.arange(count) for count in (states, demands, offers, providers)]
    bonus = 2 * _most(wishes) + 1
    parts = [
        _arcs([SOURCE], [SINK], [demands], 0),
        _arcs([SOURCE] * states, state + numbers[0], wishes.floors, -bonus),
        _arcs([SOURCE] * states, state + numbers[0], np.full(states, demands), 0),
        _arcs(state + asks[:, 0], entry + asks[:, 1], np.ones(len(asks)), 0),
        _arcs(entry + numbers[1], need + numbers[1], one, 0),
        _arcs(need + pairs[:, 0], offer + pairs[:, 1], np.ones(len(pairs)), -pairs[:, 2]),
        _arcs(offer + numbers[2], given + numbers[2], wishes.places, 0),
        _arcs(given + gives[:, 0], provider + gives[:, 1], np.full(len(gives), demands), 0),
        _arcs(provider + numbers[3], [SINK] * providers, wishes.provider_places, 0),
    ]
    ends = np.cumsum([len(part[0]) for part in parts]).tolist()
    spans = [slice(low, high) for low, high in zip([0, *ends], ends, strict=False)]
    tail, head, capacity, cost = (np.concatenate(column) for column in zip(*parts, strict=True))
    span = Span(spans[1], spans[3], spans[5], spans[6], spans[7], spans[8])
    return Network(
        tail, head, capacity, cost, provider + providers, demands, bonus, span,
        state, need, offer, given, provider,
    )  # fmt: skip


def _most(wishes: Wishes) -> int:
    """Return more than all scores together can be: the best of each demand."""
    best = np.zeros(wishes.demands, np.int64)
    np.maximum.at(best, wishes.pairs[:, 0], wishes.pairs[:, 2])
    return int(best.sum())


def _arcs(
    tail: object, head: object, capacity: object, cost: object
) -> tuple[Int64, Int64, Int64, Int64]:
    tails = np.asarray(tail, np.int64)
    costs = np.broadcast_to(np.asarray(cost, np.int64), tails.shape)
    return tails, np.asarray(head, np.int64), np.asarray(capacity, np.int64), costs
