"""Greedy choice: the same as plain greedy, and a bound that no choice passes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.partners.coverage import greedy

REACHED = st.dictionaries(
    st.integers(0, 30), st.frozensets(st.integers(0, 20), max_size=9), min_size=1, max_size=9
)


def name(number: int) -> str:
    return f"org/{number:02}"


def plain(reached: dict[int, frozenset[int]], best: int) -> list[int]:
    order: list[int] = []
    covered: set[int] = set()
    while len(order) < min(best, len(reached)):
        left = sorted((n for n in reached if n not in order), key=name)
        chosen = max(left, key=lambda number: len(reached[number] - covered))
        order.append(chosen)
        covered |= reached[chosen]
    return order


def optimum(reached: dict[int, frozenset[int]], best: int) -> int:
    count = min(best, len(reached))
    choices = combinations(reached, count)
    return max(len(frozenset().union(*(reached[n] for n in choice))) for choice in choices)


@settings(deadline=None)
@given(REACHED, st.integers(0, 10))
def test_lazy_greedy_chooses_what_plain_greedy_does(
    reached: dict[int, frozenset[int]], best: int
) -> None:
    assert greedy(reached, best, name).order == plain(reached, best)


@settings(deadline=None)
@given(REACHED, st.integers(1, 6))
def test_no_choice_passes_the_bound_and_greedy_keeps_its_guarantee(
    reached: dict[int, frozenset[int]], best: int
) -> None:
    choice = greedy(reached, best, name)
    got = len(frozenset().union(*(reached[number] for number in choice.order)))
    most = optimum(reached, best)
    assert got <= most <= choice.bound <= len(frozenset().union(*reached.values()))
    assert got >= 0.63 * most


def test_the_bound_is_tight_where_greedy_is_optimal_and_parts_are_apart() -> None:
    reached = {1: frozenset({1, 2, 3}), 2: frozenset({4, 5}), 3: frozenset({6})}
    assert greedy(reached, 2, name) == ([1, 2], 5)
