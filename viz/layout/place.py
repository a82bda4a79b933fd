"""Where a node lies, and what all layouts share: neighbours, sizes, the frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from viz.label_text import label_size
from viz.scene import Scene

Side = Literal["e", "w", "n", "s"]
Point = tuple[float, float, int, Side]
"""A node before it is moved into the frame: x, y, radius, the side of its label."""
WIDTH: Final = 720
"""No picture is wider: its letters, ``SIZE`` units high, are 9 px high where it is 600 px wide."""
ROOM: Final = 108.0
"""Most width of a line of a label, some 18 letters, unless a layout says otherwise."""
MARGIN: Final = 16
WIDER: Final = 0.12
"""By what part a label may be wider than reckoned, to a reader who has none of our fonts."""
BESIDE: Final = 8
"""What a label keeps from its node and from the frame."""
_BIGGER: Final = (3, 6, 12)
"""From so many relations on a node is a step bigger."""
_FULLER: Final = (10, 100)
"""From so many records on a bundle is a step bigger."""


class Spot(Protocol):
    """Where something lies: a ``Place``, or what else has whole ``x`` and ``y``."""

    @property
    def x(self) -> int:
        """From the left."""

    @property
    def y(self) -> int:
        """From the top."""


Before: TypeAlias = Mapping[str, Spot]
"""Where nodes lay in a picture that this one grew from, by their ids (``Composition.spots``)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's middle, its radius, and the side on which its label is first tried.

    ``reach`` is how far to the right of its middle lines leave it, where a picture has columns:
    behind its label, so that none runs through it.
    """

    x: int
    y: int
    r: int
    side: Side = "e"
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where what came out of a bundle stands; ``hub`` is the id of the bundle."""

    hub: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in the order of the scene's nodes, within ``width`` × ``height``.

    ``columns``: lines between nodes leave and arrive level. No line of a label is wider than
    ``room``.
    """

    width: int
    height: int
    places: tuple[Place, ...]
    columns: bool = False
    room: float = ROOM
    frames: tuple[Frame, ...] = ()


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
        return 8 + bisect_right(_FULLER, node.count)
    return 5 + bisect_right(_BIGGER, degree)


def framed(
    scene: Scene,
    points: Sequence[Point],
    *,
    columns: bool = False,
    room: float = ROOM,
    named: Container[int] | None = None,
) -> Layout:
    """Return the points of a scene's nodes moved into a frame with room for their labels.

    Only labels beside their nodes widen the frame; one below finds its place or another side, as
    do those of nodes that are not among the ``named`` (all are, where it is None).
    """
    if not points:
        return Layout(2 * MARGIN, 2 * MARGIN, ())
    sizes = [label_size(node.short, room) for node in scene.nodes]
    wide = [
        (point, (size[0] + BESIDE, size[1] / 2) if named is None or index in named else (0.0, 0.0))
        for index, (point, size) in enumerate(zip(points, sizes, strict=True))
    ]
    left = min(x - r - (w if side == "w" else 0) for (x, _, r, side), (w, _) in wide)
    right = max(x + r + (w if side == "e" else 0) for (x, _, r, side), (w, _) in wide)
    top = min(y - max(r, h) for (_, y, r, _), (_, h) in wide)
    bottom = max(y + max(r, h) for (_, y, r, _), (_, h) in wide)
    places = tuple(
        Place(round(x - left) + MARGIN, round(y - top) + MARGIN, r, side,
              round(r + w + size[0] * WIDER) if columns else 0)
        for ((x, y, r, side), (w, _)), size in zip(wide, sizes, strict=True)
    )  # fmt: skip
    width, height = round(right - left) + 2 * MARGIN, round(bottom - top) + 2 * MARGIN
    return Layout(width, height, places, columns, room)
