"""All pairs, compiled: the row-wise product with a heap of the k best. Imports numba.

Import it only inside functions: a single query needs none of it. Per path, the entries of a query's
vector are spread over the posting lists of their meeting nodes into one accumulator (Gustavson
1978, "Two fast algorithms for sparse matrices"), which has one place for each class of target
vectors, not for each target. A target's score is then the sum of its classes' places; no product
matrix ever exists. Where a path has to give something (``at_least``), it leads: only targets that
it reaches are looked at, the best first, and only while they could still enter the heap. A pair is
held against the other conditions only where its score would enter the heap. Where a lens draws a
line, what fits carries a band on top of its score, so that it is before all that does not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled
from kg.base.millionths import MILLION

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Paths(NamedTuple):
    """All paths of a lens side by side: query classes and columns are numbered through.

    Query q has on path p the class ``query_class[q, p]``, with the entries ``entry_ptr[c]:[c + 1]``
    of ``columns`` (meeting nodes) and ``weights`` (W·x̂). A column's posting list is
    ``column_ptr[k]:[k + 1]`` of ``owners`` (target classes of its path) and ``values`` (ŷ). Target
    t has the class ``target_class[t, p]`` of the path. The leading path (-1: none) has the targets
    ``rows[row_ptr[c]:row_ptr[c + 1]]`` in its class c; without one all targets are in class 0.
    """

    query_class: Shorts
    entry_ptr: Ints
    columns: Shorts
    weights: Ints
    column_ptr: Ints
    owners: Shorts
    values: Shorts
    target_class: Shorts
    lead: int
    row_ptr: Ints
    rows: Shorts


class Rules(NamedTuple):
    """The conditions as arrays.

    ``target_facts[t]`` are reach and end of the period (``conditions.PeriodCheck``; a period that
    cannot be where the target is not valid), then its class in each condition about sets;
    ``query_facts[q]`` are reach and end, then where in ``allowed`` the condition says which classes
    go with the query's. Path ``gates[g]`` must give ``least[g]`` millionths of millionths.

    ``band`` is what comes on top of a score where the pair fits (0: no line is drawn). It does by
    its classes, where ``fitting[query_fits[q] + target_fits[t]]``, or where both name a sector:
    those of query q are ``query_named[query_ptr[q]:query_ptr[q + 1]]``, ascending.
    """

    query_facts: Ints
    target_facts: Shorts
    allowed: Flags
    gates: Ints
    least: Ints
    band: int
    fitting: Flags
    query_fits: Ints
    target_fits: Shorts
    query_ptr: Ints
    query_named: Shorts
    target_ptr: Ints
    target_named: Shorts


class Work(NamedTuple):
    """Scratch space of one thread, kept from block to block.

    Path p has the scores of its target classes for query class c from ``place[c]`` on in
    ``scores``; a path with few classes has a place for each query class and computes it once,
    others have one place for all. There, ``touched`` from ``room[p]`` on lists the ``found[p]``
    target classes with a score. ``most[c]`` is the highest score, ``last[p]`` the query class that
    was computed last, ``done`` says which stay; ``base`` is where the present query reads.
    """

    scores: Ints
    place: Ints
    keep: Flags
    done: Flags
    most: Ints
    touched: Shorts
    room: Ints
    found: Ints
    last: Ints
    base: Ints


class Best(NamedTuple):
    """The best target rows and their scores: a row per query, k columns, ``sizes`` filled."""

    rows: Shorts
    points: Ints
    sizes: Ints


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
def _keeps(allowed: Flags, query: Ints, target: Shorts) -> bool:
    """Say whether the facts of a pair pass all conditions but those about paths."""
    if max(query[0], target[0]) > min(query[1], target[1]):
        return False
    for place in range(2, len(query)):  # noqa: SIM110  numba knows no generators
        if not allowed[query[place] + target[place]]:
            return False
    return True


@compiled
def _enough(rules: Rules, paths: Paths, work: Work, target: int) -> bool:
    """Say whether the paths that have to give something give enough."""
    for number in range(len(rules.gates)):
        gate = rules.gates[number]
        score = work.scores[work.base[gate] + paths.target_class[target, gate]]
        if score * MILLION < rules.least[number]:
            return False
    return True


@compiled
def _fits(rules: Rules, query: int, target: int) -> bool:
    """Say whether a pair is about the same subject, by its sectors or by what its words name."""
    if rules.fitting[rules.query_fits[query] + rules.target_fits[target]]:
        return True
    mine, theirs = rules.query_ptr[query], rules.target_ptr[target]
    while mine < rules.query_ptr[query + 1] and theirs < rules.target_ptr[target + 1]:
        one, other = rules.query_named[mine], rules.target_named[theirs]
        if one == other:
            return True
        mine, theirs = mine + (one < other), theirs + (other < one)
    return False


@compiled
def _clear(work: Work, path: int) -> None:
    """Take the scores of the query class before out of a path's only place."""
    if work.last[path] >= 0 and not work.keep[path]:
        base, room = work.place[work.last[path]], work.room[path]
        for at in range(room, room + work.found[path]):
            work.scores[base + work.touched[at]] = 0


