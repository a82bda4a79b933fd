"""Ways over what a flow leaves free: what a change costs, and what leads where.

Imports numba: import it only inside functions. An arc is free forward where there is room, and back
where something runs; what it costs beside the prices of its ends is never below 0.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled

if TYPE_CHECKING:
    from kg.matching.portfolio.fair_choice import Choice
    from kg.matching.portfolio.flow_network import Network

Ints = NDArray[np.int64]
Ways = tuple[Ints, Ints, Ints]
"""The free arcs by node: where each node's begin, their ends, their costs, the least first."""
NEVER: Final = 1 << 61
"""Further than any way is long; two of them still add up."""
FIRST_LIMIT: Final = 1 << 10
"""Up to which cost ways are followed at first, in millionths of a score."""
RAISED: Final = 8
"""So many times as far the next time."""


def free_ways(network: Network, choice: Choice) -> tuple[Ways, Ways]:
    """Return what a flow leaves free, by the node that it leaves, and by the node it leads to."""
    tail, head = network.tail, network.head
    return _ways_on(network, choice, tail, head), _ways_on(network, choice, head, tail)


def _ways_on(network: Network, choice: Choice, tail: Ints, head: Ints) -> Ways:
    """Return the free arcs by their tail; one that is taken back costs what is saved."""
    on, back = choice.flow < network.capacity, choice.flow > 0
    cost = choice.reduced
    leaves = np.concatenate([tail[on], head[back]])
    ends = np.concatenate([head[on], tail[back]])
    costs = np.concatenate([cost[on], -cost[back]])
    order = np.lexsort((costs, leaves))
    first = np.searchsorted(leaves[order], np.arange(network.nodes + 1))
    return first.astype(np.int64), ends[order], costs[order]


@compiled
def far_from(first: Ints, ends: Ints, costs: Ints, start: int) -> Ints:
    """Return the least reduced cost of a way from a node to each, ``NEVER`` where there is none.

    Dijkstra over what is free; no reduced cost of a free arc is negative.
    """
    far = np.full(len(first) - 1, NEVER, np.int64)
    far[start] = 0
    waiting = [(np.int64(0), np.int64(start))]
    while waiting:
        way, node = heappop(waiting)
        if way > far[node]:
            continue
        for place in range(first[node], first[node + 1]):
            longer, end = way + costs[place], ends[place]
            if longer < far[end]:
                far[end] = longer
                heappush(waiting, (longer, end))
    return far


@compiled
def _at_least(hubs: tuple[Ints, Ints], node: int, goal: int) -> int:
    """Return what a way from a node to a goal costs at least, by the ways of both to two hubs.

    A way to a hub is no longer than one by way of the goal, nor one from a hub to the goal than by
    way of the node (Goldberg and Harrelson 2005, "Computing the shortest path: A* search meets
    graph theory": their landmarks). Where one leads to a hub and the other does not, there is none.
    """
    to_hub, from_hub = hubs
    least = 0
    for hub in range(len(to_hub)):
        if to_hub[hub, goal] < NEVER:
            least = max(least, to_hub[hub, node] - to_hub[hub, goal])
        if from_hub[hub, node] < NEVER:
            least = max(least, from_hub[hub, goal] - from_hub[hub, node])
    return least


@compiled
def _spread(  # noqa: PLR0917
    ways: Ways,
    waiting: list[tuple[np.int64, int]],
    far: Ints,
    other: Ints,
    seen: list[int],
    found: Ints,
    hubs: tuple[Ints, Ints],
    end: int,
    onward: bool,
) -> None:
    """Go on from the nearest node that waits; ``found``: the best whole way, what was left out."""
    first, ends, costs = ways
    way, node = heappop(waiting)
    if way > far[node]:
        return
    for place in range(first[node], first[node + 1]):
        longer, to = way + costs[place], ends[place]
        if longer >= found[0]:
            found[1] = 1
            break
        if to <= 1 or longer >= far[to]:
            continue
        if longer + (_at_least(hubs, to, end) if onward else _at_least(hubs, end, to)) >= found[0]:
            found[1] = 1
            continue
        far[to] = longer
        seen.append(to)
        heappush(waiting, (longer, to))
        found[0] = min(found[0], longer + other[to])


@compiled
def detours(
    there: Ways,
    back: Ways,
    pairs: tuple[Ints, Ints],
    hubs: tuple[Ints, Ints],
) -> Ints:
    """Return the least reduced cost of a way from each start to its goal, ``NEVER`` without one.

    ``there`` and ``back`` are ``free_ways``. ``hubs`` have a row for source and sink (nodes 0 and
    1): the ways of all nodes to them, and from them. So the best way through one of them is known
    beforehand, and none is looked for through them. What is looked for is near as a rule, and known
    ways are long: so only ways below a limit are followed, from both ends, and the limit is raised
    until there is one.
    """
    starts, goals = pairs
    lengths = np.empty(len(starts), np.int64)
    ahead = np.full(len(there[0]) - 1, NEVER, np.int64)
    behind, found = ahead.copy(), np.zeros(2, np.int64)
    for turn in range(len(starts)):
        start, goal = starts[turn], goals[turn]
        known = NEVER
        for hub in range(2):
            known = min(known, hubs[0][hub, start] + hubs[1][hub, goal])
        limit = FIRST_LIMIT
        while True:
            found[0], found[1] = min(limit, known), 0
            ahead[start], behind[goal] = 0, 0
            on, from_end = [(np.int64(0), start)], [(np.int64(0), goal)]
            seen = [start, goal]
            while on and from_end and on[0][0] + from_end[0][0] < found[0]:
                if len(on) <= len(from_end):
                    _spread(there, on, ahead, behind, seen, found, hubs, goal, True)
                else:
                    _spread(back, from_end, behind, ahead, seen, found, hubs, start, False)
            for node in seen:
                ahead[node], behind[node] = NEVER, NEVER
            if found[0] < limit or limit >= known:
                break
            limit = limit * RAISED if on or from_end or found[1] else known
        lengths[turn] = found[0]
    return lengths


@compiled
def reached(first: Ints, ends: Ints, start: int, shut: int) -> NDArray[np.bool_]:
    """Say which nodes free arcs lead to from one, never through ``shut``."""
    found = np.zeros(len(first) - 1, np.bool_)
    found[start] = True
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for place in range(first[node], first[node + 1]):
            end = ends[place]
            if end != shut and not found[end]:
                found[end] = True
                waiting.append(end)
    return found
