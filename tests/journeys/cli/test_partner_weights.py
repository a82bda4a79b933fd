"""Ranks, trials with other weights and robustness as a terminal shows them."""

from __future__ import annotations

from tests.journeys.cli.conftest import Run


def test_a_trial_says_that_it_is_one_and_how_firm_its_order_is(run: Run) -> None:
    done = run(
        "partners", "--top", "2", "--robustness", "--first", "2", "--weight", "instruments=0.3"
    )
    assert done.status == 0, done.err
    shown = " ".join(done.out.split())
    assert "A trial, with other weights than the guideline's: states_reached 15.6%;" in shown
    assert "not yet comparable with" in shown
    assert "among the first 2" in shown
    assert "Share of weightings by rank: 1: " in shown
    assert "The first 2 stay the same from" in shown


def test_without_the_option_nothing_is_said_of_weights(run: Run) -> None:
    done = run("partners", "--top", "2")
    assert "weightings" not in done.out
    assert "A trial" not in done.out
    assert "The same rank: what is not known yet" in " ".join(done.out.split())


def test_the_place_of_a_wrong_weight_is_named(run: Run) -> None:
    done = run("partners", "--weight", "instruments:0.3")
    assert done.status == 2
    assert "--weight" in done.err
    assert "name=0.3" in done.err
