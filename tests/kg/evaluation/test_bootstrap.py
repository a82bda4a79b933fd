from __future__ import annotations

import numpy as np
import pytest

from kg.evaluation.bootstrap import FEWEST, Draws, mean


def recipients(count: int, each: int) -> np.ndarray:
    return np.repeat(np.arange(count, dtype=np.int32), each)


def test_an_interval_holds_the_mean_and_is_the_same_again() -> None:
    values = np.random.default_rng(1).random(200)
    of = recipients(40, 5)
    low, high = Draws([of]).interval([values]) or (1, 0)
    assert low < values.mean() < high
    assert Draws([of]).interval([values]) == (low, high)


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """Of independent recipients with one query each: 1.96 standard errors to either side."""
    values = np.random.default_rng(2).normal(0.5, 0.1, 400)
    low, high = Draws([recipients(400, 1)]).interval([values]) or (0, 0)
    assert high - low == pytest.approx(2 * 1.96 * 0.1 / 20, rel=0.1)


def test_queries_of_one_recipient_are_drawn_together() -> None:
    """Ten queries that are alike tell no more than one: the interval is not narrower."""
    means = np.random.default_rng(3).random(30)
    once = Draws([recipients(30, 1)]).interval([means])
    tenfold = Draws([recipients(30, 10)]).interval([np.repeat(means, 10)])
    assert once == pytest.approx(tenfold)


def test_differences_are_paired() -> None:
    """What is always a little better is so in every draw, however far the draws lie apart."""
    values = np.random.default_rng(4).random(100)
    draws = Draws([recipients(20, 5)])
    low, high = draws.interval([values + 0.01 - values]) or (0, 0)
    assert low == pytest.approx(0.01)
    assert high == pytest.approx(0.01)


def test_cuts_count_alike_however_many_queries_they_have() -> None:
    values = [np.zeros(10), np.ones(90)]
    of = [recipients(10, 1), np.tile(recipients(10, 1), 9)]
    assert mean(values) == 0.5
    assert Draws(of).interval(values) == pytest.approx((0.5, 0.5))


def test_a_cut_of_which_nobody_is_drawn_does_not_count_in_that_draw() -> None:
    of = [recipients(10, 1), np.zeros(1, np.int32)]
    means = Draws(of).means([np.ones(10), np.zeros(1)])
    assert {*means.tolist()} == {0.5, 1.0}


def test_too_few_recipients_have_no_interval() -> None:
    assert Draws([recipients(FEWEST - 1, 9)]).interval([np.ones(9 * (FEWEST - 1))]) is None
    assert Draws([recipients(0, 0)]).interval([np.ones(0)]) is None
