"""Two levels: communities first, forces inside each, then the communities as discs side by side.

A picture that grew from another starts from its places: only what is new looks for room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from viz.label_text import label_size
from viz.layout.earlier import starts
from viz.layout.place import (
    BESIDE,
    MARGIN,
    ROOM,
    WIDTH,
    Before,
    Layout,
    Point,
    framed,
    neighbours,
    radius,
)
from viz.scene import MOST, Scene

if TYPE_CHECKING:
    from viz.layout.grouping import Ints, Ties
    from viz.layout.settling import Floats

_GOLDEN: Final = np.pi * (3 - np.sqrt(5))
"""The golden angle: points of a spiral that turns by it lie nowhere in rows."""
_AREA, _CLOSE_AREA = 42.0, 28.0
"""Radius of the disc of one node, with its label and where most have none; that of a community
grows with its area."""
_FILLED: Final = 0.85
"""Part of its disc's radius that a community fills: a gap stays between it and the next."""
_NODE: Final = 12.0
"""Half the distance that two nodes keep."""
_NAMED: Final = 60
"""Above twice so many nodes, room is kept for the labels of so many, those with most relations."""
_MOST_GROUPS: Final = 300
_HALF: Final = WIDTH / 2 - MARGIN
_UNBOUND: Final = 1e9
_HEAVY: Final = 0.02
"""How far what was there gives way, in parts of what new nodes do."""


