"""What a telephone shows of a long twin at once, and what waits to be opened below it."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import accumulate
from typing import Final

from viz.pictures.picture import Cell, Twin, TwinRow

SCREEN: Final = 30
"""Lines of text that a telephone shows at once, more or less: what is shown is no longer."""
MOST: Final = 3
"""Lines of one cell that are shown at once, where there are many more."""
_LINE: Final = 32
"""Letters on a line of a telephone."""
_WORTH: Final = 8
"""To fold fewer lines than these, half as many of one cell, would save nobody a step."""


def first_rows(twin: Twin) -> tuple[Twin, Twin | None]:
    """Return the rows that are shown at once and the others, None where all are shown.

    A group is cut only where none ends near; its other part is called as the first.
    """
    ends = [0, *accumulate(lines_of(row) for group in twin.groups for row in group.rows)]
    first = _cut(twin, ends)
    if ends[-1] - ends[first] < _WORTH:
        return twin, None
    return _rows(twin, 0, first), _rows(twin, first, twin.count())


def first_lines(cells: tuple[Cell, ...]) -> int:
    """Return how many of the lines of a cell are shown at once."""
    return len(cells) if len(cells) < MOST + _WORTH // 2 else MOST


def lines_of(row: TwinRow) -> int:
    """Return how many lines a row has on a telephone, more or less."""
    said = (cell.text for cells in row.said for cell in cells[: first_lines(cells)])
    texts = [row.name.text, *said]
    return sum(max(1, math.ceil(len(text) / _LINE)) for text in texts)


def _cut(twin: Twin, ends: list[int]) -> int:
    """Return after how many rows the twin is cut: at the last group that ends near, if one does."""
    most = max(1, sum(1 for end in ends[1:] if end <= SCREEN))
    groups = accumulate(len(group.rows) for group in twin.groups)
    near = [at for at in groups if at <= most and ends[at] >= SCREEN / 2]
    return near[-1] if near else min(most, twin.count())


def _rows(twin: Twin, start: int, stop: int) -> Twin:
    """Return a twin with the rows from ``start`` to before ``stop`` in their groups."""
    groups, before = [], 0
    for group in twin.groups:
        rows = group.rows[max(start - before, 0) : max(stop - before, 0)]
        before += len(group.rows)
        if rows:
            groups.append(replace(group, rows=rows))
    return replace(twin, groups=tuple(groups))
