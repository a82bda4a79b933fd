"""What each method is worth on a kind of link: means over queries and cuts, and their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.evaluation.bootstrap import Compared, Intervals, intervals, mean
from kg.evaluation.metrics import Measures
from kg.evaluation.task import Stratum
from kg.evaluation.trials import Trial, baselines, mean_measures
from kg.graph.spread import Spread
from kg.model.documents import Measured

Strata = Sequence[Stratum]
"""A kind of link, in each cut."""
Interval = tuple[float, float]

DIGITS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Worth:
    """The measures of each method by name: of each seed for each cut, and their mean over seeds."""

    drawn: Mapping[str, list[list[Measures]]]
    averaged: Mapping[str, list[Measures]]

    @classmethod
    def of(cls, trials: Sequence[Trial], strata: Strata) -> _Worth:
        """Return what the methods are worth that were run in all cuts; the others go."""
        names = [name for name in trials[0].scores if all(name in one.scores for one in trials)]
        drawn = {
            name: [one.measures(name, s) for one, s in zip(trials, strata, strict=True)]
            for name in names
        }
        averaged = {name: [mean_measures(each) for each in cuts] for name, cuts in drawn.items()}
        return cls(drawn, averaged)

    def compared(self, trials: Sequence[Trial], strata: Strata) -> Compared:
        """Return of all that only what intervals are made of."""
        return Compared(
            [one.task.axes.recipients[s.rows] for one, s in zip(trials, strata, strict=True)],
            {name: [each.ndcg for each in cuts] for name, cuts in self.averaged.items()},
            [name for name in baselines() if name in self.averaged],
        )


def measured(
    trials: Sequence[Trial], kinds: Sequence[Strata], spread: Spread
) -> Iterator[list[Measured]]:
    """Yield for each kind of link what each method is worth; ``spread`` draws for each."""
    worths = [_Worth.of(trials, strata) for strata in kinds]
    compared = (w.compared(trials, strata) for w, strata in zip(worths, kinds, strict=True))
    for worth, found in zip(worths, spread.each(intervals, compared), strict=True):
        yield [_method(name, worth, found[name]) for name in worth.averaged]


def _method(name: str, worth: _Worth, found: Intervals) -> Measured:
    drawn = worth.drawn[name]
    seeds = len(drawn[0])
    return Measured(
        **means(name, worth.averaged[name]),
        interval=_rounded(found.own),
        against={rival: _rounded(interval) for rival, interval in found.against.items()},
        seeds=seeds if seeds > 1 else None,
        sd=round(_deviation(drawn), DIGITS) if seeds > 1 else None,
    )


def _deviation(drawn: list[list[Measures]]) -> float:
    """Return the standard deviation over seeds of the mean NDCG over cuts."""
    by_seed = zip(*drawn, strict=True)
    return float(np.std([mean([one.ndcg for one in cuts]) for cuts in by_seed], ddof=1))


def means(name: str, cuts: Sequence[Measures]) -> dict[str, str | float]:
    """Return the name of a method and its means over cuts, as documents have them."""
    return {
        "name": name,
        "ndcg10": round(mean([each.ndcg for each in cuts]), DIGITS),
        "recall10": round(mean([each.recall for each in cuts]), DIGITS),
        "mrr": round(mean([each.mrr for each in cuts]), DIGITS),
    }


def _rounded(interval: Interval | None) -> Interval | None:
    return interval and (round(interval[0], DIGITS), round(interval[1], DIGITS))
