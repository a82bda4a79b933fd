"""A tree around one node: its neighbours on an oval, what lies behind them on a wider one.

Leaves get slots on the two sides of the oval, as high as their labels, so that every label stands
beside its node, reads level and meets no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from viz.label_text import label_size
from viz.layout.earlier import Start, starts
from viz.layout.place import (
    BESIDE,
    MARGIN,
    ROOM,
    WIDTH,
    Before,
    Layout,
    Point,
    Side,
    framed,
    neighbours,
    radius,
)
from viz.scene import Scene

_AIR: Final = 8
"""Between a label and the next."""
_ABOVE: Final = 14
"""What a node with something behind it needs more than its label, which stands above or below."""
_TALL: Final = 520
"""A side whose labels are less high is drawn out, up to ``_LOOSEST`` times."""
_LOOSEST: Final = 2.2
_WIDEST: Final = 250
"""Most half width of the outermost oval."""
_ROUND: Final = 2.6
"""Exponent of the oval (Lamé's curve): 2 is an ellipse; more keeps top and bottom farther out."""
_WAIST: Final = 0.35
"""Part of its half width that an oval keeps at top and bottom, or its two sides would meet."""
_DEEPEST: Final = 3
"""What lies deeper stays on the last oval."""


@dataclass(slots=True)
class _Tree:
    """Children and depth of each node; its height ``y`` counted from the middle of its side."""

    children: list[list[int]]
    depth: list[int]
    high: list[float]
    y: dict[int, float] = field(default_factory=dict)
    side: dict[int, Side] = field(default_factory=dict)


def around_focus(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions around the focus of a scene (its first node)."""
    links = neighbours(scene)
    tree = _tree(scene, links)
    sides = _sides(tree, _old(scene, links, before))
    tall: dict[Side, float] = {side: _seat(tree, first, side) for side, first in sides.items()}
    rings = _rings(scene, tree)
    points: list[Point] = [(0.0, 0.0, radius(scene, 0, len(links[0])), "s")]
    for index in range(1, len(links)):
        side, y = tree.side[index], tree.y[index]
        far = rings[min(tree.depth[index], len(rings) - 1)]
        x = far * _bend(y, tall[side] / 2)
        points.append((x if side == "e" else -x, y, radius(scene, index, len(links[index])), side))
    return framed(scene, points)


def _tree(scene: Scene, links: list[list[int]]) -> _Tree:
    """Breadth first from node 0; nodes that cannot be reached hang on it.

    What says on which node it hangs (``SceneNode.under``) is reached from that alone.
    """
    depth = [-1] * len(links)
    depth[0] = 0
    children: list[list[int]] = [[] for _ in links]
    own = {node.id for node in scene.nodes}
    under = [node.under if node.under in own else None for node in scene.nodes]
    queue = [0]
    for index in queue:
        for other in links[index]:
            if depth[other] < 0 and under[other] in (None, scene.nodes[index].id):
                depth[other] = depth[index] + 1
                children[index].append(other)
                queue.append(other)
    for index, known in enumerate(depth):
        if known < 0:
            depth[index] = 1
            children[0].append(index)
    high = [label_size(node.short, ROOM)[1] + float(_AIR) for node in scene.nodes]
    return _Tree(children, depth, high)


def _old(scene: Scene, links: list[list[int]], before: Before | None) -> list[Start | None]:
    """Return where nodes start, from the focus; nothing where that was not there."""
    middle = (before or {}).get(scene.nodes[0].id)
    if not before or middle is None:
        return []
    found = starts(scene, links, before)
    return [start and (start[0] - middle.x, start[1] - middle.y) for start in found]


def _sides(tree: _Tree, old: list[Start | None]) -> dict[Side, list[int]]:
    """Return the first ring's nodes on each side, from the top down.

    The drawing order goes round like a clock: down on the right, up again on the left.
    """
    first = tree.children[0]
    if old:
        return _kept(tree, old)
    right = _half(tree, first)
    return {"e": first[:right], "w": first[right:][::-1]}


def _kept(tree: _Tree, old: list[Start | None]) -> dict[Side, list[int]]:
    """Keep nodes on their side, in their order; what starts nowhere goes to the end of the less."""
    for index, children in enumerate(tree.children):
        children.sort(key=lambda child: _row(old, child))
        tree.children[index] = children
    sides: dict[Side, list[int]] = {"e": [], "w": []}
    tall: dict[Side, float] = {"e": 0.0, "w": 0.0}
    for index in tree.children[0]:
        start = old[index]
        side: Side = "e" if tall["e"] <= tall["w"] else "w"
        if start is not None:
            side = "e" if start[0] >= 0 else "w"
        sides[side].append(index)
        tall[side] += _leaves(tree, index)
    return sides


def _row(old: list[Start | None], index: int) -> tuple[float, int]:
    start = old[index]
    return (float("inf") if start is None else start[1], index)


def _leaves(tree: _Tree, index: int) -> float:
    """Return how high a node is with all that lies below it."""
    own = sum(_leaves(tree, child) for child in tree.children[index])
    return max(own, tree.high[index] + _ABOVE) if own else tree.high[index]


def _half(tree: _Tree, first: list[int]) -> int:
    """Return how many of the first ring go to the right, so that both sides are as tall."""
    sums = [0.0, *accumulate(_leaves(tree, index) for index in first)]
    return min(range(len(sums)), key=lambda k: (abs(2 * sums[k] - sums[-1]), -k))


def _seat(tree: _Tree, indexes: list[int], side: Side) -> float:
    """Give the leaves below ``indexes`` slots in order and return how high all are.

    Leaves take slots, and a parent, amid its children on a nearer ring, at least as much as its
    own label: two labels one above the other never meet.
    """
    whole = sum(_leaves(tree, index) for index in indexes)
    loose = min(max(_TALL / max(whole, 1.0), 1.0), _LOOSEST)
    free = -whole * loose / 2

    def seat(index: int) -> float:
        nonlocal free
        high, first = _leaves(tree, index) * loose, free
        below = sum(_leaves(tree, child) for child in tree.children[index]) * loose
        free += (high - below) / 2 if below else 0.0
        own = [seat(child) for child in tree.children[index]]
        free = first + high
        tree.side[index] = side
        tree.y[index] = sum(own) / len(own) if own else first + high / 2
        return tree.y[index]

    for index in indexes:
        seat(index)
    return whole * loose


def _rings(scene: Scene, tree: _Tree) -> list[float]:
    """Return half the width of the oval of each depth: with its labels the last fills the page."""
    widest = max(label_size(node.short, ROOM)[0] for node in scene.nodes)
    outer = min(_WIDEST, WIDTH / 2 - MARGIN - widest - 2 * BESIDE)
    last = min(max(tree.depth), _DEEPEST)
    return [outer * depth / last for depth in range(last + 1)] if last else [0.0]


def _bend(y: float, tall: float) -> float:
    """Return which part of its half width an oval has at height ``y`` of ``tall``."""
    bend: float = max(0.0, 1 - (abs(y) / max(1.0, tall)) ** _ROUND) ** (1 / _ROUND)
    return _WAIST + (1 - _WAIST) * bend
