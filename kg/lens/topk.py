"""All pairs, compiled: the row-wise product with a heap of the k best. Imports numba.

Import it only inside functions: a single query needs none of it. Per path, the entries of a query's
vector are spread over the posting lists of their meeting nodes into one accumulator (Gustavson
1978, "Two fast algorithms for sparse matrices"), which has one place for each class of target
vectors, not for each target. A target's score is then the sum of its classes' places; no product
matrix ever exists. Where a path has to give something (``at_least``), it leads: only targets that
it reaches are looked at, the best first, and only while they could still enter the heap. A pair is
held against the other conditions only where its score would enter the heap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Paths(NamedTuple):
    """All paths of a lens side by side: classes and columns are numbered through.

    Query q has on path p the class ``query_class[q, p]``, with the entries ``entry_ptr[c]:[c + 1]``
    of ``columns`` (meeting nodes) and ``weights`` (W·x̂). A column's posting list is
    ``column_ptr[k]:[k + 1]`` of ``owners`` (target classes) and ``values`` (ŷ). Target t has the
    class ``target_class[t, p]``; path p owns the target classes ``first_class[p]:[p + 1]``.
    The leading path (-1: none) has the targets ``rows[row_ptr[c]:row_ptr[c + 1]]`` in its class c,
    counted from its first; without one all targets are in class 0.
    """

    query_class: Shorts
    entry_ptr: Ints
    columns: Shorts
    weights: Ints
    column_ptr: Ints
    owners: Shorts
    values: Shorts
    target_class: Shorts
    first_class: Ints
    lead: int
    row_ptr: Ints
    rows: Shorts


class Rules(NamedTuple):
    """The conditions as arrays; those about sets are tables, one after the other in ``allowed``.

    ``allowed[offset[s] + query_class[s, q] * width[s] + target_class[s, t]]`` says whether the
    sets of condition s go together. Path ``gates[g]`` must give ``least[g]`` millionths of
    millionths.
    """

    valid: Flags
    query_reach: Shorts
    query_end: Shorts
    target_reach: Shorts
    target_end: Shorts
    query_class: Shorts
    target_class: Shorts
    offset: Ints
    width: Ints
    allowed: Flags
    gates: Ints
    least: Ints


class Work(NamedTuple):
    """Scratch space of one thread.

    ``scores`` of each target class for the present query; per path the classes ``touched`` (in the
    path's own range) and how many (``found``), the highest score (``most``), the present query
    class (``last``).
    """

    scores: Ints
    touched: Shorts
    found: Ints
    most: Ints
    last: Ints


class Best(NamedTuple):
    """The best target rows and their scores: a row per query, k columns, ``sizes`` filled."""

    rows: Shorts
    points: Ints
    sizes: Ints


def compiled(function: F) -> F:
    """Compile a function; kept on disk where there is a place for it."""
    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:  # neither the package nor the user's cache can be written to
        return cast("F", njit(nogil=True)(function))


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
def _order(scores: Ints, rows: Shorts, size: int) -> None:
    """Turn the heap into a list, the best first."""
    for last in range(size - 1, 0, -1):
        scores[0], scores[last] = scores[last], scores[0]
        rows[0], rows[last] = rows[last], rows[0]
        _sift_down(scores, rows, last)


@compiled
def _keeps(rules: Rules, query: int, target: int) -> bool:
    """Say whether a pair passes all conditions but those about paths."""
    if not rules.valid[target]:
        return False
    reach = max(rules.query_reach[query], rules.target_reach[target])
    if reach > min(rules.query_end[query], rules.target_end[target]):
        return False
    for table in range(len(rules.offset)):
        place = rules.offset[table] + rules.query_class[table, query] * rules.width[table]
        if not rules.allowed[place + rules.target_class[table, target]]:
            return False
    return True


@compiled
def _enough(rules: Rules, paths: Paths, scores: Ints, target: int) -> bool:
    """Say whether the paths that have to give something give enough."""
    for gate in range(len(rules.gates)):
        score = scores[paths.target_class[target, rules.gates[gate]]]
        if score * 1_000_000 < rules.least[gate]:
            return False
    return True


@compiled
def _spread(paths: Paths, work: Work, path: int, query_class: int) -> None:
    """Put the scores of a path's target classes in place of those of the query before."""
    first = paths.first_class[path]
    for place in range(first, first + work.found[path]):
        work.scores[work.touched[place]] = 0
    count, most = 0, 0
    for entry in range(paths.entry_ptr[query_class], paths.entry_ptr[query_class + 1]):
        column, weight = paths.columns[entry], paths.weights[entry]
        for place in range(paths.column_ptr[column], paths.column_ptr[column + 1]):
            score = (weight * paths.values[place] + 549_755_813_888) >> 40
            if score:
                owner = paths.owners[place]
                if work.scores[owner] == 0:
                    work.touched[first + count] = owner
                    count += 1
                work.scores[owner] += score
                most = max(most, work.scores[owner])
    if path == paths.lead:
        mine = work.touched[first : first + count]
        mine[:] = mine[np.argsort(-work.scores[mine])]
    work.found[path], work.most[path], work.last[path] = count, most, query_class


@compiled
def _advance(paths: Paths, work: Work, query: int) -> int:
    """Bring the scores up to a query; return the most that the paths beside the lead can give."""
    rest = 0
    for path in range(len(work.last)):
        if paths.query_class[query, path] != work.last[path]:
            _spread(paths, work, path, paths.query_class[query, path])
        if path != paths.lead:
            rest += work.most[path]
    return rest


@compiled
def _offer(
    paths: Paths, rules: Rules, scores: Ints, among: tuple[int, int, int], heap: Best
) -> None:
    """Let targets into the heap of a query that are good enough and pass.

    ``among`` is the query, and from where to where in ``paths.rows`` its targets stand. The arrays
    are taken out of their tuples once: that costs more than a score.
    """
    query, low, high = among
    targets, classes = paths.rows, paths.target_class
    rows, points, size = heap.rows[0], heap.points[0], heap.sizes[0]
    for place in range(low, high):
        row, score = targets[place], 0
        for path in range(classes.shape[1]):
            score += scores[classes[row, path]]
        full = size == len(rows)
        if score == 0 or (full and not _better(score, row, points[0], rows[0])):
            continue
        if not (_enough(rules, paths, scores, row) and _keeps(rules, query, row)):
            continue
        if full:
            points[0], rows[0] = score, row
            _sift_down(points, rows, size)
        else:
            points[size], rows[size] = score, row
            _sift_up(points, rows, size)
            size += 1
    heap.sizes[0] = size


@compiled
def _select(paths: Paths, rules: Rules, query: int, work: Work, heap: Best) -> None:
    """Fill the one row of ``heap`` with the best targets of a query, the best first."""
    rest = _advance(paths, work, query)
    first = paths.first_class[max(paths.lead, 0)]
    groups = work.found[paths.lead] if paths.lead >= 0 else 1
    for place in range(groups):
        owner = work.touched[first + place] if paths.lead >= 0 else first
        most = (work.scores[owner] if paths.lead >= 0 else work.most[0]) + rest
        if heap.sizes[0] == heap.rows.shape[1] and most < heap.points[0, 0]:
            break
        low, high = paths.row_ptr[owner - first], paths.row_ptr[owner - first + 1]
        _offer(paths, rules, work.scores, (query, low, high), heap)
    _order(heap.points[0], heap.rows[0], heap.sizes[0])


@compiled
def top_of_rows(paths: Paths, rules: Rules, first: int, best: Best) -> None:
    """Fill the best targets of a block of queries: ``first``, ``first + 1`` …, one a row."""
    number = len(paths.first_class) - 1
    classes = paths.first_class[number]
    work = Work(
        np.zeros(classes, np.int64),
        np.empty(classes, np.int32),
        np.zeros(number, np.int64),
        np.zeros(number, np.int64),
        np.full(number, -1, np.int64),
    )
    for place in range(len(best.sizes)):
        row = slice(place, place + 1)
        heap = Best(best.rows[row], best.points[row], best.sizes[row])
        _select(paths, rules, first + place, work, heap)
