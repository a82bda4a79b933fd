"""How each relation of a scene is stroked: family, width, faintness, bend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from viz.scene import Scene, SceneLink
from viz.style import FAMILY, LINES

_DENSE: Final = 120
"""From so many relations on, those that do not touch the focus are drawn fainter still."""


class Stroke(NamedTuple):
    """A kind of line; fainter ones sort first, so that they lie below the others."""

    opacity: float
    family: str
    dashed: bool
    width: float

    @property
    def colour(self) -> str:
        """The colour of the line."""
        return LINES[self.family].colour


def stroke(scene: Scene, link: SceneLink) -> Stroke:
    """Return how a relation is stroked."""
    return Stroke(_opacity(scene, link), FAMILY[link.type], link.dashed, _width(link.count))


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


def _opacity(scene: Scene, link: SceneLink) -> float:
    if link.count > 1:
        return 0.55
    if scene.focus in (link.start, link.end) or any(n.layer is not None for n in scene.nodes[:1]):
        return 0.9
    return 0.45 if len(scene.links) < _DENSE else 0.25


def _width(count: int) -> float:
    return 1 if count == 1 else round(min(0.8 + count * 0.22, 4), 1)
