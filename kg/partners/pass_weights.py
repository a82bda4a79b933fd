"""Which weight of one criterion would let one partner pass another, the rest in proportion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.millionths import MILLION
from kg.partners.guideline.guideline import RANKED, Criterion, Guideline
from kg.partners.pass_race import Race, Runner, comes_first
from kg.partners.partner_judging import scaled
from kg.partners.reweighting import reweighted

THOUSANDTHS: Final = 1000


def weight_that_suffices(race: Race, criterion: Criterion) -> int | None:
    """Return the weight nearest to a criterion's own with which the one behind comes first.

    In millionths; None where no weight does. Weights are tried in thousandths, nearest first, of
    two as near the lower one.
    """
    table = WeightedRace(race)
    for share in _nearest(criterion.millionths):
        weights = with_share(race.context.guideline, criterion.name, share)
        if weights is not None and table.passes(weights):
            return int(weights[[one.name for one in race.criteria].index(criterion.name)])
    return None


def with_share(guideline: Guideline, name: str, thousandths: int) -> NDArray[np.int64] | None:
    """Return all weights in millionths where one is given, the others in proportion to their own.

    None where there are no others to take the rest.
    """
    own = next(one.weight for one in guideline.criteria if one.name == name)
    rest = 1 - own
    if not rest and thousandths != THOUSANDTHS:
        return None
    # Twice the proportion, without a division: reweighting scales to a sum of one.
    wanted = tuple(
        (
            one.name,
            thousandths * (rest or Decimal(1))
            if one.name == name
            else one.weight * (THOUSANDTHS - thousandths),
        )
        for one in guideline.criteria
    )
    found = reweighted(guideline, wanted)
    return np.array([one.millionths for one in found.criteria], np.int64)


class WeightedRace:
    """The two of a race under other weights: scales stay, contributions are summed anew."""

    def __init__(self, race: Race) -> None:
        self._race = race
        judged = race.all.values()
        rows = [[one.values[each.name] for each in race.criteria] for one in judged]
        self._known = np.array([[value is not None for value in row] for row in rows])
        self._scaled = np.array(
            [
                [0 if v is None else scaled(one, v) for one, v in zip(race.criteria, row, strict=True)]
                for row in rows
            ],
            np.int64,
        )  # fmt: skip
        self._ranked = np.array([one.verdict in RANKED for one in judged])
        at = {node: place for place, node in enumerate(race.all)}
        self._two = at[race.behind], at[race.ahead]

    def passes(self, weights: NDArray[np.int64]) -> bool:
        """Say whether the one behind comes first under these weights, in millionths."""
        lows = ((self._scaled * weights + MILLION // 2) // MILLION).sum(axis=1)
        highs = lows + (~self._known * weights).sum(axis=1)
        ranked = lows[self._ranked]

        def key(at: int, was: Runner) -> tuple[int, Runner]:
            above = int((ranked > highs[at]).sum())
            return above, Runner(was.id, was.verdict, int(lows[at]), int(highs[at]))

        race = self._race
        (above, one), (other_above, other) = (
            key(at, race.runners[node])
            for at, node in zip(self._two, (race.behind, race.ahead), strict=True)
        )
        if one.verdict in RANKED and other.verdict in RANKED:
            return (above, -one.low) < (other_above, -other.low)
        return comes_first(one, other, (one, other))


def _nearest(own: int) -> Iterator[int]:
    """Yield all weights in thousandths, the nearest to one in millionths first."""
    millionths = MILLION // THOUSANDTHS
    yield from sorted(range(THOUSANDTHS + 1), key=lambda n: (abs(n * millionths - own), n))
