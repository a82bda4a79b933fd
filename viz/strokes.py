"""How each relation of a scene is stroked: family, width, faintness, bend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from viz.scene import Scene, SceneLink
from viz.style import FAMILY, LINES

_DENSE: Final = 120
"""From so many relations on, those that do not touch the focus are drawn fainter still."""
_CLEAR, _WIDE, _FAINT, _FAINTER = 0.9, 0.55, 0.45, 0.25
"""Opacity of a line of one relation, of one that stands for several (it is wider), of the rest."""

WEAK: Final = 3
"""Width of the weakest link of a route."""


class Stroke(NamedTuple):
    """A kind of line; fainter ones sort first, so that they lie below the others."""

    opacity: float
    family: str
    dashed: bool
    width: float
    to_confirm: bool = False

    @property
    def colour(self) -> str:
        """The colour of the line."""
        return LINES[self.family].colour


def strokes(scene: Scene) -> list[Stroke]:
    """Return how each relation is stroked."""
    quiet = _quiet(scene)
    return [
        Stroke(
            _opacity(scene, link, quiet),
            FAMILY[link.type],
            link.dashed,
            WEAK if link.weak else _width(link.count),
            link.to_confirm,
        )
        for link in scene.links
    ]


def bends(links: Sequence[SceneLink]) -> list[int]:
    """Return how far each relation bends: 0 for the first between two ends, then 1, -1, 2.

    The sign is as seen from the end whose id comes first.
    """
    seen: dict[frozenset[str], int] = {}
    found = []
    for link in links:
        pair = frozenset((link.start, link.end))
        order = seen[pair] = seen.get(pair, -1) + 1
        away = (order + 1) // 2 * (1 if order % 2 else -1)
        found.append(away if link.start <= link.end else -away)
    return found


def _quiet(scene: Scene) -> float:
    """Return the opacity of what is not in front: in columns nothing lies behind anything."""
    if scene.in_columns():
        return _CLEAR
    return _FAINT if len(scene.links) < _DENSE else _FAINTER


def _opacity(scene: Scene, link: SceneLink, quiet: float) -> float:
    if link.count > 1:
        return _WIDE
    return _CLEAR if scene.focus in (link.start, link.end) else quiet


def _width(count: int) -> float:
    return 1 if count == 1 else round(min(0.8 + count * 0.22, 4), 1)
