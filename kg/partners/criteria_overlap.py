"""Criteria that say the same twice, and criteria that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"

ALIKE: Final = 0.9
"""From which rank correlation on two criteria say the same twice."""
FEWEST: Final = 8
"""Of fewer candidates nothing is said: of seven any two orders may agree by chance."""


class Overlap(NamedTuple):
    """Two criteria (columns) that order the candidates of which both are known nearly alike."""

    one: int
    other: int
    correlation: float
    candidates: int


def overlaps(values: Floats) -> Iterator[Overlap]:
    """Yield pairs of criteria that order the candidates alike, in the order of the columns.

    ``values`` of shape (candidates, criteria), not a number where unknown. Compared are those of
    which both are known, by Spearman's rank correlation with mean ranks for ties (Kendall and
    Gibbons, Rank Correlation Methods, 1990, 3.8).
    """
    for one, other in combinations(range(values.shape[1]), 2):
        both = values[:, [one, other]]
        both = both[~np.isnan(both).any(axis=1)]
        found = rank_correlation(both[:, 0], both[:, 1]) if len(both) >= FEWEST else None
        if found is not None and found >= ALIKE:
            yield Overlap(one, other, found, len(both))


def rank_correlation(one: Floats, other: Floats) -> float | None:
    """Return how alike two orders are, from -1 to 1; None where one of them orders nothing.

    >>> rank_correlation(np.array([1.0, 2.0, 9.0]), np.array([10.0, 11.0, 12.0]))
    1.0
    """
    ranks = [_mean_ranks(values) for values in (one, other)]
    apart = [rank - rank.mean() for rank in ranks]
    spread = float(np.sqrt((apart[0] ** 2).sum() * (apart[1] ** 2).sum()))
    return float((apart[0] * apart[1]).sum()) / spread if spread else None


def _mean_ranks(values: Floats) -> Floats:
    order = np.sort(values)
    return (np.searchsorted(order, values) + np.searchsorted(order, values, side="right") + 1) / 2
