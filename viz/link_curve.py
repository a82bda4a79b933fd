"""The way of a line between two places: straight, or bent beside another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from viz.layout.place import Place

Corner: TypeAlias = tuple[float, float]
_PARTS: Final = 12
"""So many chords stand for a curve where something asks what it meets."""
_AWAY: Final = 0.12
"""How far a line bends that gives way once, in parts of its length."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line by its ends and what pulls it between them (Bézier), in whole units.

    2 points: straight; 3: one bend; 4, 7, 10, …: pieces with two bends each, end to end.
    """

    points: tuple[tuple[int, int], ...]

    def path(self) -> str:
        """Return the line as the data of an SVG path."""
        (x, y), *rest = self.points
        if len(rest) == 1:
            return f"M{x} {y}l{rest[0][0] - x} {rest[0][1] - y}".replace(" -", "-")
        return f"M{x} {y}{'Q' if self._once_bent() else 'C'}{' '.join(f'{a} {b}' for a, b in rest)}"

    def chords(self) -> Iterator[tuple[Corner, Corner]]:
        """Yield straight parts that follow the line."""
        step = 2 if self._once_bent() else 3
        for first in range(0, max(len(self.points) - 1, 1), step):
            piece = self.points[first : first + step + 1]
            # On one level there is nothing to bend.
            parts = 1 if len({y for _, y in piece}) == 1 or len(piece) == 2 else _PARTS  # noqa: PLR2004 (two ends)
            yield from pairwise(_at(piece, part / parts) for part in range(parts + 1))

    def _once_bent(self) -> bool:
        return len(self.points) == 3  # noqa: PLR2004 (its ends and one more)


def _at(piece: Sequence[Corner], share: float) -> Corner:
    """De Casteljau's algorithm."""
    points = list(piece)
    while len(points) > 1:
        points = [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in pairwise(points)]
    return points[0]


def straight(start: Place, end: Place, bend: int) -> Curve:
    """Return the way between two places; ``bend`` says how far it gives way to those beside it."""
    first, last = (start.x, start.y), (end.x, end.y)
    if bend == 0:
        return Curve((first, last))
    middle_x = round((start.x + end.x) / 2 - (end.y - start.y) * _AWAY * bend)
    middle_y = round((start.y + end.y) / 2 + (end.x - start.x) * _AWAY * bend)
    return Curve((first, (middle_x, middle_y), last))
