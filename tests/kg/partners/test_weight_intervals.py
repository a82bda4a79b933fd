"""How far a weight can move: exact to the millionth, against trying weights one by one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.millionths import MILLION
from kg.partners.weight_intervals import Limits, limits


def first_by(scaled: list[list[int]], weights: list[Fraction], first: int) -> set[int]:
    scores = [sum(w * s for w, s in zip(weights, row, strict=True)) for row in scaled]
    return set(sorted(range(len(scaled)), key=lambda at: (-scores[at], at))[:first])


def moved(weights: list[int], at: int, to: int) -> list[Fraction]:
    others = [weight for other, weight in enumerate(weights) if other != at]
    even = not any(others)
    rest = len(others) if even else sum(others)
    return [
        Fraction(to) if other == at else Fraction((MILLION - to) * (1 if even else weight), rest)
        for other, weight in enumerate(weights)
    ]


def found(scaled: list[list[int]], weights: list[int], first: int) -> Limits:
    rows = np.array(scaled, dtype=np.int64).reshape(len(scaled), len(weights))
    return limits(rows, np.array(weights, dtype=np.int64), first)


LEVELS = st.one_of(
    st.integers(0, MILLION), st.sampled_from([0, 1, 250_000, 333_333, 500_000, MILLION])
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[list[int]], list[int], int]:
    criteria = draw(st.integers(2, 4))
    rows = draw(
        st.lists(st.lists(LEVELS, min_size=criteria, max_size=criteria), min_size=1, max_size=6)
    )
    cuts = sorted(draw(st.lists(LEVELS, min_size=criteria - 1, max_size=criteria - 1)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, MILLION], strict=True)]
    return rows, weights, draw(st.integers(1, 6))


@settings(deadline=None, max_examples=300)
@given(cases(), st.lists(st.integers(0, MILLION), max_size=5))
def test_within_nothing_changes_and_one_step_beyond_it_does(
    case: tuple[list[list[int]], list[int], int], tried: list[int]
) -> None:
    scaled, weights, first = case
    own, together = found(scaled, weights, first)
    for at in range(len(weights)):
        asked = first_by(scaled, moved(weights, at, weights[at]), first)
        assert asked == first_by(scaled, [Fraction(weight) for weight in weights], first)
        low, high = map(int, together[at])
        for weight in (low, high, *(low + one % (high - low + 1) for one in tried)):
            assert first_by(scaled, moved(weights, at, weight), first) == asked
        for beyond in (low - 1, high + 1):
            if 0 <= beyond <= MILLION:
                assert first_by(scaled, moved(weights, at, beyond), first) != asked
        for partner, bounds in enumerate(own[:, at].tolist()):
            _check_own(scaled, weights, first, at, partner, bounds)


def _check_own(  # noqa: PLR0917 (one check of one partner under one criterion)
    scaled: list[list[int]],
    weights: list[int],
    first: int,
    at: int,
    partner: int,
    bounds: list[int],
) -> None:
    def is_first(weight: int) -> bool:
        return partner in first_by(scaled, moved(weights, at, weight), first)

    low, high = bounds
    assert low <= weights[at] <= high
    for weight in (low, high, (low + high) // 2):
        assert is_first(weight) == is_first(weights[at])
    for beyond in (low - 1, high + 1):
        if 0 <= beyond <= MILLION:
            assert is_first(beyond) != is_first(weights[at])


def test_crossing_points_by_hand() -> None:
    """Two partners, each best by one criterion: they change places where the weights are equal."""
    scaled = [[MILLION, 0], [0, MILLION]]
    own, together = found(scaled, [700_000, 300_000], 1)
    assert together.tolist() == [[500_000, MILLION], [0, 500_000]]
    assert own[0].tolist() == own[1].tolist() == together.tolist()


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([MILLION, 0], [[500_000, MILLION], [0, 500_000]]),
        # Where the two are equal the first of them wins.
        ([0, MILLION], [[0, 499_999], [500_001, MILLION]]),
    ],
)
def test_weights_of_nothing_and_of_all_can_move(
    weights: list[int], expected: list[list[int]]
) -> None:
    assert found([[MILLION, 0], [0, MILLION]], weights, 1).all.tolist() == expected


def test_nobody_one_partner_and_one_criterion() -> None:
    assert found([], [400_000, 600_000], 5).all.tolist() == [[0, MILLION], [0, MILLION]]
    assert found([[1, 2]], [400_000, 600_000], 5).all.tolist() == [[0, MILLION], [0, MILLION]]
    assert found([[1], [2]], [MILLION], 1).all.tolist() == [[MILLION, MILLION]]


def test_two_hundred_partners_at_their_largest_values() -> None:
    """Whole numbers below 2⁶³: the extremes of scales and weights are counted exactly."""
    rng = np.random.default_rng(7)
    scaled = rng.choice([0, 1, MILLION - 1, MILLION], size=(200, 3)).tolist()
    weights = [1, 499_999, 500_000]
    _, together = found(scaled, weights, 5)
    for at, (low, high) in enumerate(together.tolist()):
        asked = first_by(scaled, moved(weights, at, weights[at]), 5)
        assert first_by(scaled, moved(weights, at, low), 5) == asked
        assert first_by(scaled, moved(weights, at, high), 5) == asked
        for beyond in (low - 1, high + 1):
            if 0 <= beyond <= MILLION:
                assert first_by(scaled, moved(weights, at, beyond), 5) != asked
