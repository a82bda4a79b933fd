"""Why each demand has the offer that it has: what the better one would cost the others.

Each figure is the difference between the best portfolio and the best one in which the pair is
forced: the reduced cost of its arc and of the shortest way by which the rest makes room for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.matching.portfolio.fair_choice import Choice
from kg.matching.portfolio.flow_network import SINK, SOURCE, Int64, Network, Wishes


class Better(NamedTuple):
    """A pair that would be better for its demand than what is proposed, and what it would cost.

    ``pair`` is its row, ``gain`` what the demand would gain, ``others`` what all others would lose
    in scores (below 0: they gain, where a floor is given up for it), ``floors`` how many more
    floors would stay unmet. ``others`` None: no portfolio holds that pair, since nothing that was
    chosen here takes its place. ``offer_full``: the offer has no place left; else its provider.
    """

    pair: int
    gain: int
    others: int | None
    floors: int
    offer_full: bool


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A portfolio that was chosen, with its reasons.

    ``pair_of`` has the row of each demand's pair, -1 where it is left out. ``met`` counts the
    demands that are met by the state they count for, ``taken`` by offer, ``given`` by provider.
    ``better`` has what would be better for a demand, by its number.
    """

    pair_of: Int64
    met: Int64
    taken: Int64
    given: Int64
    better: dict[int, Better]


def proposal_of(wishes: Wishes, network: Network, choice: Choice) -> Proposal:
    """Return which pairs a flow stands for, and why no better ones."""
    pair_of = _used(wishes.pairs[:, 0], choice.flow[network.span.pairs], wishes.demands)
    asks, flow = wishes.asks, choice.flow
    met = np.bincount(asks[:, 0], flow[network.span.asks], minlength=len(wishes.floors)).astype(
        np.int64
    )
    better = {one.demand: one.better for one in _better(wishes, network, choice, pair_of)}
    taken, given = flow[network.span.places], flow[network.span.providers]
    return Proposal(pair_of, met, taken, given, better)


def _used(owner: Int64, flow: Int64, size: int) -> Int64:
    """Return the row that is used of each owner, -1 where none is."""
    found = np.full(size, -1, np.int64)
    rows = np.flatnonzero(flow)
    found[owner[rows]] = rows
    return found


class _OfDemand(NamedTuple):
    demand: int
    better: Better


def _better(
    wishes: Wishes, network: Network, choice: Choice, pair_of: Int64
) -> Iterator[_OfDemand]:
    """Yield, for each demand that has not the best of its pairs, what that would cost."""
    from kg.matching.portfolio.free_ways import NEVER

    best = _best(wishes)
    scores = np.append(wishes.pairs[:, 2], 0)
    wanted = np.flatnonzero((best >= 0) & (scores[best] > scores[pair_of]))
    rows = best[wanted]
    starts, ends = network.offer + wishes.pairs[rows, 1], network.need + wishes.pairs[rows, 0]
    cost = choice.reduced[network.span.pairs][rows] + _detours(network, choice, starts, ends)
    full = choice.flow[network.span.places] >= network.capacity[network.span.places]
    for demand, row, lost in zip(wanted.tolist(), rows.tolist(), cost.tolist(), strict=True):
        gain = int(scores[row] - scores[pair_of[demand]])
        others, floors = None, 0
        # What leads nowhere is so far that no reduced cost of the pair makes it near.
        if lost < NEVER // 2:
            # A bonus is more than twice what all scores make up for: the nearest multiple counts.
            floors = (lost + network.bonus // 2) // network.bonus
            others = gain + lost - floors * network.bonus
        yield _OfDemand(demand, Better(row, gain, others, floors, bool(full[wishes.pairs[row, 1]])))


def _detours(network: Network, choice: Choice, starts: Int64, ends: Int64) -> Int64:
    """Return what the rest loses at least when it makes room from each start to its end."""
    from kg.matching.portfolio.free_ways import detours, far_from, free_ways

    there, back = free_ways(network, choice)
    hubs = (
        np.array([far_from(*back, hub) for hub in (SOURCE, SINK)]),
        np.array([far_from(*there, hub) for hub in (SOURCE, SINK)]),
    )
    return detours(there, back, (starts, ends), hubs)


def _best(wishes: Wishes) -> Int64:
    """Return the first row of each demand, its best; -1 where it has none."""
    found = np.full(wishes.demands, -1, np.int64)
    demands, rows = np.unique(wishes.pairs[:, 0], return_index=True)
    found[demands] = rows
    return found
