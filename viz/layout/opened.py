"""What came out of bundles: in a frame below the picture, where all else stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from viz.label_text import label_size
from viz.layout.place import MARGIN, ROOM, WIDTH, Frame, Layout, Place, neighbours, radius
from viz.scene import Scene, SceneNode

LEAST_WIDTH: Final = 640
"""A narrower picture is set into the middle of so much: opening something does not rescale it."""
_CELL: Final = ROOM + 48
_AIR: Final = 8
_PAD: Final = 14


def opened(scene: Scene, lay_out: Callable[[Scene], Layout]) -> Layout:
    """Return the layout of the scene that this one grew from, with frames below it.

    There is one for each bundle that is open, what came out of it in columns.
    """
    if scene.grew_from is None:
        return lay_out(scene)
    base = lay_out(scene.grew_from)
    wide = min(max(base.width, LEAST_WIDTH), WIDTH)
    aside = (wide - base.width) // 2
    places = {
        node.id: replace(place, x=place.x + aside)
        for node, place in zip(scene.grew_from.nodes, base.places, strict=True)
    }
    degrees = dict(zip((node.id for node in scene.nodes), map(len, neighbours(scene)), strict=True))
    index = {node.id: number for number, node in enumerate(scene.nodes)}
    frames: list[Frame] = []
    y = base.height
    for hub in _hubs(scene):
        members = [node for node in scene.nodes if node.under == hub.id and node.id not in places]
        members.sort(key=lambda node: node.bundle is not None)
        frame, spots = _framed(hub, members, wide, y)
        for node, (x, middle) in zip(members, spots, strict=True):
            r = radius(scene, index[node.id], degrees[node.id])
            places[node.id] = Place(x, middle, r, "e")
        frames.append(frame)
        y = frame.y + frame.height + MARGIN
    in_order = tuple(places[node.id] for node in scene.nodes)
    return Layout(wide, y, in_order, room=base.room, frames=tuple(frames))


def _hubs(scene: Scene) -> list[SceneNode]:
    """Return the open bundles, those that came out of others after these."""
    hubs = {node.id: node for node in scene.nodes if node.open}

    def depth(node: SceneNode) -> int:
        return 1 + depth(hubs[node.under]) if node.under in hubs else 0

    return sorted(hubs.values(), key=lambda node: (depth(node), node.id))


def _framed(
    hub: SceneNode, members: Sequence[SceneNode], wide: int, y: int
) -> tuple[Frame, list[tuple[int, int]]]:
    """Return the frame of a bundle and where the middles of its members lie, column by column."""
    columns = max(1, int((wide - 2 * MARGIN) // _CELL))
    rows = -(-len(members) // columns)
    cell = (wide - 2 * MARGIN) / columns
    high = [
        max(label_size(node.short, ROOM)[1] for node in members[row::rows]) + _AIR
        for row in range(rows)
    ]
    tops = [0, *accumulate(high)]
    spots = [
        (
            round(MARGIN + _PAD + cell * (number // rows)),
            round(y + _PAD + tops[number % rows] + high[number % rows] / 2),
        )
        for number in range(len(members))
    ]
    return Frame(hub.id, MARGIN // 2, y, wide - MARGIN, round(tops[-1]) + 2 * _PAD), spots
