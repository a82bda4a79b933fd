"""Forces that pull what is tied together and push all apart, and boxes that give way to each other.

Forces after Fruchterman and Reingold (1991), started from a spiral; in large groups what is far
away pushes as one body per cell of a grid. Nothing depends on chance.
"""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled
from viz.layout.grouping import Ints

Floats: TypeAlias = NDArray[np.float64]
_STEPS, _FEWER_STEPS = 80, 50
_EXACT = 200
"""In larger groups far nodes push together."""
_GRID = 12
_INWARDS = 0.1
"""Towards the middle: parts without ties would drift away for ever."""
_HEAT = 0.2
_IDEAL = 1.2
_LEAST = 1e-6
_GIVES = 0.5
"""Part of an overlap that a round takes away, at most."""


class Groups(NamedTuple):
    """The group of each node; group g is ``members[starts[g]:starts[g + 1]]``."""

    home: Ints
    members: Ints
    starts: Ints


class Springs(NamedTuple):
    """Node n is pulled to ``ends[first[n]:first[n + 1]]``, so strongly each (``pull``)."""

    first: Ints
    ends: Ints
    pull: Floats


# Numbers are moved one by one below: expressions over whole arrays take many times as long to
# compile, and somebody waits for the first picture.


@compiled
def settle(spots: Floats, springs: Springs, groups: Groups) -> None:
    """Move each group to rest; ``spots`` (n, 2) are changed.

    Ties out of a group do not count. A group spreads over about 1 to each side of its middle.
    """
    for group in range(len(groups.starts) - 1):
        _settle_one(spots, springs, groups, group)


@compiled
def _settle_one(spots: Floats, springs: Springs, groups: Groups, group: int) -> None:
    begin = groups.starts[group]
    count = groups.starts[group + 1] - begin
    ideal = _IDEAL / math.sqrt(count)
    steps = _STEPS if count <= _EXACT else _FEWER_STEPS
    at, move = np.empty((count, 2)), np.empty((count, 2))
    for step in range(steps):
        for row in range(count):
            node = groups.members[begin + row]
            for axis in range(2):
                at[row, axis] = spots[node, axis]
                move[row, axis] = -at[row, axis] * _INWARDS
        if count <= _EXACT:
            _push_all(at, move, ideal * ideal)
        else:
            _push_far(at, move, ideal * ideal)
        for row in range(count):
            _pull(spots, springs, groups, begin + row, move[row])
        heat = _HEAT * (1 - step / steps)
        for row in range(count):
            x, y = move[row, 0], move[row, 1]
            length = math.sqrt(x * x + y * y) + _LEAST
            spots[groups.members[begin + row], 0] += x / length * min(length, heat)
            spots[groups.members[begin + row], 1] += y / length * min(length, heat)


@compiled
def _pull(spots: Floats, springs: Springs, groups: Groups, place: int, move: Floats) -> None:
    node = groups.members[place]
    begin, end = groups.starts[groups.home[node]], groups.starts[groups.home[node] + 1]
    stiff = math.sqrt(end - begin) / _IDEAL
    for tie in range(springs.first[node], springs.first[node + 1]):
        other = springs.ends[tie]
        if groups.home[other] == groups.home[node]:
            x, y = spots[other, 0] - spots[node, 0], spots[other, 1] - spots[node, 1]
            strength = math.sqrt(x * x + y * y) * springs.pull[tie] * stiff
            move[0] += x * strength
            move[1] += y * strength


@compiled
def _push_all(at: Floats, move: Floats, ideal: float) -> None:
    for one in range(len(at)):
        for two in range(one):
            x, y = at[one, 0] - at[two, 0], at[one, 1] - at[two, 1]
            push = ideal / (x * x + y * y + _LEAST)
            move[one, 0] += x * push
            move[one, 1] += y * push
            move[two, 0] -= x * push
            move[two, 1] -= y * push


