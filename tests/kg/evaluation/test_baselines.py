from __future__ import annotations

from datetime import date
from math import sqrt

import pytest

from kg.evaluation.baselines import (
    NEIGHBOURS,
    item_knn,
    popularity,
    recipient_popularity,
    sector_popularity,
)
from tests.kg.evaluation.cooperation import world
from tests.kg.evaluation.test_task import asked

ROWS = """
    2001-01-01 org/a state/hti 122
    2001-02-01 org/a state/hti 122
    2001-03-01 org/a state/jam 140
    2001-03-01 org/b state/jam 140
    2001-03-01 org/c state/jam 140
    2001-03-01 org/c state/cub 111
    2003-01-01 org/b state/hti 122
"""


def test_popularities_count_activities() -> None:
    task = asked(world(ROWS), date(2003, 1, 1))
    assert popularity(task).tolist() == [[3, 1, 2]]
    assert sector_popularity(task).tolist() == [[2, 0, 0]]
    assert recipient_popularity(task).tolist() == [[2, 0, 0]]


def test_neighbours_by_hand() -> None:
    """Haiti in 122 has one giver, a; Jamaica in 140 has three: their cosine is 1/√3."""
    task = asked(world(ROWS), date(2003, 1, 1))
    alike = 1 / sqrt(3)
    assert item_knn(task)[0] == pytest.approx([1 + alike, alike, alike])


def test_only_the_most_similar_count() -> None:
    many = [f"2001-01-01 org/g{n:02} state/hti 122" for n in range(3)]
    # As many that are exactly alike as count, and one that is less so.
    many += [
        f"2001-01-01 org/g{n:02} state/s{s:02} 140" for s in range(NEIGHBOURS) for n in range(3)
    ]
    many += ["2001-01-01 org/g00 state/last 111", "2001-01-01 org/h state/last 111"]
    many += ["2003-01-01 org/h state/hti 122"]
    task = asked(world(many), date(2003, 1, 1))
    # The query itself is one of them; those that are as similar as the last all count.
    assert item_knn(task)[0] == pytest.approx([NEIGHBOURS + 1] * 3 + [0])


def test_a_query_of_which_nothing_is_known_has_no_neighbours() -> None:
    rows = "2001-01-01 org/a state/hti 122\n2003-01-01 org/a state/jam 140"
    assert item_knn(asked(world(rows), date(2003, 1, 1))).tolist() == [[0]]
