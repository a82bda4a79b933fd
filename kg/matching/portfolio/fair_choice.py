"""The best portfolio of a network, the same on every machine, with prices that prove it.

Several portfolios may be equally good. Which of them is proposed must not hang on a solver or its
version, and should not favour who comes first in an alphabet. So among the best the one counts that
meets most demands, and among these lots decide: numbers made of the ids alone, that everybody can
draw again. They are drawn once more, with the next number, until they leave a single one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.matching.portfolio.cheapest_flow import NoFlowError, cheapest_flow
from kg.matching.portfolio.flow_network import RESERVE, Int64, Network

_LOT_BITS: Final = 20
_DRAWS: Final = 100
_MIX: Final = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_GOLDEN: Final = 0x9E3779B97F4A7C15


class Choice(NamedTuple):
    """What runs over each arc of a network, and the price of each node.

    ``reduced`` is what an arc costs beside its prices: none with room has less than 0, none that is
    used more. That proves that no portfolio is better.
    """

    flow: Int64
    reduced: Int64


class Marks(NamedTuple):
    """The arcs that lots are drawn for, and the ids of both their ends."""

    arcs: Int64
    starts: Sequence[str]
    ends: Sequence[str]


def fair_choice(network: Network, marks: Marks) -> Choice:
    """Return the portfolio that is proposed.

    Raises:
        PortfolioExtraError: OR-tools is not installed.
        NoFlowError: the solver failed, or what it gave is not the best.
    """
    flow = cheapest_flow(
        network.tail, network.head, network.capacity, network.cost, network.supplies()
    )
    reduced = reduced_costs(network, flow)
    return Choice(_drawn(network, flow, reduced, marks), reduced)


def reduced_costs(network: Network, flow: Int64) -> Int64:
    """Return what each arc costs beside the prices of its ends.

    Raises:
        NoFlowError: a cheaper flow exists.
    """
    from kg.matching.portfolio.residual import settle

    price = np.zeros(network.nodes, np.int64)
    room = network.capacity - flow
    if not settle(network.tail, network.head, room, network.cost, flow, price):
        raise NoFlowError("a cheaper flow exists")
    reduced: Int64 = network.cost + price[network.tail] - price[network.head]
    return reduced


def lots(starts: Sequence[str], ends: Sequence[str], draw: int) -> Int64:
    """Return a number for each two ids: their checksums, mixed (the finaliser of SplitMix64).

    Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
    """
    sums: dict[str, int] = {}
    for id_ in (*starts, *ends):
        if id_ not in sums:
            sums[id_] = crc32(id_.encode(), draw)
    one, other = (np.array([sums[id_] for id_ in side], np.uint64) for side in (starts, ends))
    mixed = (one << np.uint64(32)) | other
    with np.errstate(over="ignore"):
        mixed = mixed + np.uint64(_GOLDEN)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_MIX[0])
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_MIX[1])
    mixed ^= mixed >> np.uint64(31)
    found: Int64 = (mixed >> np.uint64(64 - _LOT_BITS)).astype(np.int64)
    return found


def _drawn(network: Network, flow: Int64, reduced: Int64, marks: Marks) -> Int64:
    """Return the flow that lots choose among those that cost as little as this one."""
    free = np.flatnonzero((reduced == 0) & (network.capacity > 0))
    if _is_only(network, free, flow):
        return flow
    place = np.searchsorted(marks.arcs, free)
    marked = np.flatnonzero((place < len(marks.arcs)) & np.isin(free, marks.arcs))
    starts = [marks.starts[n] for n in place[marked].tolist()]
    ends = [marks.ends[n] for n in place[marked].tolist()]
    given = flow.copy()
    for draw in range(_DRAWS):
        cost = np.zeros(len(free), np.int64)
        cost[marked] = lots(starts, ends, draw)
        # A demand that is met draws at most three lots: fewer are left out before lots count.
        cost[free == RESERVE] = 4 * network.demands << _LOT_BITS
        given[free] = _cheapest_of(network, free, flow, cost)
        price = np.zeros(network.nodes, np.int64)
        tight = _tight(network, free, given, cost, price)
        if _is_only(network, free[tight], given):
            return given
    raise NoFlowError("lots left several portfolios")


def _cheapest_of(network: Network, free: Int64, flow: Int64, cost: Int64) -> Int64:
    """Return the cheapest way to bring over some arcs what they bring already."""
    supplies = np.zeros(network.nodes, np.int64)
    np.add.at(supplies, network.tail[free], flow[free])
    np.subtract.at(supplies, network.head[free], flow[free])
    tail, head, capacity = (
        column[free] for column in (network.tail, network.head, network.capacity)
    )
    return cheapest_flow(tail, head, capacity, cost, supplies)


def _tight(
    network: Network, free: Int64, flow: Int64, cost: Int64, price: Int64
) -> NDArray[np.bool_]:
    """Say which of some arcs a flow as cheap could use otherwise."""
    from kg.matching.portfolio.residual import settle

    tail, head, runs = network.tail[free], network.head[free], flow[free]
    if not settle(tail, head, network.capacity[free] - runs, cost, runs, price):
        raise NoFlowError("a cheaper flow exists")
    tight: NDArray[np.bool_] = cost + price[tail] - price[head] == 0
    return tight


def _is_only(network: Network, arcs: Int64, flow: Int64) -> bool:
    from kg.matching.portfolio.residual import is_only

    runs = flow[arcs]
    room = network.capacity[arcs] - runs
    return bool(is_only(network.tail[arcs], network.head[arcs], room, runs, network.nodes))
