from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kg.evaluation.links import links_of
from kg.evaluation.past import known_before
from kg.evaluation.task import Stratum, Task, Window, task_of
from kg.graph.view import View
from tests.kg.evaluation.cooperation import world

ROWS = """
    2001-01-01 org/a state/hti 122
    2002-01-01 org/b state/jam 140
    2003-01-01 org/b state/hti 122
    2003-01-01 org/a state/hti 122
    2004-12-31 org/a state/jam 140
    2005-01-01 org/b state/jam 122
    2003-05-01 org/new state/hti 122
"""


def asked(view: View, day: date, years: int = 2, after: date | None = None) -> Task:
    return task_of(Window.of(day, years, after), known_before(view, day), links_of(view))


def found(view: View, task: Task, stratum: Stratum) -> set[tuple[str, str, str]]:
    axes = task.axes
    return {
        (view.id(axes.recipients[q]), view.id(axes.sectors[q]), view.id(axes.candidates[c]))
        for q, c in zip(*np.nonzero(stratum.allowed & stratum.relevant), strict=True)
    }


def test_new_links_and_repeats_apart() -> None:
    view = world(ROWS)
    task = asked(view, date(2003, 1, 1))
    assert [view.id(node) for node in task.axes.candidates.tolist()] == ["org/a", "org/b"]
    new = {
        ("state/hti", "sector/dac/122", "org/b"),
        ("state/jam", "sector/dac/140", "org/a"),
    }
    assert found(view, task, task.new) == new == found(view, task, task.unfiltered)
    assert found(view, task, task.repeats) == {("state/hti", "sector/dac/122", "org/a")}
    assert task.newcomers == 1


def test_who_has_the_link_already_is_ranked_in_the_unfiltered_list_alone() -> None:
    task = asked(world(ROWS), date(2003, 1, 1))
    assert task.new.allowed.sum(axis=1).tolist() == [1, 1]
    assert task.unfiltered.allowed.sum(axis=1).tolist() == [2, 2]


def test_a_window_ends_before_its_last_day_and_may_begin_later() -> None:
    view = world(ROWS)
    day, later = date(2003, 1, 1), date(2003, 1, 2)
    wide = asked(view, day, 3)
    assert ("state/jam", "sector/dac/122", "org/b") in found(view, wide, wide.new)
    late = asked(view, day, 2, later)
    # It began on the day itself, which the window leaves out: nobody looks for it.
    assert found(view, late, late.new) == {
        ("state/jam", "sector/dac/140", "org/a"),
        ("state/jam", "sector/dac/122", "org/b"),
    }


def test_who_is_at_home_with_the_recipient_is_no_candidate_for_it() -> None:
    view = world(
        """
        2001-01-01 org/jamaican state/hti 122
        2001-01-01 org/a state/hti 140
        2003-01-01 org/a state/jam 122
        """,
        nodes={"org/jamaican": {"country": "state/jam"}},
    )
    task = asked(view, date(2003, 1, 1))
    names = [view.id(node) for node in task.axes.candidates.tolist()]
    assert dict(zip(names, task.unfiltered.allowed[0].tolist(), strict=True)) == {
        "org/a": True,
        "org/jamaican": False,
    }


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2030, 1, 1)])
def test_a_day_before_or_after_everything_asks_nothing(day: date) -> None:
    task = asked(world(ROWS), day)
    assert len(task.axes.recipients) == 0
    assert not task.new.rows.any()
