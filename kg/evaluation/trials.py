"""All methods put to one task: their scores, and what these are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np

from kg.evaluation.baselines import BASELINES
from kg.evaluation.learned import LEARNERS
from kg.evaluation.metrics import Float64, Measures
from kg.evaluation.rankings import Known, RankingWork, rankings, task_in
from kg.evaluation.task import Stratum, Task, Window
from kg.graph.spread import HERE, Spread
from kg.matching.lens.lens import Lens


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A task and the scores of each method by name: one matrix, of what is drawn one a seed."""

    task: Task
    scores: Mapping[str, Sequence[Float64]]

    def measures(self, name: str, stratum: Stratum) -> list[Measures]:
        """Return the measures of a method for each of its matrices."""
        return [stratum.measures(each) for each in self.scores[name]]


def mean_measures(drawn: Sequence[Measures]) -> Measures:
    """Return for each query the mean over seeds."""
    return Measures(*(np.mean(each, axis=0) for each in zip(*drawn, strict=True)))


def baselines() -> list[str]:
    """Return the names of all baselines, in the order in which they are shown."""
    return [*BASELINES, *LEARNERS]


def steps() -> int:
    """Return of how many steps progress is told for one cut."""
    return 2 + len(BASELINES) + len(LEARNERS)


def trials_of(
    known: Known,
    lens: Lens,
    windows: Sequence[Window],
    told: Callable[[], None],
    spread: Spread = HERE,
) -> Iterator[Trial]:
    """Yield all methods put to the task of each window, one after the other.

    ``spread`` has each way of ranking computed by itself.

    Raises:
        NotOfLensError: the lens answers no needs.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    asked = [one for window in windows for one in rankings(lens, window)]
    made = spread.each(RankingWork(spread.seen(known.view), lens, known.years), asked)
    for window, group in groupby(asked, attrgetter("window")):
        scores: dict[str, list[Float64]] = {}
        for one, found in zip(group, made, strict=False):
            for name, matrix in found.items():
                scores.setdefault(name, []).append(matrix)
                if one.is_last:
                    told()
        yield Trial(task_in(known.view, known.years, window), scores)
