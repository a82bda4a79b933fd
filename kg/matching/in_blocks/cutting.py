"""Which blocks all pairs are cut into: so many queries by so many targets."""

from __future__ import annotations

from itertools import product
from typing import Final, NamedTuple

from kg.graph.view import View
from kg.graph.view_part import ViewPart
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.lens.pattern import Place
from kg.model.relations import DECLARED

FEWEST: Final = 1 << 10
MOST: Final = 1 << 15
"""Between so many queries are in a block: more cost memory where lists merge, fewer are hardly
worth the way."""
TARGETS: Final = 1 << 20
"""Up to so many targets are in a block: what a process holds of them stays under 200 MB."""
_BLOCKS_EACH: Final = 2
"""Blocks of queries for each lane: where they take unlike times nobody waits long."""

Range = tuple[int, int]


class Cut(NamedTuple):
    """How many queries and how many targets are in a block at most."""

    queries: int
    targets: int = TARGETS

    @classmethod
    def among(cls, lanes: int, queries: int) -> Cut:
        """Return the cut that keeps so many lanes at work."""
        return cls(min(max(-(-queries // (lanes * _BLOCKS_EACH)), FEWEST), MOST))


class Block(NamedTuple):
    """Query rows and target rows, each from a first to before a last."""

    queries: Range
    targets: Range


def blocks_of(view: View, lens: Lens, cut: Cut) -> list[Block]:
    """Return all blocks; those of the same queries stand together, their targets ascending."""
    sides = ((lens.start, cut.queries), (lens.end, cut.targets))
    queries, targets = (
        _ranges(len(nodes_of(view, place.labels)), size if can_be_cut(lens, place) else 0)
        for place, size in sides
    )
    return [Block(*pair) for pair in product(queries, targets)]


def can_be_cut(lens: Lens, place: Place) -> bool:
    """Say whether one end of a lens may be a part of a view (``kg.graph.view_part``).

    What is declared can, where no path walks through its type and the other end is of another one.
    Of a lens of terms the needs can: its actors stand in what everybody has done.
    """
    other = lens.end if place is lens.start else lens.start
    walked = set() if isinstance(lens, AdditiveLens) else _walked(lens)
    return set(place.labels) <= set(DECLARED) - {*other.labels} - walked


def part_of(view: View, place: Place, rows: Range) -> View:
    """Return the view in which one end of a lens has the rows of a range alone."""
    nodes = nodes_of(view, place.labels)
    if rows == (0, len(nodes)):
        return view
    first, last = int(nodes[rows[0]]), int(nodes[rows[1] - 1]) + 1
    ranges = {label: view.snapshot.ranges[label] for label in place.labels}
    return ViewPart(
        view, {name: (_within(low, first, last), _within(high, first, last))
               for name, (low, high) in ranges.items()}
    )  # fmt: skip


def _within(node: int, first: int, last: int) -> int:
    return min(max(node, first), last)


def _ranges(rows: int, size: int) -> list[Range]:
    """Return the ranges of so many rows; all in one where there is no size, or no row."""
    if not (rows and size):
        return [(0, rows)]
    return [(low, min(low + size, rows)) for low in range(0, rows, size)]


def _walked(lens: Lens) -> set[str]:
    """Return the labels that paths name on their way."""
    if isinstance(lens, AdditiveLens):
        return set()
    halves = (half for path in lens.paths for half in path.halves)
    return {label for half in halves for hop in half for label in hop.labels}
