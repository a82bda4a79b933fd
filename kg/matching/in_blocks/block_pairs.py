"""One block by the kernels: a part of the queries against a part of the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.graph.spread import Seen
from kg.graph.view import View
from kg.matching.in_blocks.cutting import Block, Range, part_of
from kg.matching.in_blocks.merging import Lists
from kg.matching.kernel.all_term_pairs import all_pairs_by_terms
from kg.matching.kernel.scoring import Row
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.lens.pattern import Place


@dataclass(frozen=True, slots=True)
class BlockPairs:
    """What is done with each block: the best targets of its queries among its targets."""

    seen: Seen
    lens: Lens
    top: int

    def __call__(self, block: Block) -> Lists:
        """Return the lists of a block."""
        return Lists.of(pairs_of_block(self.seen.view(), self.lens, self.top, block))


def pairs_of_block(view: View, lens: Lens, top: int, block: Block) -> Iterator[Row]:
    """Yield the queries of a block with their best targets in it, in id order.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    targets = _targets(view, lens.end, block.targets)
    part = part_of(targets, lens.start, block.queries)
    # One thread: beside it other blocks are computed, on as many cores as there are.
    if isinstance(lens, AdditiveLens):
        return all_pairs_by_terms(part, lens, top, threads=1)
    from kg.matching.kernel.all_pairs import all_pairs

    return all_pairs(part, lens, top, threads=1)


# Blocks of the same targets share what is computed of them: it costs as much as some ten thousand
# queries. All are kept of up to so many millions of targets; beyond, each block makes its own.
@lru_cache(maxsize=16)
def _targets(view: View, end: Place, rows: Range) -> View:
    return part_of(view, end, rows)
