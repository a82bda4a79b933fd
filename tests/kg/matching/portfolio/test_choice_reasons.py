"""Why not the better offer: each figure is what solving again with the pair forced gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.matching.portfolio.cheapest_flow import cheapest_flow
from kg.matching.portfolio.choice_reasons import Proposal, proposal_of
from kg.matching.portfolio.flow_network import Wishes, network_of
from tests.kg.matching.portfolio.wishes import chosen, value, wishes


def proposed(given: Wishes) -> Proposal:
    return proposal_of(given, *chosen(given))


def forced(given: Wishes, row: int) -> tuple[int, int]:
    """Return floors and scores of the best portfolio that holds a pair."""
    network = network_of(given)
    cost = network.cost.copy()
    arc = network.span.pairs.start + row
    # More than all floors and scores together: it is always taken.
    cost[arc] -= network.bonus * (1 + int(given.floors.sum()))
    flow = cheapest_flow(network.tail, network.head, network.capacity, cost, network.supplies())
    assert flow[arc] == 1
    return value(network, flow)


@pytest.mark.parametrize(("seed", "levels"), [(seed, 3) for seed in range(6)] + [(7, 1000)])
def test_what_is_said_is_what_forcing_the_pair_gives(seed: int, levels: int) -> None:
    given = wishes(seed, 24, levels=levels, degree=5)
    # A pair is only forced where there is a place for it at all.
    given = replace(given, places=np.maximum(given.places, 1),
                    provider_places=np.maximum(given.provider_places, 1))  # fmt: skip
    network, choice = chosen(given)
    floors, score = value(network, choice.flow)
    found = proposal_of(given, network, choice)
    assert found.better
    for demand, better in found.better.items():
        row = found.pair_of[demand]
        own = int(given.pairs[row, 2]) if row >= 0 else 0
        assert better.gain == int(given.pairs[better.pair, 2]) - own > 0
        with_it = forced(given, better.pair)
        assert floors - with_it[0] == better.floors
        assert better.others is not None
        assert score - with_it[1] == better.others - better.gain
        offer = given.pairs[better.pair, 1]
        places = choice.flow[network.span.places]
        assert better.offer_full == (places[offer] == given.places[offer])
        if not better.offer_full:
            for provider in given.gives[given.gives[:, 0] == offer, 1]:
                taken = choice.flow[network.span.providers][provider]
                assert taken == given.provider_places[provider]


def test_some_better_offer_would_cost_a_floor_and_some_nothing() -> None:
    all_ = [one for seed in range(20) for one in proposed(wishes(seed, 24)).better.values()]
    assert any(one.floors > 0 for one in all_)
    assert any(one.floors == 0 and one.others == one.gain for one in all_)
    assert any(one.others is not None and one.others > one.gain for one in all_)
    assert any(not one.offer_full for one in all_)


@pytest.mark.parametrize("kind", ["places", "provider_places"])
def test_for_a_pair_without_any_place_nothing_is_reckoned(kind: str) -> None:
    given = wishes(2, 12)
    given = replace(given, **{kind: np.zeros_like(getattr(given, kind))})
    found = proposed(given)
    assert not (found.pair_of >= 0).any()
    assert found.better
    for one in found.better.values():
        assert (one.others, one.floors, one.gain > 0) == (None, 0, True)


def test_of_few_places_some_pairs_cost_and_some_cannot_be() -> None:
    for seed in range(6):
        given = wishes(seed, 12)
        for one in proposed(given).better.values():
            offer = given.pairs[one.pair, 1]
            givers = given.gives[given.gives[:, 0] == offer, 1]
            a_place = given.places[offer] > 0 and (given.provider_places[givers] > 0).any()
            assert (one.others is not None) == a_place


def test_counts_are_those_of_the_pairs() -> None:
    given = wishes(4, 30, degree=6)
    found = proposed(given)
    rows = found.pair_of[found.pair_of >= 0]
    assert found.met.sum() == found.taken.sum() == found.given.sum() == len(rows)
    assert (found.taken <= given.places).all()
    assert (found.given <= given.provider_places).all()
    counted = np.bincount(given.pairs[rows, 1], minlength=len(given.places))
    assert (counted == found.taken).all()
    assert network_of(given).demands == len(found.pair_of)
