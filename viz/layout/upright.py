"""Rows: layers one below the other, where there are more of them than fit side by side."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from viz.layout.earlier import starts
from viz.layout.place import MARGIN, ROOM, WIDTH, Before, Layout, Point, framed, neighbours, radius
from viz.scene import Scene

_DOWN: Final = 62.0
"""From one row to the next."""
_ACROSS: Final = ROOM + 28
"""Least from one node of a row to the next: its label and room for lines."""
_MOST: Final = int((WIDTH - 2 * MARGIN) / _ACROSS)
"""So many nodes fit into a row; more take another one."""


def in_rows(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions in rows, from the first layer down; every node has a layer."""
    links = neighbours(scene)
    old = starts(scene, links, before) if before else [None] * len(links)
    x: dict[int, float] = {}
    points: dict[int, Point] = {}
    for row, members in enumerate(_rows(scene)):
        wish = {n: _wish(n, links, x, start[0] if (start := old[n]) else None) for n in members}
        for place, index in enumerate(sorted(members, key=lambda n: (wish[n], n))):
            x[index] = (place - (len(members) - 1) / 2) * _ACROSS
            points[index] = (x[index], row * _DOWN, radius(scene, index, len(links[index])), "e")
    return framed(scene, [points[index] for index in range(len(links))])


def _rows(scene: Scene) -> list[list[int]]:
    layers: dict[int, list[int]] = {}
    for index, node in enumerate(scene.nodes):
        layers.setdefault(node.layer or 0, []).append(index)
    return [
        members[first : first + _MOST]
        for _, members in sorted(layers.items())
        for first in range(0, len(members), _MOST)
    ]


def _wish(index: int, links: list[list[int]], x: dict[int, float], old: float | None) -> float:
    """Return where a node would stand: where it stood, else below its neighbours above."""
    if old is not None:
        return old
    return fmean([x[other] for other in links[index] if other in x] or [0.0])
