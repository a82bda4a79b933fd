"""The axis of time: whole years on both sides, no two names of years nearer than they may be."""

from __future__ import annotations

from itertools import pairwise

import pytest

from viz.time_axis import axis_around, ordinal


@pytest.mark.parametrize(
    "days",
    [("2022-06-22",), ("1960-12-07", "2026-11-30"), ("0001-01-01", "9999-12-31")],
)
def test_it_holds_all_days_from_new_year_to_new_year(days: tuple[str, ...]) -> None:
    axis = axis_around(days, 100, 700)
    assert all(100 <= axis.x(ordinal(day)) <= 700 for day in days)
    assert axis.x(axis.first) == 100
    assert axis.x(axis.last) == 700
    named = list(axis.years(40))
    assert named
    assert all(later - sooner >= 40 for (_, sooner), (_, later) in pairwise(named))


def test_days_beyond_it_stand_at_its_ends() -> None:
    axis = axis_around(("2000-05-05",), 0, 10)
    assert (axis.x(ordinal("1990-01-01")), axis.x(ordinal("2030-01-01"))) == (0, 10)
