"""Methods measured on cooperation kept apart: the document that says how good each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from kg.base.dates import ALWAYS
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import Message, msg
from kg.evaluation.bootstrap import Draws, mean
from kg.evaluation.learned import EXTRA, LEARNERS, installed
from kg.evaluation.links import PROVIDERS
from kg.evaluation.metrics import Measures
from kg.evaluation.task import Stratum, Task, Window
from kg.evaluation.trials import Known, Trial, baselines, mean_measures, steps, trial
from kg.graph.activities import begins
from kg.graph.naming import heading, named_source
from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.model.documents import Evaluation, EvaluationCut, EvaluationSource, Measured, MeasuredPart
from kg.questions import EvaluationQuestion

Progress = Callable[[int, int], None]
Strata = Sequence[Stratum]
Interval = tuple[float, float]

DIGITS: Final = 4


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


def evaluate(
    view: View,
    lens: Lens,
    asked: EvaluationQuestion,
    lang: str,
    progress: Progress | None = None,
) -> Evaluation:
    """Return how well a lens and the baselines rank who works anew with whom in what.

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
    trials = [trial(known, lens, window, told) for window in windows]
    for one in trials:
        if not one.task.new.rows.any():
            raise NothingToFindError(one.task.window)
    return _document(known, lens, trials, lang)


def _counting(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def told() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return told


def _document(known: Known, lens: Lens, trials: list[Trial], lang: str) -> Evaluation:
    view = known.view
    tasks = [one.task for one in trials]
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
        methods=_measured(trials, [task.new for task in tasks]),
        unfiltered=_measured(trials, [task.unfiltered for task in tasks]),
        repeats=_measured(trials, [task.repeats for task in tasks]),
        by_source=list(_by_source(known, trials, lang)),
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


def _measured(trials: Sequence[Trial], strata: Strata) -> list[Measured]:
    """Return what each method is worth on one stratum of each cut; methods not run in all go."""
    names = [name for name in trials[0].scores if all(name in one.scores for one in trials)]
    drawn = {name: [one.measures(name, s) for one, s in zip(trials, strata, strict=True)]
             for name in names}  # fmt: skip
    averaged = {name: [mean_measures(each) for each in cuts] for name, cuts in drawn.items()}
    draws = Draws([one.task.axes.recipients[s.rows] for one, s in zip(trials, strata, strict=True)])
    return [_method(name, averaged, drawn[name], draws) for name in names]


def _method(
    name: str,
    averaged: dict[str, list[Measures]],
    drawn: list[list[Measures]],
    draws: Draws,
) -> Measured:
    own = [each.ndcg for each in averaged[name]]
    rivals = [rival for rival in baselines() if rival in averaged and rival != name]
    against = {
        rival: draws.interval([a - b.ndcg for a, b in zip(own, averaged[rival], strict=True)])
        for rival in rivals
    }
    seeds = len(drawn[0])
    return Measured(
        **_means(name, averaged[name]),
        interval=_rounded(draws.interval(own)),
        against={rival: _rounded(interval) for rival, interval in against.items()},
        seeds=seeds if seeds > 1 else None,
        sd=round(_deviation(drawn), DIGITS) if seeds > 1 else None,
    )


def _deviation(drawn: list[list[Measures]]) -> float:
    """Return the standard deviation over seeds of the mean NDCG over cuts."""
    by_seed = zip(*drawn, strict=True)
    return float(np.std([mean([one.ndcg for one in cuts]) for cuts in by_seed], ddof=1))


def _means(name: str, cuts: Sequence[Measures]) -> dict[str, str | float]:
    return {
        "name": name,
        "ndcg10": round(mean([each.ndcg for each in cuts]), DIGITS),
        "recall10": round(mean([each.recall for each in cuts]), DIGITS),
        "mrr": round(mean([each.mrr for each in cuts]), DIGITS),
    }


def _rounded(interval: Interval | None) -> Interval | None:
    return interval and (round(interval[0], DIGITS), round(interval[1], DIGITS))


def _by_source(known: Known, trials: Sequence[Trial], lang: str) -> Iterator[EvaluationSource]:
    """Yield what methods are worth on the links that one source tells, by the id of the source."""
    view, links = known.view, known.links
    told = {activity: view.sources(activity) for activity in np.unique(links.activity).tolist()}
    for source in sorted({each for sources in told.values() for each in sources}):
        mine = [activity for activity, sources in told.items() if source in sources]
        part = links.where(np.isin(links.activity, mine))
        strata = [one.task.found_by(part) for one in trials]
        queries = sum(int(stratum.rows.sum()) for stratum in strata)
        if queries:
            yield EvaluationSource(
                id=source,
                label=named_source(view, source, lang).label,
                queries=queries,
                methods=_measured(trials, strata),
            )


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
            MeasuredPart(**_means(name, [mean_measures(one.measures(name, task.new))]))
            for name in names
        ],
    )
