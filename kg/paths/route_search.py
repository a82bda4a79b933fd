"""The k best simple routes between two nodes, exactly.

Best-first over sets of routes (Lawler 1972, after Yen 1971): a set holds all routes that begin with
a prefix and do not go on to some banned nodes; its best route is found under an exact bound, the
strongest walk to the target within the relations left that avoids the prefix. Strengths are below
one, so the strongest walk never repeats a node, and the work per route is polynomial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import islice, pairwise
from math import prod
from typing import Final, NamedTuple

import numpy as np

from kg.paths.network import Int64, Network

MAX_RELATIONS: Final = 6
BASE: Final = 100
WHOLE: Final = BASE**MAX_RELATIONS
"""The scale of exact strengths: a route of n relations is Π strength × 100 ** (6 - n)."""


class Found(NamedTuple):
    """A route: its exact strength in units of 1 / ``WHOLE``, its nodes from end to end."""

    strength: int
    nodes: tuple[int, ...]


class _Set(NamedTuple):
    order: tuple[int, tuple[str, ...]]
    route: Found
    fixed: int
    banned: frozenset[int]


def best_routes(
    network: Network, start: int, end: int, top: int, id_of: Callable[[int], str]
) -> list[Found]:
    """Return the ``top`` strongest simple routes of at most six relations.

    Ties go to the tuple of ids that comes first, compared bytewise.
    """
    if start == end:
        return []
    search = _Search(network, end, id_of)
    search.push((start,), frozenset())
    return list(islice(search, top))


def strength(network: Network, nodes: tuple[int, ...]) -> int:
    """Return the exact strength of a route in units of 1 / ``WHOLE``."""
    legs = (int(network.strength[network.leg(*pair)]) for pair in pairwise(nodes))
    return prod(legs, start=BASE ** (MAX_RELATIONS - len(nodes) + 1))


class _Search:
    """Sets of routes to one end, the set with the best route on top."""

    def __init__(self, network: Network, end: int, id_of: Callable[[int], str]) -> None:
        self._network = network
        self._end = end
        self._id_of = id_of
        self._sets: list[_Set] = []

    def push(self, prefix: tuple[int, ...], banned: frozenset[int]) -> None:
        """Add the routes that begin with ``prefix`` and do not go on to a banned node."""
        nodes = self._best(prefix, banned)
        if nodes is not None:
            route = Found(strength(self._network, nodes), nodes)
            order = (-route.strength, tuple(map(self._id_of, nodes)))
            # Sets share no route, so no two have the same order: what follows it is never compared.
            heappush(self._sets, _Set(order, route, len(prefix) - 1, banned))

    def __iter__(self) -> Iterator[Found]:
        while self._sets:
            best = heappop(self._sets)
            yield best.route
            self._split(best)

    def _split(self, taken: _Set) -> None:
        nodes = taken.route.nodes
        # What is left of the set without the route, in sets that share none: they leave it after
        # its first, second … node. What was banned before stays so at the old prefix alone.
        for last in range(taken.fixed, len(nodes) - 1):
            known = taken.banned if last == taken.fixed else frozenset()
            self.push(nodes[: last + 1], known | {nodes[last + 1]})

    def _best(self, prefix: tuple[int, ...], banned: frozenset[int]) -> tuple[int, ...] | None:
        left = MAX_RELATIONS - len(prefix) + 1
        bounds = self._bounds(prefix, left)
        nodes = list(prefix)
        for more in range(left, 0, -1):
            step = self._step(nodes[-1], bounds[more - 1], banned)
            if step is None:
                return None
            nodes.append(step)
            if step == self._end:
                return tuple(nodes)
            # Only the step out of the prefix is restricted.
            banned = frozenset()
        return None

    def _step(self, node: int, bound: Int64, banned: frozenset[int]) -> int | None:
        part = self._network.of(node)
        head = self._network.head[part]
        value = self._network.strength[part] * bound[head]
        # Zero marks what is banned, lies in the prefix or does not reach the end.
        value[np.isin(head, list(banned))] = 0
        if not value.any():
            return None
        # Among steps of one value the first id: step by step that is the first tuple of ids.
        return int(min(head[value == value.max()].tolist(), key=self._id_of))

    def _bounds(self, prefix: tuple[int, ...], most: int) -> list[Int64]:
        """Return, for r = 0 … ``most`` - 1, each node's best walk of at most r relations.

        To the end and never through the prefix, in units of 1 / 100 ** r.
        """
        legs = self._network
        bound = np.zeros(len(legs.ptr) - 1, np.int64)
        bound[self._end] = 1
        bounds = [bound]
        for _ in range(most - 1):
            # At most r: a shorter walk stays, and is worth as much in the finer unit.
            wider = bounds[-1] * BASE
            np.maximum.at(wider, legs.tail, legs.strength * bounds[-1][legs.head])
            # A walk from here on that avoids the prefix repeats no node either, since a detour
            # never gains: so the bound is met by a simple route (see above).
            wider[list(prefix)] = 0
            bounds.append(wider)
        return bounds
