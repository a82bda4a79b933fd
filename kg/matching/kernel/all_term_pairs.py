"""All pairs of a lens of terms: blocks of queries over threads, and the rows that come of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.base.in_threads import Scratch, in_order, processors
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.need_sets import alike
from kg.matching.kernel.scoring import Row
from kg.matching.kernel.term_columns import columns_of
from kg.matching.lens.lens import AdditiveLens

if TYPE_CHECKING:
    from kg.matching.kernel.term_pairs import Sums
    from kg.matching.kernel.topk import Best

BLOCK: Final = 2048
"""Queries worked through between two reports of progress."""


def all_pairs_by_terms(
    view: View,
    lens: AdditiveLens,
    top: int,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> Iterator[Row]:
    """Yield each query node with its best targets, in id order.

    ``threads``: where none are named, as many as there are processors for this process.
    """
    if top <= 0:
        return
    queries, targets = nodes_of(view, lens.start.labels), nodes_of(view, lens.end.labels)
    firsts = range(0, len(queries), BLOCK)
    work = _Blocks(view, lens, min(top, len(targets))).of
    # Closed with this generator: no thread goes on for a reader who has left.
    with closing(in_order(work, firsts, threads or processors())) as blocks:
        for first, found in zip(firsts, blocks, strict=True):
            block = queries[first : first + BLOCK]
            yield from _rows(block, targets, found)
            if progress is not None:
                progress(first + len(block), len(queries))


class _Found(NamedTuple):
    """The best of the different queries of a block, and which of these each query is."""

    best: Best
    of: Int64


class _Blocks:
    """Blocks of queries, each computed by whichever thread is free."""

    def __init__(self, view: View, lens: AdditiveLens, top: int) -> None:
        self._columns = columns_of(view, lens)
        self._top = top
        self._sums: Scratch[Sums] = Scratch(self._made)

    def of(self, first: int) -> _Found:
        """Return the best targets of the block of queries that begins with ``first``."""
        from kg.matching.kernel.term_pairs import top_by_terms
        from kg.matching.kernel.topk import Best

        block = slice(first, first + BLOCK)
        asks, facts = self._columns.asks[block], self._columns.rules.query_facts[block]
        # Queries that ask for the same, under the same conditions, have one list; those with the
        # same subjects stand one after the other.
        queries, of = alike([*asks.T, *facts.T])
        shape = (len(queries), self._top)
        best = Best(np.empty(shape, np.int32), np.empty(shape, np.int64), np.zeros(shape[0], int))
        with self._sums.lent() as sums:
            top_by_terms(self._columns, sums, queries + first, best)
        own = self._columns.own[queries + first]
        return _Found(best._replace(points=best.points + own[:, None]), of)

    def _made(self) -> Sums:
        from kg.matching.kernel.term_pairs import sums_for

        return sums_for(self._columns)


def _rows(queries: Int64, targets: Int64, found: _Found) -> Iterator[Row]:
    best = found.best
    filled = np.arange(best.rows.shape[1]) < best.sizes[:, None]
    # What is not filled holds anything.
    nodes = targets[np.where(filled, best.rows, 0)].tolist()
    points, sizes = best.points.tolist(), best.sizes.tolist()
    for query, at in zip(queries.tolist(), found.of.tolist(), strict=True):
        size = sizes[at]
        yield Row(query, nodes[at][:size], points[at][:size], [None] * size)
