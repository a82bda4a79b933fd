"""The k best simple routes between two nodes, exactly; those that differ in a state are one.

Best-first over sets of routes (Lawler 1972, after Yen 1971): a set holds all routes that begin with
a prefix and do not go on by some banned steps; its best route is found under an exact bound, the
strongest walk to the target within the relations left that avoids the prefix. Strengths are below
one, so the strongest walk never repeats a node, and the work per route is polynomial.

Routes are searched by their *form*: the nodes from end to end, with ``ANY`` where a state stands in
between. A step is one relation, or two through any state; so a form is found once, however many
states it runs through, and its route is the best that fills it with states that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count, islice, pairwise, product
from math import prod
from typing import Final, NamedTuple

import numpy as np

from kg.paths.network import Int64, Network

MAX_RELATIONS: Final = 6
BASE: Final = 100
WHOLE: Final = BASE**MAX_RELATIONS
"""The scale of exact strengths: a route of n relations is Π strength × 100 ** (6 - n)."""
ANY: Final = -1
"""Stands in a form for a state."""

Form = tuple[int, ...]
Nodes = tuple[int, ...]
_Order = tuple[int, tuple[str, ...]]


class Found(NamedTuple):
    """A route: its exact strength in units of 1 / ``WHOLE``, its nodes from end to end."""

    strength: int
    nodes: Nodes


class StandIn(NamedTuple):
    """A state that may stand at ``place`` in a route, and the exact strength of the route then."""

    place: int
    node: int
    strength: int


class _Set(NamedTuple):
    """Routes in a heap: all of a set, or with ``form`` None one that is left of it."""

    order: _Order
    turn: int
    route: Found
    form: Form | None
    fixed: int
    banned: frozenset[Form]


def best_routes(
    network: Network, start: int, end: int, top: int, id_of: Callable[[int], str]
) -> list[Found]:
    """Return the ``top`` strongest simple routes of at most six relations, one of each form.

    Ties go to the tuple of ids that comes first, compared bytewise.
    """
    if start == end:
        return []
    search = _Search(network, end, id_of)
    search.push((start,), frozenset())
    return list(islice(search, top))


def stand_ins(network: Network, nodes: Nodes, id_of: Callable[[int], str]) -> list[StandIn]:
    """Return who may stand at each place of a route that has a state: the strongest first, by id.

    Itself too; nothing of a place where nobody else may. Who has a place in the route already takes
    no other.
    """
    whole, found = strength(network, nodes), []
    for place in range(1, len(nodes) - 1):
        if network.folds[nodes[place]]:
            others = {*nodes[:place], *nodes[place + 1 :]}
            between = _between(network, nodes[place - 1], nodes[place + 1], id_of)
            own = dict(between)[nodes[place]]
            here = [(node, worth) for node, worth in between if node not in others]
            if len(here) > 1:
                found += [StandIn(place, node, whole // own * worth) for node, worth in here]
    return found


def strength(network: Network, nodes: Nodes) -> int:
    """Return the exact strength of a route in units of 1 / ``WHOLE``."""
    legs = (int(network.strength[network.leg(*pair)]) for pair in pairwise(nodes))
    return prod(legs, start=BASE ** (MAX_RELATIONS - len(nodes) + 1))


def _between(
    network: Network, one: int, other: int, id_of: Callable[[int], str]
) -> list[tuple[int, int]]:
    """Return the states that join two nodes, with the product of both strengths, the best first."""
    near = np.intersect1d(network.head[network.of(one)], network.head[network.of(other)])
    worth = network.strength
    states = [
        (node, int(worth[network.leg(one, node)] * worth[network.leg(node, other)]))
        for node in near[network.folds[near]].tolist()
    ]
    return sorted(states, key=lambda pair: (-pair[1], id_of(pair[0])))


class _Search:
    """Sets of routes to one end, the set with the best route on top."""

    def __init__(self, network: Network, end: int, id_of: Callable[[int], str]) -> None:
        self._network = network
        self._end = end
        self._id_of = id_of
        self._sets: list[_Set] = []
        self._turns = count()
        self._known: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def push(self, prefix: Form, banned: frozenset[Form]) -> None:
        """Add the routes whose form begins with ``prefix`` and goes on by no banned step."""
        form = self._best(prefix, banned)
        if form is not None:
            # The best state for each place by itself: where one would stand twice, no route is as
            # strong, so it is a bound; else it is the best route.
            self._add(self._filled(form, 1)[0], form, len(prefix), banned)

    def __iter__(self) -> Iterator[Found]:
        while self._sets:
            best = heappop(self._sets)
            if best.form is not None:
                self._split(best.form, best.fixed, best.banned)
            if len(set(best.route.nodes)) == len(best.route.nodes):
                yield best.route
            elif best.form is not None:
                self._settle(best.form)

    def _add(self, nodes: Nodes, form: Form | None, fixed: int, banned: frozenset[Form]) -> None:
        route = Found(strength(self._network, nodes), nodes)
        order = (-route.strength, tuple(map(self._id_of, nodes)))
        heappush(self._sets, _Set(order, next(self._turns), route, form, fixed, banned))

    def _settle(self, form: Form) -> None:
        """Add the best route of a form alone."""
        # Of n places each takes one of its n best: the others leave one of them free.
        filled = self._filled(form, form.count(ANY))
        simple = [nodes for nodes in filled if len(set(nodes)) == len(nodes)]
        if simple:
            best = min(simple, key=self._order)
            self._add(best, None, 0, frozenset())

    def _order(self, nodes: Nodes) -> _Order:
        return -strength(self._network, nodes), tuple(map(self._id_of, nodes))

    def _filled(self, form: Form, most: int) -> list[Nodes]:
        """Return a form with each of the ``most`` best states in each place, repeats among them."""
        choices = [
            [state for state, _ in self._between(form, place)[:most]] if node == ANY else [node]
            for place, node in enumerate(form)
        ]
        return list(product(*choices))

    def _between(self, form: Form, place: int) -> list[tuple[int, int]]:
        ends = form[place - 1], form[place + 1]
        if ends not in self._known:
            self._known[ends] = _between(self._network, *ends, self._id_of)
        return self._known[ends]

    def _split(self, form: Form, fixed: int, banned: frozenset[Form]) -> None:
        # What is left of the set without the form, in sets that share none: they leave it after its
        # first, second … step. What was banned before stays so at the old prefix alone.
        for last in range(fixed, len(form)):
            if form[last - 1] != ANY:
                known = banned if last == fixed else frozenset()
                after = last + 2 if form[last] == ANY else last + 1
                self.push(form[:last], known | {form[last:after]})

    def _best(self, prefix: Form, banned: frozenset[Form]) -> Form | None:
        left = MAX_RELATIONS - len(prefix) + 1
        if left < 1:
            return None
        bounds = self._bounds(prefix, left)
        step = self._first(prefix[-1], bounds, banned)
        if step is None:
            return None
        nodes = list(step)
        while nodes[-1] != self._end:
            nodes.append(self._next(nodes[-1], bounds[left - len(nodes) - 1]))
        return (*prefix, *(ANY if self._network.folds[node] else node for node in nodes))

    def _first(self, node: int, bounds: list[Int64], banned: frozenset[Form]) -> Nodes | None:
        """Return the nodes of the best step out of a prefix that is not banned."""
        legs, bound = self._network, bounds[-1].copy()
        # Nothing is two relations away where there is one left.
        after = bounds[-2].copy() if len(bounds) > 1 else np.zeros_like(bound)
        after[[step[-1] for step in banned if step[0] == ANY]] = 0
        bound[legs.folds] = self._relaxed(after)[legs.folds]
        bound[[step[0] for step in banned if step[0] != ANY]] = 0
        part = legs.of(node)
        if not bound[legs.head[part]].any():
            return None
        first = self._next(node, bound)
        return (first, self._next(first, after)) if legs.folds[first] else (first,)

    def _next(self, node: int, bound: Int64) -> int:
        """Return where the strongest walks go on from a node: of those the first by id."""
        part = self._network.of(node)
        head = self._network.head[part]
        value = self._network.strength[part] * bound[head]
        # Among steps of one value the first id: step by step that is the first tuple of ids.
        return int(min(head[value == value.max()].tolist(), key=self._id_of))

    def _relaxed(self, bound: Int64) -> Int64:
        """Return each node's best walk of one relation more, and at least one."""
        legs, wider = self._network, np.zeros_like(bound)
        np.maximum.at(wider, legs.tail, legs.strength * bound[legs.head])
        return wider

    def _bounds(self, prefix: Form, most: int) -> list[Int64]:
        """Return, for r = 0 … ``most`` - 1, each node's best walk of at most r relations.

        To the end and never through the nodes of the prefix, in units of 1 / 100 ** r.
        """
        bound = np.zeros(len(self._network.ptr) - 1, np.int64)
        bound[self._end] = 1
        bounds = [bound]
        for _ in range(most - 1):
            # At most r: a shorter walk stays, and is worth as much in the finer unit.
            wider = np.maximum(bounds[-1] * BASE, self._relaxed(bounds[-1]))
            # A walk from here on that avoids the prefix repeats none of its nodes either, since a
            # detour never gains; a state it may repeat that stands in no form yet.
            wider[[node for node in prefix if node != ANY]] = 0
            bounds.append(wider)
        return bounds