@compiled
def _push_far(at: Floats, move: Floats, ideal: float) -> None:
    """Push by the nodes of a cell and those around it one by one, by other cells as a whole."""
    cells, start, order = _cells(at, _GRID, _GRID)
    mass = np.zeros((_GRID * _GRID, 2))
    for node in range(len(at)):
        mass[cells[node], 0] += at[node, 0]
        mass[cells[node], 1] += at[node, 1]
    for one in range(len(at)):
        column, row = cells[one] // _GRID, cells[one] % _GRID
        for cell in range(_GRID * _GRID):
            many = start[cell + 1] - start[cell]
            if many == 0:
                continue
            if abs(cell // _GRID - column) > 1 or abs(cell % _GRID - row) > 1:
                x, y = at[one, 0] - mass[cell, 0] / many, at[one, 1] - mass[cell, 1] / many
                push = many * ideal / (x * x + y * y + _LEAST)
                move[one, 0] += x * push
                move[one, 1] += y * push
                continue
            for place in range(start[cell], start[cell + 1]):
                x, y = at[one, 0] - at[order[place], 0], at[one, 1] - at[order[place], 1]
                push = ideal / (x * x + y * y + _LEAST)
                move[one, 0] += x * push
                move[one, 1] += y * push


@compiled
def _extent(at: Floats, axis: int) -> tuple[float, float]:
    least = most = at[0, axis]
    for node in range(1, len(at)):
        least, most = min(least, at[node, axis]), max(most, at[node, axis])
    return least, most


@compiled
def _cells(at: Floats, columns: int, rows: int) -> tuple[Ints, Ints, Ints]:
    """Return the cell of each point, where each cell starts in the order, and that order."""
    least_x, most_x = _extent(at, 0)
    least_y, most_y = _extent(at, 1)
    wide, high = (most_x - least_x) / columns + _LEAST, (most_y - least_y) / rows + _LEAST
    cells = np.empty(len(at), np.int64)
    start = np.zeros(columns * rows + 1, np.int64)
    for node in range(len(at)):
        column = min(int((at[node, 0] - least_x) / wide), columns - 1)
        row = min(int((at[node, 1] - least_y) / high), rows - 1)
        cells[node] = column * rows + row
        start[cells[node] + 1] += 1
    for cell in range(columns * rows):
        start[cell + 1] += start[cell]
    free = np.empty(len(start), np.int64)
    for cell in range(len(start)):
        free[cell] = start[cell]
    order = np.empty(len(at), np.int64)
    for node in range(len(at)):
        order[free[cells[node]]] = node
        free[cells[node]] += 1
    return cells, start, order


@compiled
def pack(centres: Floats, sizes: Floats, rounds: int, shrink: float, half: float) -> None:
    """Pull discs together and push apart those that come to lie on others, in small steps.

    None leaves the strip of ``half`` to the left and to the right of 0 that is narrower than it.
    """
    for _ in range(rounds):
        for one in range(len(sizes)):
            centres[one, 0] *= shrink
            centres[one, 1] *= shrink
        for _ in range(4):
            for one in range(len(sizes)):
                for two in range(one):
                    x, y = centres[one, 0] - centres[two, 0], centres[one, 1] - centres[two, 1]
                    need, length = sizes[one] + sizes[two], math.sqrt(x * x + y * y) + _LEAST
                    if length < need:
                        step = 0.4 * (need - length) / length
                        centres[one, 0] += x * step
                        centres[one, 1] += y * step
                        centres[two, 0] -= x * step
                        centres[two, 1] -= y * step
            for one in range(len(sizes)):
                room = max(half - sizes[one], 0.0)
                centres[one, 0] = min(max(centres[one, 0], -room), room)


@compiled
def part(at: Floats, box: Floats, mobile: Floats, rounds: int, half: float) -> None:
    """Let boxes give way until none lies on another, or ``rounds`` are over.

    ``box``: how far each reaches to the left, the right, up and down. They part along the way on
    which less is missing, each by its part of ``mobile``, and stay within ``half`` from 0.
    """
    wide = tall = 0.0
    for one in range(len(at)):
        wide, tall = max(wide, box[one, 0] + box[one, 1]), max(tall, box[one, 2] + box[one, 3])
    for _ in range(rounds):
        least_x, most_x = _extent(at, 0)
        least_y, most_y = _extent(at, 1)
        # Boxes are compared by where they are held, which may lie at either end of them.
        columns = max(1, int((most_x - least_x) / wide))
        rows = max(1, int((most_y - least_y) / tall))
        met = _part_once(at, box, mobile, columns, rows)
        for one in range(len(at)):
            at[one, 0] = max(min(at[one, 0], half - box[one, 1]), box[one, 0] - half)
        if met == 0:
            break


@compiled
def _part_once(at: Floats, box: Floats, mobile: Floats, columns: int, rows: int) -> int:
    """Compare each box with those of its cell and of the cells around; return how many met."""
    cells, start, order = _cells(at, columns, rows)
    met = 0
    for one in range(len(at)):
        column, row = cells[one] // rows, cells[one] % rows
        for x in range(max(column - 1, 0), min(column + 2, columns)):
            for y in range(max(row - 1, 0), min(row + 2, rows)):
                for place in range(start[x * rows + y], start[x * rows + y + 1]):
                    if order[place] < one:
                        met += _give_way(at, box, mobile, one, order[place])
    return met


@compiled
def _give_way(at: Floats, box: Floats, mobile: Floats, one: int, two: int) -> int:
    x = min(at[one, 0] + box[one, 1], at[two, 0] + box[two, 1]) - max(
        at[one, 0] - box[one, 0], at[two, 0] - box[two, 0]
    )
    y = min(at[one, 1] + box[one, 3], at[two, 1] + box[two, 3]) - max(
        at[one, 1] - box[one, 2], at[two, 1] - box[two, 2]
    )
    if x <= 0 or y <= 0:
        return 0
    along = 0 if x < y else 1
    # Where neither is mobile, both stay about where they were.
    step = (min(x, y) * _GIVES + _LEAST) * max(mobile[one], mobile[two])
    share = mobile[one] / (mobile[one] + mobile[two])
    away = 1.0 if at[one, along] >= at[two, along] else -1.0
    at[one, along] += away * step * 2 * share
    at[two, along] -= away * step * 2 * (1 - share)
    return 1
