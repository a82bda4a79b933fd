"""All pairs by terms, compiled: the best targets of each query, added up. Imports numba.

Import it only inside functions. Both directions are one search: a query has subjects, each with a
year; a subject leads to units, each with a year (an actor; or the needs that ask for the same
subjects). Of the years that meet at a unit the last counts (``years_since``). A unit has groups of
target rows that are alike in all else, so that a group is scored and held against the conditions
once, and only where its score would enter.

The heap and the conditions are those of ``topk``: whoever changes them there touches this file too,
or numba's cache on disk holds the old ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled
from kg.matching.kernel.term_columns import Columns
from kg.matching.kernel.topk import Best, keeps, order, push

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]


class Sums(NamedTuple):
    """Scratch space of one thread: what stands in it belongs to the query before.

    ``last[u]`` is the last year of a unit, -1 where it is not listed; those that are stand in
    ``listed``. ``more`` is what the query's recipients give, by the ``key`` of a group.
    """

    last: Shorts
    listed: Shorts
    more: Ints


def sums_for(columns: Columns) -> Sums:
    """Return scratch space for one thread."""
    units = len(columns.group_ptr) - 1
    last = np.full(units, -1, np.int32)
    return Sums(last, np.empty(units, np.int32), np.zeros(columns.keys, np.int64))


@compiled
def _list_units(columns: Columns, sums: Sums, asking: int, found: int) -> int:
    """Note the units that share a subject with a query, and the last year; return how many."""
    last, listed = sums.last, sums.listed
    unit_ptr, units, years = columns.unit_ptr, columns.units, columns.unit_years
    for at in range(found):
        last[listed[at]] = -1
    found = 0
    for entry in range(columns.subject_ptr[asking], columns.subject_ptr[asking + 1]):
        subject, year = columns.subjects[entry], columns.subject_years[entry]
        for at in range(unit_ptr[subject], unit_ptr[subject + 1]):
            unit = units[at]
            if last[unit] < 0:
                listed[found] = unit
                found += 1
            last[unit] = max(last[unit], years[at], year)
    return found


@compiled
def _hand_out(columns: Columns, more: Ints, asking: int, sign: int) -> None:
    """Add what a query's recipients give to each key; with -1, take it back."""
    for at in range(columns.more_ptr[asking], columns.more_ptr[asking + 1]):
        more[columns.more_keys[at]] += sign * columns.more_points[at]


@compiled
def _select(columns: Columns, sums: Sums, found: int, query: int, heap: Best) -> None:
    """Fill the one row of ``heap`` with the best of what is listed, the best first."""
    last, listed, more = sums
    by_year, fixed, keys = columns.by_year, columns.fixed, columns.group_keys
    group_ptr, row_ptr, rows = columns.group_ptr, columns.row_ptr, columns.rows
    ours, theirs, allowed = columns.rules
    points, best, size = heap.points[0], heap.rows[0], 0
    for place in range(found):
        unit = listed[place]
        recency = by_year[last[unit]]
        for group in range(group_ptr[unit], group_ptr[unit + 1]):
            score = recency + fixed[group] + more[keys[group]]
            # First what costs least: most fail here, and are never held against the conditions.
            if size == len(best) and (
                score < points[0] or (score == points[0] and rows[row_ptr[group]] > best[0])
            ):
                continue
            if not keeps(allowed, ours, theirs, query, group):
                continue
            for at in range(row_ptr[group], row_ptr[group + 1]):
                # Rows of a group ascend: where one comes too late, so do those after it.
                if size == len(best) and (
                    score < points[0] or (score == points[0] and rows[at] > best[0])
                ):
                    break
                size = push(points, best, size, score, rows[at])
    order(points, best, size)
    heap.sizes[0] = size


@compiled
def top_by_terms(columns: Columns, sums: Sums, queries: Ints, best: Best) -> None:
    """Fill the best targets of some queries, a row of ``best`` each."""
    asks, found, before, given = columns.asks, 0, -1, -1
    for row, query in enumerate(queries):
        if asks[query, 0] != before:
            before = asks[query, 0]
            found = _list_units(columns, sums, before, found)
        if asks[query, 1] != given:
            if given >= 0:
                _hand_out(columns, sums.more, given, -1)
            given = asks[query, 1]
            _hand_out(columns, sums.more, given, 1)
        part = slice(row, row + 1)
        # Slices are views: what the heap holds in the end stands in ``best``.
        heap = Best(best.rows[part], best.points[part], best.sizes[part])
        _select(columns, sums, found, query, heap)
    # Left as it was found, for the next block.
    _list_none(sums, found)
    if given >= 0:
        _hand_out(columns, sums.more, given, -1)


@compiled
def _list_none(sums: Sums, found: int) -> None:
    for at in range(found):
        sums.last[sums.listed[at]] = -1
