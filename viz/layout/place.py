"""Where a node lies, and what all layouts share: neighbours, sizes, the frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from viz.scene import Scene
from viz.text_width import width_of

Side = Literal["e", "w", "n", "s"]
Point = tuple[float, float, int, Side]
"""A node before it is moved into the frame: x, y, radius, the side of its label."""
MARGIN: Final = 16
_BESIDE: Final = 8
"""What a label keeps from its node and from the frame."""
_BIGGER: Final = (3, 6, 12)
"""From so many relations on a node is a step bigger."""
_FULLER: Final = (10, 50, 200)
"""From so many records on a bundle is a step bigger."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's middle, its radius, and the side on which its label is first tried."""

    x: int
    y: int
    r: int
    side: Side = "e"


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in the order of the scene's nodes, within ``width`` × ``height``.

    ``columns``: lines between nodes leave and arrive level.
    """

    width: int
    height: int
    places: tuple[Place, ...]
    columns: bool = False


def neighbours(scene: Scene) -> list[list[int]]:
    """Return for each node the nodes it is related to, ascending, each once."""
    index_of = {node.id: index for index, node in enumerate(scene.nodes)}
    found: list[set[int]] = [set() for _ in scene.nodes]
    for link in scene.links:
        start, end = index_of[link.start], index_of[link.end]
        found[start].add(end)
        found[end].add(start)
    return [sorted(others) for others in found]


def radius(scene: Scene, index: int, degree: int) -> int:
    """Return the radius of a node: the focus is largest, then nodes with many relations."""
    node = scene.nodes[index]
    if node.id == scene.focus:
        return 12
    if node.bundle is not None:
        return 7 + bisect_right(_FULLER, node.count)
    return 5 + bisect_right(_BIGGER, degree)


def framed(scene: Scene, points: Sequence[Point], *, columns: bool = False) -> Layout:
    """Return the points of a scene's nodes moved into a frame with room for their labels.

    Only labels beside their nodes widen the frame; one below finds its place or another side.
    """
    if not points:
        return Layout(2 * MARGIN, 2 * MARGIN, ())
    room = [width_of(node.short) + _BESIDE for node in scene.nodes]
    wide = list(zip(points, room, strict=True))
    left = min(x - r - (w if side == "w" else 0) for (x, _, r, side), w in wide)
    right = max(x + r + (w if side == "e" else 0) for (x, _, r, side), w in wide)
    top, bottom = min(y - r for _, y, r, _ in points), max(y + r for _, y, r, _ in points)
    places = tuple(
        Place(round(x - left) + MARGIN, round(y - top) + MARGIN, r, side)
        for x, y, r, side in points
    )
    width, height = round(right - left) + 2 * MARGIN, round(bottom - top) + 2 * MARGIN
    return Layout(width, height, places, columns)
