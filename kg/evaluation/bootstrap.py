"""How far a mean over queries can be trusted: recipients drawn again, with all of their queries.

Queries of one recipient are not independent of each other, so it is recipients that are drawn
(cluster bootstrap: Davison & Hinkley 1997, section 3.8), in all cuts together. The same draws serve
all methods: differences are paired (Efron & Tibshirani 1993, chapter 8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.evaluation.metrics import Float64

DRAWS: Final = 2000
SEED: Final = 20_221_231
FEWEST: Final = 5
"""Recipients below which drawing them again says nothing."""
LEVEL: Final = (2.5, 97.5)
"""Percentiles of an interval."""

Int32 = NDArray[np.int32]


class Draws:
    """Recipients drawn with replacement, the same for all that is averaged over their queries.

    ``recipients`` holds, for each cut, whose query each one is.
    """

    def __init__(self, recipients: Sequence[Int32]) -> None:
        all_ = np.unique(np.concatenate([np.zeros(0, np.int32), *recipients]))
        random = np.random.default_rng(SEED)
        drawn = random.integers(0, max(len(all_), 1), (DRAWS, len(all_)))
        rows = np.repeat(np.arange(DRAWS), len(all_))
        self._times = np.zeros((DRAWS, len(all_)))
        np.add.at(self._times, (rows, drawn.ravel()), 1.0)
        self._of = [np.searchsorted(all_, each) for each in recipients]
        self._size = len(all_)

    def means(self, values: Sequence[Float64]) -> Float64:
        """Return, for each draw, the mean over cuts of the mean over queries.

        ``values`` holds one number a query, for each cut. Where none of those who have queries in a
        cut was drawn, the cut does not count in that draw.
        """
        made = np.zeros((len(values), DRAWS))
        for cut, (each, of) in enumerate(zip(values, self._of, strict=True)):
            sums = np.bincount(of, each, self._size)
            counts = np.bincount(of, minlength=self._size)
            drawn = self._times @ counts
            with np.errstate(invalid="ignore"):
                made[cut] = np.where(drawn > 0, (self._times @ sums) / drawn, np.nan)
        seen = ~np.isnan(made)
        found: Float64 = np.nansum(made, axis=0) / np.maximum(seen.sum(axis=0), 1)
        return found

    def interval(self, values: Sequence[Float64]) -> tuple[float, float] | None:
        """Return between which numbers 95 of 100 draws lie; None of too few recipients to draw."""
        if self._size < FEWEST:
            return None
        low, high = np.percentile(self.means(values), LEVEL)
        return float(low), float(high)


class Compared(NamedTuple):
    """The NDCG of each method by name: for each cut, one number a query.

    ``recipients`` holds, for each cut, whose query each one is; ``rivals`` are the methods that all
    others are held against.
    """

    recipients: Sequence[Int32]
    ndcg: Mapping[str, Sequence[Float64]]
    rivals: Sequence[str]


class Intervals(NamedTuple):
    """The interval of a method's mean, and of its lead over each rival."""

    own: tuple[float, float] | None
    against: Mapping[str, tuple[float, float] | None]


def intervals(compared: Compared) -> dict[str, Intervals]:
    """Return the intervals of each method; the same draws serve all."""
    draws, ndcg = Draws(compared.recipients), compared.ndcg
    found = {}
    for name, own in ndcg.items():
        leads = {
            rival: [a - b for a, b in zip(own, ndcg[rival], strict=True)]
            for rival in compared.rivals
            if rival != name
        }
        against = {rival: draws.interval(lead) for rival, lead in leads.items()}
        found[name] = Intervals(draws.interval(own), against)
    return found


def mean(values: Sequence[Float64]) -> float:
    """Return the mean over cuts of the mean over queries, 0 where there is none.

    >>> mean([np.array([0.0, 1.0]), np.array([1.0])])
    0.75
    """
    cuts = [float(each.mean()) for each in values if len(each)]
    return sum(cuts) / len(cuts) if cuts else 0.0
