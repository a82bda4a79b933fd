"""Pairs of first and second providers: as trying all of them gives, to the last digit."""

from __future__ import annotations

from random import Random

import pytest

from kg.matching.triangles.best_triangles import (
    FIRST,
    SECOND,
    TOGETHER,
    Side,
    best_triangles,
    standing_between,
    tie,
)


def side(chance: Random, node: int) -> Side:
    parties = frozenset(chance.sample(range(5), chance.choice((1, 1, 2))))
    return Side(node, parties, chance.choice((0, 1, 333_333, 500_000, 999_999, 1_000_000)))


def by_hand(
    firsts: list[Side], seconds: list[Side], joint: dict[tuple[int, int], int]
) -> list[tuple[int, int, int]]:
    """Return score, first and second of each first with its best second, the best pairs first."""
    found = []
    for first in firsts:
        pairs = []
        for second in seconds:
            if first.parties.isdisjoint(second.parties):
                n = joint[first.node, second.node]
                together = (200_000 * (1_000_000 * n // (n + 1)) + 500_000) // 1_000_000
                fit = (500_000 * first.share + 500_000) // 1_000_000
                experience = (300_000 * second.share + 500_000) // 1_000_000
                pairs.append((-(fit + experience + together), first.node, second.node))
        found += sorted(pairs)[:1]
    return [(-score, first, second) for score, first, second in sorted(found)]


@pytest.mark.parametrize("seed", range(40))
def test_the_best_pairs_are_those_of_trying_all(seed: int) -> None:
    chance = Random(seed)
    firsts = [side(chance, node) for node in range(chance.randint(0, 6))]
    seconds = [side(chance, 100 + node) for node in range(chance.randint(0, 6))]
    joint = {(a.node, b.node): chance.choice((0, 0, 1, 3)) for a in firsts for b in seconds}
    ours, theirs = (chance.sample(one, len(one)) for one in (firsts, seconds))
    found = best_triangles(ours, theirs, lambda one, other: joint[one.node, other.node])
    told = [(one.score, one.first, one.second) for one in found]
    assert told == by_hand(firsts, seconds, joint)


def test_the_parts_weigh_the_whole() -> None:
    assert FIRST + SECOND + TOGETHER == 1_000_000
    (one,) = best_triangles(
        [Side(1, frozenset({1}), 1_000_000)], [Side(2, frozenset({2}), 1_000_000)], lambda *_: 10**9
    )
    assert (one.fit, one.experience, one.together) == (500_000, 300_000, 200_000)
    assert standing_between(3, 3, 3) == 1_000_000
    assert tie(0) == 0
