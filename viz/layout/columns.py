"""Columns: one for each layer of a scene, in an order with few crossings (Sugiyama et al. 1981)."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from viz.layout.place import Before, Layout, Point, Side, framed, neighbours, radius
from viz.scene import Scene
from viz.text_width import width_of

_GAP: Final = 18.0
"""Least between two nodes of a column: a label's height and some air."""
_TALL: Final = 40.0
"""Most between two nodes of a column that would have room for more."""
_LANE: Final = 105.0
"""Between the labels of a column and the next: room for lines to cross."""
_SWEEPS: Final = 6


def in_columns(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions in columns; every node has a layer."""
    links = neighbours(scene)
    layers = _layers(scene)
    y = _heights(layers, links)
    x = _lefts(scene, layers)
    points: list[Point] = [
        (x[node.layer or 0], y[index], radius(scene, index, len(links[index])), _side(node.layer))
        for index, node in enumerate(scene.nodes)
    ]
    return framed(scene, points, columns=True)


def _side(layer: int | None) -> Side:
    return "s" if layer == 0 else "e"


def _layers(scene: Scene) -> dict[int, list[int]]:
    layers: dict[int, list[int]] = {}
    for index, node in enumerate(scene.nodes):
        layers.setdefault(node.layer or 0, []).append(index)
    return dict(sorted(layers.items()))


def _heights(layers: dict[int, list[int]], links: list[list[int]]) -> dict[int, float]:
    """Move each node towards the middle of its neighbours, sweeping there and back.

    Neighbours of all columns count, not of the one before alone: some links skip a column. Each
    sweep starts from the order that the last one left in ``layers``.
    """
    tall = (max(map(len, layers.values())) - 1) * _GAP
    y: dict[int, float] = {}
    for members in layers.values():
        _spread(members, y, {n: i * tall / len(members) for i, n in enumerate(members)}, tall)
    for sweep in range(_SWEEPS):
        order = list(layers.values())
        for members in order if sweep % 2 else reversed(order):
            wish = {n: fmean([y[o] for o in links[n]] or [y[n]]) for n in members}
            _spread(members, y, wish, tall)
    return y


def _spread(members: list[int], y: dict[int, float], wish: dict[int, float], tall: float) -> None:
    """Order a column by its wishes; give each node its wish where the others leave it room.

    From the top down: no node lies above ``free``, where the one before leaves room, nor below
    ``last``, where all that follow still find a place.
    """
    members.sort(key=lambda n: (wish[n], n))
    gap = min(_TALL, max(_GAP, tall / max(len(members), 1)))
    room = max(tall, gap * (len(members) - 1))
    free = (tall - room) / 2
    bottom = free + room
    for row, index in enumerate(members):
        last = bottom - gap * (len(members) - 1 - row)
        y[index] = min(max(wish[index], free), last)
        free = y[index] + gap


def _lefts(scene: Scene, layers: dict[int, list[int]]) -> dict[int, float]:
    x, lefts = 0.0, {}
    for layer, members in layers.items():
        lefts[layer] = x
        widest = max(width_of(scene.nodes[n].short) for n in members)
        x += _LANE + (widest if _side(layer) == "e" else widest / 2)
    return lefts
