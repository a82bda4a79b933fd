"""Which labels fit without overlap, and where: greedy, the most connected nodes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from viz.layout import Layout, Place, Side
from viz.scene import Scene
from viz.text_width import SIZE, width_of

_GAP: Final = 4
_CELL: Final = 64
_TRIES: Final[dict[Side, tuple[Side, ...]]] = {
    "e": ("e", "s", "n", "w"),
    "w": ("w", "s", "n", "e"),
    "n": ("n", "e", "w", "s"),
    "s": ("s", "e", "w", "n"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def moved(self, dx: float, dy: float) -> Box:
        """Return the rectangle at another place."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Label:
    """A label that is drawn: text, the point of its anchor on the base line, its box."""

    text: str
    x: int
    y: int
    anchor: str
    box: Box


@dataclass(slots=True)
class Taken:
    """Rectangles already taken, in a grid, so that asking is cheap."""

    cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        """Take a rectangle."""
        for cell in _cells(box):
            self.cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Say whether nothing taken meets the rectangle."""
        return not any(box.meets(other) for c in _cells(box) for other in self.cells.get(c, ()))


def place_labels(scene: Scene, layout: Layout) -> list[Label | None]:
    """Return the label of each node, None where it found no place.

    Labels never overlap each other, a node or the edge of the drawing.
    """
    taken = Taken()
    for place in layout.places:
        taken.add(_around(place))
    labels: list[Label | None] = [None] * len(scene.nodes)
    for index in _by_rank(scene):
        node, place = scene.nodes[index], layout.places[index]
        for label in _candidates(node.short, place):
            if _inside(label.box, layout) and taken.free(label.box):
                taken.add(label.box)
                labels[index] = label
                break
    return labels


def _by_rank(scene: Scene) -> Iterable[int]:
    degrees = scene.degrees()
    order = range(len(scene.nodes))
    nodes = scene.nodes
    return sorted(order, key=lambda i: (nodes[i].id != scene.focus, -degrees[nodes[i].id], i))


def _candidates(text: str, place: Place) -> Iterator[Label]:
    width = width_of(text)
    for side in _TRIES[place.side]:
        yield _label(text, place, side, width)


def _label(text: str, place: Place, side: Side, width: float) -> Label:
    reach = place.r + _GAP
    x, y, anchor = {
        "e": (place.x + reach, place.y + 4, "start"),
        "w": (place.x - reach, place.y + 4, "end"),
        "s": (place.x, place.y + reach + SIZE - 2, "middle"),
        "n": (place.x, place.y - reach, "middle"),
    }[side]
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Label(text, x, y, anchor, Box(left - 1, y - SIZE + 1, left + width + 1, y + 3))


def _around(place: Place) -> Box:
    return Box(place.x - place.r, place.y - place.r, place.x + place.r, place.y + place.r)


def _inside(box: Box, layout: Layout) -> bool:
    return (
        box.left >= 0 and box.right <= layout.width and box.top >= 0 <= layout.height - box.bottom
    )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row
