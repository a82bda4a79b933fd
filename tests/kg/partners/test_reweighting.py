"""Weights of a trial: they sum to one exactly, name what is wrong, and are never adopted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.errors import BadOptionError
from kg.base.millionths import MILLION
from kg.graph.view import View
from kg.model.standing import Standing
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.partners.reweighting import reweighted, weights_of
from kg.store.protocol import Store

APPROACH = GUIDELINES.load("approach-2022")
NAMES = [one.name for one in APPROACH.criteria]
NUMBERS = st.decimals(min_value=0, max_value=1000, places=6)


@given(st.dictionaries(st.sampled_from(NAMES), NUMBERS))
def test_weights_of_a_trial_sum_to_one_and_lie_within_a_millionth(
    given_: dict[str, Decimal],
) -> None:
    exact = {one.name: Fraction(given_.get(one.name, one.weight)) for one in APPROACH.criteria}
    total = sum(exact.values())
    if not total:
        return
    found = reweighted(APPROACH, list(given_.items()))
    assert sum(one.weight for one in found.criteria) == 1
    for one in found.criteria:
        assert abs(one.millionths - exact[one.name] * MILLION / total) < 1


def test_equal_remainders_go_to_the_first_of_the_file() -> None:
    thirds = [(name, Decimal(int(name in NAMES[:3]))) for name in NAMES]
    found = [one.millionths for one in reweighted(APPROACH, thirds).criteria]
    assert found == [333_334, 333_333, 333_333, 0, 0, 0, 0]


def test_weights_that_change_nothing_are_no_trial() -> None:
    adopted = APPROACH.model_copy(
        update={"standing": Standing(status="adopted", date="2026-01-01", decision="CIDI 1")}
    )
    same = [(one.name, one.weight * 3) for one in APPROACH.criteria]
    assert reweighted(adopted, ()) is adopted
    assert reweighted(adopted, same) is adopted
    assert reweighted(adopted, [("instruments", Decimal(1))]).standing.status == "proposed"


def test_an_answer_says_whose_weights_it_rests_on(starter_store: Store, starter_view: View) -> None:
    own = partners(starter_view, APPROACH, "en", 1)
    weights = weights_of(["instruments=1,1"], "=")
    trial = partners(starter_view, APPROACH, "en", 1, weights=weights)
    assert (own.reweighted, own.weights["instruments"]) == (False, 100_000)
    assert (trial.reweighted, trial.weights["instruments"]) == (True, 550_000)
    assert sum(trial.weights.values()) == MILLION
    assert trial.counts == own.counts


@pytest.mark.parametrize(
    "text",
    [
        "instruments",
        "instruments=",
        "instruments=much",
        "instruments=-0.1",
        "instruments=nan",
        "instruments=inf",
        "instruments=1e999999999",
        "instruments=1e-999999999",
        "instruments=" + "9" * 1000,
        "unheard_of=1",
        "=1",
        " =1",
    ],
)
def test_a_weight_that_is_none_is_named_with_the_fix(text: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        reweighted(APPROACH, weights_of([text], "="))
    assert caught.value.option == "weight"
    assert text.partition("=")[0].strip() in str(caught.value.value)
    assert caught.value.fix.text()


def test_each_criterion_is_named_once_and_one_must_count() -> None:
    with pytest.raises(BadOptionError, match="instruments"):
        reweighted(APPROACH, weights_of(["instruments=1", "instruments=2"], "="))
    with pytest.raises(BadOptionError, match="states_reached=0"):
        reweighted(APPROACH, [(name, Decimal(0)) for name in NAMES])
