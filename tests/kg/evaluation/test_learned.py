from __future__ import annotations

import sys
from datetime import date

import numpy as np
import pytest

from kg.evaluation.baselines import popularity
from kg.evaluation.learned import SEEDS, WINDOWS, installed, learned, lessons
from kg.evaluation.links import links_of
from kg.graph.view import View
from tests.kg.evaluation.cooperation import made_up, world
from tests.kg.evaluation.test_task import asked

DAY = date(2008, 1, 1)


@pytest.fixture(scope="module")
def view() -> View:
    return world(made_up(5, range(1996, 2011), 20))


def test_windows_that_teach_close_before_the_day(view: View) -> None:
    tasks = lessons(view, links_of(view), DAY, 3)
    assert [task.window.end for task in tasks] == [date(year, 1, 1) for year in range(2004, 2009)]
    assert len(tasks) == WINDOWS
    assert all(task.known.day.max() < task.view.day + 1 for task in tasks)


def test_what_learns_finds_the_rule_better_than_popularity(view: View) -> None:
    task = asked(view, DAY, 3)
    past = lessons(view, links_of(view), DAY, 3)
    least = task.new.measures(popularity(task)).ndcg.mean()
    for name in ("logistic", "boosting"):
        first = next(learned(name, past, task))
        assert task.new.measures(first).ndcg.mean() > least + 0.05


def test_boosting_is_drawn_by_seed_and_each_seed_gives_the_same_again(view: View) -> None:
    task, past = asked(view, DAY, 3), lessons(view, links_of(view), DAY, 3)
    first, again = (list(learned("boosting", past, task)) for _ in range(2))
    assert len(first) == SEEDS
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], first[1])
    assert len(list(learned("logistic", past, task))) == 1


def test_nothing_is_learned_from_nothing(view: View) -> None:
    early = date(1990, 1, 1)
    past = lessons(view, links_of(view), early, 3)
    assert past == []
    assert list(learned("logistic", past, asked(view, DAY))) == []


def test_where_everybody_began_anew_there_is_nothing_to_tell_apart() -> None:
    view = world("1999-01-01 org/a state/hti 122\n2001-01-01 org/a state/jam 122")
    past = lessons(view, links_of(view), date(2003, 1, 1), 3)
    assert past != []
    assert list(learned("boosting", past, past[0])) == []


def test_it_is_known_whether_scikit_learn_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert not installed()
