"""How often proposals are right, on terms that were held out: the whole is measured by bench."""

from __future__ import annotations

import pytest

from bench.sectors import (
    GOLD,
    RIGHT,
    Case,
    gold_terms,
    halves,
    held_out_terms,
    lower_end,
    threshold,
)
from kg.glossary.proposals import SURE, propose

NEARLY = 0.93
"""What chance leaves of .95 in the few terms of a fold."""


def right(cases: list[Case]) -> float:
    return sum(case.hits() for case in cases) / len(cases)


def test_held_out_terms_are_right_where_they_are_taken() -> None:
    cases = list(held_out_terms([0]))
    taken = [case for case in cases if case.share >= SURE]
    assert len(taken) > len(cases) / 5
    assert right(taken) >= NEARLY
    assert right([case for case in cases if 0 < case.share < 200]) < right(taken)


def test_shipped_terms_are_mostly_taken_and_right() -> None:
    cases = [case._replace(proposals=propose(case.text)) for case in held_out_terms([0])]
    taken = [case for case in cases if case.share >= SURE]
    assert len(taken) > len(cases) / 2
    assert right(taken) >= RIGHT


@pytest.mark.skipif(not GOLD.is_file(), reason="the shared data are not here")
def test_half_of_the_terms_of_aid_systems_are_taken_without_knowing_them() -> None:
    cases = [case for case in gold_terms() if case.lang == "es"]
    taken = [case for case in cases if case.share >= SURE]
    assert len(cases) >= 24
    assert len(taken) >= len(cases) / 2
    assert right(taken) >= RIGHT


def test_the_threshold_is_where_enough_are_surely_right() -> None:
    def case(share: int, *, good: bool) -> Case:
        (proposal,) = propose("pesca")
        sector = "sector/dac/313" if good else "sector/dac/332"
        return Case("x", "es", "", frozenset((sector,)), [proposal._replace(share=share)])

    sure = [case(800, good=True) for _ in range(200)]
    unsure = [case(300, good=number % 2 == 0) for number in range(200)]
    assert threshold([*sure, *unsure]) == 800
    assert threshold([*sure[:20], *unsure]) == 1000


def test_halves_are_of_different_terms() -> None:
    cases = list(held_out_terms([1]))
    one, other = halves(cases)
    assert len(one) + len(other) == len(cases)
    assert min(len(one), len(other)) > len(cases) / 3
    assert not {case.text for case in one} & {case.text for case in other}


def test_few_cases_are_sure_of_less() -> None:
    assert lower_end(19, 20) < lower_end(95, 100) < lower_end(950, 1000) < 0.95
