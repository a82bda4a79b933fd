"""All pairs: the paths of a lens as one sparse product, worked through in blocks of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.dates import ALWAYS, FOREVER
from kg.lens.conditions import Check, FloorCheck, PeriodCheck, SetCheck, ValidCheck, checks
from kg.lens.halfwalk import nodes_of, postings_of, vectors_of
from kg.lens.kernel import Int32, Int64, Postings, Vectors
from kg.lens.model import Lens, Path
from kg.view import View

if TYPE_CHECKING:
    from kg.lens.topk import Paths, Rules

BLOCK: Final = 512
"""Queries worked through between two reports of progress."""


def all_pairs(
    view: View, lens: Lens, top: int, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[int, list[int], list[int]]]:
    """Yield each query node with its best targets and their scores, in id order.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    from kg.lens.topk import Best, top_of_rows

    if top <= 0:
        return
    queries, targets = nodes_of(view, lens.start.labels), nodes_of(view, lens.end.labels)
    paths = paths_of(view, lens)
    rules = rules_of(view, lens, len(queries), len(targets))
    for first in range(0, len(queries), BLOCK):
        block = queries[first : first + BLOCK]
        shape = (len(block), top)
        best = Best(np.empty(shape, np.int32), np.empty(shape, np.int64), np.zeros(shape[0], int))
        top_of_rows(paths, rules, first, best)
        for place, size in enumerate(best.sizes.tolist()):
            rows, points = best.rows[place, :size], best.points[place, :size]
            yield int(block[place]), targets[rows].tolist(), points.tolist()
        if progress is not None:
            progress(first + len(block), len(queries))


def paths_of(view: View, lens: Lens) -> Paths:
    """Return the vectors of all queries and the posting lists of all targets, paths side by side.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    from kg.lens.topk import Paths

    sides = [_side(view, lens, path) for path in lens.paths]
    entries = [_entries(side, path.weight) for side, path in zip(sides, lens.paths, strict=True)]
    lead = _lead(lens)
    sizes, columns, weights = zip(*entries, strict=True)
    return Paths(
        _numbered([side.mine for side in sides]),
        _pointers(sizes),
        np.concatenate(_shifted(columns, [len(side.lists.meets) for side in sides])),
        np.concatenate(weights),
        _pointers([np.diff(side.lists.ptr) for side in sides]),
        np.concatenate(
            _shifted([side.lists.owners for side in sides], [s.theirs.classes for s in sides])
        ),
        np.concatenate([side.lists.values for side in sides]),
        _numbered([side.theirs for side in sides]),
        _pointers([np.array([side.theirs.classes]) for side in sides]),
        lead,
        *_rows(sides[lead].theirs if lead >= 0 else None, len(sides[0].theirs.of)),
    )


class _Side(NamedTuple):
    mine: Vectors
    theirs: Vectors
    lists: Postings


def _side(view: View, lens: Lens, path: Path) -> _Side:
    left, right = path.halves
    return _Side(
        vectors_of(view, left, lens.start.labels, specific=path.specific),
        vectors_of(view, right, lens.end.labels, specific=path.specific),
        postings_of(view, right, lens.end.labels, specific=path.specific),
    )


def _lead(lens: Lens) -> int:
    """Return the number of a path that must give something, -1 where none must."""
    names = [path.name for path in lens.paths]
    gated = [names.index(r.path) for r in lens.require if r.name == "at_least" and r.share > 0]
    return next((place for place in gated if lens.paths[place].weight > 0), -1)


def _entries(side: _Side, weight: int) -> tuple[Int64, Int32, Int64]:
    """Return sizes, columns and W·x̂ of the query classes; meeting nodes of one side go."""
    mine, meets = side.mine, side.lists.meets
    rows = np.repeat(np.arange(mine.classes), np.diff(mine.ptr))
    shared = np.isin(mine.meets, meets, assume_unique=False)
    columns = np.searchsorted(meets, mine.meets[shared]).astype(np.int32)
    sizes = np.bincount(rows[shared], minlength=mine.classes).astype(np.int64)
    return sizes, columns, mine.values[shared].astype(np.int64) * weight


def _rows(lead: Vectors | None, targets: int) -> tuple[Int64, Int32]:
    """Return the targets of each class of the leading path, ascending."""
    if lead is None:
        return np.array([0, targets], np.int64), np.arange(targets, dtype=np.int32)
    sizes = np.bincount(lead.of, minlength=lead.classes)
    return _pointers([sizes]), np.argsort(lead.of, kind="stable").astype(np.int32)


def _numbered(sides: Sequence[Vectors]) -> Int32:
    """Return the classes of each row on each path, numbered through."""
    numbers = _shifted([side.of for side in sides], [side.classes for side in sides])
    return np.ascontiguousarray(np.column_stack(numbers))


def _shifted(parts: Sequence[Int32], widths: Sequence[int]) -> list[Int32]:
    offsets = np.cumsum([0, *widths[:-1]])
    return [(part + int(at)).astype(np.int32) for part, at in zip(parts, offsets, strict=True)]


def _pointers(sizes: Sequence[Int64]) -> Int64:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(sizes))])


def rules_of(view: View, lens: Lens, queries: int, targets: int) -> Rules:
    """Return the conditions of a lens as arrays."""
    from kg.lens.topk import Rules

    found = checks(view, lens, None)
    sets = [check for check in found if isinstance(check, SetCheck)]
    floors = [check for check in found if isinstance(check, FloorCheck)]
    names = [path.name for path in lens.paths]
    sizes = np.array([check.allowed.size for check in sets], np.int64)
    return Rules(
        _valid(found, targets),
        *_periods(found, queries, targets),
        _matrix([check.query for check in sets], queries),
        _matrix([check.target for check in sets], targets),
        np.cumsum(sizes) - sizes,
        np.array([check.allowed.shape[1] for check in sets], np.int64),
        np.concatenate([np.zeros(0, np.bool_), *(check.allowed.ravel() for check in sets)]),
        np.array([names.index(check.path) for check in floors], np.int64),
        np.array([check.least for check in floors], np.int64),
    )


def _valid(found: Sequence[Check], targets: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    valid = np.ones(targets, np.bool_)
    for check in found:
        if isinstance(check, ValidCheck):
            valid &= check.valid
    return valid


def _periods(
    found: Sequence[Check], queries: int, targets: int
) -> tuple[Int32, Int32, Int32, Int32]:
    for check in found:
        if isinstance(check, PeriodCheck):
            return check.query_reach, check.query_end, check.target_reach, check.target_end
    return (
        np.full(queries, ALWAYS, np.int32),
        np.full(queries, FOREVER, np.int32),
        np.full(targets, ALWAYS, np.int32),
        np.full(targets, FOREVER, np.int32),
    )


def _matrix(rows: Sequence[Int32], width: int) -> Int32:
    return np.array(rows, np.int32).reshape(len(rows), width)
