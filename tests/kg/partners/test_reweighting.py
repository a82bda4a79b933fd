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
SHARES = st.decimals(min_value=0, max_value=1, places=6)


@given(
    st.dictionaries(st.sampled_from(NAMES), SHARES)
    | st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS))
)
def test_weights_of_a_trial_sum_to_one_and_lie_within_a_millionth(
    given_: dict[str, Decimal],
) -> None:
    given_sum = sum(given_.values())
    if len(given_) == len(NAMES) and not given_sum:
        return
    found = reweighted(APPROACH, list(given_.items()))
    assert sum(one.weight for one in found.criteria) == 1
    exact = len(given_) < len(NAMES) and given_sum <= 1
    own = {one.name: one.weight for one in APPROACH.criteria}
    left = sum(own[name] for name in NAMES if name not in given_)
    for one in found.criteria:
        if one.name in given_:
            wanted = Fraction(given_[one.name]) / (1 if exact else Fraction(given_sum))
            assert not exact or one.weight == given_[one.name]
        else:
            wanted = Fraction(own[one.name]) / Fraction(left) * Fraction(max(1 - given_sum, 0))
        assert abs(one.millionths - wanted * MILLION) < 1


def test_one_weight_counts_what_is_written_and_the_others_keep_their_proportions() -> None:
    found = {one.name: one.millionths for one in reweighted(
        APPROACH, [("instruments", Decimal("0.3"))]).criteria}  # fmt: skip
    assert found["instruments"] == 300_000
    own = {one.name: one.millionths for one in APPROACH.criteria}
    for name in {*own} - {"instruments"}:
        assert abs(found[name] - own[name] * 700_000 / 900_000) < 1


def test_the_only_others_with_no_weight_share_the_rest_alike() -> None:
    only = reweighted(APPROACH, [("instruments", Decimal(1))])
    found = {one.name: one.millionths for one in reweighted(
        only, [("instruments", Decimal("0.4"))]).criteria}  # fmt: skip
    assert found.pop("instruments") == 400_000
    assert {*found.values()} == {100_000}


def test_more_than_one_beside_others_is_refused() -> None:
    with pytest.raises(BadOptionError, match="instruments=3"):
        reweighted(APPROACH, [("instruments", Decimal(3))])


def test_what_robustness_says_of_a_weight_is_what_a_trial_of_it_gives(
    starter_view: View,
) -> None:
    told = partners(starter_view, APPROACH, "en", 200, first=5)
    ranked = [one for one in told.results if one.rank]
    first = {one.id for one in sorted(ranked, key=lambda one: -one.score)[:5]}
    assert told.robustness
    tried = 0
    for name, (low, high) in told.robustness.weight_intervals.items():
        for weight in (low - 1_000, low + 1_000, high - 1_000, high + 1_000):
            if not 0 <= weight <= MILLION or weight == told.weights[name]:
                continue
            given_ = [(name, Decimal(weight) / MILLION)]
            trial = partners(starter_view, APPROACH, "en", 200, weights=given_)
            now = [one for one in trial.results if one.rank]
            same = {one.id for one in sorted(now, key=lambda one: -one.score)[:5]} == first
            assert same == (low <= weight <= high), (name, weight)
            tried += 1
    assert tried


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
    weights = weights_of(["instruments=0,55"], "=")
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
