"""All pairs on one worker and on two, and what the way there costs: by the clock, in turn."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from bench.lens_world import lens, world
from bench.pairs import Pair, in_turn
from kg.cluster.dask_cluster import dask_cluster
from kg.graph.cache import save
from kg.graph.snapshot import Snapshot
from kg.graph.spread import Spread
from kg.graph.view import View
from kg.matching.in_blocks.blocks_engine import InBlocks
from kg.matching.kernel.all_pairs import all_pairs

SIZES, TOP, ROUNDS = (50_000, 300_000), 20, 3


def measure() -> Iterator[Pair]:
    """Yield how much faster two workers are than one, and how much slower one is than none."""
    for size in SIZES:
        yield from _measured(size)


def _measured(size: int) -> Iterator[Pair]:
    whole, asked = world(size), lens()
    later = (View(whole.snapshot, whole.as_of + timedelta(days)) for days in count(1))

    def plain() -> int:
        return sum(1 for _ in all_pairs(next(later), asked, TOP, threads=1))

    def spread_over(spread: Spread) -> Callable[[], int]:
        # A day that nobody has asked about: workers open it anew, and begin from nothing.
        return lambda: sum(1 for _ in InBlocks(spread).all_pairs(next(later), asked, TOP))

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "snapshot"
        save(whole.snapshot, place)

        def there(_snapshot: Snapshot) -> Path:
            return place

        with dask_cluster("", there, workers=1) as one, dask_cluster("", there, workers=2) as two:
            on_one, on_two = ("one worker", spread_over(one)), ("two workers", spread_over(two))
            name = f"all pairs {size // 1000}k x {size // 1000}k"
            yield _pair(f"{name}, scaling", on_two, on_one)
            yield _pair(f"{name}, overhead", on_one, ("none", plain))


def _pair(
    name: str, ours: tuple[str, Callable[[], int]], peer: tuple[str, Callable[[], int]]
) -> Pair:
    return in_turn(name, ours, peer, rounds=ROUNDS, clock=time.perf_counter)
