"""Baselines that learn, from the ten counts: logistic regression, gradient boosting; scikit-learn.

They are taught on windows that close before the day: what was known at the beginning of each, and
who worked anew within it. Every candidate of every query counts, none is sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import add_months
from kg.evaluation.counts import counts
from kg.evaluation.links import Links
from kg.evaluation.metrics import Float64
from kg.evaluation.past import known_before
from kg.evaluation.task import Task, Window, task_of
from kg.graph.view import View

SEEDS: Final = 12
WINDOWS: Final = 5
"""How many windows, each beginning a year before the last one, teach what learns."""
EXTRA: Final = "evaluate"
"""The optional extra of this distribution that installs what learning needs."""

Made = Callable[[int], Any]


class Lesson(NamedTuple):
    """Rows to learn from: the logarithms of counts (m × 10), and which worked anew."""

    counts: Float64
    anew: NDArray[np.bool_]


def installed() -> bool:
    """Say whether scikit-learn is there."""
    return find_spec("sklearn") is not None


def lessons(view: View, links: Links, day: date, years: int) -> list[Task]:
    """Return the tasks of windows that close before a day, the latest last, empty ones left out.

    ``view`` is of all time: of each task it is what was known before that window.
    """
    starts = [add_months(day, -12 * (years + back)) for back in reversed(range(WINDOWS))]
    tasks = (task_of(Window.of(start, years), known_before(view, start), links) for start in starts)
    return [task for task in tasks if task.new.rows.any()]


def learned(name: str, past: Sequence[Task], task: Task) -> Iterator[Float64]:
    """Yield scores of queries × candidates, one matrix a seed; of what is not drawn, one.

    Nothing where there is nothing to learn from.
    """
    taught = lesson(past)
    if taught is not None:
        asked = asked_counts(task)
        for seed in range(LEARNERS[name][1]):
            yield by_seed(name, seed, taught, asked)


def asked_counts(task: Task) -> Float64:
    """Return what is learned by, of queries × candidates: the logarithms of their counts."""
    return np.log1p(counts(task))


def by_seed(name: str, seed: int, taught: Lesson, asked: Float64) -> Float64:
    """Return scores of queries × candidates by what learns, drawn with one seed."""
    from threadpoolctl import threadpool_limits

    make, _ = LEARNERS[name]
    # One thread: the same sums on every machine, and beside other work no slower.
    with threadpool_limits(1):
        model = make(seed).fit(taught.counts, taught.anew)
        chance: Float64 = model.predict_proba(asked.reshape(-1, asked.shape[-1]))[:, 1]
    return chance.reshape(asked.shape[:-1])


def lesson(past: Sequence[Task]) -> Lesson | None:
    """Return the rows that tasks teach; None where they tell nothing apart."""
    rows, anew = [], []
    for task in past:
        open_ = task.new.allowed & task.new.rows[:, None]
        rows.append(np.log1p(counts(task)[open_]))
        anew.append(task.new.relevant[open_])
    # Without anybody who worked anew, or anybody who did not, there is nothing to tell apart.
    if not rows or len({*np.concatenate(anew).tolist()}) < len((False, True)):
        return None
    return Lesson(np.concatenate(rows), np.concatenate(anew))


def _logistic(_seed: int) -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def _boosting(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=100,
        max_leaf_nodes=15,
        min_samples_leaf=50,
        # Each split sees half of the counts, drawn: what seeds differ in.
        max_features=0.5,
        early_stopping=False,
        random_state=seed,
    )


LEARNERS: Final[dict[str, tuple[Made, int]]] = {
    "logistic": (_logistic, 1),
    "boosting": (_boosting, SEEDS),
}
"""What makes a model of a seed, and how many seeds: logistic regression draws nothing."""
