"""Places among intervals, against counting one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.partners.interval_ranks import Interval, places

INTERVALS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair)))
)


@given(INTERVALS)
def test_places_are_what_counting_gives(intervals: list[Interval]) -> None:
    for at, (place, (low, high)) in enumerate(zip(places(intervals), intervals, strict=True)):
        others = [one for other, one in enumerate(intervals) if other != at]
        assert place.rank == 1 + sum(other_low > high for other_low, _ in others)
        open_ = [one for one in others if one[0] <= high and one[1] >= low]
        tied = [one for one in open_ if one == (low, low) and low == high]
        assert place.not_comparable == len(open_) - len(tied)


@given(INTERVALS)
def test_who_lies_wholly_above_has_the_better_rank(intervals: list[Interval]) -> None:
    found = places(intervals)
    for one, a in zip(found, intervals, strict=True):
        for other, b in zip(found, intervals, strict=True):
            if a[0] > b[1]:
                assert one.rank < other.rank


def test_equal_scores_of_which_all_is_known_share_a_rank_and_are_compared() -> None:
    assert [tuple(one) for one in places([(5, 5), (5, 5), (3, 3)])] == [(1, 0), (1, 0), (3, 0)]
    assert [tuple(one) for one in places([(5, 5), (4, 5)])] == [(1, 1), (1, 1)]
