"""Methods measured on cooperation kept apart: the document that says how good each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from kg.base.dates import ALWAYS
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import Message, msg
from kg.evaluation.learned import EXTRA, LEARNERS, installed
from kg.evaluation.links import PROVIDERS
from kg.evaluation.measured_methods import Strata, means, measured
from kg.evaluation.rankings import Known
from kg.evaluation.task import Task, Window
from kg.evaluation.trials import Trial, mean_measures, steps, trials_of
from kg.graph.activities import begins
from kg.graph.naming import heading, named_source
from kg.graph.spread import HERE, Spread
from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.model.documents import Evaluation, EvaluationCut, EvaluationSource, MeasuredPart
from kg.questions import EvaluationQuestion

Progress = Callable[[int, int], None]


class NothingToFindError(WrongUseError):
    """No link of a known provider begins in the window: there is nothing to measure."""

    slug = "nothing-to-find"
    title = msg("There is nothing to evaluate")

    def __init__(self, window: Window) -> None:
        super().__init__(
            msg(
                "No new cooperation between {after} and {end} is on record of a provider that was "
                "known before {day}.",
                after=window.after.isoformat(),
                end=window.end.isoformat(),
                day=window.day.isoformat(),
            ),
            msg("Name an earlier day (--before), or load activities with their dates."),
        )


def evaluate(  # noqa: PLR0917
    view: View,
    lens: Lens,
    asked: EvaluationQuestion,
    lang: str,
    progress: Progress | None = None,
    spread: Spread = HERE,
) -> Evaluation:
    """Return how well a lens and the baselines rank who works anew with whom in what.

    ``spread`` has each way of ranking computed, and each interval.

    Raises:
        BadOptionError: the lens does not look for providers.
        NothingToFindError: nothing new begins in a window.
        NotOfLensError: the lens answers no needs.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if not {*lens.start.labels, *lens.end.labels} & {*PROVIDERS}:
        fix = msg("Name a lens that relates demands to who provides: {types}.", types=PROVIDERS)
        raise BadOptionError("lens", lens.name, fix)
    known = Known.of(view, asked.years)
    windows = [Window.of(day, asked.years, asked.after) for day in sorted({*asked.before})]
    told = _counting(progress, steps() * len(windows))
    trials = list(trials_of(known, lens, windows, told, spread))
    for one in trials:
        if not one.task.new.rows.any():
            raise NothingToFindError(one.task.window)
    return _document(known, lens, trials, lang, spread)


def _counting(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def told() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return told


def _document(
    known: Known, lens: Lens, trials: list[Trial], lang: str, spread: Spread
) -> Evaluation:
    view = known.view
    tasks = [one.task for one in trials]
    sources = list(_sources(known, trials))
    kinds = [[task.new for task in tasks], [task.unfiltered for task in tasks],
             [task.repeats for task in tasks], *(strata for _, strata in sources)]  # fmt: skip
    new, unfiltered, repeats, *told = measured(trials, kinds, spread)
    return Evaluation(
        **heading(view, lang),
        standing=lens.standing,
        lens=lens.ruled_by(),
        before=[task.window.day.isoformat() for task in tasks],
        after=[task.window.after.isoformat() for task in tasks],
        horizon=known.years,
        queries=sum(int(task.new.rows.sum()) for task in tasks),
        recipients=len(_recipients(tasks)),
        candidates=max(len(task.axes.candidates) for task in tasks),
        undated=int((begins(view) == ALWAYS).sum()),
        methods=new,
        unfiltered=unfiltered,
        repeats=repeats,
        by_source=[
            EvaluationSource(
                id=source,
                label=named_source(view, source, lang).label,
                queries=_queries(strata),
                methods=methods,
            )
            for (source, strata), methods in zip(sources, told, strict=True)
        ],
        by_cut=[_cut(one) for one in trials],
        missing=[why.text(lang) for why in _missing(trials)],
    )


def _recipients(tasks: Iterable[Task]) -> set[int]:
    return {r for task in tasks for r in task.axes.recipients[task.new.rows].tolist()}


def _missing(trials: Sequence[Trial]) -> Iterator[Message]:
    """Yield why methods were not run."""
    if not installed():
        yield msg(
            "Not compared with what learns ({names}): that needs scikit-learn. Install it: "
            'pip install "coopgraph[{extra}]".',
            names=list(LEARNERS),
            extra=EXTRA,
        )
    elif any(name not in one.scores for one in trials for name in LEARNERS):
        yield msg(
            "Not compared with what learns ({names}): too little began before to learn from.",
            names=list(LEARNERS),
        )


def _sources(known: Known, trials: Sequence[Trial]) -> Iterator[tuple[str, Strata]]:
    """Yield the sources that tell links which are asked for, by id, and those links in each cut."""
    view, links = known.view, known.links
    told = {activity: view.sources(activity) for activity in np.unique(links.activity).tolist()}
    for source in sorted({each for sources in told.values() for each in sources}):
        mine = [activity for activity, sources in told.items() if source in sources]
        part = links.where(np.isin(links.activity, mine))
        strata = [one.task.found_by(part) for one in trials]
        if _queries(strata):
            yield source, strata


def _queries(strata: Strata) -> int:
    return sum(int(stratum.rows.sum()) for stratum in strata)


def _cut(one: Trial) -> EvaluationCut:
    task = one.task
    names = one.scores
    return EvaluationCut(
        before=task.window.day.isoformat(),
        after=task.window.after.isoformat(),
        until=task.window.end.isoformat(),
        queries=int(task.new.rows.sum()),
        candidates=len(task.axes.candidates),
        new=int((task.new.allowed & task.new.relevant).sum()),
        repeats=int((task.repeats.allowed & task.repeats.relevant).sum()),
        newcomers=task.newcomers,
        methods=[
            MeasuredPart(**means(name, [mean_measures(one.measures(name, task.new))]))
            for name in names
        ],
    )
