"""Half-walks over a view: how often each node reaches each meeting node, as unit vectors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.base.errors import CoopgraphError
from kg.base.i18n import msg
from kg.graph.memo import kept, recent
from kg.graph.probe import Probe, Query
from kg.graph.view import Csr, Direction, View
from kg.matching.kernel.arithmetic import Int32, Int64, Postings, Vectors, postings, unit
from kg.matching.lens.pattern import Half, Hop

DEFAULT_SPECIFICITY: Final = 1 << 14
"""What a meeting node counts in a path with specificity where the tables give it none."""
# Classes walked at a time: the walks of all of them are never in memory together.
_BLOCK: Final = 1 << 14
# Half of what int64 holds: a sum in doubles below it is, whatever it was rounded by, no overflow.
_MANY: Final = float(1 << 62)
# From here on the square passes 2**63 in any case; below, times a specificity (at most 2**16), a
# weight fits into int64.
_LARGEST_WEIGHT: Final = 1 << 32


class HalfWalkOverflowError(CoopgraphError):
    """A node reaches its meeting nodes so often that the sum of squares passes 2**63."""

    slug = "half-walk-overflow"
    status = 422
    title = msg("A path has too many walks")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("The path has so many walks from “{id}” that they cannot be counted.", id=id_),
            msg("Shorten the path in the lens file: fewer relations, smaller *m..n."),
        )
        self.id = id_


class _Walks(NamedTuple):
    """Walks so far, ordered by (row, node): how many lead from a row's start to a node."""

    row: Int64
    node: Int64
    times: Int64


def vectors_of(view: View, half: Half, types: tuple[str, ...], *, specific: bool) -> Vectors:
    """Return the unit vectors of all visible nodes of ``types``, a row each; kept with the view.

    Raises:
        HalfWalkOverflowError: names the node whose walks cannot be counted.
    """
    key = ("vectors", half, types, specific)
    return kept(view, key, lambda: _all_vectors(view, half, types, specific=specific))


def postings_of(view: View, half: Half, types: tuple[str, ...], *, specific: bool) -> Postings:
    """Return the same by meeting node; kept with the view.

    Raises:
        HalfWalkOverflowError: names the node whose walks cannot be counted.
    """
    key = ("postings", half, types, specific)
    return kept(view, key, lambda: postings(vectors_of(view, half, types, specific=specific)))


def vector_of(view: View, half: Half, query: Query, *, specific: bool) -> tuple[Int32, Int32]:
    """Return meeting nodes and values of one query's unit vector.

    Raises:
        HalfWalkOverflowError: names the node whose walks cannot be counted.
    """
    first = half[0]
    if isinstance(query, Probe) or (first.low, first.high) != (1, 1):
        return _vector(view, half, query, specific=specific)
    # Who takes the same first steps has the same vector.
    near = view.adjacency(first.types, first.direction, first.statuses).of(query)
    key = half, specific, near.tobytes()
    return recent(view, "vector", key, lambda: _vector(view, half, query, specific=specific))


def _vector(view: View, half: Half, query: Query, *, specific: bool) -> tuple[Int32, Int32]:
    probe = query if isinstance(query, Probe) else None
    # A probe walks as one more node, behind the last one of the snapshot.
    start = len(view.snapshot) if isinstance(query, Probe) else query
    starts = np.array([start], np.int64)
    first = _First(np.zeros(1, np.int32), starts, _begin(starts))
    return _vectors(view, half, first, probe, specific=specific)[1:]


def vector_from(
    view: View, half: Half, steps: tuple[Int64, Int64], *, specific: bool
) -> tuple[Int32, Int32]:
    """Return the unit vector of a node that the view need not hold, from its first steps.

    ``steps`` are the nodes to which the first hop leads, ascending, and how often it does.

    Raises:
        HalfWalkOverflowError: its walks cannot be counted; names no node that could be looked up.
    """
    one = np.zeros(1, np.int64)
    walks = _Walks(np.zeros(len(steps[0]), np.int64), *steps)
    first = _First(one.astype(np.int32), one, walks)
    return _vectors(view, half[1:], first, specific=specific)[1:]


def first_steps_of(view: View, hop: Hop, types: tuple[str, ...]) -> dict[bytes, int]:
    """Return the number of the class that takes some first steps (``told_steps``), by these."""
    first = _all_first_steps(view, hop, types)
    walks = first.walks
    ptr = np.searchsorted(walks.row, np.arange(len(first.starts) + 1)).tolist()
    pairs = pairwise(ptr)
    return {told_steps(walks.node[a:b], walks.times[a:b]): n for n, (a, b) in enumerate(pairs)}


