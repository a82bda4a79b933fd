"""From which year to which a view knows."""

from __future__ import annotations

from kg.graph.years import years_of
from tests.graphs import view_of


def test_the_first_and_the_last_year() -> None:
    lasting = "org/a MEMBER_OF org/b member 1948-05-01"
    ended = "org/c MEMBER_OF org/b member 1990-01-01 2003-02-01"
    view = view_of(f"{lasting}\n{ended}")
    assert years_of(view) == (1948, 2003)


def test_without_days_the_year_that_is_asked_about() -> None:
    view = view_of("org/a PART_OF org/b")
    assert years_of(view) == (view.as_of.year, view.as_of.year)
