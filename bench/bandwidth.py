"""What this machine can do at most: a triad over memory, and additions scattered in the cache."""

from __future__ import annotations

import time
from typing import Any, Final

import numpy as np

from kg.base.compiled import compiled

FAR, NEAR, ADDS = 20_000_000, 16_000, 20_000_000
ROUNDS: Final = 5


@compiled
def _triad(a: Any, b: Any, c: Any) -> None:
    for place in range(len(a)):
        a[place] = b[place] + 3.0 * c[place]


@compiled
def _scatter(sums: Any, places: Any) -> None:
    for place in places:
        sums[place] += 1


def bandwidth() -> tuple[float, float]:
    """Return gigabytes a second of the triad and billions of additions a second, of one thread.

    The best of some rounds, in CPU seconds: what others take of the machine only lessens them.
    """
    a, b, c = (np.ones(FAR) for _ in range(3))
    places = np.random.default_rng(1).integers(0, NEAR, ADDS).astype(np.int32)
    sums = np.zeros(NEAR, np.int64)
    _triad(a[:1], b[:1], c[:1])
    _scatter(sums, places[:1])
    triads, adds = [], []
    for _ in range(ROUNDS):
        begun = time.process_time()
        _triad(a, b, c)
        between = time.process_time()
        _scatter(sums, places)
        triads.append(3 * a.nbytes / (between - begun) / 1e9)
        adds.append(ADDS / (time.process_time() - between) / 1e9)
    return max(triads), max(adds)
