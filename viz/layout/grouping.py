"""Communities of a graph by modularity (Louvain: Blondel et al. 2008), in whole numbers.

Nodes are asked in their order, and stay where a move would gain nothing: no chance takes part, and
no rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled

Ints: TypeAlias = NDArray[np.int64]
_SWEEPS = 20
_LEVELS = 12


class Ties(NamedTuple):
    """Who is tied to whom: node n to ``ends[first[n]:first[n + 1]]``, so much each (``weights``).

    Every tie stands at both of its ends; one of a node to itself stands there twice.
    """

    first: Ints
    ends: Ints
    weights: Ints


def ties_of(links: Sequence[Sequence[int]]) -> Ties:
    """Return neighbours as arrays, each tie of weight 1."""
    first = np.zeros(len(links) + 1, np.int64)
    np.cumsum([len(others) for others in links], out=first[1:])
    ends = np.fromiter((other for others in links for other in others), np.int64, first[-1])
    return Ties(first, ends, np.ones(len(ends), np.int64))


def starts_of(ties: Ties) -> Ints:
    """Return for each end the node at which it stands."""
    return np.repeat(np.arange(len(ties.first) - 1), np.diff(ties.first))


def communities(ties: Ties) -> Ints:
    """Return the community of each node, numbered from 0 by the order of their first nodes."""
    home = np.arange(len(ties.first) - 1)
    for _ in range(_LEVELS):
        moved = _moved(ties)
        found = _numbered(moved)
        if len(found) and int(found.max()) + 1 == len(found):
            break
        home = found[home]
        ties = between(ties, found)
    return _numbered(home)


def between(ties: Ties, home: Ints) -> Ties:
    """Return the ties between communities, those within one at itself."""
    count = int(home.max()) + 1 if len(home) else 0
    pairs, row = np.unique(home[starts_of(ties)] * count + home[ties.ends], return_inverse=True)
    weights = np.zeros(len(pairs), np.int64)
    np.add.at(weights, row, ties.weights)
    first = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(pairs // max(count, 1), minlength=count), out=first[1:])
    return Ties(first, pairs % max(count, 1), weights)


def _numbered(home: Ints) -> Ints:
    _, first, row = np.unique(home, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.asarray(rank[row])


class _Held(NamedTuple):
    """The community of each node, the weight of its ties, and that of each community's together.

    ``near`` is scratch space: how strongly one node is tied to each community.
    """

    home: Ints
    strength: Ints
    total: Ints
    near: Ints


def _moved(ties: Ties) -> Ints:
    """Let each node join the community that gains most by it, until none moves."""
    count = len(ties.first) - 1
    strength = np.zeros(count, np.int64)
    np.add.at(strength, starts_of(ties), ties.weights)
    held = _Held(np.arange(count), strength, strength.copy(), np.zeros(count, np.int64))
    whole = int(strength.sum())
    for _ in range(_SWEEPS):
        if not _sweep(ties, held, whole):
            break
    return held.home


@compiled
def _sweep(ties: Ties, held: _Held, whole: int) -> int:
    """Ask each node once; return how many moved."""
    moves = 0
    for node in range(len(held.home)):
        here = held.home[node]
        held.total[here] -= held.strength[node]
        best = _best(ties, held, node, whole)
        held.total[best] += held.strength[node]
        held.home[node] = best
        moves += best != here
    return moves


@compiled
def _best(ties: Ties, held: _Held, node: int, whole: int) -> np.int64:
    """Return the community that gains most by a node, its own where none gains more."""
    begin, end = ties.first[node], ties.first[node + 1]
    for at in range(begin, end):
        if ties.ends[at] != node:
            held.near[held.home[ties.ends[at]]] += ties.weights[at]
    best, strength = held.home[node], held.strength[node]
    most = held.near[best] * whole - strength * held.total[best]
    for at in range(begin, end):
        there = held.home[ties.ends[at]]
        gain = held.near[there] * whole - strength * held.total[there]
        if gain > most:
            best, most = there, gain
    for at in range(begin, end):
        held.near[held.home[ties.ends[at]]] = 0
    return np.int64(best)