@compiled
def _spread(paths: Paths, work: Work, path: int, query_class: int) -> None:
    """Compute the scores of a path's target classes for a query class."""
    _clear(work, path)
    base, room = work.place[query_class], work.room[path]
    found, most = 0, 0
    for entry in range(paths.entry_ptr[query_class], paths.entry_ptr[query_class + 1]):
        column, weight = paths.columns[entry], paths.weights[entry]
        for at in range(paths.column_ptr[column], paths.column_ptr[column + 1]):
            # As ``arithmetic.contribution``, to the last digit: 2**39, then div 2**40.
            score = (weight * paths.values[at] + 549_755_813_888) >> 40
            if score:
                owner = paths.owners[at]
                # Contributions are never negative, and those of 0 were left out: 0 is not touched
                # yet.
                if work.scores[base + owner] == 0:
                    work.touched[room + found] = owner
                    found += 1
                work.scores[base + owner] += score
                most = max(most, work.scores[base + owner])
    if path == paths.lead:
        # In any order among equals: ``_select`` goes on through a group that only equals.
        mine = work.touched[room : room + found]
        mine[:] = mine[np.argsort(-work.scores[base + mine])]
    work.found[path], work.last[path] = found, query_class
    work.most[query_class], work.done[query_class] = most, work.keep[path]


@compiled
def _advance(paths: Paths, work: Work, query: int) -> int:
    """Bring the scores up to a query; return the most that the paths beside the lead can give."""
    rest = 0
    for path in range(len(work.last)):
        query_class = paths.query_class[query, path]
        if query_class != work.last[path] and not work.done[query_class]:
            _spread(paths, work, path, query_class)
        work.base[path] = work.place[query_class]
        if path != paths.lead:
            rest += work.most[query_class]
    return rest


@compiled
def _offer(paths: Paths, rules: Rules, work: Work, among: tuple[int, int, int], heap: Best) -> None:
    """Let targets into the heap of a query that are good enough and pass.

    ``among`` is the query, and from where to where in ``paths.rows`` its targets stand. The arrays
    are taken out of their tuples once: that costs more than a score.
    """
    query, low, high = among
    targets, classes, scores, base = paths.rows, paths.target_class, work.scores, work.base
    rows, points, size = heap.rows[0], heap.points[0], heap.sizes[0]
    allowed, ours, theirs = rules.allowed, rules.query_facts[query], rules.target_facts
    band = rules.band
    for place in range(low, high):
        row, score = targets[place], 0
        for path in range(classes.shape[1]):
            score += scores[base[path] + classes[row, path]]
        full = size == len(rows)
        # First what costs least: most targets fail here, and are never held against the conditions.
        if score == 0 or (full and not _better(score + band, row, points[0], rows[0])):
            continue
        if band and _fits(rules, query, row):
            score += band
        elif full and not _better(score, row, points[0], rows[0]):
            continue
        if not (_keeps(allowed, ours, theirs[row]) and _enough(rules, paths, work, row)):
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
    rest, lead = _advance(paths, work, query), paths.lead
    groups = work.found[lead] if lead >= 0 else 1
    for number in range(groups):
        group = work.touched[work.room[lead] + number] if lead >= 0 else 0
        full = lead >= 0 and heap.sizes[0] == heap.rows.shape[1]
        # Strictly less: an equal score may still enter by its id. The groups behind give no more,
        # since they come the best first.
        most = work.scores[work.base[lead] + group] + rest + rules.band
        if full and most < heap.points[0, 0]:
            break
        among = (query, paths.row_ptr[group], paths.row_ptr[group + 1])
        _offer(paths, rules, work, among, heap)
    _order(heap.points[0], heap.rows[0], heap.sizes[0])


@compiled
def top_of_rows(paths: Paths, rules: Rules, work: Work, first: int, best: Best) -> None:
    """Fill the best targets of a block of queries: ``first``, ``first + 1`` …, one a row."""
    for place in range(len(best.sizes)):
        row = slice(place, place + 1)
        # Slices are views: what the heap holds in the end stands in ``best``.
        heap = Best(best.rows[row], best.points[row], best.sizes[row])
        _select(paths, rules, first + place, work, heap)
