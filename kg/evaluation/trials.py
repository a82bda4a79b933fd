"""All methods put to one task: their scores, and what these are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from kg.evaluation.baselines import BASELINES
from kg.evaluation.learned import LEARNERS, installed, learned, lessons
from kg.evaluation.lens_scores import as_listed, in_full
from kg.evaluation.links import Links, links_of
from kg.evaluation.metrics import Float64, Measures
from kg.evaluation.past import known_before
from kg.evaluation.task import Stratum, Task, Window, task_of
from kg.graph.view import View
from kg.matching.lens.lens import AdditiveLens, Lens

AS_LISTED: Final = "_as_listed"
"""What is added to the name of a lens where only who it lists has a score."""


class Known(NamedTuple):
    """All that is on record, of all time, and for how many years each window asks."""

    view: View
    links: Links
    years: int

    @classmethod
    def of(cls, view: View, years: int) -> Known:
        """Return all that a view has on record, whatever its date."""
        return cls(view, links_of(view), years)


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


def trial(known: Known, lens: Lens, window: Window, told: Callable[[], None]) -> Trial:
    """Return all methods put to the task of one window.

    Raises:
        NotOfLensError: the lens answers no needs.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    task = task_of(window, known_before(known.view, window.day), known.links)
    made: dict[str, Sequence[Float64]] = {}
    for name, scores in _methods(known, lens, task):
        made[name] = scores
        told()
    return Trial(task, made)


def _methods(known: Known, lens: Lens, task: Task) -> Iterator[tuple[str, Sequence[Float64]]]:
    listed = as_listed(task, lens)
    if isinstance(lens, AdditiveLens):
        yield lens.name, [in_full(task, lens, listed)]
        yield f"{lens.name}{AS_LISTED}", [listed]
    else:
        yield lens.name, [listed]
    for name, baseline in BASELINES.items():
        yield name, [baseline(task)]
    if not installed():
        return
    past = lessons(known.view, known.links, task.window.day, known.years)
    for name in LEARNERS:
        drawn = list(learned(name, past, task))
        if drawn:
            yield name, drawn
