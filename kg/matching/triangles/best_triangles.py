"""Which first and second provider are the best pair for a demand, in whole numbers.

A score is the sum of three parts, each a share of the whole in millionths: how well the offer of
the first fits, how far the second stands in experience, and whether both have worked together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from kg.base.millionths import MILLION

FIRST: Final = 500_000
SECOND: Final = 300_000
TOGETHER: Final = 200_000
"""What the three parts weigh: proposed, and the same for all demands."""


class Side(NamedTuple):
    """One who could provide: its node, whose side it is on, its share in millionths."""

    node: int
    parties: frozenset[int]
    share: int


class Triangle(NamedTuple):
    """A pair of a first and a second provider (nodes) with the three parts of its score."""

    first: int
    second: int
    fit: int
    experience: int
    together: int

    @property
    def score(self) -> int:
        """The sum of its parts."""
        return self.fit + self.experience + self.together


def best_triangles(
    firsts: Iterable[Side], seconds: Sequence[Side], joint: Callable[[Side, Side], int]
) -> list[Triangle]:
    """Return the best second for each first, the best pairs first, ties by id of first and second.

    The two are of different parties. ``joint`` counts what both have done together.
    """
    found = [best for first in firsts if (best := _best(first, seconds, joint)) is not None]
    return sorted(found, key=_order)


def standing_between(score: int, low: int, high: int) -> int:
    """Return where a score stands between the lowest and the highest, in millionths.

    >>> standing_between(-5, -10, 10), standing_between(7, 7, 7)
    (250000, 1000000)
    """
    return (score - low) * MILLION // (high - low) if high > low else MILLION


def tie(joint: int) -> int:
    """Return what so many things done together are worth: the first half of all, then ever less.

    >>> [tie(n) for n in range(4)]
    [0, 500000, 666666, 750000]
    """
    return joint * MILLION // (joint + 1)


def _best(
    first: Side, seconds: Iterable[Side], joint: Callable[[Side, Side], int]
) -> Triangle | None:
    pairs = (
        Triangle(
            first.node,
            second.node,
            _part(FIRST, first.share),
            _part(SECOND, second.share),
            _part(TOGETHER, tie(joint(first, second))),
        )
        for second in seconds
        if not first.parties & second.parties
    )
    return min(pairs, key=_order, default=None)


def _part(weight: int, share: int) -> int:
    return (weight * share + MILLION // 2) // MILLION


def _order(one: Triangle) -> tuple[int, int, int]:
    # Nodes are numbered in the order of their ids within a type, and types follow each other.
    return -one.score, one.first, one.second
