"""The outlines of the shapes that nodes have, as SVG paths around a point."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from typing import Final

from viz.style import Shape

_LEADING_ZERO: Final = re.compile(r"(?<![\d.])0\.")
Corners = tuple[tuple[float, float], ...]


def _ring(count: int, start: float, *radii: float) -> Corners:
    """Return ``count`` corners around the middle; radii alternate."""
    turns = [math.radians(start + 360 * i / count) for i in range(count)]
    lengths = [radii[i % len(radii)] for i in range(count)]
    return tuple(
        (r * math.cos(turn), r * math.sin(turn)) for turn, r in zip(turns, lengths, strict=True)
    )


_CORNERS: Final[dict[Shape, Corners]] = {
    "square": _ring(4, 45, 1.25),
    "diamond": _ring(4, 0, 1.25),
    "triangle": _ring(3, -90, 1.3),
    "triangleDown": _ring(3, 90, 1.3),
    "hexagon": _ring(6, 0, 1.15),
    "star": _ring(10, -90, 1.45, 0.65),
}


@cache
def outline(shape: Shape, r: int) -> str:
    """Return the path of a shape of radius ``r``, relative to where the path stands."""
    if shape == "dot":
        return f"m{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"
    points = [(round(x * r, 1), round(y * r, 1)) for x, y in _CORNERS[shape]]
    steps = [_step(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    return f"m{_numbers(*points[0])}{''.join(steps)}z"


def _step(x: float, y: float) -> str:
    if round(y, 1) == 0:
        return f"h{_numbers(x)}"
    return f"v{_numbers(y)}" if round(x, 1) == 0 else f"l{_numbers(x, y)}"


def _numbers(*values: float) -> str:
    """Return numbers with at most one decimal, as short as a path may write them."""
    written = " ".join(f"{round(value, 1) + 0.0:g}" for value in values)
    return _LEADING_ZERO.sub(".", written).replace(" -", "-")
