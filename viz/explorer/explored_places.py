"""Where the records of a diagram lie: what was there stays, what is opened comes beside it.

The diagram to which nothing was done is laid out as any picture is. What is opened is set in
columns on the outer side of what brought it, each record at the free height nearest to it, so that
its label stands beside it and nothing that was there moves, however much comes or goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from viz.label_text import label_size
from viz.layout import Layout, Place, Side, lay_out
from viz.layout.place import BESIDE, MARGIN, ROOM, neighbours, radius
from viz.scene import Scene, SceneNode

_SLOT: Final = 16
"""Height of one line of a label."""
_GAP: Final = 60
"""Between a column and what stands before it: room for the lines."""
_LEAST_HEIGHT: Final = 400
"""So high a column may be beside a picture that is lower."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A layout, and where its frame begins in the frame of what was there first."""

    layout: Layout
    left: int
    top: int


@dataclass(slots=True)
class _Columns:
    """The columns of opened records on both sides of what was there: which heights are taken."""

    right: int
    height: int
    taken: dict[tuple[Side, int], set[int]] = field(default_factory=dict)

    def place(self, side: Side, depth: int, y: int, node: SceneNode, r: int) -> Place:
        """Take the free height nearest to ``y`` in the column of a depth, or in one beyond it."""
        _, tall = label_size(node.short, ROOM)
        slots = max(ceil(max(tall, 2 * r) / _SLOT), 1) + 1
        rows = range(self.height // _SLOT - slots)
        while (first := _free(rows, round(y / _SLOT), slots, self._taken(side, depth))) is None:
            depth += 1
        self._taken(side, depth).update(range(first, first + slots))
        away = _GAP + (depth - 1) * (_GAP + round(ROOM) + 4 * BESIDE)
        x = self.right + away if side == "e" else -away
        return Place(x, first * _SLOT + (slots - 1) * _SLOT // 2, r, side)

    def _taken(self, side: Side, depth: int) -> set[int]:
        return self.taken.setdefault((side, depth), set())

    def emptier(self) -> Side:
        """Return the side on which fewer were opened, the right one first."""
        left, right = (
            sum(len(slots) for (side, _), slots in self.taken.items() if side == name)
            for name in ("w", "e")
        )
        return "e" if right <= left else "w"


def grown(origin: Scene, scene: Scene, opened: Sequence[str]) -> Grown:
    """Return where the nodes of ``scene`` lie: those of ``origin`` as they lay before all else.

    ``opened`` says in which order the others came, by what they lie under. What lies directly under
    the middle takes a place that was given up, where there is one.
    """
    base = lay_out(origin)
    places = dict(zip((node.id for node in origin.nodes), base.places, strict=True))
    new = [node for node in scene.nodes if node.id not in places]
    shown = {node.id for node in scene.nodes}
    given_up = [place for id_, place in places.items() if id_ not in shown]
    columns, depth = _Columns(base.width, max(base.height, _LEAST_HEIGHT)), dict[str, int]()
    sizes = _sizes(scene)
    for node in _in_order(new, places, opened):
        by = node.under or scene.nodes[0].id
        if node.under is None and given_up:
            places[node.id] = given_up.pop(0)
            continue
        at = places.get(by, places[scene.nodes[0].id])
        side = at.side if at.side in ("e", "w") and node.under else columns.emptier()
        depth[node.id] = depth.get(by, 0) + 1
        places[node.id] = columns.place(side, depth[node.id], at.y, node, sizes[node.id])
    return _framed(scene, [places[node.id] for node in scene.nodes], base)


def _sizes(scene: Scene) -> dict[str, int]:
    links = neighbours(scene)
    return {
        node.id: radius(scene, index, len(links[index])) for index, node in enumerate(scene.nodes)
    }


def _in_order(
    new: Sequence[SceneNode], places: Mapping[str, Place], opened: Sequence[str]
) -> list[SceneNode]:
    """Return nodes in the order in which they came, each after what it lies under."""
    turn = {id_: place for place, id_ in enumerate(opened)}
    waiting = sorted(new, key=lambda node: turn.get(node.under or "", -1))
    done, order = set(places), list[SceneNode]()
    while waiting:
        ready = [node for node in waiting if node.under is None or node.under in done]
        # Under what is not drawn itself: as it comes.
        ready = ready or waiting
        order += ready
        done.update(node.id for node in ready)
        waiting = [node for node in waiting if node.id not in done]
    return order


def _free(rows: range, wish: int, slots: int, taken: set[int]) -> int | None:
    """Return where among rows so many numbers in a row are free, nearest to a wish.

    >>> _free(range(9), 3, 2, {3, 4}), _free(range(2), 0, 1, {0, 1})
    (1, None)
    """
    near = sorted(rows, key=lambda row: (abs(row - wish), row))
    return next((row for row in near if taken.isdisjoint(range(row, row + slots))), None)


def _framed(scene: Scene, places: Sequence[Place], base: Layout) -> Grown:
    """Move places into a frame with room for the labels beside them."""
    sizes = [label_size(node.short, base.room) for node in scene.nodes]
    wide = [(p, round(p.r + w) + BESIDE + MARGIN, round(h) + MARGIN)
            for p, (w, h) in zip(places, sizes, strict=True)]  # fmt: skip
    left = min([0, *(p.x - w for p, w, _ in wide if p.side == "w")])
    right = max([base.width, *(p.x + w for p, w, _ in wide if p.side == "e")])
    top = min([0, *(p.y - h for p, _, h in wide)])
    bottom = max([base.height, *(p.y + h for p, _, h in wide)])
    moved = tuple(Place(p.x - left, p.y - top, p.r, p.side, p.reach) for p in places)
    return Grown(Layout(right - left, bottom - top, moved, base.columns, base.room), left, top)
