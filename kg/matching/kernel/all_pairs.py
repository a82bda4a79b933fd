"""All pairs: the best targets of every query, in blocks of queries spread over threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.base.in_threads import Scratch, in_order, processors
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.pair_paths import BAND, paths_of, sides_of
from kg.matching.kernel.pair_rules import rules_of
from kg.matching.kernel.scoring import Row
from kg.matching.kernel.target_tree import tree_of
from kg.matching.lens.lens import PathLens

if TYPE_CHECKING:
    from kg.matching.kernel.topk import Best, Pairs, Work

BLOCK: Final = 1024
"""Queries worked through between two reports of progress."""


def all_pairs(
    view: View,
    lens: PathLens,
    top: int,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> Iterator[Row]:
    """Yield each query node with its best targets, in id order.

    ``threads``: where none are named, as many as there are processors for this process.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if top <= 0:
        return
    queries, targets = nodes_of(view, lens.start.labels), nodes_of(view, lens.end.labels)
    firsts = range(0, len(queries), BLOCK)
    work = _Blocks(pairs_of(view, lens), top).of
    # Closed with this generator: no thread goes on for a reader who has left.
    with closing(in_order(work, firsts, threads or processors())) as blocks:
        for first, best in zip(firsts, blocks, strict=True):
            block = queries[first : first + BLOCK]
            yield from _rows(block, targets, best, drawn=lens.fits is not None)
            if progress is not None:
                progress(first + len(block), len(queries))


def pairs_of(view: View, lens: PathLens) -> Pairs:
    """Return a lens and a view as the arrays that ``topk`` searches.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    from kg.matching.kernel.topk import Pairs

    paths, classes = paths_of(*sides_of(view, lens))
    rules, stays = rules_of(view, lens)
    tree = tree_of(classes, stays, int(paths.room[1]))
    # In the order of the tree: what is looked at one after the other lies side by side.
    return Pairs(tree, paths, rules._replace(target_facts=rules.target_facts[tree.rows]))


class _Blocks:
    """Blocks of queries, each computed by whichever thread is free."""

    def __init__(self, pairs: Pairs, top: int) -> None:
        self._pairs = pairs
        self._top = top
        self._work: Scratch[Work] = Scratch(self._made)
        # Queries are numbered by class as they first appear, so the highest tells how many there
        # are. What has the most classes changes most often.
        of = pairs.paths.query_class
        self._order = np.argsort(np.ptp(of, axis=0)) if len(of) else np.arange(of.shape[1])

    def of(self, first: int) -> Best:
        """Return the best targets of the block of queries that begins with ``first``."""
        from kg.matching.kernel.topk import Best, top_of_rows

        classes = self._pairs.paths.query_class[first : first + BLOCK]
        shape = (len(classes), self._top)
        best = Best(np.empty(shape, np.int32), np.empty(shape, np.int64), np.zeros(shape[0], int))
        # Those alike one after the other, first of all where most differ: scores are kept as long
        # as the class stays.
        queries = first + np.lexsort(classes[:, self._order].T)
        with self._work.lent() as work:
            top_of_rows(self._pairs, work, queries, first, best)
        return best

    def _made(self) -> Work:
        from kg.matching.kernel.topk import work_for

        return work_for(self._pairs.paths)


def _rows(queries: Int64, targets: Int64, best: Best, *, drawn: bool) -> Iterator[Row]:
    filled = np.arange(best.rows.shape[1]) < best.sizes[:, None]
    # What is not filled holds anything: only what is may be looked up.
    nodes, points = targets[best.rows[filled]].tolist(), best.points[filled]
    near = points >= BAND
    scores = (points - near * BAND).tolist()
    fits: list[bool] | list[None] = near.tolist() if drawn else [None] * len(nodes)
    ends = np.cumsum(best.sizes).tolist()
    for query, low, high in zip(queries.tolist(), [0, *ends], ends, strict=False):
        yield Row(query, nodes[low:high], scores[low:high], fits[low:high])
