"""The way of lines in columns: level behind labels, curved in the lanes, through gaps between.

A line that came out from behind a label would seem to begin there. So each runs level to the end of
its column before it turns, and where it skips a column it passes between two labels of that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from viz.label_text import label_size
from viz.layout import Layout, Place
from viz.link_curve import Corner, Curve
from viz.scene import Scene

_BESIDE: Final = 3
"""How far apart lines between the same two places run."""
_BOW: Final = 24
_CLEAR: Final = 2
"""Between the shape that a line arrives at and its end."""
_OUTSIDE: Final = 6
"""How far above the first label of a column a line passes, or below the last."""
_LEAST: Final = 4
_OFFSETS: Final = (0, 2, -2)
"""Lines of one gap lie side by side as long as there is room."""


class Lanes:
    """What is free in columns: where each ends on the right, the gaps between its labels."""

    def __init__(self, scene: Scene, layout: Layout) -> None:
        rows: dict[int, list[Corner]] = {}
        self._ends: dict[int, int] = {}
        for node, place in zip(scene.nodes, layout.places, strict=True):
            half = max(label_size(node.short, layout.room)[1] / 2 + 1, place.r)
            rows.setdefault(place.x, []).append((place.y - half, place.y + half))
            self._ends[place.x] = max(self._ends.get(place.x, 0), place.x + place.reach)
        self._gaps = {x: list(_gaps(sorted(taken))) for x, taken in rows.items()}
        self._used: Counter[tuple[int, float]] = Counter()

    def way(self, start: Place, end: Place, bend: int) -> Curve:
        """Return the way between two places; ``bend`` says how far it gives way to another."""
        left, right = (start, end) if start.x <= end.x else (end, start)
        y, to_y = left.y + _BESIDE * bend, right.y + _BESIDE * bend
        if left.x == right.x:
            return _bow(left.x - left.r, y, right.x - right.r, to_y)
        stops: list[Corner] = [(left.x + left.reach, y), (self._ends[left.x], y)]
        for x in sorted(x for x in self._gaps if left.x < x < right.x):
            wish = y + (to_y - y) * (x - left.x) / (right.x - left.x)
            passed = self._gap(x, wish)
            stops += [(x - _BOW / 2, passed), (self._ends[x], passed)]
        stops.append((right.x - right.r - _CLEAR, to_y))
        return _through(stops)

    def _gap(self, x: int, wish: float) -> float:
        """Return the height of the gap of a column that is nearest to a wish."""
        gap = min(self._gaps[x], key=lambda gap: (abs(gap - wish), gap))
        self._used[x, gap] += 1
        return gap + _OFFSETS[self._used[x, gap] % len(_OFFSETS)]


def _gaps(taken: list[Corner]) -> Iterator[float]:
    """Yield the middles of what is free above, between and below."""
    yield taken[0][0] - _OUTSIDE
    for (_, bottom), (top, _) in pairwise(taken):
        if top - bottom >= _LEAST:
            yield (bottom + top) / 2
    yield taken[-1][1] + _OUTSIDE


def _bow(x: int, y: int, to_x: int, to_y: int) -> Curve:
    """Within one column a line bows to the left."""
    return Curve(((x, y), (min(x, to_x) - _BOW, (y + to_y) // 2), (to_x, to_y)))


def _through(stops: list[Corner]) -> Curve:
    """Return a line that is level at each of its stops."""
    points = [stops[0]]
    for (x, y), (to_x, to_y) in pairwise(stops):
        if (x, y) != (to_x, to_y):
            middle = (x + to_x) / 2
            points += [(middle, y), (middle, to_y), (to_x, to_y)]
    return Curve(tuple((round(x), round(y)) for x, y in points))