def in_communities(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions of a scene without a middle, as wide as a page and as high as it takes.

    What no page shows, more than ``MOST`` nodes, lies with its longer side level.
    """
    from viz.layout.grouping import ties_of
    from viz.layout.settling import part

    if not scene.nodes:
        return framed(scene, [])
    links = neighbours(scene)
    half = _HALF if len(links) <= MOST else _UNBOUND
    old = starts(scene, links, before) if before else []
    if before and 4 * sum(node.id in before for node in scene.nodes) >= len(links):
        new = np.array([float(node.id not in before) for node in scene.nodes])
        spots, mobile = _resumed(old, new), np.maximum(new, _HEAVY)
    else:
        spots, mobile = _anew(ties_of(links), half), np.ones(len(links))
    named = _named(links)
    boxes = _boxes(scene, named, spots)
    part(spots, boxes, mobile, 200 if len(links) <= MOST else 12, half)
    points: list[Point] = [
        (x, y, radius(scene, index, len(links[index])), "e" if east else "w")
        for index, ((x, y), east) in enumerate(zip(spots.tolist(), _east(spots), strict=True))
    ]
    return framed(scene, points, named=named)


def _anew(ties: Ties, half: float) -> Floats:
    """Return positions of nodes of which nothing was there."""
    home = _homes(ties)
    count = int(home.max()) + 1
    sizes = _area(len(home)) * np.sqrt(np.bincount(home, minlength=count))
    spots = _inside(ties, home)
    reach = np.zeros(count)
    np.maximum.at(reach, home, np.linalg.norm(spots, axis=1))
    spots *= (sizes / np.where(reach > 0, reach, 1.0) * _FILLED)[home][:, None]
    centres = _discs(ties, home, sizes, half)
    return _narrowed(_turned(spots, centres, ties, home) + centres[home], half)


def _area(count: int) -> float:
    return _AREA if count <= 2 * _NAMED else _CLOSE_AREA


def _homes(ties: Ties) -> Ints:
    """Return the community of each node, the largest first; nodes without ties are one.

    Beyond ``_MOST_GROUPS`` the smallest are one, too.
    """
    from viz.layout.grouping import communities

    home = communities(ties)
    home[np.diff(ties.first) == 0] = len(home)
    _, first, row, sizes = np.unique(
        home, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return np.minimum(rank[row], _MOST_GROUPS - 1)


def _inside(ties: Ties, home: Ints) -> Floats:
    """Return each node within its community, around the middle of that."""
    from viz.layout.settling import Groups, Springs, settle

    sizes = np.bincount(home)
    first = np.concatenate(([0], np.cumsum(sizes)))
    members = np.argsort(home, kind="stable")
    spots = np.empty((len(home), 2))
    for group, size in enumerate(sizes.tolist()):
        spots[members[first[group] : first[group + 1]]] = _spiral(size)
    springs = Springs(ties.first, ties.ends, ties.weights.astype(float))
    settle(spots, springs, Groups(home, members, first))
    for group in range(len(sizes)):
        own = members[first[group] : first[group + 1]]
        spots[own] -= spots[own].mean(axis=0)
    return spots


def _discs(ties: Ties, home: Ints, sizes: Floats, half: float) -> Floats:
    """Return the middles of the communities: near those they are tied to, none on another.

    The more ties two of them have the stronger they pull, by the root, so that the largest two do
    not outweigh all others.
    """
    from viz.layout.grouping import between
    from viz.layout.settling import Groups, Springs, pack, settle

    both = between(ties, home)
    everyone = np.arange(len(sizes))
    centres = _spiral(len(sizes))
    one = Groups(np.zeros(len(sizes), np.int64), everyone, np.array([0, len(sizes)]))
    settle(centres, Springs(both.first, both.ends, np.sqrt(both.weights)), one)
    # Wide at first, then pulled together: discs that began on each other would part at random.
    centres *= float(sizes.sum()) / max(1.0, float(np.sqrt(len(sizes))))
    centres = _level(centres)
    if half < _UNBOUND:
        centres = np.ascontiguousarray(centres[:, ::-1])
    pack(centres, sizes, 60, 0.97, half)
    return centres


def _turned(spots: Floats, centres: Floats, ties: Ties, home: Ints) -> Floats:
    """Turn each community so that members lie on the side of those they are tied to outside."""
    from viz.layout.grouping import starts_of

    start, end = starts_of(ties), ties.ends
    out = home[start] != home[end]
    start, end = start[out], end[out]
    ways = centres[home[end]] - centres[home[start]]
    ways /= np.linalg.norm(ways, axis=1)[:, None] + 1e-9
    own = spots[start]
    count = len(centres)
    along = np.bincount(home[start], (own * ways).sum(axis=1), count)
    across = np.bincount(home[start], own[:, 0] * ways[:, 1] - own[:, 1] * ways[:, 0], count)
    length = np.hypot(along, across)
    cos = np.where(length > 0, along / np.where(length > 0, length, 1), 1.0)[home]
    sin = np.where(length > 0, across / np.where(length > 0, length, 1), 0.0)[home]
    x, y = spots[:, 0], spots[:, 1]
    return np.column_stack((x * cos - y * sin, x * sin + y * cos))


def _narrowed(spots: Floats, half: float) -> Floats:
    """Press a cloud that is wider than the page together, and draw it out as much."""
    widest = float(np.abs(spots[:, 0]).max())
    if widest > half:
        spots = spots * (half / widest, widest / half)
    return spots


def _level(points: Floats) -> Floats:
    """Turn the cloud so that its longer side lies level (by its principal axes).

    An axis has two directions, and which one comes out is the library's affair: we take the one
    whose parts sum to more than nothing.
    """
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes.sum(axis=0) < 0, -1.0, 1.0)
    return np.asarray(points @ axes)


def _spiral(count: int) -> Floats:
    """Return points evenly spread over a disc of radius 1 (Vogel 1979)."""
    order = np.arange(count)
    far = np.sqrt((order + 0.5) / max(count, 1))
    return np.column_stack((far * np.cos(order * _GOLDEN), far * np.sin(order * _GOLDEN)))


def _resumed(old: list[tuple[float, float] | None], new: Floats) -> Floats:
    """Return nodes where they start, new ones around that; what starts nowhere lies below all."""
    known = np.array([start for start in old if start is not None])
    least, most = known.min(axis=0), known.max(axis=0)
    below = ((least[0] + most[0]) / 2, most[1] + 4 * _NODE)
    spots = np.array([below if start is None else start for start in old])
    spots[:, 0] -= (least[0] + most[0]) / 2
    # New ones that start at the same place lie around it.
    return spots + _spiral(len(spots)) * _NODE * new[:, None]


def _east(spots: Floats) -> list[bool]:
    """Say of each node whether its label stands to the right: away from the middle."""
    return [bool(x >= 0) for x in spots[:, 0]]


def _named(links: list[list[int]]) -> set[int]:
    """Return the nodes for whose labels room is kept: all, or those with most relations."""
    if len(links) > MOST:
        return set()
    ranked = sorted(range(len(links)), key=lambda n: (-len(links[n]), n))
    return set(ranked if len(links) <= 2 * _NAMED else ranked[:_NAMED])


def _boxes(scene: Scene, named: set[int], spots: Floats) -> Floats:
    """Return how far each node reaches, with its label where room is kept for that."""
    boxes = np.full((len(spots), 4), _NODE)
    east = _east(spots)
    for index in sorted(named):
        wide, high = label_size(scene.nodes[index].short, ROOM)
        boxes[index, 1 if east[index] else 0] += wide + BESIDE / 2
        boxes[index, 2:] = max(_NODE, high / 2 + 4)
    return boxes
