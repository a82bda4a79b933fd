"""The targets as a tree: those that have the same classes lie together, and are skipped together.

Sorted by their classes, level by level, targets with an equal beginning stand in a row: they are a
node, which stands for all of them. What a node scores so far, and the most that the levels behind
it can give, bounds whatever lies below (a branch-and-bound search over a trie).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Mask

FEW: Final = 16
"""Up to so many targets are not told apart further: to look at each costs less than to descend."""


class Tree(NamedTuple):
    """Nodes numbered through, level by level, and the targets below them.

    Node n has the class ``of[n]``. A leaf has the targets ``begin[n]:end[n]`` of ``rows``,
    ascending among those with equal ``classes`` (a column a level); another node has these nodes as
    its children. ``roots[c]`` is the node of class c of the first level, -1 where there is none.
    """

    of: Int32
    begin: Int64
    end: Int64
    leaf: Mask
    roots: Int32
    rows: Int32
    classes: Int32


def tree_of(classes: Int32, stays: Mask, width: int) -> Tree:
    """Return the tree of the target rows that stay; the first level has ``width`` classes."""
    rows = np.flatnonzero(stays)
    # The first level is the last key; the sort is stable, so equal rows ascend.
    rows = rows[np.lexsort(classes[rows].T[::-1])]
    ordered = classes[rows]
    levels: list[tuple[Int64, Int64, Mask]] = []
    new, within = np.zeros(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    for level in range(classes.shape[1]):
        new[:1] = True
        new[1:] |= ordered[1:, level] != ordered[:-1, level]
        starts = np.flatnonzero(new)
        ends = np.append(starts[1:], len(rows))
        inside = within[starts]
        starts, ends = starts[inside], ends[inside]
        leaf = ends - starts <= FEW
        levels.append((starts, ends, leaf))
        within = np.zeros(len(rows), np.bool_)
        within[_within(starts[~leaf], ends[~leaf])] = True
    levels[-1][2][:] = True
    return _joined(levels, ordered, rows.astype(np.int32), width)


def _joined(
    levels: list[tuple[Int64, Int64, Mask]], ordered: Int32, rows: Int32, width: int
) -> Tree:
    """Return the levels as one; where a node is no leaf, its children take the place of rows."""
    of, begin, end = [], [], []
    first = 0
    for level, (starts, ends, leaf) in enumerate(levels):
        first += len(starts)
        of.append(ordered[starts, level])
        below = levels[level + 1][0] if level + 1 < len(levels) else starts
        begin.append(np.where(leaf, starts, first + np.searchsorted(below, starts)))
        end.append(np.where(leaf, ends, first + np.searchsorted(below, ends)))
    roots = np.full(width, -1, np.int32)
    roots[of[0]] = np.arange(len(of[0]))
    leaves = np.concatenate([leaf for _, _, leaf in levels])
    node, low, high = (np.concatenate(parts) for parts in (of, begin, end))
    return Tree(node, low, high, leaves, roots, rows, ordered)


def _within(starts: Int64, ends: Int64) -> Int64:
    """Return all places from starts to ends."""
    sizes = ends - starts
    first: Int64 = np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return np.arange(len(first)) + first
