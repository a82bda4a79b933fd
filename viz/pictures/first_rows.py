"""What a telephone shows of a long twin at once, and what waits to be opened below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from viz.pictures.picture import Twin

FIRST: Final = 6
"""So many rows are shown at once, or what ends with a group nearby."""
_NEAR: Final = 2
_WORTH: Final = 3
"""To fold fewer rows than these would save nobody a step."""


def first_rows(twin: Twin) -> tuple[Twin, Twin | None]:
    """Return the rows that are shown at once and the others, None where all are shown.

    A group is cut only where none ends near; its other part is called as the first.
    """
    first = _cut(twin)
    if twin.count() - first < _WORTH:
        return twin, None
    return _rows(twin, 0, first), _rows(twin, first, twin.count())


def _cut(twin: Twin) -> int:
    """Return after how many rows the twin is cut: at the last group that ends near, if one does."""
    cut = end = 0
    for group in twin.groups:
        end += len(group.rows)
        if FIRST - _NEAR <= end <= FIRST + _NEAR:
            cut = end
    return cut or FIRST


def _rows(twin: Twin, start: int, stop: int) -> Twin:
    """Return a twin with the rows from ``start`` to before ``stop`` in their groups."""
    groups, before = [], 0
    for group in twin.groups:
        rows = group.rows[max(start - before, 0) : max(stop - before, 0)]
        before += len(group.rows)
        if rows:
            groups.append(replace(group, rows=rows))
    return replace(twin, groups=tuple(groups))
