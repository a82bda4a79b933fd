"""Ranks of intervals: who surely stands before whom, and who cannot be compared yet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Interval: TypeAlias = tuple[int, int]
"""The score as known, and the one that could be reached once all is known."""


class Place(NamedTuple):
    """Where a partner stands: its rank, and with how many others it cannot be compared yet.

    Once all is known it may stand anywhere from its rank to as many places further down.
    """

    rank: int
    not_comparable: int


def places(intervals: Sequence[Interval]) -> list[Place]:
    """Return the place of each interval among all of them.

    A rank is one more than the number of intervals that lie wholly above. Those that lie neither
    above nor below cannot be compared, but for equal scores of which all is known: nothing will
    part them.

    >>> [tuple(place) for place in places([(50, 60), (20, 55), (10, 10)])]
    [(1, 1), (1, 1), (3, 0)]
    """
    lows = sorted(low for low, _ in intervals)
    highs = sorted(high for _, high in intervals)
    equals = Counter(low for low, high in intervals if low == high)
    found = []
    for low, high in intervals:
        above = len(lows) - bisect_right(lows, high)
        below = bisect_left(highs, low)
        alike = equals[low] if low == high else 1
        found.append(Place(above + 1, len(intervals) - above - below - alike))
    return found
