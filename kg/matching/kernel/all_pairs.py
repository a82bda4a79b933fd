"""All pairs: the paths of a lens as one sparse product, worked through in blocks of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.base.dates import ALWAYS, FOREVER
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64, Postings, Vectors
from kg.matching.kernel.conditions import (
    Check,
    FloorCheck,
    PeriodCheck,
    SetCheck,
    ValidCheck,
    checks,
)
from kg.matching.kernel.halfwalk import nodes_of, postings_of, vectors_of
from kg.matching.lens.lens import Path, PathLens

if TYPE_CHECKING:
    from kg.matching.kernel.topk import Paths, Rules, Work

KEPT: Final = 1 << 22
"""Up to so many pairs of classes a path's scores are computed once and kept (8 bytes each)."""
BLOCK: Final = 512
"""Queries worked through between two reports of progress."""


def all_pairs(
    view: View, lens: PathLens, top: int, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[int, list[int], list[int]]]:
    """Yield each query node with its best targets and their scores, in id order.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    from kg.matching.kernel.topk import Best, top_of_rows

    if top <= 0:
        return
    queries, targets = nodes_of(view, lens.start.labels), nodes_of(view, lens.end.labels)
    paths = paths_of(view, lens)
    work = work_for(view, lens, paths.lead)
    rules = rules_of(view, lens)
    for first in range(0, len(queries), BLOCK):
        block = queries[first : first + BLOCK]
        shape = (len(block), top)
        best = Best(np.empty(shape, np.int32), np.empty(shape, np.int64), np.zeros(shape[0], int))
        top_of_rows(paths, rules, work, first, best)
        for place, size in enumerate(best.sizes.tolist()):
            rows, points = best.rows[place, :size], best.points[place, :size]
            yield int(block[place]), targets[rows].tolist(), points.tolist()
        if progress is not None:
            progress(first + len(block), len(queries))


def paths_of(view: View, lens: PathLens) -> Paths:
    """Return the vectors of all queries and the posting lists of all targets, paths side by side.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    from kg.matching.kernel.topk import Paths

    sides = [_side(view, lens, path) for path in lens.paths]
    entries = [_entries(side, path.weight) for side, path in zip(sides, lens.paths, strict=True)]
    lead = _lead(lens)
    sizes, columns, weights = zip(*entries, strict=True)
    nodes = _shifted([side.mine.of for side in sides], [side.mine.classes for side in sides])
    return Paths(
        # Row by row: for arrays laid out otherwise numba would compile everything once more.
        np.ascontiguousarray(np.column_stack(nodes)),
        _pointers(sizes),
        np.concatenate(_shifted(columns, [len(side.lists.meets) for side in sides])),
        np.concatenate(weights),
        _pointers([np.diff(side.lists.ptr) for side in sides]),
        np.concatenate([side.lists.owners for side in sides]),
        np.concatenate([side.lists.values for side in sides]),
        np.ascontiguousarray(np.column_stack([side.theirs.of for side in sides])),
        lead,
        *_rows(sides[lead].theirs if lead >= 0 else None, len(sides[0].theirs.of)),
    )


def work_for(view: View, lens: PathLens, lead: int) -> Work:
    """Return scratch space; paths with few classes on both sides are computed once per class."""
    from kg.matching.kernel.topk import Work

    sides = [_side(view, lens, path) for path in lens.paths]
    mine = np.array([side.mine.classes for side in sides], np.int64)
    theirs = np.array([side.theirs.classes for side in sides], np.int64)
    # Never the lead: ``_select`` goes through what the lead has touched, and that is only known of
    # the query class that was computed last.
    keep = (mine * theirs <= KEPT) & (np.arange(len(sides)) != lead)
    # Stride 0: all query classes of such a path share one place.
    strides = np.repeat(np.where(keep, theirs, 0), mine)
    room = np.cumsum(theirs) - theirs
    sizes = np.where(keep, mine * theirs, theirs)
    begin = np.cumsum(sizes) - sizes
    node = np.arange(int(mine.sum())) - np.repeat(np.cumsum(mine) - mine, mine)
    return Work(
        scores=np.zeros(int(sizes.sum()), np.int64),
        place=np.repeat(begin, mine) + node * strides,
        keep=keep,
        done=np.zeros(len(node), np.bool_),
        most=np.zeros(len(node), np.int64),
        touched=np.empty(int(theirs.sum()), np.int32),
        room=room,
        found=np.zeros(len(sides), np.int64),
        last=np.full(len(sides), -1, np.int64),
        base=np.zeros(len(sides), np.int64),
    )


