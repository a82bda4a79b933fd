"""The paths of a lens side by side, as arrays: what all pairs are computed from.

Each path is a *level*. Queries and targets have a class on each level, and what a level gives a
pair is a matter of both classes alone. The line that a lens draws is one level more: it gives
``BAND`` where the pair fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from kg.base.millionths import MILLION
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64, Postings, Vectors, postings
from kg.matching.kernel.fits import Line, Named, line
from kg.matching.kernel.halfwalk import nodes_of, postings_of, vectors_of
from kg.matching.kernel.target_tree import FEW
from kg.matching.lens.lens import Path, PathLens

BAND: Final = 1 << 42
"""What stands on top of the score of a pair that fits, while pairs are ordered: far more than any
score."""


class Paths(NamedTuple):
    """All levels of a lens; classes of queries, columns and classes of targets numbered through.

    Query q has the class ``query_class[q, l]`` on level l, with the entries
    ``entry_ptr[c]:[c + 1]`` of ``columns`` (meeting nodes) and ``weights`` (W·x̂). A column's
    posting list is ``column_ptr[k]:[k + 1]`` of ``owners`` (target classes) and ``values`` (ŷ).
    Level l has the target classes from ``room[l]`` on, and must give ``floors[l]`` at least;
    ``line`` is the level that is the line, -1 where none is drawn.
    """

    query_class: Int32
    entry_ptr: Int64
    columns: Int32
    weights: Int64
    column_ptr: Int64
    owners: Int32
    values: Int32
    room: Int64
    floors: Int64
    line: int


class Side(NamedTuple):
    """A level before it stands beside others: both sides' classes, what it weighs and must give."""

    mine: Vectors
    theirs: Vectors
    lists: Postings
    weight: int
    floor: int

    @property
    def power(self) -> float:
        """How much a level narrows down what is behind it, for what it costs to ask it."""
        return float(self.weight**4 / max(1, self.theirs.classes))


def sides_of(view: View, lens: PathLens) -> tuple[list[Side], int]:
    """Return the levels of a lens as they are asked, and which of them is the line.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    floors = _floors(lens)
    sides = [_side(view, lens, path, floors.get(path.name, 0)) for path in lens.paths]
    # Any order gives the same. What must give something goes first: without it, nothing is asked.
    # Else what weighs most, and has few classes: of all that was tried, it was never much behind.
    sides.sort(key=lambda side: (side.floor > 0, side.power), reverse=True)
    drawn = line(view, lens, None)
    if drawn is None:
        return sides, -1
    mine, theirs = (len(nodes_of(view, end.labels)) for end in (lens.start, lens.end))
    # Before all else, as in the order of results: where enough fit, nothing else is looked at. But
    # where the first path parts the targets into few, each large, the line is asked of few as well
    # behind it, and only of those to which the path gives what it must.
    place = int(sides[0].theirs.classes * FEW <= theirs)
    return [*sides[:place], _line_side(drawn, mine, theirs), *sides[place:]], place


def paths_of(sides: Sequence[Side], line_at: int) -> tuple[Paths, Int32]:
    """Return the levels side by side, and the class of each target on each of them."""
    entries = [_entries(side) for side in sides]
    sizes, columns, weights = zip(*entries, strict=True)
    widths = [side.theirs.classes for side in sides]
    mine = _shifted([side.mine.of for side in sides], [side.mine.classes for side in sides])
    theirs = _shifted([side.theirs.of for side in sides], widths)
    paths = Paths(
        # Row by row: for arrays laid out otherwise numba would compile everything once more.
        np.ascontiguousarray(np.column_stack(mine)),
        _pointers(sizes),
        np.concatenate(_shifted(columns, [len(side.lists.meets) for side in sides])),
        np.concatenate(weights),
        _pointers([np.diff(side.lists.ptr) for side in sides]),
        np.concatenate(_shifted([side.lists.owners for side in sides], widths)),
        np.concatenate([side.lists.values for side in sides]),
        np.cumsum([0, *widths]),
        np.array([side.floor for side in sides], np.int64),
        line_at,
    )
    return paths, np.ascontiguousarray(np.column_stack(theirs))


def _side(view: View, lens: PathLens, path: Path, floor: int) -> Side:
    left, right = path.halves
    return Side(
        vectors_of(view, left, lens.start.labels, specific=path.specific),
        vectors_of(view, right, lens.end.labels, specific=path.specific),
        postings_of(view, right, lens.end.labels, specific=path.specific),
        path.weight,
        floor,
    )


def _floors(lens: PathLens) -> dict[str, int]:
    """Return what paths have to give, in whole millionths (``conditions.FloorCheck``)."""
    found: dict[str, int] = {}
    for rule in lens.require:
        if rule.name == "at_least":
            least = rule.share * lens.weight(rule.path)
            found[rule.path] = max(found.get(rule.path, 0), -(-least // MILLION))
    return found


def _line_side(drawn: Line, mine: int, theirs: int) -> Side:
    """Return the line as a level: who fits meets, in a row of its table or in a sector named.

    The meeting nodes are numbers of query classes, then sectors; any value gives something.
    """
    by = drawn.by_sector
    named = drawn.named or (Named.none(mine), Named.none(theirs))
    allowed = np.zeros((1, 1), np.bool_) if by is None else by.allowed
    own = np.zeros(mine, np.int32) if by is None else by.query
    other = np.zeros(theirs, np.int32) if by is None else by.target
    first = len(allowed)
    left = _met(own, named[0], [np.array([row]) for row in range(first)], first)
    right = _met(other, named[1], [np.flatnonzero(column) for column in allowed.T], first)
    return Side(left, right, postings(right), MILLION, 0)


def _met(of: Int32, named: Named, by_class: Sequence[Int64], first: int) -> Vectors:
    """Return rows of equal class that name the same sectors as one class, and what each meets."""
    seen: dict[tuple[int, bytes], int] = {}
    meets: list[Int64] = []
    place = np.empty(len(of), np.int32)
    for row, group in enumerate(of.tolist()):
        sectors = named.of(row)
        key = (group, sectors.tobytes())
        if key not in seen:
            seen[key] = len(seen)
            meets.append(np.concatenate([by_class[group], sectors.astype(np.int64) + first]))
        place[row] = seen[key]
    ptr = _pointers([np.array([len(met) for met in meets], np.int64)])
    joined = np.concatenate([np.zeros(0, np.int64), *meets]).astype(np.int32)
    return Vectors(place, ptr, joined, np.full(len(joined), 1 << 20, np.int32))


def _entries(side: Side) -> tuple[Int64, Int32, Int64]:
    """Return sizes, columns and W·x̂ of the query classes; meeting nodes of one side go."""
    mine, meets = side.mine, side.lists.meets
    rows = np.repeat(np.arange(mine.classes), np.diff(mine.ptr))
    shared = np.isin(mine.meets, meets, assume_unique=False)
    columns = np.searchsorted(meets, mine.meets[shared]).astype(np.int32)
    sizes = np.bincount(rows[shared], minlength=mine.classes).astype(np.int64)
    return sizes, columns, mine.values[shared].astype(np.int64) * side.weight


def _shifted(parts: Sequence[Int32], widths: Sequence[int]) -> list[Int32]:
    offsets = np.cumsum([0, *widths[:-1]])
    return [(part + int(at)).astype(np.int32) for part, at in zip(parts, offsets, strict=True)]


def _pointers(sizes: Sequence[Int64]) -> Int64:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(sizes))])
