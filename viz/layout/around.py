"""A tree around one node: its neighbours on an oval, what lies behind them on a wider one.

Leaves get equally high slots on the two sides of the oval, so that every label stands beside its
node, reads level and meets no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import Final

from viz.layout.place import Before, Layout, Point, Side, framed, neighbours, radius
from viz.scene import Scene

_LEAST, _MOST, _TALL = 19, 46, 520
"""Least and most between two slots; a side that would be taller than ``_TALL`` is packed closer."""
_RINGS: Final = (0, 250, 500, 730)
"""Half the width of the oval of each depth; what lies deeper stays on the last."""
_ROUND: Final = 2.6
"""Exponent of the oval (Lamé's curve): 2 is an ellipse; more keeps top and bottom farther out."""
_WAIST: Final = 0.35
"""Part of its half width that an oval keeps at top and bottom, or its two sides would meet."""


@dataclass(slots=True)
class _Tree:
    """Children and depth of each node; its ``slot`` counted downwards from the middle of a side."""

    children: list[list[int]]
    depth: list[int]
    slot: dict[int, float] = field(default_factory=dict)
    side: dict[int, Side] = field(default_factory=dict)


def around_focus(scene: Scene, before: Before | None = None) -> Layout:  # noqa: ARG001
    """Return positions around the focus of a scene (its first node)."""
    links = neighbours(scene)
    tree = _tree(links)
    first = tree.children[0]
    right = _half(tree, first)
    # The drawing order goes round like a clock: down on the right, up again on the left.
    rows: dict[Side, int] = {
        "e": _seat(tree, first[:right], "e"),
        "w": _seat(tree, first[right:][::-1], "w"),
    }
    gap = min(_MOST, max(_LEAST, _TALL / max(*rows.values(), 1)))
    points: list[Point] = [(0.0, 0.0, radius(scene, 0, len(links[0])), "s")]
    for index in range(1, len(links)):
        side = tree.side[index]
        y = tree.slot[index] * gap
        x = _across(y, rows[side] / 2 * gap, tree.depth[index])
        points.append((x if side == "e" else -x, y, radius(scene, index, len(links[index])), side))
    return framed(scene, points)


def _tree(links: list[list[int]]) -> _Tree:
    """Breadth first from node 0; nodes that cannot be reached hang on it."""
    depth = [-1] * len(links)
    depth[0] = 0
    children: list[list[int]] = [[] for _ in links]
    queue = [0]
    for index in queue:
        for other in links[index]:
            if depth[other] < 0:
                depth[other] = depth[index] + 1
                children[index].append(other)
                queue.append(other)
    for index, known in enumerate(depth):
        if known < 0:
            depth[index] = 1
            children[0].append(index)
    return _Tree(children, depth)


def _leaves(tree: _Tree, index: int) -> int:
    return sum(_leaves(tree, child) for child in tree.children[index]) or 1


def _half(tree: _Tree, first: list[int]) -> int:
    """Return how many of the first ring go to the right, so that both sides are as tall."""
    sums = [0, *accumulate(_leaves(tree, index) for index in first)]
    return min(range(len(sums)), key=lambda k: (abs(2 * sums[k] - sums[-1]), -k))


def _seat(tree: _Tree, indexes: list[int], side: Side) -> int:
    """Give the leaves below ``indexes`` slots in order and return how many there are.

    Only leaves take slots: two labels one above the other never meet, and a parent, amid its
    children on a nearer ring, shares its height with one of them at most.
    """
    slots = count()

    def seat(index: int) -> float:
        own = [seat(child) for child in tree.children[index]]
        tree.side[index] = side
        tree.slot[index] = sum(own) / len(own) if own else float(next(slots))
        return tree.slot[index]

    for index in indexes:
        seat(index)
    rows = next(slots)
    for index, place in tree.side.items():
        if place == side:
            tree.slot[index] -= (rows - 1) / 2
    return rows


def _across(y: float, tall: float, depth: int) -> float:
    """Return how far from the middle the oval of a depth runs at height ``y`` of ``tall``."""
    bend: float = max(0.0, 1 - (abs(y) / max(1.0, tall)) ** _ROUND) ** (1 / _ROUND)
    far = _RINGS[min(depth, len(_RINGS) - 1)]
    return far * (_WAIST + (1 - _WAIST) * bend)
