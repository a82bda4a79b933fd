"""Thousands of weightings: under how many of them a partner is among the first.

Stochastic multicriteria acceptability analysis without preferences (SMAA-2: Lahdelma & Salminen,
Operations Research 49(3), 2001, 444-454): weights uniform on the simplex, the rank acceptability of
a partner is the share of weightings that give it a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from kg.base.millionths import MILLION
from kg.graph.spread import HERE, Spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"
Progress: TypeAlias = "Callable[[int, int], None]"

COUNT: Final = 20_000
"""How many weightings: a share of one half is then known within 0.7 points, 95 times of 100."""
SEED: Final = 20_220_622
"""The day of the work plan; the same question has the same answer."""
_WHOLE: Final = 1 << 30
_ROWS: Final = 2_000
"""Weightings that are looked at together, so that memory stays flat."""


class Weighing(NamedTuple):
    """Who counts, some weightings at a time, and who is told how many are, and of how many."""

    spread: Spread = HERE
    progress: Progress | None = None


ALONE: Final = Weighing()


class Acceptance(NamedTuple):
    """Shares of weightings in millionths, by partner.

    ``ranks`` of shape (partners, first): with this rank; ``stays``: among the first, unknown values
    adding nothing; ``surely``: whatever the unknown turns out to be; ``possibly``: if it turns out
    best for this partner and worst for the others.
    """

    ranks: Ints
    stays: Ints
    surely: Ints
    possibly: Ints


def weightings(criteria: int, count: int = COUNT, seed: int = SEED) -> Ints:
    """Return weightings uniform on the simplex, as whole numbers that sum to 2³⁰ in each row.

    Spacings of sorted uniform numbers are Dirichlet(1, …, 1) (Devroye, Non-Uniform Random Variate
    Generation, 1986, V.2); whole numbers make equal scores equal on every machine.
    """
    cuts = np.random.default_rng(seed).integers(_WHOLE + 1, size=(count, criteria - 1))
    cuts.sort(axis=1)
    return np.diff(cuts, axis=1, prepend=0, append=_WHOLE)


def acceptance(
    scaled: Ints, unknown: Bools, weights: Ints, first: int, weighing: Weighing = ALONE
) -> Acceptance:
    """Return under which share of the weightings each partner has which of the ``first`` ranks.

    ``scaled`` of shape (partners, criteria) in millionths, 0 where ``unknown``; ``weights`` of
    shape (weightings, criteria). Whoever stands further up wins where scores are equal.
    """
    partners = len(scaled)
    first = min(first, partners)
    sums = np.zeros((first + 2, partners), dtype=np.int64)
    blocks = [weights[start : start + _ROWS] for start in range(0, len(weights), _ROWS)]
    counted = weighing.spread.each(Counting(scaled, unknown, first), blocks)
    for number, counts in enumerate(counted, 1):
        sums += counts
        if weighing.progress is not None:
            weighing.progress(min(number * _ROWS, len(weights)), len(weights))
    shares = sums * MILLION // len(weights)
    stays = sums[:first].sum(axis=0) * MILLION // len(weights)
    return Acceptance(shares[:first].T, stays, shares[first], shares[first + 1])


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """What is done with some weightings: counts that add up, whoever counts."""

    scaled: Ints
    unknown: Bools
    first: int

    def __call__(self, weights: Ints) -> Ints:
        """Return by partner: each of the first ranks, then surely, then possibly among them."""
        partners, first = len(self.scaled), self.first
        known = _keys(weights @ self.scaled.T)
        best = known + partners * (weights @ (self.unknown.T * MILLION))
        more = _surely(known, best, first), _possibly(known, best, first)
        return np.vstack([_ranks(known, first), *more])


def _keys(scores: Ints) -> Ints:
    """Return numbers in the order of the scores, of equal ones that of the columns (below 2⁶³)."""
    partners = scores.shape[1]
    return np.asarray(scores * partners + np.arange(partners - 1, -1, -1))


def _largest(keys: Ints, nth: int) -> Ints:
    """Return the nth largest of each row, as a column."""
    at = keys.shape[1] - nth
    return np.asarray(np.partition(keys, at, axis=1)[:, [at]])


def _ranks(known: Ints, first: int) -> Ints:
    """Count by rank and partner: each weighting gives each rank once."""
    partners = known.shape[1]
    top = np.partition(known, partners - first, axis=1)[:, partners - first :]
    top.sort(axis=1)
    who = partners - 1 - top[:, ::-1] % partners
    cells = who + partners * np.arange(first)
    return np.bincount(cells.ravel(), minlength=first * partners).reshape(first, partners)


def _surely(known: Ints, best: Ints, first: int) -> Ints:
    """Count where fewer than ``first`` others could come before a partner of which no more is said.

    A partner that could itself reach more is among those counted, once.
    """
    if first == known.shape[1]:
        return np.full(first, len(known))
    others = np.where(best > known, _largest(best, first + 1), _largest(best, first))
    return np.asarray((known >= others).sum(axis=0))


def _possibly(known: Ints, best: Ints, first: int) -> Ints:
    """Count where fewer than ``first`` are known to come before a partner at its best."""
    return np.asarray((best >= _largest(known, first)).sum(axis=0))
