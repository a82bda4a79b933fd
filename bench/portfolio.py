"""A fair portfolio of 10,000 demands and offers, against the bare solve of the same network.

Ours is all that makes the proposal: the solve, prices that prove it, lots where it is not the only
one, what each better offer would cost, and why floors are not met. The peer is OR-tools alone. Two
worlds: scores of a lens over ``bench.lens_world``, which are often equal, and scores by chance.
"""

from __future__ import annotations

from random import Random

import numpy as np

from bench.lens_world import lens, world
from bench.pairs import Pair, in_turn
from kg.matching.portfolio.cheapest_flow import cheapest_flow
from kg.matching.portfolio.choice_reasons import Proposal, proposal_of
from kg.matching.portfolio.fair_choice import Marks, fair_choice
from kg.matching.portfolio.flow_network import Int64, Network, Wishes, network_of
from kg.matching.portfolio.portfolio_sides import sides_of
from kg.matching.portfolio.short_places import Short, short_places
from kg.questions import PortfolioQuestion

SIZE, STATES, PROVIDERS, DEGREE, ROUNDS = 10_000, 35, 200, 50, 3


def measure() -> list[Pair]:
    """Return a pair for each world."""
    return [_of_lens(), _by_chance()]


def _of_lens() -> Pair:
    view = world(SIZE)
    question = PortfolioQuestion(lens=lens(), provider_places=SIZE // 40, floor=100)
    sides = sides_of(view, lens(), question)
    network = network_of(sides.wishes)
    return _pair("scores of a lens", sides.wishes, network, sides.marks(view, network))


def _by_chance() -> Pair:
    chance = Random(7)
    rows = [
        sorted(((d, o, chance.randint(1, 1_000_000)) for o in chance.sample(range(SIZE), DEGREE)),
               key=lambda row: -row[2])
        for d in range(SIZE)
    ]  # fmt: skip
    wishes = Wishes(
        np.array([row for some in rows for row in some], np.int64),
        _owned(chance, STATES)[:, ::-1],
        _owned(chance, PROVIDERS),
        np.full(STATES, SIZE // STATES // 3, np.int64),
        np.array([chance.randint(1, 3) for _ in range(SIZE)], np.int64),
        np.full(PROVIDERS, SIZE // PROVIDERS, np.int64),
        SIZE,
    )
    network = network_of(wishes)
    return _pair("scores by chance", wishes, network, _marks(wishes, network))


def _pair(name: str, wishes: Wishes, network: Network, marks: Marks) -> Pair:
    supplies = network.supplies()

    def ours() -> tuple[Proposal, list[Short]]:
        choice = fair_choice(network, marks)
        return proposal_of(wishes, network, choice), list(short_places(network, choice))

    def peer() -> Int64:
        return cheapest_flow(network.tail, network.head, network.capacity, network.cost, supplies)

    found, short = ours()
    met = int((found.pair_of >= 0).sum())
    note = (
        f"{len(wishes.pairs):,} pairs; {met:,} met, {len(found.better):,} told what the better"
        f" offer would cost, {len(short)} floors unmet"
    )
    return in_turn(
        f"portfolio {SIZE // 1000}k x {SIZE // 1000}k, {name}",
        ("proposed, with reasons", ours),
        ("bare solve", peer),
        rounds=ROUNDS,
        note=note,
    )


def _owned(chance: Random, owners: int) -> Int64:
    return np.array([(n, chance.randrange(owners)) for n in range(SIZE)], np.int64)


def _marks(wishes: Wishes, network: Network) -> Marks:
    span = network.span
    kinds = ((wishes.asks, "sd", span.asks), (wishes.pairs, "do", span.pairs),
             (wishes.gives, "op", span.gives))  # fmt: skip
    starts = [f"{names[0]}{n}" for rows, names, _ in kinds for n in rows[:, 0].tolist()]
    ends = [f"{names[1]}{n}" for rows, names, _ in kinds for n in rows[:, 1].tolist()]
    arcs = [np.arange(one.start, one.stop) for _, _, one in kinds]
    return Marks(np.concatenate(arcs), starts, ends)
