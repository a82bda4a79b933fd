"""What a layout keeps of its graph, and how it reads: four numbers of positions, each explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_NEAREST = 10
_EDGES = 1_500
"""Of more edges every so-manieth is compared with the others of the sample."""
_LABEL = (90.0, 14.0)


class Quality(NamedTuple):
    """``near``: of the 10 nearest of a node, the share that is in its community.

    ``kept``: of the neighbours of a node, the share among as many nearest. ``crossings``: of the
    pairs of edges, the share that cross. ``covered``: the share of labels, each 90 by 14 beside
    its node, that meet another, the drawing scaled to 7,000 square units a node. ``edges``: mean
    length of an edge over the mean distance of two nodes.
    """

    near: float
    kept: float
    crossings: float
    covered: float
    edges: float

    def __str__(self) -> str:
        return (
            f"near {self.near:.2f}, kept {self.kept:.2f}, crossings {self.crossings:.3f}, "
            f"covered {self.covered:.2f}, edges {self.edges:.2f}"
        )


def quality(spots: Floats, links: Sequence[Sequence[int]], homes: Sequence[int]) -> Quality:
    """Measure positions of nodes with these neighbours and communities."""
    home = np.array(homes)
    square = ((spots[:, None] - spots) ** 2).sum(axis=2)
    np.fill_diagonal(square, np.inf)
    order = np.argsort(square, axis=1)
    near = (home[order[:, :_NEAREST]] == home[:, None]).mean()
    kept = [
        len({*order[node, : len(others)].tolist()} & {*others}) / len(others)
        for node, others in enumerate(links)
        if others
    ]
    np.fill_diagonal(square, 0)
    apart = np.sqrt(square).sum() / (len(spots) * (len(spots) - 1))
    pairs = np.array([(a, b) for a, others in enumerate(links) for b in others if a < b])
    lengths = np.sqrt(square[pairs[:, 0], pairs[:, 1]])
    return Quality(
        float(near), float(np.mean(kept)), _crossings(spots, pairs), _covered(spots),
        float(lengths.mean() / apart),
    )  # fmt: skip


def _crossings(spots: Floats, pairs: NDArray[np.int64]) -> float:
    pairs = pairs[:: max(1, len(pairs) // _EDGES)]
    a, b = spots[pairs[:, 0]], spots[pairs[:, 1]]
    crossed = _side(a[:, None], b[:, None], a) * _side(a[:, None], b[:, None], b) < 0
    shared = (pairs[:, None, :, None] == pairs[None, :, None, :]).any(axis=(2, 3))
    both = crossed & crossed.T & ~shared
    return float(both.sum() / (len(pairs) * (len(pairs) - 1)))


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    way, off = end - start, point - start
    return np.asarray(np.sign(way[..., 0] * off[..., 1] - way[..., 1] * off[..., 0]))


def _covered(spots: Floats) -> float:
    extent = np.prod(spots.max(axis=0) - spots.min(axis=0))
    spots = spots * np.sqrt(7_000 * len(spots) / extent)
    x, y = np.abs(spots[:, None] - spots).transpose(2, 0, 1)
    meets = (x < _LABEL[0]) & (y < _LABEL[1])
    return float((meets.sum(axis=1) > 1).mean())
