"""The best portfolio: as an LP solver and as brute force find it, and the same one every time."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from kg.matching.portfolio import cheapest_flow as solving
from kg.matching.portfolio import fair_choice as choosing
from kg.matching.portfolio.cheapest_flow import NoFlowError, PortfolioExtraError, cheapest_flow
from kg.matching.portfolio.fair_choice import fair_choice, lots, reduced_costs
from kg.matching.portfolio.flow_network import RESERVE, Int64, Network, Wishes, network_of
from tests.kg.matching.portfolio.wishes import brute_force, chosen, marks, value, wishes


def linear(network: Network) -> int:
    """Return what the cheapest flow costs as a linear program."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    arcs = np.arange(len(network.tail))
    ones = np.ones(len(arcs))
    balance: Any = coo_matrix(
        (np.concatenate([ones, -ones]),
         (np.concatenate([network.tail, network.head]), np.concatenate([arcs, arcs]))),
        (network.nodes, len(arcs)),
    ).tocsr()  # fmt: skip
    bounds = np.column_stack([np.zeros(len(arcs)), network.capacity])
    # A bonus is far more than a score: in floats both are to be exact.
    found = linprog(network.cost / network.bonus, A_eq=balance, b_eq=network.supplies(),
                    bounds=bounds, method="highs")  # fmt: skip
    return round(float(found.fun) * network.bonus)


@pytest.mark.parametrize("seed", range(12))
def test_no_portfolio_is_better_of_all_that_there_are(seed: int) -> None:
    given = wishes(seed, 5)
    network, choice = chosen(given)
    met = given.demands - int(choice.flow[RESERVE])
    assert (*value(network, choice.flow), met) == brute_force(given)


@pytest.mark.parametrize(("seed", "size"), [*((seed, 30) for seed in range(8)), (1, 400)])
def test_an_lp_solver_finds_the_same_optimum(seed: int, size: int) -> None:
    network, choice = chosen(wishes(seed, size, levels=1000, degree=12))
    assert int(network.cost @ choice.flow) == linear(network)


@pytest.mark.parametrize("seed", range(8))
def test_prices_prove_that_nothing_is_better(seed: int) -> None:
    network, choice = chosen(wishes(seed, 30))
    room = network.capacity - choice.flow
    assert (choice.reduced[room > 0] >= 0).all()
    assert (choice.reduced[choice.flow > 0] <= 0).all()
    worse = np.zeros_like(choice.flow)
    worse[RESERVE] = network.demands
    if (choice.flow != worse).any():
        with pytest.raises(NoFlowError):
            reduced_costs(network, worse)


@pytest.mark.parametrize("seed", range(8))
def test_the_same_is_proposed_whatever_the_order_and_the_solver(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = wishes(seed, 40, levels=2, degree=6)
    pairs = given.pairs[:, :2][flow_of(given)]
    chance = Random(seed)

    def shuffled(*columns: Int64) -> Int64:
        order = np.array(chance.sample(range(len(columns[0])), len(columns[0])))
        found = np.empty(len(order), np.int64)
        tail, head, capacity, cost = (column[order] for column in columns[:4])
        found[order] = cheapest_flow(tail, head, capacity, cost, columns[4])
        return found

    monkeypatch.setattr(choosing, "cheapest_flow", shuffled)
    assert (given.pairs[:, :2][flow_of(given)] == pairs).all()


def test_without_lots_the_order_of_arcs_would_decide() -> None:
    given = wishes(3, 40, levels=2, degree=6)
    network = network_of(given)
    flows = set()
    for seed in range(6):
        order = np.array(Random(seed).sample(range(len(network.tail)), len(network.tail)))
        found = np.empty(len(order), np.int64)
        tail, head, capacity, cost = (
            column[order] for column in (network.tail, network.head, network.capacity, network.cost)
        )
        found[order] = cheapest_flow(tail, head, capacity, cost, network.supplies())
        flows.add(tuple(found.tolist()))
    assert len(flows) > 1


def test_lots_are_drawn_again_where_they_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    given = wishes(3, 40, levels=2, degree=6)
    first = flow_of(given)
    draws = []

    def unlucky(starts: list[str], ends: list[str], draw: int) -> Int64:
        draws.append(draw)
        return lots(starts, ends, draw) if draw else np.zeros(len(starts), np.int64)

    monkeypatch.setattr(choosing, "lots", unlucky)
    again = flow_of(given)
    assert draws == [0, 1]
    assert len(again) == len(first)


def test_lots_are_made_of_ids_alone() -> None:
    assert (
        lots(["a", "b"], ["c", "c"], 0).tolist() == lots(["b", "a"], ["c", "c"], 0).tolist()[::-1]
    )
    assert len(set(lots([f"demand/{n}" for n in range(200)], ["offer/a"] * 200, 0).tolist())) > 190
    assert lots(["a"], ["b"], 0).tolist() != lots(["a"], ["b"], 1).tolist()
    assert lots(["a"], ["b"], 0).tolist() != lots(["b"], ["a"], 0).tolist()


def test_a_floor_draws_and_never_makes_it_impossible() -> None:
    given = wishes(9, 12, levels=1000, degree=6)
    without = replace(given, floors=np.zeros_like(given.floors))
    network, fair = chosen(given)
    _, best = chosen(without)
    assert value(network, fair.flow)[0] > value(network, _with_floors(network, given, best.flow))[0]
    assert value(network, fair.flow)[1] < value(network, best.flow)[1]
    impossible = replace(given, floors=np.full_like(given.floors, 1000))
    assert flow_of(impossible).size


def test_nothing_asked_is_nothing_proposed() -> None:
    empty = np.zeros(0, np.int64)
    given = Wishes(empty.reshape(0, 3), empty.reshape(0, 2), empty.reshape(0, 2), empty, empty,
                   empty, 0)  # fmt: skip
    assert flow_of(given).size == 0


@pytest.mark.parametrize("found", [None, ModuleType("half_of_it")])
def test_without_the_solver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, found: Any) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", found)
    with pytest.raises(PortfolioExtraError) as said:
        chosen(wishes(1, 5))
    assert solving.EXTRA in said.value.sentence()
    assert said.value.status == 501


def flow_of(given: Wishes) -> Int64:
    """Return the rows of the pairs that are proposed."""
    network = network_of(given)
    choice = fair_choice(network, marks(given, network))
    found: Int64 = np.flatnonzero(choice.flow[network.span.pairs])
    return found


def _with_floors(network: Network, given: Wishes, flow: Int64) -> Int64:
    """Return a flow that was made without floors, as one that counts them."""
    counted = flow.copy()
    met = np.bincount(given.asks[:, 0], flow[network.span.asks], len(given.floors))
    counted[network.span.floors] = np.minimum(met, given.floors)
    return counted
