"""A tree around one node: its neighbours on an oval, what lies behind them on a wider one.

Leaves get equally high slots on the two sides of the oval, so that every label stands beside its
node, reads level and meets no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from viz.layout.place import Layout, Side, framed, neighbours, radius
from viz.measure import width_of
from viz.scene import Scene

_LEAST, _MOST, _TALL = 19, 46, 520
_RINGS = (0, 250, 500, 730)
_ROUND = 2.6


@dataclass(slots=True)
class _Tree:
    """Children and distance from the root of each node; ``slot`` on a side, top to bottom."""

    children: list[list[int]]
    depth: list[int]
    slot: dict[int, float] = field(default_factory=dict)
    side: dict[int, Side] = field(default_factory=dict)


def around(scene: Scene) -> Layout:
    """Return positions around the focus of a scene (its first node)."""
    links = neighbours(scene)
    tree = _tree(links)
    first = tree.children[0]
    right = _half(tree, first)
    _seat(tree, first[:right], "e")
    _seat(tree, first[right:][::-1], "w")
    rows = max([_rows(tree, side) for side in ("e", "w")], default=1)
    gap = min(_MOST, max(_LEAST, _TALL / max(rows, 1)))
    points = [_point(scene, tree, index, len(links[index]), gap) for index in range(len(links))]
    return framed(points, [width_of(node.short) + 8 for node in scene.nodes])


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
    sizes = [_leaves(tree, index) for index in first]
    total = sum(sizes)
    splits = range(len(sizes) + 1)
    return min(splits, key=lambda k: (abs(2 * sum(sizes[:k]) - total), -k))


def _seat(tree: _Tree, indexes: list[int], side: Side) -> None:
    """Give the leaves below ``indexes`` slots in order; a parent sits amid its children."""
    slots = iter(range(1_000_000))

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


def _rows(tree: _Tree, side: Side) -> int:
    return sum(1 for n, s in tree.side.items() if s == side and not tree.children[n])


def _point(
    scene: Scene, tree: _Tree, index: int, degree: int, gap: float
) -> tuple[float, float, int, Side]:
    r = radius(scene, index, degree)
    if index == 0:
        return 0.0, 0.0, r, "s"
    side = tree.side[index]
    y = tree.slot[index] * gap
    tall = max(1.0, _rows(tree, side) / 2 * gap)
    bend = max(0.0, 1 - (abs(y) / tall) ** _ROUND) ** (1 / _ROUND)
    far = _RINGS[min(tree.depth[index], len(_RINGS) - 1)]
    x = far * (0.35 + 0.65 * bend)
    return (x if side == "e" else -x), y, r, side
