"""All pairs, compiled: the best targets of each query, found by a bounded search. Imports numba.

Import it only inside functions: a single query needs none of it. For each level of a lens
(``pair_paths``) the entries of a query's vector are spread over the posting lists of their meeting
nodes into one accumulator (Gustavson 1978, "Two fast algorithms for sparse matrices"), which has
one place for each class of target vectors, not for each target. A target's score is then the sum of
its classes' places; no product matrix ever exists. The targets stand in a tree (``target_tree``):
what lies below a node is left out where even the most that the levels behind can give would not
enter the heap. A pair is held against the conditions only where its score would enter the heap.

All of it stands in one file because numba's cache on disk notices a change of the file of the
function that is called, and not of those that this one calls. (``term_pairs`` has the heap and the
conditions from here: whoever changes these touches that file too.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled
from kg.matching.kernel.pair_paths import BAND, Paths
from kg.matching.kernel.pair_rules import Rules
from kg.matching.kernel.target_tree import Tree

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Pairs(NamedTuple):
    """All that a lens and a view are to a search: read by all threads, written by none."""

    tree: Tree
    paths: Paths
    rules: Rules


class Work(NamedTuple):
    """Scratch space of one thread, kept from block to block.

    ``scores`` holds what each target class gets from the query class ``last[l]`` of its level; the
    ``found[l]`` classes with a score stand in ``touched`` from ``room[l]`` of ``Paths`` on.
    ``most[l]`` is the highest of them, ``rest[l]`` the most that level l and those behind it give.
    ``starts`` are the nodes of the first level in the order in which they are searched; ``at``,
    ``stop`` and ``sums`` are where the search stands on each level.
    """

    scores: Ints
    touched: Shorts
    found: Ints
    last: Ints
    most: Ints
    rest: Ints
    starts: Shorts
    at: Ints
    stop: Ints
    sums: Ints


class Best(NamedTuple):
    """The best target rows and their scores: a row per query, k columns, ``sizes`` filled."""

    rows: Shorts
    points: Ints
    sizes: Ints


def work_for(paths: Paths) -> Work:
    """Return scratch space for one thread."""
    classes, levels = int(paths.room[-1]), len(paths.floors)
    return Work(
        scores=np.zeros(classes, np.int64),
        touched=np.empty(classes, np.int32),
        found=np.zeros(levels, np.int64),
        last=np.full(levels, -1, np.int64),
        most=np.zeros(levels, np.int64),
        rest=np.zeros(levels + 1, np.int64),
        starts=np.empty(int(paths.room[1]), np.int32),
        at=np.zeros(levels, np.int64),
        stop=np.zeros(levels, np.int64),
        sums=np.zeros(levels, np.int64),
    )


@compiled
def _better(score: int, row: int, than_score: int, than_row: int) -> bool:
    return score > than_score or (score == than_score and row < than_row)


@compiled
def _sift_down(scores: Ints, rows: Shorts, size: int) -> None:
    """Restore the heap (the worst on top) after its top was replaced."""
    at = 0
    while True:
        worst, child = at, 2 * at + 1
        for other in (child, child + 1):
            if other < size and _better(scores[worst], rows[worst], scores[other], rows[other]):
                worst = other
        if worst == at:
            return
        scores[at], scores[worst] = scores[worst], scores[at]
        rows[at], rows[worst] = rows[worst], rows[at]
        at = worst


@compiled
def _sift_up(scores: Ints, rows: Shorts, at: int) -> None:
    """Restore the heap after one was added at its end."""
    while at > 0:
        above = (at - 1) // 2
        if not _better(scores[above], rows[above], scores[at], rows[at]):
            return
        scores[at], scores[above] = scores[above], scores[at]
        rows[at], rows[above] = rows[above], rows[at]
        at = above


@compiled
def order(scores: Ints, rows: Shorts, size: int) -> None:
    """Turn the heap into a list, the best first."""
    for last in range(size - 1, 0, -1):
        scores[0], scores[last] = scores[last], scores[0]
        rows[0], rows[last] = rows[last], rows[0]
        _sift_down(scores, rows, last)


@compiled
def push(scores: Ints, rows: Shorts, size: int, score: int, row: int) -> int:
    """Put one into the heap, for the worst where it is full; return how many it holds."""
    if size == len(rows):
        scores[0], rows[0] = score, row
        _sift_down(scores, rows, size)
        return size
    scores[size], rows[size] = score, row
    _sift_up(scores, rows, size)
    return size + 1


@compiled
def keeps(allowed: Flags, ours: Ints, theirs: Shorts, query: int, place: int) -> bool:
    """Say whether the facts of a pair pass all conditions but those about paths."""
    if max(ours[query, 0], theirs[place, 0]) > min(ours[query, 1], theirs[place, 1]):
        return False
    for fact in range(2, ours.shape[1]):  # noqa: SIM110  numba knows no generators
        if not allowed[ours[query, fact] + theirs[place, fact]]:
            return False
    return True


@compiled
def _enough(scores: Ints, floors: Ints, classes: Shorts, place: int, behind: int) -> bool:
    """Say whether the levels behind a leaf give a target what they must."""
    for level in range(behind, len(floors)):
        if scores[classes[place, level]] < floors[level]:
            return False
    return True


@compiled
def _spread(paths: Paths, work: Work, level: int, query_class: int) -> None:
    """Compute what a level gives its target classes for a query class."""
    scores, touched = work.scores, work.touched
    columns, weights, column_ptr = paths.columns, paths.weights, paths.column_ptr
    owners, values, room = paths.owners, paths.values, paths.room[level]
    for at in range(room, room + work.found[level]):
        scores[touched[at]] = 0
    end = room
    for entry in range(paths.entry_ptr[query_class], paths.entry_ptr[query_class + 1]):
        column, weight = columns[entry], weights[entry]
        for at in range(column_ptr[column], column_ptr[column + 1]):
            # As ``arithmetic.contribution``, to the last digit: 2**39, then div 2**40.
            score = (weight * values[at] + 549_755_813_888) >> 40
            owner = owners[at]
            before = scores[owner]
            scores[owner] = before + score
            # Contributions are never negative: who had nothing and has something is new here.
            if before == 0 and score > 0:
                touched[end] = owner
                end += 1
    mine = touched[room:end]
    most = 0
    for owner in mine:
        if level == paths.line:
            # To meet is to fit, however often.
            scores[owner] = BAND
        most = max(most, scores[owner])
    work.found[level], work.last[level], work.most[level] = end - room, query_class, most


@compiled
def _advance(paths: Paths, work: Work, query: int) -> None:
    """Bring the scores, and the most that is left behind each level, up to a query."""
    for level in range(len(work.last) - 1, -1, -1):
        query_class = paths.query_class[query, level]
        if query_class != work.last[level]:
            _spread(paths, work, level, query_class)
        work.rest[level] = work.rest[level + 1] + work.most[level]


@compiled
def _worst(points: Ints, rows: Shorts, size: int) -> tuple[int, int]:
    """Return score and row that what enters must be better than; 0 is no pair."""
    return (points[0], rows[0]) if size == len(rows) else (0, -1)


@compiled
def _search(pairs: Pairs, work: Work, query: int, among: int, heap: Best) -> None:
    """Search the tree depth first for the best targets of a query.

    The first ``among`` of ``starts`` are the nodes of the first level that are searched.
    """
    # Arrays are taken out of their tuples once a search, and nothing within it is given a
    # tuple: numba counts references to each of its arrays, which costs more than a score.
    of, begin, end, leaf, _, rows, classes = pairs.tree
    at, stop, sums, rest, scores = work.at, work.stop, work.sums, work.rest, work.scores
    starts, floors = work.starts, pairs.paths.floors
    ours, theirs, allowed = pairs.rules
    points, kept, size = heap.points[0], heap.rows[0], heap.sizes[0]
    worst, last = _worst(points, kept, size)
    levels, level = len(floors), 0
    at[0], stop[0], sums[0] = 0, among, 0
    while level >= 0:
        if at[level] == stop[level]:
            level -= 1
            continue
        node = at[level] if level else starts[at[0]]
        at[level] += 1
        behind = level + 1
        sofar = sums[level] + scores[of[node]]
        # Strictly less: an equal score may still enter by its id.
        if sofar + rest[behind] < worst or scores[of[node]] < floors[level]:
            continue
        if not leaf[node]:
            level = behind
            at[level], stop[level], sums[level] = begin[node], end[node], sofar
            continue
        for place in range(begin[node], end[node]):
            score = sofar
            for each in range(behind, levels):
                score += scores[classes[place, each]]
            # First what costs least: most fail here, and are never held against the conditions.
            if score < worst or (score == worst and rows[place] > last):
                if behind == levels:
                    # Those after it have the same score, and their ids are behind.
                    break
            # Without the band something must be left: what fits and has no score is no pair.
            elif (
                score & (BAND - 1)
                and _enough(scores, floors, classes, place, behind)
                and keeps(allowed, ours, theirs, query, place)
            ):
                size = push(points, kept, size, score, rows[place])
                worst, last = _worst(points, kept, size)
    heap.sizes[0] = size


@compiled
def _between(pairs: Pairs, work: Work, low: int, high: int) -> int:
    """Note the nodes whose class the first level gives ``low`` to ``high``; return how many."""
    roots, scores, starts = pairs.tree.roots, work.scores, work.starts
    found = 0
    for group in work.touched[: work.found[0]]:
        if low <= scores[group] <= high and roots[group] >= 0:
            starts[found] = roots[group]
            found += 1
    return found


@compiled
def _untouched(pairs: Pairs, work: Work) -> int:
    """Note the nodes whose class the first level gives nothing; return how many."""
    roots, scores, starts = pairs.tree.roots, work.scores, work.starts
    found = 0
    for group in range(len(roots)):
        if scores[group] == 0 and roots[group] >= 0:
            starts[found] = roots[group]
            found += 1
    return found


@compiled
def _select(pairs: Pairs, work: Work, query: int, heap: Best) -> None:
    """Fill the one row of ``heap`` with the best targets of a query, the best first."""
    _advance(pairs.paths, work, query)
    points, rows, rest = heap.points[0], heap.rows[0], work.rest[1]
    high = work.most[0]
    # The better half first, then that of what is left: to sort them all would cost more.
    while high > 0 and high + rest >= _worst(points, rows, heap.sizes[0])[0]:
        low = high // 2 + 1
        _search(pairs, work, query, _between(pairs, work, low, high), heap)
        high = low - 1
    if pairs.paths.floors[0] == 0 and rest > 0 and rest >= _worst(points, rows, heap.sizes[0])[0]:
        _search(pairs, work, query, _untouched(pairs, work), heap)
    order(points, rows, heap.sizes[0])


@compiled
def top_of_rows(pairs: Pairs, work: Work, queries: Ints, first: int, best: Best) -> None:
    """Fill the best targets of some queries; ``first`` has the first row of ``best``."""
    for query in queries:
        row = slice(query - first, query - first + 1)
        # Slices are views: what the heap holds in the end stands in ``best``.
        heap = Best(best.rows[row], best.points[row], best.sizes[row])
        _select(pairs, work, query, heap)