def told_steps(nodes: Int64, times: Int64) -> bytes:
    """Return first steps as a key."""
    return nodes.tobytes() + times.tobytes()


def nodes_of(view: View, types: tuple[str, ...]) -> Int64:
    """Return all visible nodes of ``types``, ascending: the rows of their vectors."""
    return kept(view, ("nodes", types), lambda: _nodes_of(view, types))


def _nodes_of(view: View, types: tuple[str, ...]) -> Int64:
    found = [view.of_type(name) for name in dict.fromkeys(types)]
    return np.sort(np.concatenate(found)).astype(np.int64)


def _all_vectors(view: View, half: Half, types: tuple[str, ...], *, specific: bool) -> Vectors:
    first = _all_first_steps(view, half[0], types)
    # Without nodes there is no block, and nothing to concatenate: hence the empty one.
    blocks = [
        _vectors(view, half[1:], part, specific=specific) for part in _blocks(first, _BLOCK)
    ] or [(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))]
    sizes, meets, values = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return Vectors(first.of, _pointers(sizes), meets, values)


def _all_first_steps(view: View, hop: Hop, types: tuple[str, ...]) -> _First:
    # Kept by itself: all paths that begin with the same hop share it.
    return kept(view, ("first", hop, types), lambda: _first_steps(view, hop, nodes_of(view, types)))


class _First(NamedTuple):
    """Where the rows are after their first hop: each of k classes has taken the same steps.

    ``starts`` are the first nodes of the classes, for errors.
    """

    of: Int32
    starts: Int64
    walks: _Walks


def _first_steps(view: View, hop: Hop, nodes: Int64) -> _First:
    names = _Names(view, nodes)
    walks = _hop(view, _begin(nodes), hop, names)
    ptr = np.searchsorted(walks.row, np.arange(len(nodes) + 1)).tolist()
    pairs = np.column_stack((walks.node, walks.times))
    seen: dict[bytes, int] = {}
    of = [seen.setdefault(pairs[a:b].tobytes(), len(seen)) for a, b in pairwise(ptr)]
    # Classes are numbered as they first appear, so the rows that stand for them ascend: their walks
    # stay ordered by (row, node), which ``_blocks`` and ``_squares`` rely on.
    classes, rows = np.unique(np.array(of, np.int32), return_index=True)
    number = np.full(len(nodes), -1, np.int64)
    number[rows] = classes
    stays = number[walks.row] >= 0
    own = _Walks(number[walks.row[stays]], walks.node[stays], walks.times[stays])
    return _First(np.array(of, np.int32), nodes[rows], own)


def _blocks(first: _First, size: int) -> Iterator[_First]:
    """Yield the classes in pieces, numbered from 0 in each."""
    for low in range(0, len(first.starts), size):
        a, b = np.searchsorted(first.walks.row, [low, low + size])
        row, node, times = (part[a:b] for part in first.walks)
        yield _First(first.of, first.starts[low : low + size], _Walks(row - low, node, times))


def _begin(starts: Int64) -> _Walks:
    return _Walks(np.arange(len(starts)), starts, np.ones(len(starts), np.int64))


def _vectors(
    view: View, half: Half, first: _First, probe: Probe | None = None, *, specific: bool
) -> tuple[Int64, Int32, Int32]:
    """Return sizes, meeting nodes and values of the vectors of all classes."""
    names, walks = _Names(view, first.starts, probe), first.walks
    for hop in half:
        walks = _hop(view, walks, hop, names)
    # Nobody else reaches a probe, so none meets in it; nor has it a place in the specificities.
    walks = _restrict(walks, walks.node < len(view.snapshot))
    names.check(walks.row, walks.times >= _LARGEST_WEIGHT)
    weights = walks.times * _specificity(view, walks.node) if specific else walks.times
    squares = _squares(walks.row, weights, names)
    values = unit(weights, squares[walks.row])
    # What rounds to nothing contributes nothing either (2**39 div 2**40): left out, not lost.
    some = values > 0
    sizes = np.bincount(walks.row[some], minlength=len(first.starts))
    return sizes, walks.node[some].astype(np.int32), values[some].astype(np.int32)


class _Names:
    """Who the rows are, for errors, and the neighbours of a probe among them."""

    def __init__(self, view: View, starts: Int64, probe: Probe | None = None) -> None:
        self._view = view
        self._starts = starts
        self.probe = probe

    def check(self, rows: Int64, bad: NDArray[np.bool_]) -> None:
        """Raise for the first row of ``rows`` where ``bad``."""
        if bad.any():
            row = int(rows[np.flatnonzero(bad)[0]])
            number = self.probe.names[0] if self.probe else int(self._starts[row])
            raise HalfWalkOverflowError(self._view.id(number))


