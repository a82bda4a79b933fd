"""Kernels over what a flow leaves free: prices, whether it is the only one, what a change costs.

Imports numba: import it only inside functions. The residual network of a flow has an arc forward
where there is room, and one back where something runs; a flow is cheapest where no cycle of it has
a negative cost, which prices of the nodes prove (Ahuja, Magnanti and Orlin 1993, chapter 9).
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled

Ints = NDArray[np.int64]
NEVER: Final = 1 << 61
"""Further than any way is long; two of them still add up."""


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


@compiled
def ways_on(tail: Ints, head: Ints, room: Ints, flow: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    """Return the free arcs by the node they leave: where each node's begin, their ends, the arcs.

    An arc that is taken back is told by ``-1 - arc``.
    """
    first = np.zeros(nodes + 1, np.int64)
    for arc in range(len(tail)):
        if room[arc] > 0:
            first[tail[arc] + 1] += 1
        if flow[arc] > 0:
            first[head[arc] + 1] += 1
    first = np.cumsum(first)
    at, ends, arcs = first.copy(), np.empty(first[-1], np.int64), np.empty(first[-1], np.int64)
    for arc in range(len(tail)):
        if room[arc] > 0:
            ends[at[tail[arc]]], arcs[at[tail[arc]]] = head[arc], arc
            at[tail[arc]] += 1
        if flow[arc] > 0:
            ends[at[head[arc]]], arcs[at[head[arc]]] = tail[arc], -1 - arc
            at[head[arc]] += 1
    return first, ends, arcs


@compiled
def far_from(first: Ints, ends: Ints, arcs: Ints, reduced: Ints, start: int) -> Ints:
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
            arc, end = arcs[place], ends[place]
            longer = way + (reduced[arc] if arc >= 0 else -reduced[-1 - arc])
            if longer < far[end]:
                far[end] = longer
                heappush(waiting, (longer, end))
    return far


@compiled
def detours(  # noqa: PLR0917
    first: Ints, ends: Ints, arcs: Ints, reduced: Ints, starts: Ints, goals: Ints, most: Ints
) -> Ints:
    """Return the least reduced cost of a way from each start to its goal, at most ``most``.

    ``most`` is that of the best way through source or sink, known beforehand: here none is taken
    through them (nodes 0 and 1), and none is followed that is no better. Almost all of the network
    lies behind those two, so that what is left to search is near.
    """
    found = most.copy()
    best = np.full(len(first) - 1, NEVER, np.int64)
    for turn in range(len(starts)):
        best[starts[turn]] = 0
        seen = [starts[turn]]
        waiting = [(np.int64(0), starts[turn])]
        while waiting:
            far, node = heappop(waiting)
            if far >= found[turn]:
                break
            if node == goals[turn]:
                found[turn] = far
                break
            if far > best[node]:
                continue
            for place in range(first[node], first[node + 1]):
                arc, end = arcs[place], ends[place]
                way = far + (reduced[arc] if arc >= 0 else -reduced[-1 - arc])
                if end > 1 and way < best[end] and way < found[turn]:
                    best[end] = way
                    seen.append(end)
                    heappush(waiting, (way, end))
        for node in seen:
            best[node] = NEVER
    return found


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
