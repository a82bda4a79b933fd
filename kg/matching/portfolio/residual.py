"""Kernels over what a flow leaves free: prices, whether it is the only one, what a change costs.

Imports numba: import it only inside functions. The residual network of a flow has an arc forward
where there is room, and one back where something runs; a flow is cheapest where no cycle of it has
a negative cost, which prices of the nodes prove (Ahuja, Magnanti and Orlin 1993, chapter 9).
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
NEVER: Final = 1 << 61
"""Further than any way is long; two of them still add up."""
FIRST_LIMIT: Final = 1 << 10
"""Up to which cost ways are followed at first, in millionths of a score."""
RAISED: Final = 8
"""So many times as far the next time."""


@compiled
def _relaxed(price: Ints, tail: int, head: int, cost: int) -> bool:
    if price[tail] + cost < price[head]:
        price[head] = price[tail] + cost
        return True
    return False


@compiled
def settle(  # noqa: PLR0917
    tail: Ints, head: Ints, room: Ints, cost: Ints, flow: Ints, price: Ints
) -> bool:
    """Lower prices until no free arc is cheaper than its ends are apart; say whether that ends.

    Bellman and Ford, over all arcs there and back in turn: most ways run with the order of arcs.
    From prices of 0 the result is the highest that is never above 0: the same for every cheapest
    flow, since all have the same prices.
    """
    arcs = len(tail)
    for turn in range(len(price) + 1):
        changed = False
        for place in range(arcs):
            arc = place if turn % 2 == 0 else arcs - 1 - place
            if room[arc] > 0:
                changed |= _relaxed(price, tail[arc], head[arc], cost[arc])
            if flow[arc] > 0:
                changed |= _relaxed(price, head[arc], tail[arc], -cost[arc])
        if not changed:
            return True
    return False


@compiled
def _root(parent: Ints, node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


@compiled
def is_only(tail: Ints, head: Ints, room: Ints, flow: Ints, nodes: int) -> bool:
    """Say whether a flow over arcs without cost is the only one: no cycle is left to turn it along.

    Arcs that go both ways join their ends to one; a second one between what is joined is a cycle.
    What is left goes one way, and has no cycle where it can be taken away from its beginnings on
    (Kahn 1962, "Topological sorting of large networks").
    """
    parent = np.arange(nodes)
    for arc in range(len(tail)):
        if room[arc] > 0 and flow[arc] > 0:
            start, end = _root(parent, tail[arc]), _root(parent, head[arc])
            if start == end:
                return False
            parent[start] = end
    count, into = np.zeros(nodes + 1, np.int64), np.zeros(nodes, np.int64)
    starts, ends = np.empty(len(tail), np.int64), np.empty(len(tail), np.int64)
    left = 0
    for arc in range(len(tail)):
        if (room[arc] > 0) != (flow[arc] > 0):
            one, other = _root(parent, tail[arc]), _root(parent, head[arc])
            if one == other:
                return False
            starts[left], ends[left] = (one, other) if room[arc] > 0 else (other, one)
            count[starts[left] + 1] += 1
            into[ends[left]] += 1
            left += 1
    return _drained(starts[:left], ends[:left], np.cumsum(count), into) == left


@compiled
def _drained(starts: Ints, ends: Ints, first: Ints, into: Ints) -> int:
    """Return how many arcs go when nodes without arcs into them are taken away one by one."""
    order, at = np.empty(len(starts), np.int64), first.copy()
    for arc in range(len(starts)):
        order[at[starts[arc]]] = ends[arc]
        at[starts[arc]] += 1
    waiting = [node for node in range(len(into)) if into[node] == 0]
    gone = 0
    while waiting:
        node = waiting.pop()
        for place in range(first[node], first[node + 1]):
            gone += 1
            into[order[place]] -= 1
            if into[order[place]] == 0:
                waiting.append(order[place])
    return gone


def free_ways(network: Network, choice: Choice) -> tuple[Ways, Ways]:
    """Return what a flow leaves free, by the node that it leaves, and by the node it leads to."""
    tail, head = network.tail, network.head
    return _ways_on(network, choice, tail, head), _ways_on(network, choice, head, tail)


def _ways_on(network: Network, choice: Choice, tail: Ints, head: Ints) -> Ways:
    """Return the free arcs by node: where each node's begin, their ends, their costs.

    The cheapest of a node first. An arc that is taken back costs what is saved.
    """
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
