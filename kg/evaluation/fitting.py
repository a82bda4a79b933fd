"""The weights of a lens of terms, fitted to cooperation of the past, by a rolling origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from kg.base.dates import ALWAYS, add_months
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.evaluation.baselines import sector_popularity
from kg.evaluation.learned import lessons
from kg.evaluation.lens_scores import all_values, probes
from kg.evaluation.metrics import Float64
from kg.evaluation.past import known_before
from kg.evaluation.rankings import Known
from kg.evaluation.softmax import Choices, fitted
from kg.evaluation.task import Task, Window, task_of
from kg.graph.activities import begins
from kg.graph.activities import years as calendar_years
from kg.graph.naming import heading, named_source
from kg.graph.view import View
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.model.documents import Fit, FitCut, FittedWeight, FitWindow
from kg.model.standing import Standing

CUTS: Final = 5
"""Cuts of the rolling origin, a year apart: the last is the one that is asked for."""
RECORDED: Final = 0.99
DIGITS: Final = 3
"""Of a weight: more would say that it is known better than it is."""

Progress = Callable[[int, int], None]


class NothingToLearnError(WrongUseError):
    """No window before the day holds a new link of a provider that was known before it."""

    slug = "nothing-to-learn"
    title = msg("There is nothing to learn from")

    def __init__(self, day: date) -> None:
        detail = msg("Nothing that was known before {day} says who worked anew.", day=str(day))
        super().__init__(detail, msg("Name a later day, or load activities with their dates."))


def additive(lens: Lens) -> AdditiveLens:
    """Return a lens of terms as one.

    Raises:
        BadOptionError: it is one of paths.
    """
    if not isinstance(lens, AdditiveLens):
        fix = msg("Name a lens of the form “additive”: only its weights can be fitted.")
        raise BadOptionError("LENS", lens.name, fix)
    return lens


def last_cut(view: View, years: int) -> date:
    """Return the latest first of January after which so many whole years are on record.

    The record ends with the year in which 99 of 100 activities of a recipient had begun: single
    ones of later years say nothing about what else began then.

    Raises:
        WrongUseError: no activity has a date.
    """
    low, _high = view.snapshot.ranges["Activity"]
    days = begins(view)[np.unique(view.snapshot.edges["RECEIVES"].end) - low]
    dated = np.sort(days[days != ALWAYS])
    if not len(dated):
        detail = msg("No activity on record has a date.")
        raise WrongUseError(detail, msg("Load activities with their dates."))
    last = dated[int(RECORDED * (len(dated) - 1))]
    return date(int(calendar_years(np.array([last]))[0]) + 1 - years, 1, 1)


def fit(
    known: Known, lens: AdditiveLens, day: date, lang: str, progress: Progress
) -> tuple[AdditiveLens, Fit]:
    """Return the lens with the weights that windows before ``day`` teach, and what they reach.

    Each cut is measured with weights of windows that close before it; those of the last cut are the
    ones returned, so that nothing they are measured on has taught them.

    Raises:
        NothingToLearnError: nothing new begins in the windows before the last cut.
    """
    cuts: list[FitCut] = []
    made, windows = lens, list[Task]()
    for place, back in enumerate(reversed(range(CUTS)), 1):
        cut = add_months(day, -12 * back)
        windows = lessons(known.view, known.links, cut, known.years)
        if windows:
            made = _taught(lens, windows)
            cuts += _reached(known, lens, made, cut)
        progress(place, CUTS)
    if not windows:
        raise NothingToLearnError(day)
    return made, _document(known.view, lens, made, windows, cuts, lang)


def _taught(lens: AdditiveLens, windows: Sequence[Task]) -> AdditiveLens:
    weights = fitted([_choices(lens, task) for task in windows])
    terms = tuple(
        replace(term, weight=round(sign * round(float(weight), DIGITS) * MILLION))
        for term, sign, weight in zip(lens.terms, _signs(lens), weights, strict=True)
    )
    return replace(lens, terms=terms, standing=Standing())


def _choices(lens: AdditiveLens, task: Task) -> Choices:
    """Return the choices of a task: of the terms the signed ln(1 + x), without weights."""
    rows = task.new.rows
    values = [all_values(task, lens, probe).logarithms for probe in probes(task)]
    features = np.stack(values)[rows] / MILLION * _signs(lens)
    return Choices(features, task.new.allowed[rows], task.new.relevant[rows])


def _signs(lens: AdditiveLens) -> Float64:
    return np.array([-1.0 if term.weight < 0 else 1.0 for term in lens.terms])


def _reached(known: Known, lens: AdditiveLens, made: AdditiveLens, cut: date) -> list[FitCut]:
    """Return what is reached after one cut, nothing where nothing new begins."""
    task = task_of(Window.of(cut, known.years), known_before(known.view, cut), known.links)
    if not task.new.rows.any():
        return []
    return [
        FitCut(
            before=cut.isoformat(),
            queries=int(task.new.rows.sum()),
            weights={term.name: term.weight / MILLION for term in made.terms},
            fitted=_ndcg(task, _scores(task, made)),
            unfitted=_ndcg(task, _scores(task, lens)),
            sector_popularity=_ndcg(task, sector_popularity(task)),
        )
    ]


def _scores(task: Task, lens: AdditiveLens) -> Float64:
    values = np.stack([all_values(task, lens, probe).logarithms for probe in probes(task)])
    weights = np.array([term.weight for term in lens.terms], np.float64)
    found: Float64 = values @ weights
    return found


def _ndcg(task: Task, scores: Float64) -> float:
    return round(float(task.new.measures(scores).ndcg.mean()), 4)


def _sources(view: View, windows: Sequence[Task]) -> list[str]:
    """Return the ids of the sources of what was known in the last window, all of it."""
    activities = np.unique(windows[-1].known.activity).tolist()
    return sorted({source for activity in activities for source in view.sources(activity)})


def _document(  # noqa: PLR0917
    view: View,
    lens: AdditiveLens,
    made: AdditiveLens,
    windows: Sequence[Task],
    cuts: list[FitCut],
    lang: str,
) -> Fit:
    pairs = zip(lens.terms, made.terms, strict=True)
    return Fit(
        **heading(view, lang),
        standing=made.standing,
        lens=made.ruled_by(),
        weights=[
            FittedWeight(term=new.name, was=old.weight / MILLION, weight=new.weight / MILLION)
            for old, new in pairs
        ],
        sources=[named_source(view, source, lang) for source in _sources(view, windows)],
        windows=[
            FitWindow(
                after=task.window.after.isoformat(),
                until=task.window.end.isoformat(),
                queries=int(task.new.rows.sum()),
            )
            for task in windows
        ],
        cuts=cuts,
    )
