"""The engine that cuts all pairs into blocks, has them computed, and merges their lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from kg.graph.probe import Query
from kg.graph.spread import Spread
from kg.graph.view import View
from kg.matching.engine import KERNEL, Answer, Progress
from kg.matching.in_blocks.block_pairs import BlockPairs
from kg.matching.in_blocks.cutting import Cut, blocks_of
from kg.matching.in_blocks.merging import merged
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.scoring import Row
from kg.matching.lens.lens import Lens


class InBlocks:
    """Has blocks of all pairs computed by others; one question is computed here."""

    def __init__(self, spread: Spread, cut: Cut | None = None) -> None:
        self._spread = spread
        self._cut = cut

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the best targets of a query; see ``Engine``."""
        return KERNEL.answer(view, lens, query, top)

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[Row]:
        """Yield each query node with its best targets; see ``Engine``."""
        if top <= 0:
            return
        queries = len(nodes_of(view, lens.start.labels))
        blocks = blocks_of(view, lens, self._cut or Cut.among(self._spread.lanes, queries))
        lists = self._spread.each(BlockPairs(self._spread.seen(view), lens, top), blocks)
        for (_, last), group in groupby(blocks, attrgetter("queries")):
            yield from merged(list(islice(lists, len(list(group)))), top).rows()
            if progress is not None and queries:
                progress(last, queries)
