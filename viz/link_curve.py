"""The way of a line between two places: straight, bent beside another, or level between columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from viz.layout.place import Place

Corner: TypeAlias = tuple[float, float]
_PARTS: Final = 12
"""So many chords stand for a curve where something asks what it meets."""
_AWAY: Final = 0.12
"""How far a line bends that gives way once, in parts of its length."""
_BESIDE: Final = 3
"""How far apart lines between the same two places of columns run."""
_BOW: Final = 24
_CLEAR: Final = 2
"""Between the shape that a level line arrives at and its end."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line by its ends and what pulls it between them: 2, 3 or 4 points (Bézier), whole units."""

    points: tuple[tuple[int, int], ...]

    def path(self) -> str:
        """Return the line as the data of an SVG path."""
        (x, y), *rest = self.points
        if len(rest) == 1:
            return f"M{x} {y}l{rest[0][0] - x} {rest[0][1] - y}".replace(" -", "-")
        kind = "Q" if len(rest) == 2 else "C"  # noqa: PLR2004 (a quadratic has two more points)
        return f"M{x} {y}{kind}{' '.join(f'{a} {b}' for a, b in rest)}"

    def chords(self) -> Iterator[tuple[Corner, Corner]]:
        """Yield straight parts that follow the line."""
        parts = 1 if len(self.points) == 2 else _PARTS  # noqa: PLR2004 (two ends: a straight line)
        yield from pairwise(self._at(part / parts) for part in range(parts + 1))

    def _at(self, share: float) -> Corner:
        """De Casteljau's algorithm."""
        points: list[Corner] = list(self.points)
        while len(points) > 1:
            points = [
                (a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in pairwise(points)
            ]
        return points[0]


def curve_between(start: Place, end: Place, bend: int, *, columns: bool) -> Curve:
    """Return the way between two places; ``bend`` says how far it gives way to those beside it."""
    return _level(start, end, bend) if columns else _straight(start, end, bend)


def _straight(start: Place, end: Place, bend: int) -> Curve:
    first, last = (start.x, start.y), (end.x, end.y)
    if bend == 0:
        return Curve((first, last))
    middle_x = round((start.x + end.x) / 2 - (end.y - start.y) * _AWAY * bend)
    middle_y = round((start.y + end.y) / 2 + (end.x - start.x) * _AWAY * bend)
    return Curve((first, (middle_x, middle_y), last))


def _level(start: Place, end: Place, bend: int) -> Curve:
    """A line that leaves behind a label and arrives level; in one column it bows to the left."""
    left, right = (start, end) if start.x <= end.x else (end, start)
    y, to_y = left.y + _BESIDE * bend, right.y + _BESIDE * bend
    if left.x == right.x:
        x, to_x = left.x - left.r, right.x - right.r
        bow = min(x, to_x) - _BOW
        return Curve(((x, y), (bow, (y + to_y) // 2), (to_x, to_y)))
    x, to_x = left.x + left.reach, right.x - right.r - _CLEAR
    middle = (x + to_x) // 2
    return Curve(((x, y), (middle, y), (middle, to_y), (to_x, to_y)))
