"""Columns: one for each layer of a scene, in an order with few crossings (Sugiyama et al. 1981)."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from viz.label_text import label_size
from viz.layout.earlier import starts
from viz.layout.place import (
    BESIDE,
    MARGIN,
    WIDER,
    WIDTH,
    Before,
    Layout,
    Point,
    framed,
    neighbours,
    radius,
)
from viz.scene import Scene

MOST_COLUMNS: Final = 5
"""More do not fit beside each other with letters that can be read."""
_AIR: Final = 7.0
"""Least between the labels of a column."""
_LOOSEST: Final = 2.2
"""How much a column is drawn out that would have room."""
_LEAST_LANE, _MOST_LANE = 26.0, 105.0
"""Between the labels of a column and the next: room for lines to cross."""
_MARK: Final = 20.0
"""What a shape and its distance from its label take."""
_WIDEST: Final = 160.0
_SWEEPS: Final = 6
_Heights = dict[int, float]


def in_columns(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions in columns; every node has a layer."""
    links = neighbours(scene)
    layers = _layers(scene)
    room = _room(scene, layers)
    high = {n: label_size(node.short, room)[1] + _AIR for n, node in enumerate(scene.nodes)}
    y = _heights(layers, links, high, _old(scene, links, before))
    x = _lefts(scene, layers, room)
    points: list[Point] = [
        (x[node.layer or 0], y[index], radius(scene, index, len(links[index])), "e")
        for index, node in enumerate(scene.nodes)
    ]
    return framed(scene, points, columns=True, room=room)


def _room(scene: Scene, layers: dict[int, list[int]]) -> float:
    """Return how wide labels may be so that all columns fit.

    Where a column has a word that is wider the others get less.
    """
    even = (WIDTH - 2 * MARGIN - _LEAST_LANE * (len(layers) - 1)) / len(layers) - _MARK - BESIDE
    rooms = [min(_WIDEST, even) * share / 20 for share in range(20, 10, -1)]
    return next((room for room in rooms if _lane(scene, layers, room) >= _LEAST_LANE), rooms[-1])


def _lane(scene: Scene, layers: dict[int, list[int]], room: float) -> float:
    """Return what is left between columns."""
    taken = sum(_widest(scene, layers, room).values()) + (_MARK + BESIDE) * len(layers)
    return (WIDTH - 2 * MARGIN - taken) / max(len(layers) - 1, 1)


def _widest(scene: Scene, layers: dict[int, list[int]], room: float) -> dict[int, float]:
    return {
        layer: max(label_size(scene.nodes[n].short, room)[0] for n in members) * (1 + WIDER)
        for layer, members in layers.items()
    }


def _layers(scene: Scene) -> dict[int, list[int]]:
    layers: dict[int, list[int]] = {}
    for index, node in enumerate(scene.nodes):
        layers.setdefault(node.layer or 0, []).append(index)
    return dict(sorted(layers.items()))


def _old(scene: Scene, links: list[list[int]], before: Before | None) -> _Heights:
    """Return the heights at which nodes start that were there, or belong to some that were."""
    found = starts(scene, links, before) if before else []
    return {index: start[1] for index, start in enumerate(found) if start}


def _heights(
    layers: dict[int, list[int]], links: list[list[int]], high: _Heights, old: _Heights
) -> _Heights:
    """Move each node towards the middle of its neighbours, sweeping there and back.

    Neighbours of all columns count, not of the one before alone: some links skip a column. Each
    sweep starts from the order that the last one left in ``layers``. Where there were heights
    before, nodes keep them as far as there is room.
    """
    tall = max(sum(high[n] for n in members) for members in layers.values())
    y: _Heights = {}
    for members in layers.values():
        wish = {n: i * tall / len(members) for i, n in enumerate(members)}
        _spread(members, y, {n: old.get(n, wish[n]) for n in members}, tall, high)
    for sweep in range(0 if old else _SWEEPS):
        order = list(layers.values())
        for members in order if sweep % 2 else reversed(order):
            wish = {n: fmean([y[o] for o in links[n]] or [y[n]]) for n in members}
            _spread(members, y, wish, tall, high)
    return y


def _spread(members: list[int], y: _Heights, wish: _Heights, tall: float, high: _Heights) -> None:
    """Order a column by its wishes; give each node its wish where the others leave it room.

    From the top down: no node lies above ``free``, where the one before leaves room, nor so low
    that those that follow would find no place.
    """
    members.sort(key=lambda n: (wish[n], n))
    whole = sum(high[n] for n in members)
    loose = min(max(tall / whole, 1.0), _LOOSEST)
    rest = whole * loose
    free = (tall - max(tall, rest)) / 2
    bottom = free + max(tall, rest)
    for index in members:
        own = high[index] * loose
        y[index] = min(max(wish[index], free + own / 2), bottom - rest + own / 2)
        free, rest = y[index] + own / 2, rest - own


def _lefts(scene: Scene, layers: dict[int, list[int]], room: float) -> dict[int, float]:
    widest, lane = _widest(scene, layers, room), _lane(scene, layers, room)
    x, lefts = 0.0, {}
    for layer in layers:
        lefts[layer] = x
        x += widest[layer] + _MARK + BESIDE + min(max(lane, _LEAST_LANE), _MOST_LANE)
    return lefts
