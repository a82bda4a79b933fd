"""Where nodes start that are drawn anew: at their old places, or near what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import TypeAlias

from viz.layout.place import Before
from viz.scene import Scene

Start: TypeAlias = tuple[float, float]


def starts(scene: Scene, links: Sequence[Sequence[int]], before: Before) -> list[Start | None]:
    """Return where each node starts, None where nothing says it.

    A node that was there starts where it lay. A new one starts amid its neighbours that have a
    start, apart from the focus, to which all are related; else where something lay that is gone
    now (a bundle that was opened), the nearest to the middle of all its neighbours.
    """
    found: list[Start | None] = [
        (float(spot.x), float(spot.y)) if (spot := before.get(node.id)) else None
        for node in scene.nodes
    ]
    middle = next((i for i, node in enumerate(scene.nodes) if node.id == scene.focus), -1)
    gone = _gone(scene, before)
    new = [index for index, start in enumerate(found) if start is None]
    for index in new:
        near = [other for other in links[index] if other != middle]
        found[index] = _amid(near, found) or _nearest(gone, _amid(links[index], found))
    for index in new:
        found[index] = found[index] or _amid(links[index], found) if middle < 0 else found[index]
    return found


def _gone(scene: Scene, before: Before) -> list[Start]:
    shown = {node.id for node in scene.nodes}
    return [(float(spot.x), float(spot.y)) for id_, spot in before.items() if id_ not in shown]


def _amid(indexes: Iterable[int], found: Sequence[Start | None]) -> Start | None:
    known = [start for index in indexes if (start := found[index])]
    if not known:
        return None
    return fmean(x for x, _ in known), fmean(y for _, y in known)


def _nearest(gone: Sequence[Start], to: Start | None) -> Start | None:
    if not gone:
        return None
    x, y = to or gone[0]
    return min(gone, key=lambda one: ((one[0] - x) ** 2 + (one[1] - y) ** 2, one))
