"""Where labels stand: no two overlap and no line runs through one; the most connected come first.

A label takes the first of the places around its node that is free of labels, nodes and lines. Where
there is none free of lines it gets a ground of paper, drawn above the lines, at the place that
fewest of them cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from viz.boxes import Box, Drawn, Taken
from viz.label_text import LEADING, label_lines, shortened
from viz.layout import AROUND_MOST, Layout, Place, Side
from viz.link_curve import Curve
from viz.scene import Scene
from viz.text_width import SIZE, unwrapped, width_of

Where: TypeAlias = Literal["e", "w", "n", "s", "ne", "nw", "se", "sw"]
_GAP: Final = 4
_LAST_RESORT: Final = 18
_GROUNDS: Final = 60
"""So many labels have a ground in pictures of many nodes."""
_TRIES: Final[dict[Side, tuple[Where, ...]]] = {
    "e": ("e", "ne", "se", "s", "n", "nw", "sw", "w"),
    "w": ("w", "nw", "sw", "s", "n", "ne", "se", "e"),
    "n": ("n", "ne", "nw", "e", "w", "s", "se", "sw"),
    "s": ("s", "se", "sw", "e", "w", "n", "ne", "nw"),
}
_ANCHORS: Final[dict[Where, str]] = {
    "e": "start", "w": "end", "n": "middle", "s": "middle",
    "ne": "start", "se": "start", "nw": "end", "sw": "end",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label that is drawn: its lines, the point of the first one's anchor, the box of all.

    ``plate``: it has a ground of paper, for lines run behind it.
    """

    lines: tuple[str, ...]
    x: int
    y: int
    anchor: str
    box: Box
    plate: bool = False

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(unwrapped(self.lines))


def place_labels(scene: Scene, layout: Layout, curves: Sequence[Curve] = ()) -> list[Label | None]:
    """Return the label of each node, None where it found no place.

    Labels never overlap each other, a node or the edge of the drawing. In pictures with more than
    ``AROUND_MOST`` nodes only those of highest rank have a ground: more would hide the lines.
    """
    taken, drawn = Taken(), Drawn(curves)
    for place in layout.places:
        taken.add(_around(place))
    labels: list[Label | None] = [None] * len(scene.nodes)
    many = len(scene.nodes) > AROUND_MOST
    for rank, index in enumerate(_by_rank(scene)):
        node, place = scene.nodes[index], layout.places[index]
        ground = not many or rank < _GROUNDS
        # Cut to one line where all of it found no place.
        for said in (node.short, shortened(node.short, _LAST_RESORT)):
            label = _chosen(_free(said, place, layout, taken), drawn, ground)
            if label is not None:
                taken.add(label.box)
                labels[index] = label
                break
    return labels


def _free(text: str, place: Place, layout: Layout, taken: Taken) -> list[Label]:
    """Return the places around a node at which nothing stands.

    In columns the first is the only one: readers look for labels right of their nodes.
    """
    free = [
        label
        for label in _candidates(text, place, layout)
        if _inside(label.box, layout) and taken.free(label.box)
    ]
    return free[:1] if layout.columns else free


def _chosen(free: Sequence[Label], drawn: Drawn, ground: bool) -> Label | None:
    """Return the first label that no line runs through.

    Where there is none and it may have a ``ground``: the one that fewest lines run through.
    """
    through = []
    for label in free:
        through.append(drawn.through(label.box))
        if not through[-1]:
            return label
    if not through or not ground:
        return None
    return replace(free[through.index(min(through))], plate=True)


def _by_rank(scene: Scene) -> Iterable[int]:
    degrees = scene.degrees()
    order = range(len(scene.nodes))
    nodes = scene.nodes
    return sorted(order, key=lambda i: (nodes[i].id != scene.focus, -degrees[nodes[i].id], i))


def _candidates(text: str, place: Place, layout: Layout) -> Iterator[Label]:
    lines = label_lines(text, layout.room)
    width = max(map(width_of, lines))
    for where in _TRIES[place.side]:
        yield _label(lines, place, where, width)


def _label(lines: tuple[str, ...], place: Place, where: Where, width: float) -> Label:
    tall = LEADING * (len(lines) - 1)
    anchor = _ANCHORS[where]
    x = place.x + (0 if len(where) == 2 else {"e": 1, "w": -1}.get(where, 0) * (place.r + _GAP))  # noqa: PLR2004 (a corner)
    if "n" in where:
        y = place.y - place.r - _GAP - tall
    elif "s" in where:
        y = place.y + place.r + _GAP + SIZE - 2
    else:
        y = place.y + 4 - tall // 2
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    box = Box(left - 1, y - SIZE + 1, left + width + 1, y + tall + 3)
    return Label(lines, x, y, anchor, box)


def _around(place: Place) -> Box:
    return Box(place.x - place.r, place.y - place.r, place.x + place.r, place.y + place.r)


def _inside(box: Box, layout: Layout) -> bool:
    return (
        box.left >= 0 and box.right <= layout.width and box.top >= 0 <= layout.height - box.bottom
    )
