"""One way of ranking the task of one window: what can be computed by itself, anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from kg.evaluation.baselines import BASELINES
from kg.evaluation.learned import (
    LEARNERS,
    Lesson,
    asked_counts,
    by_seed,
    installed,
    lesson,
    lessons,
)
from kg.evaluation.lens_scores import as_listed, in_full
from kg.evaluation.links import Links, links_of
from kg.evaluation.metrics import Float64
from kg.evaluation.past import known_before
from kg.evaluation.task import Task, Window, task_of
from kg.graph.spread import Seen
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


class Ranking(NamedTuple):
    """A method put to the task of a window, drawn with a seed; ``is_last`` of its seeds."""

    window: Window
    method: str
    seed: int = 0
    is_last: bool = True


def rankings(lens: Lens, window: Window) -> Iterator[Ranking]:
    """Yield all ways of ranking that are compared, in the order in which they are shown."""
    yield from (Ranking(window, name) for name in (lens.name, *BASELINES))
    if installed():
        for name, (_, seeds) in LEARNERS.items():
            yield from (Ranking(window, name, n, n == seeds - 1) for n in range(seeds))


@dataclass(frozen=True, slots=True)
class RankingWork:
    """What is done for each ranking: scores of queries × candidates."""

    seen: Seen
    lens: Lens
    years: int

    def __call__(self, asked: Ranking) -> dict[str, Float64]:
        """Return the scores by the names that documents use; none of what cannot be ranked so."""
        view, name = self.seen.view(), asked.method
        task = task_in(view, self.years, asked.window)
        if name == self.lens.name:
            return _by_lens(task, self.lens)
        if name in BASELINES:
            return {name: BASELINES[name](task)}
        learning = _learning(view, self.years, asked.window)
        return {} if learning is None else {name: by_seed(name, asked.seed, *learning)}


def _by_lens(task: Task, lens: Lens) -> dict[str, Float64]:
    listed = as_listed(task, lens)
    if isinstance(lens, AdditiveLens):
        return {lens.name: in_full(task, lens, listed), f"{lens.name}{AS_LISTED}": listed}
    return {lens.name: listed}


# What the rankings of one window share is made once where several of them are computed. One at a
# time: they come window by window, and a task holds the relations of its past.
@lru_cache(maxsize=1)
def task_in(view: View, years: int, window: Window) -> Task:
    """Return the task of a window, with what was known before it."""
    return task_of(window, known_before(view, window.day), _known(view, years).links)


@lru_cache(maxsize=1)
def _known(view: View, years: int) -> Known:
    return Known.of(view, years)


@lru_cache(maxsize=1)
def _learning(view: View, years: int, window: Window) -> tuple[Lesson, Float64] | None:
    """Return what can be learned before a window, and the counts that are asked about in it."""
    taught = lesson(lessons(view, _known(view, years).links, window.day, years))
    return None if taught is None else (taught, asked_counts(task_in(view, years, window)))
