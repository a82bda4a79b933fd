"""All pairs of the lens `experience`, in both directions, against one query after the other.

The peer is given some rows, evenly spread; its time is scaled to all, and the note says so. What a
view keeps (the track record) is kept before the clock starts, for both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bench.pairs import Pair, in_turn
from bench.term_world import world
from kg.base.in_threads import processors
from kg.definitions.shipped_names import EXPERIENCE
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.kernel.all_term_pairs import all_pairs_by_terms
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES

TOP: Final = 20
SIZES: Final = ((1_000, 200), (10_000, 50))
"""Needs and bodies, with three times as many activities; rows of the peer."""


def measure() -> Iterator[Pair]:
    """Yield a pair for each size and direction; both keep the best TOP of every query."""
    lens = LENSES.load(EXPERIENCE)
    assert isinstance(lens, AdditiveLens)
    for size, rows in SIZES:
        view = world(size, size, 3 * size)
        yield _pair(view, lens, f"{size // 1000}k needs x {size // 1000}k bodies", rows)
        yield _pair(view, lens.reversed(), f"{size // 1000}k bodies x {size // 1000}k needs", rows)


def _pair(view: View, lens: AdditiveLens, name: str, rows: int) -> Pair:
    queries = nodes_of(view, lens.start.labels)
    some = queries[:: len(queries) // rows].tolist()
    found = in_turn(
        f"{name}, three times as many activities, top {TOP}, {processors()} threads",
        ("lens of terms", lambda: sum(1 for _ in all_pairs_by_terms(view, lens, TOP))),
        ("query by query", lambda: [ranking(view, lens, query).nodes[:TOP] for query in some]),
        rounds=3,
    )
    scaled = [seconds * len(queries) / len(some) for seconds in found.peer_seconds]
    return replace(found, peer_seconds=scaled, note=f"query by query: {len(some)} rows, scaled")
