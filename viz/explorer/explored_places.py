"""Where the records of a diagram lie: what was there stays, what is opened comes beside it.

The first records are laid out as in any picture. What is opened is set in columns on the outer
side of what brought it, each record at a free height nearest to it, so that its label stands beside
it and nothing that was there moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from viz.layout import Layout, Place, lay_out
from viz.layout.place import MARGIN, Side
from viz.scene import Scene
from viz.text_width import width_of

_SLOT: Final = 20
"""Height that a record with its label takes."""
_GAP: Final = 70
"""Between the first column and what stands before it: room for the lines."""
_PITCH: Final = 290
"""From column to column: a label at its longest, and room for the lines."""
_R: Final = 6


@dataclass(slots=True)
class _Columns:
    """The columns of opened records on both sides of what was there: which heights are taken."""

    right: int
    taken: dict[tuple[Side, int], set[int]] = field(default_factory=dict)

    def place(self, side: Side, depth: int, y: int) -> Place:
        """Take the free height nearest to ``y`` in the column of a depth."""
        taken = self.taken.setdefault((side, depth), set())
        slot = _free(round(y / _SLOT), taken)
        taken.add(slot)
        away = _GAP + (depth - 1) * _PITCH
        x = self.right + away if side == "e" else -away
        return Place(x, slot * _SLOT, _R, side)

    def emptier(self) -> Side:
        """Return the side on which fewer were opened, the right one first."""
        left, right = (
            sum(len(slots) for (side, _), slots in self.taken.items() if side == name)
            for name in ("w", "e")
        )
        return "e" if right <= left else "w"


@dataclass(frozen=True, slots=True)
class Grown:
    """A layout, and where its frame begins in the frame of what was there first."""

    layout: Layout
    left: int
    top: int


def grown(origin: Scene, scene: Scene, brought: Mapping[str, str]) -> Grown:
    """Return where the nodes of ``scene`` lie: those of ``origin`` as they lay before all else.

    ``brought`` names for each node, in the order in which they came, the one it came by. What the
    middle brought takes a place that was given up, where there is one.
    """
    base = lay_out(origin)
    places = dict(zip((node.id for node in origin.nodes), base.places, strict=True))
    shown = {node.id for node in scene.nodes}
    given_up = [place for id_, place in places.items() if id_ not in shown]
    middle, columns, depth = scene.nodes[0].id, _Columns(base.width), dict[str, int]()
    for id_, by in brought.items():
        if id_ in places or id_ not in shown:
            continue
        if by == middle and given_up:
            places[id_] = given_up.pop(0)
            continue
        at = places[by]
        side = at.side if at.side in ("e", "w") and by != middle else columns.emptier()
        depth[id_] = depth.get(by, 0) + 1
        places[id_] = columns.place(side, depth[id_], at.y)
    return _framed(scene, [places[node.id] for node in scene.nodes], columns=base.columns)


def _free(wish: int, taken: set[int]) -> int:
    """Return the number nearest to a wish that is not taken.

    >>> _free(3, {3, 4})
    2
    """
    away = 0
    while True:
        for slot in (wish + away, wish - away):
            if slot not in taken:
                return slot
        away += 1


def _framed(scene: Scene, places: Sequence[Place], *, columns: bool) -> Grown:
    """Move places into a frame with room for the labels beside them."""
    room = [width_of(node.short) + 2 * MARGIN for node in scene.nodes]
    wide = list(zip(places, room, strict=True))
    left = round(min(p.x - p.r - (w if p.side == "w" else MARGIN) for p, w in wide))
    right = round(max(p.x + p.r + (w if p.side == "e" else MARGIN) for p, w in wide))
    top, bottom = min(p.y for p in places) - _SLOT, max(p.y for p in places) + 2 * _SLOT
    moved = tuple(Place(p.x - left, p.y - top, p.r, p.side) for p in places)
    return Grown(Layout(right - left, bottom - top, moved, columns), left, top)
