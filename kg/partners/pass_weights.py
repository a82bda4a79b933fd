"""Which weight of one criterion would let one partner pass another, the rest in proportion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.millionths import MILLION
from kg.partners.guideline.guideline import RANKED, Criterion
from kg.partners.partner_judging import scaled
from kg.partners.pass_race import Race
from kg.partners.reweighting import to_a_million

THOUSANDTHS: Final = 1000


def weight_that_suffices(race: Race, criterion: Criterion) -> int | None:
    """Return the weight nearest to a criterion's own with which the one behind comes first.

    In millionths; None where no weight does. Weights are tried in thousandths, nearest first, of
    two as near the lower one.
    """
    if not race.same_group:
        return None
    table = WeightedRace(race)
    for share in _nearest(criterion.millionths):
        weights = with_share(race.criteria, criterion.name, share)
        if weights is not None and table.passes(np.array(weights, np.int64)):
            return share * (MILLION // THOUSANDTHS)
    return None


def with_share(criteria: Sequence[Criterion], name: str, thousandths: int) -> list[int] | None:
    """Return all weights in millionths where one is given, the others in proportion to their own.

    None where there are no others to take the rest.
    """
    own = next(one.millionths for one in criteria if one.name == name)
    others = MILLION - own
    if not others and thousandths != THOUSANDTHS:
        return None
    return to_a_million(
        [
            Fraction(
                thousandths * (others or 1)
                if one.name == name
                else one.millionths * (THOUSANDTHS - thousandths)
            )
            for one in criteria
        ]
    )


class WeightedRace:
    """The two of a race under other weights: scales stay, contributions are summed anew."""

    def __init__(self, race: Race) -> None:
        self._race = race
        judged = race.all.values()
        rows = [[one.values[each.name] for each in race.criteria] for one in judged]
        self._known = np.array([[value is not None for value in row] for row in rows])
        self._scaled = np.array(
            [[_scaled(*pair) for pair in zip(race.criteria, row, strict=True)] for row in rows],
            np.int64,
        )
        self._ranked = np.array([one.verdict in RANKED for one in judged])
        at = {node: place for place, node in enumerate(race.all)}
        self._two = at[race.behind], at[race.ahead]
        # Who has no rank stands by its score alone.
        self._counts = race.all[race.behind].verdict in RANKED

    def passes(self, weights: NDArray[np.int64]) -> bool:
        """Say whether the one behind comes first under these weights, in millionths."""
        lows = ((self._scaled * weights + MILLION // 2) // MILLION).sum(axis=1)
        highs = lows + (~self._known * weights).sum(axis=1)
        ranked = lows[self._ranked]
        (rank, score), (other_rank, other_score) = (
            (int((ranked > highs[at]).sum()) * self._counts, -int(lows[at])) for at in self._two
        )
        return (rank, score) < (other_rank, other_score)


def _scaled(criterion: Criterion, value: float | None) -> int:
    return 0 if value is None else scaled(criterion, value)


def _nearest(own: int) -> Iterator[int]:
    """Yield all weights in thousandths, the nearest to one in millionths first."""
    millionths = MILLION // THOUSANDTHS
    yield from sorted(range(THOUSANDTHS + 1), key=lambda n: (abs(n * millionths - own), n))
