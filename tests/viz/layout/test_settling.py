"""Boxes and discs give way, within their strip; forces bring together what is tied."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from viz.layout.settling import Groups, Springs, pack, part, settle


def spread(count: int, wide: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Points without pattern, none of them by chance."""
    order = np.arange(count)
    return np.column_stack(((order * 37 % 101) / 101 * wide, (order * 53 % 103) / 103 * wide))


def test_boxes_part_and_stay_within_the_strip() -> None:
    at, box = spread(80, 500.0) - 250, np.tile([10.0, 60.0, 9.0, 9.0], (80, 1))
    part(at, box, np.ones(80), 200, 300.0)
    for one, two in combinations(range(80), 2):
        wide = abs(at[one, 0] - at[two, 0]) < 70 - 1
        assert not (wide and abs(at[one, 1] - at[two, 1]) < 18 - 1)
    assert (at[:, 0] - 10).min() >= -300
    assert (at[:, 0] + 60).max() <= 300


def test_what_is_heavy_hardly_moves() -> None:
    at = np.zeros((2, 2))
    part(at, np.full((2, 4), 12.0), np.array([0.01, 1.0]), 200, 1e9)
    assert abs(at[0]).max() < 1
    assert abs(at[1]).max() > 20


def test_discs_are_packed_without_lying_on_each_other() -> None:
    centres, sizes = spread(30, 4000.0) - 2000, np.linspace(20.0, 60.0, 30)
    pack(centres, sizes, 60, 0.97, 340.0)
    for one, two in combinations(range(30), 2):
        apart = float(np.hypot(*(centres[one] - centres[two])))
        assert apart > 0.8 * (sizes[one] + sizes[two])
    assert (abs(centres[:, 0]) + sizes).max() <= 340 + 1e-9


@pytest.mark.parametrize("count", [60, 260])
def test_tied_nodes_lie_nearer_than_others(count: int) -> None:
    """A ring: exact forces in a small group, those of a grid's cells in a large one."""
    ends = np.array([[(n - 1) % count, (n + 1) % count] for n in range(count)]).ravel()
    springs = Springs(np.arange(0, 2 * count + 1, 2), ends, np.ones(2 * count))
    spots = spread(count, 2.0) - 1
    members = np.arange(count)
    settle(spots, springs, Groups(np.zeros(count, np.int64), members, np.array([0, count])))
    apart = np.hypot(*(spots[:, None] - spots).transpose(2, 0, 1))
    tied = apart[members, (members + 1) % count].mean()
    assert tied < apart.mean() / 3
