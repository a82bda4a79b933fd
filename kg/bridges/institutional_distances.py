"""How many institutional steps actors lie apart, and what one new relation would change of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.graph.view import View
from kg.paths.network import open_nodes

Int32 = NDArray[np.int32]
HALF: Final = 1
STEP: Final = 2
"""Distances are counted in halves: two steps are four."""
UNREACHED: Final = 1 << 20
_TYPES: Final = ("MEMBER_OF", "PART_OF", "PARTY_TO", "RUNS")
_JOINT: Final = ("Agreement", "Programme")
"""What joins those who are in it: from one to the other it is one step."""
_PASSED: Final = ("State", "Country", "Organisation", "Unit", *_JOINT)


class Shorter(NamedTuple):
    """How many pairs a new relation brings closer.

    ``joined``: how many of them have no way now; ``halves``: by how many the others come closer.
    More is better, in this order.
    """

    pairs: int
    joined: int
    halves: int


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Halves from each of the actors (rows, in their order) to each node that is near any.

    Full memberships, being part of a body, being a party to an agreement and running a programme
    are steps, on the date; disputed and lesser memberships are none. Nodes that carry no routes
    (``kg.paths.network``) are not passed.
    """

    actors: Int32
    nodes: Int32
    halves: Int32

    def of(self, node: int) -> Int32:
        """Return the halves from each actor to a node; ``UNREACHED`` where there is no way."""
        at = int(np.searchsorted(self.nodes, node))
        if at == len(self.nodes) or self.nodes[at] != node:
            return np.full(len(self.actors), UNREACHED, np.int32)
        return self.halves[:, at]

    def between(self) -> Int32:
        """Return the halves between each two actors."""
        return np.stack([self.of(actor) for actor in self.actors.tolist()], axis=1)

    def with_new(self, one: int, other: int, length: int) -> Shorter:
        """Return what changes where two nodes come to lie ``length`` halves apart.

        A shortest way takes a new link once or not at all, so nothing is searched anew.
        """
        before, near, far = self.between(), self.of(one), self.of(other)
        through = np.minimum(near[:, None] + far[None, :], far[:, None] + near[None, :]) + length
        closer = np.triu(through < before, 1)
        anew = closer & (before == UNREACHED)
        known = closer & ~anew
        halves = int((before - through)[known].sum(dtype=np.int64))
        return Shorter(int(np.count_nonzero(closer)), int(np.count_nonzero(anew)), halves)


def distances(view: View, actors: Sequence[int]) -> Distances:
    """Return how far actors (node numbers) lie from all that is near them.

    Bellman and Ford's relaxation over all links at once, until nothing changes.
    """
    tail, head, length = _links(view)
    nodes = np.unique(np.concatenate([tail, np.asarray(actors, np.int32)]))
    tail, head = np.searchsorted(nodes, tail), np.searchsorted(nodes, head)
    halves = np.full((len(actors), len(nodes)), UNREACHED, np.int32)
    halves[np.arange(len(actors)), np.searchsorted(nodes, actors)] = 0
    first = np.flatnonzero(np.diff(head, prepend=-1))
    ends = head[first]
    while len(first):
        through = np.minimum.reduceat(halves[:, tail] + length, first, axis=1)
        wider = np.minimum(halves[:, ends], through)
        if np.array_equal(wider, halves[:, ends]):
            break
        halves[:, ends] = wider
    return Distances(np.asarray(actors, np.int32), nodes.astype(np.int32), halves)


def _links(view: View) -> tuple[NDArray[np.int64], NDArray[np.int64], Int32]:
    """Return tail, head and halves of all links in both directions, ordered by head."""
    near = view.adjacency(_TYPES, "any")
    head = np.repeat(np.arange(len(near.ptr) - 1), np.diff(near.ptr))
    tail = near.to.astype(np.int64)
    passed = open_nodes(view) & _of_types(view, _PASSED)
    kept = passed[tail] & passed[head] & (tail != head)
    tail, head = tail[kept], head[kept]
    joint = _of_types(view, _JOINT)
    return tail, head, np.where(joint[tail] | joint[head], HALF, STEP).astype(np.int32)


def _of_types(view: View, types: Sequence[str]) -> NDArray[np.bool_]:
    found = np.zeros(len(view.snapshot), np.bool_)
    for name in types:
        found[slice(*view.snapshot.ranges[name])] = True
    return found
