"""Random wishes of portfolios, and what counts as the best of them without any network."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np

from kg.matching.portfolio.fair_choice import Choice, Marks, fair_choice
from kg.matching.portfolio.flow_network import Int64, Network, Wishes, network_of


def wishes(seed: int, size: int, *, levels: int = 4, degree: int = 3) -> Wishes:
    """Return wishes of ``size`` demands and offers; few levels of scores make many ties."""
    chance = Random(seed)
    pairs = [
        (demand, offer, 1_000_000 * chance.randint(1, levels) // levels)
        for demand in range(size)
        for offer in chance.sample(range(size), chance.randint(0, min(degree, size)))
    ]
    pairs.sort(key=lambda row: (row[0], -row[2], row[1]))
    states, providers = max(size // 3, 2), max(size // 3, 2)
    return Wishes(
        np.array(pairs, np.int64).reshape(-1, 3),
        owned(chance, size, states)[:, ::-1],
        owned(chance, size, providers),
        np.array([chance.randint(0, 2) for _ in range(states)], np.int64),
        np.array([chance.choice((0, 1, 1, 2)) for _ in range(size)], np.int64),
        np.array([chance.randint(0, 3) for _ in range(providers)], np.int64),
        size,
    )


def owned(chance: Random, things: int, owners: int) -> Int64:
    rows = [
        (thing, owner)
        for thing in range(things)
        for owner in chance.sample(range(owners), chance.choice((1, 1, 1, 2)))
    ]
    return np.array(rows, np.int64).reshape(-1, 2)


def marks(given: Wishes, network: Network) -> Marks:
    span = network.span
    kinds = ((given.asks, "sd", span.asks), (given.pairs, "do", span.pairs),
             (given.gives, "op", span.gives))  # fmt: skip
    starts = [f"{names[0]}{row[0]}" for rows, names, _ in kinds for row in rows.tolist()]
    ends = [f"{names[1]}{row[1]}" for rows, names, _ in kinds for row in rows.tolist()]
    arcs = [np.arange(one.start, one.stop) for _, _, one in kinds]
    return Marks(np.concatenate(arcs), starts, ends)


def chosen(given: Wishes) -> tuple[Network, Choice]:
    network = network_of(given)
    return network, fair_choice(network, marks(given, network))


def value(network: Network, flow: Int64) -> tuple[int, int]:
    """Return how many floors a flow meets, and the sum of its scores."""
    floors = int(flow[network.span.floors].sum())
    return floors, -int(network.cost[network.span.pairs] @ flow[network.span.pairs])


def brute_force(given: Wishes) -> tuple[int, int, int]:
    """Return the most floors, the highest score with them, the most demands met with both."""
    by_demand: list[list[tuple[int, int]]] = [[] for _ in range(given.demands)]
    for demand, offer, score in given.pairs.tolist():
        by_demand[demand].append((offer, score))
    best = (0, 0, 0)
    for picked in product(*([None, *some] for some in by_demand)):
        met = [(demand, *one) for demand, one in enumerate(picked) if one is not None]
        if _fits(given, [offer for _, offer, _ in met]):
            found = (_floors(given, [d for d, _, _ in met]), sum(s for *_, s in met), len(met))
            best = max(best, found)
    return best


def _fits(given: Wishes, offers: list[int]) -> bool:
    if any(offers.count(offer) > given.places[offer] for offer in offers):
        return False
    return any(
        all(way.count(provider) <= given.provider_places[provider] for provider in way)
        for way in _ways(given.gives, 0, offers)
    )


def _floors(given: Wishes, demands: list[int]) -> int:
    asks = given.asks[:, ::-1]
    return max(
        sum(min(way.count(state), int(n)) for state, n in enumerate(given.floors))
        for way in _ways(asks, 0, demands)
    )


def _ways(rows: Int64, column: int, things: list[int]) -> Iterator[tuple[int, ...]]:
    owners = [rows[rows[:, column] == thing, 1 - column].tolist() for thing in things]
    yield from product(*owners)
