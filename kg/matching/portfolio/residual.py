"""Kernels over what a flow leaves free: prices, and whether it is the only one.

Imports numba: import it only inside functions. The residual network of a flow has an arc forward
where there is room, and one back where something runs; a flow is cheapest where no cycle of it has
a negative cost, which prices of the nodes prove (Ahuja, Magnanti and Orlin 1993, chapter 9).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled

Ints = NDArray[np.int64]


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
