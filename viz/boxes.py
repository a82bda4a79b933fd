"""Rectangles of a drawing: which meet, which are taken, and which lines run through one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from viz.link_curve import Corner, Curve

_CELL: Final = 64
Cell = tuple[int, int]


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

    def cut_by(self, start: Corner, end: Corner) -> bool:
        """Say whether a straight line runs through (Liang and Barsky 1984)."""
        (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
        first, last = 0.0, 1.0
        for along, room in (
            (-dx, x - self.left), (dx, self.right - x), (-dy, y - self.top), (dy, self.bottom - y),
        ):  # fmt: skip
            if along == 0:
                if room <= 0:
                    return False
            elif along < 0:
                first = max(first, room / along)
            else:
                last = min(last, room / along)
        return first < last


@dataclass(slots=True)
class Taken:
    """Rectangles already taken, in a grid, so that asking is cheap."""

    cells: dict[Cell, list[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        """Take a rectangle."""
        for cell in _cells(box):
            self.cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Say whether nothing taken meets the rectangle."""
        return not any(box.meets(other) for c in _cells(box) for other in self.cells.get(c, ()))


class Drawn:
    """Lines of a drawing, in a grid, so that asking what runs through a rectangle is cheap."""

    def __init__(self, curves: Sequence[Curve]) -> None:
        self._cells: dict[Cell, list[tuple[int, Corner, Corner]]] = {}
        for line, curve in enumerate(curves):
            for start, end in curve.chords():
                for cell in _passed(start, end):
                    self._cells.setdefault(cell, []).append((line, start, end))

    def through(self, box: Box) -> int:
        """Return how many lines run through a rectangle."""
        found: set[int] = set()
        for cell in _cells(box):
            for line, start, end in self._cells.get(cell, ()):
                if line not in found and box.cut_by(start, end):
                    found.add(line)
        return len(found)


def _cells(box: Box) -> Iterator[Cell]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def _passed(start: Corner, end: Corner) -> Iterator[Cell]:
    """Yield the cells that a straight line passes: column by column, the rows that it has there."""
    (x, y), (to_x, to_y) = sorted((start, end))
    slope = (to_y - y) / (to_x - x) if to_x > x else 0.0
    for column in range(int(x // _CELL), int(to_x // _CELL) + 1):
        enters = y + slope * (max(x, column * _CELL) - x)
        leaves = y + slope * (min(to_x, (column + 1) * _CELL) - x) if to_x > x else to_y
        low, high = sorted((enters, leaves))
        for row in range(int(low // _CELL), int(high // _CELL) + 1):
            yield column, row