def _hop(view: View, walks: _Walks, hop: Hop, names: _Names) -> _Walks:
    csr = view.adjacency(hop.types, hop.direction, hop.statuses)
    own = _told(hop, names.probe)
    found = [walks] if hop.low == 0 else []
    for length in range(1, hop.high + 1):
        walks = _gather(_expand(walks, csr, own), names)
        if length >= hop.low:
            found.append(walks)
    # Labels are asked of the node where the hop ends, not on the way through ``*m..n``.
    joined = found[0] if len(found) == 1 else _gather(_join(found), names)
    return _labelled(view, joined, hop.labels, names.probe)


def _expand(walks: _Walks, csr: Csr, own: Int64) -> _Walks:
    """Return the walks one relation longer; ``own`` are the neighbours of a probe."""
    known = walks.node < len(csr.ptr) - 1
    if not known.all():
        # The probe itself stands in no snapshot: it is the only node behind the last one.
        told = _restrict(walks, ~known)
        rows = np.repeat(told.row, len(own))
        more = _Walks(rows, np.tile(own, len(told.node)), np.repeat(told.times, len(own)))
        return _join([_expand(_restrict(walks, known), csr, own), more])
    first = csr.ptr[walks.node]
    sizes = csr.ptr[walks.node + 1] - first
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    # From a number within all runs to one within ``csr.to``: each walk's run, moved to where the
    # neighbours of its node begin.
    place = np.arange(total) - np.repeat(ends - sizes - first, sizes)
    row, times = np.repeat(walks.row, sizes), np.repeat(walks.times, sizes)
    return _Walks(row, csr.to[place].astype(np.int64), times)


def _told(hop: Hop, probe: Probe | None) -> Int64:
    """Return the neighbours of a probe along a hop."""
    if probe is None:
        return np.zeros(0, np.int64)
    ways: tuple[Direction, ...] = ("out", "in") if hop.direction == "any" else (hop.direction,)
    own = [n for name in hop.types for way in ways for n in probe.links.get((name, way), ())]
    return np.array(own, np.int64)


def _join(parts: list[_Walks]) -> _Walks:
    return _Walks(
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.node for part in parts]),
        np.concatenate([part.times for part in parts]),
    )


def _gather(walks: _Walks, names: _Names) -> _Walks:
    if not len(walks.row):
        return walks
    # Asked in doubles, which grow without wrapping, before integers are added, which would wrap.
    names.check(walks.row, _sums(walks)[walks.row] >= _MANY)
    order = np.lexsort((walks.node, walks.row))
    row, node = walks.row[order], walks.node[order]
    new = np.append(True, (row[1:] != row[:-1]) | (node[1:] != node[:-1]))
    starts = np.flatnonzero(new)
    return _Walks(row[starts], node[starts], np.add.reduceat(walks.times[order], starts))


def _sums(walks: _Walks) -> NDArray[np.float64]:
    return np.bincount(walks.row, weights=walks.times).astype(np.float64)


def _restrict(walks: _Walks, stays: NDArray[np.bool_]) -> _Walks:
    return _Walks(walks.row[stays], walks.node[stays], walks.times[stays])


def _labelled(view: View, walks: _Walks, labels: tuple[str, ...], probe: Probe | None) -> _Walks:
    """Return the walks that end at a node of one of the labels; all where none is named."""
    if not labels:
        return walks
    # The place behind the last one is the probe's.
    there = walks.node == len(view.snapshot)
    allowed = there & (probe is not None and probe.type in labels)
    for low, high in map(view.snapshot.ranges.__getitem__, labels):
        allowed |= (low <= walks.node) & (walks.node < high)
    return _restrict(walks, allowed)


def _specificity(view: View, nodes: Int64) -> Int64:
    weights = view.snapshot.specificity[nodes].astype(np.int64)
    return np.where(weights > 0, weights, DEFAULT_SPECIFICITY)


def _squares(row: Int64, weights: Int64, names: _Names) -> Int64:
    """Return Σx² per row, exactly; doubles only tell which rows need a closer look."""
    rows = int(row[-1]) + 1 if len(row) else 0
    rough = np.bincount(row, weights=weights.astype(np.float64) ** 2, minlength=rows)
    for suspect in np.flatnonzero(rough >= _MANY):
        exact = sum(x * x for x in weights[row == suspect].tolist())
        names.check(np.array([suspect]), np.array([exact >= 1 << 63]))
    sums = np.zeros(rows, np.int64)
    # bincount adds in doubles. That nothing wraps has just been made sure of.
    np.add.at(sums, row, weights * weights)
    return sums


def _pointers(sizes: Int64) -> Int64:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
