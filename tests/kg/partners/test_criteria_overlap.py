"""Criteria that say the same twice."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.partners.criteria_overlap import FEWEST, overlaps, rank_correlation

NAN = float("nan")
SOME = st.lists(st.integers(0, 5), min_size=3, max_size=12)


@given(SOME)
def test_rank_correlation_is_pearsons_of_mean_ranks(one: list[int]) -> None:
    other = [(7 * value + at) % 6 for at, value in enumerate(one)]
    ranks = [[_mean_rank(value, values) for value in values] for values in (one, other)]
    found = rank_correlation(np.array(one, float), np.array(other, float))
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(statistics.correlation(*ranks))


def _mean_rank(value: int, values: list[int]) -> float:
    below, equal = sum(v < value for v in values), sum(v == value for v in values)
    return below + (equal + 1) / 2


def test_only_candidates_of_which_both_are_known_count() -> None:
    column = np.arange(FEWEST, dtype=float)
    twice = np.stack([column, 10 * column, column[::-1]], axis=1)
    (found,) = overlaps(np.vstack([twice, [[NAN, -5, 3]]]))
    assert (found.one, found.other, found.candidates) == (0, 1, FEWEST)
    assert found.correlation == pytest.approx(1)


def test_of_few_and_of_equal_ones_nothing_is_said() -> None:
    column = np.arange(FEWEST, dtype=float)
    assert not list(overlaps(np.stack([column, column], axis=1)[1:]))
    assert not list(overlaps(np.stack([column, np.ones(FEWEST)], axis=1)))
    assert not list(overlaps(np.empty((0, 3))))
