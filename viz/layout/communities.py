"""Two levels: communities first, then forces inside each, then the communities as discs.

Communities by Louvain (Blondel et al. 2008); forces after Fruchterman and Reingold (1991), started
from a spiral, so that nothing depends on chance.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viz.layout.place import Before, Layout, Point, framed, neighbours, radius
from viz.scene import Scene

Floats = NDArray[np.float64]
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))
"""The golden angle: points of a spiral that turns by it lie nowhere in rows."""
_ROOM: Final = 42.0
"""Radius of the disc of one node; that of a community grows with its area."""
_FILLED: Final = 0.85
"""Part of its disc's radius that a community fills: a gap stays between it and the next."""
_STEPS: Final = 80
_NODE: Final = 12.0
"""Half the distance that two nodes keep."""
_SEED: Final = 1


def in_communities(scene: Scene, before: Before | None = None) -> Layout:
    """Return positions of a scene without a middle; the longer side lies level."""
    links = neighbours(scene)
    groups = _groups(links)
    spots = np.zeros((len(links), 2))
    sizes = np.array([_ROOM * np.sqrt(len(group)) for group in groups])
    for group, size in zip(groups, sizes, strict=True):
        spots[group] = _inside(group, links, float(size))
    for group, centre in zip(groups, _discs(groups, links, sizes), strict=True):
        spots[group] += centre
    # Discs were kept apart, their members were not: forces may leave two on one spot.
    spots = _apart(_level(spots), np.full(len(links), _NODE), rounds=12, shrink=1.0)
    points: list[Point] = [
        (x, y, radius(scene, index, len(links[index])), "e" if x >= 0 else "w")
        for index, (x, y) in enumerate(spots.tolist())
    ]
    return framed(scene, points)


def _groups(links: list[list[int]]) -> list[list[int]]:
    """Return the communities, the largest first."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(links)))
    graph.add_edges_from((a, b) for a, others in enumerate(links) for b in others if a < b)
    found = nx.community.louvain_communities(graph, seed=_SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _inside(group: list[int], links: list[list[int]], size: float) -> Floats:
    """Return the members of a community within a disc of radius ``size``."""
    row = {index: row for row, index in enumerate(group)}
    pairs = [(row[a], row[b]) for a in group for b in links[a] if b in row and a < b]
    weights = np.ones(len(pairs))
    points = _forces(_spiral(len(group)), np.array(pairs, np.int64).reshape(-1, 2), weights)
    reach = float(np.abs(np.linalg.norm(points, axis=1)).max()) or 1.0
    return points / reach * size * _FILLED


def _discs(groups: list[list[int]], links: list[list[int]], sizes: Floats) -> Floats:
    """Return the middles of the communities: near those they are tied to, none on another.

    The more ties two of them have the stronger they pull, by the root, so that the largest two do
    not outweigh all others.
    """
    home = {index: disc for disc, group in enumerate(groups) for index in group}
    ties = np.zeros((len(groups), len(groups)))
    for a, others in enumerate(links):
        for b in others:
            ties[home[a], home[b]] += 1
    pairs = np.argwhere(np.triu(ties, 1) > 0)
    strength = np.sqrt(ties[pairs[:, 0], pairs[:, 1]])
    centres = _forces(_spiral(len(groups)), pairs, strength)
    # Wide at first, then pulled together: discs that began on each other would part at random.
    centres *= float(sizes.sum()) / max(1.0, float(np.sqrt(len(groups))))
    return _apart(centres, sizes)


def _spiral(count: int) -> Floats:
    """Return points evenly spread over a disc of radius 1 (Vogel 1979)."""
    order = np.arange(count)
    far = np.sqrt((order + 0.5) / max(count, 1))
    return np.column_stack((far * np.cos(order * _GOLDEN), far * np.sin(order * _GOLDEN)))


def _forces(points: Floats, pairs: NDArray[np.int64], weights: Floats) -> Floats:
    """Return points after springs along ``pairs`` and repulsion between all of them.

    Where the forces push says the direction only; how far a point moves is at most the ``heat``,
    which cools to nothing, so that the cloud comes to rest.
    """
    points = points.copy()
    ideal = 1.2 / np.sqrt(max(len(points), 1))
    for step in range(_STEPS):
        x, y = points[:, 0], points[:, 1]
        apart_x, apart_y = x[:, None] - x, y[:, None] - y
        push = ideal**2 / (apart_x**2 + apart_y**2 + 1e-6)
        move = np.column_stack(((apart_x * push).sum(axis=1), (apart_y * push).sum(axis=1)))
        along = points[pairs[:, 1]] - points[pairs[:, 0]]
        pull = along * (np.linalg.norm(along, axis=1) * weights / ideal)[:, None]
        np.add.at(move, pairs[:, 0], pull)
        np.subtract.at(move, pairs[:, 1], pull)
        # Towards the middle: parts without ties would drift away for ever.
        move -= points * 0.1
        length = np.linalg.norm(move, axis=1) + 1e-9
        heat = 0.2 * (1 - step / _STEPS)
        points += move / length[:, None] * np.minimum(length, heat)[:, None]
    return np.asarray(points - points.mean(axis=0))


def _apart(centres: Floats, sizes: Floats, rounds: int = 60, shrink: float = 0.97) -> Floats:
    """Pull discs of radius ``sizes`` together, and push apart those that come to lie on others.

    In small steps: after each of them few discs lie on others, and by little.
    """
    need = np.triu(sizes[:, None] + sizes[None, :], 1)
    for _ in range(rounds):
        centres = centres * shrink
        for _ in range(4):
            centres = centres + _push(centres, need)
    return centres


def _push(centres: Floats, need: Floats) -> Floats:
    """Return how far each disc is pushed by those that it lies on.

    ``need`` is the distance that each pair should keep, in its upper half, so that each counts
    once. Both give way by less than half of what is missing: a disc may lie on several.
    """
    x, y = centres[:, 0], centres[:, 1]
    square = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    one, two = np.nonzero(square < need**2)
    gap = centres[one] - centres[two]
    length = np.sqrt(square[one, two]) + 1e-9
    step = gap * (0.4 * (need[one, two] - length) / length)[:, None]
    move = np.zeros_like(centres)
    np.add.at(move, one, step)
    np.subtract.at(move, two, step)
    return move


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