class _Side(NamedTuple):
    mine: Vectors
    theirs: Vectors
    lists: Postings


def _side(view: View, lens: PathLens, path: Path) -> _Side:
    left, right = path.halves
    return _Side(
        vectors_of(view, left, lens.start.labels, specific=path.specific),
        vectors_of(view, right, lens.end.labels, specific=path.specific),
        postings_of(view, right, lens.end.labels, specific=path.specific),
    )


def _lead(lens: PathLens) -> int:
    """Return the number of a path that must give something, -1 where none must."""
    names = [path.name for path in lens.paths]
    # A path without weight gives nothing, and its floor is nothing: pairs that it does not reach
    # pass. So it cannot lead.
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


def _shifted(parts: Sequence[Int32], widths: Sequence[int]) -> list[Int32]:
    offsets = np.cumsum([0, *widths[:-1]])
    return [(part + int(at)).astype(np.int32) for part, at in zip(parts, offsets, strict=True)]


def _pointers(sizes: Sequence[Int64]) -> Int64:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(sizes))])


def rules_of(view: View, lens: PathLens) -> Rules:
    """Return the conditions of a lens as arrays."""
    from kg.matching.kernel.topk import Rules

    found = checks(view, lens, None)
    sets = [check for check in found if isinstance(check, SetCheck)]
    floors = [check for check in found if isinstance(check, FloorCheck)]
    names = [path.name for path in lens.paths]
    sizes = np.array([0, *(check.allowed.size for check in sets)], np.int64)
    # Where each condition's table begins in ``allowed``; the last offset is the end of all.
    offsets = np.cumsum(sizes)
    ours, theirs = _periods(view, lens, found)
    # The row of the query's set within the flat table: adding the target's set gives the place.
    ours += [
        offset + check.query.astype(np.int64) * check.allowed.shape[1]
        for offset, check in zip(offsets, sets, strict=False)
    ]
    theirs += [check.target for check in sets]
    return Rules(
        np.ascontiguousarray(np.column_stack(ours), np.int64),
        np.ascontiguousarray(np.column_stack(theirs), np.int32),
        np.concatenate([np.zeros(0, np.bool_), *(check.allowed.ravel() for check in sets)]),
        np.array([names.index(check.path) for check in floors], np.int64),
        np.array([check.least for check in floors], np.int64),
    )


def _periods(view: View, lens: PathLens, found: Sequence[Check]) -> tuple[list[Int64], list[Int32]]:
    """Return reach and end of queries and targets; a target that is not valid never overlaps."""
    queries = len(nodes_of(view, lens.start.labels))
    targets = len(nodes_of(view, lens.end.labels))
    ours = [np.full(queries, day, np.int64) for day in (ALWAYS, FOREVER)]
    theirs = [np.full(targets, day, np.int32) for day in (ALWAYS, FOREVER)]
    for check in found:
        if isinstance(check, PeriodCheck):
            ours = [check.query_reach.astype(np.int64), check.query_end.astype(np.int64)]
            theirs = [check.target_reach, check.target_end]
    # Afterwards, wherever it stands in the file: a target that is not valid has no period left.
    for check in found:
        if isinstance(check, ValidCheck):
            theirs = [
                np.where(check.valid, day, never).astype(np.int32)
                for day, never in zip(theirs, (FOREVER, ALWAYS), strict=True)
            ]
    return ours, theirs
