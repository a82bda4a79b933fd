"""Lists with spare places: what comes, goes and is used up, against lists sorted anew."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.matching.living.best_lists import BestLists

OWNERS, TARGETS, TOP, SPARE = 3, 12, 2, 2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_known_lists_are_the_best_of_all_that_pass(seed: int) -> None:
    chance = random.Random(seed)
    rank = np.array(chance.sample(range(TARGETS), TARGETS), np.int32)
    lists = BestLists(TOP, SPARE, OWNERS)
    passing: list[dict[int, int]] = [{} for _ in range(OWNERS)]
    for owner in range(OWNERS):
        some = chance.sample(range(TARGETS), chance.randrange(TARGETS))
        passing[owner] = {target: chance.randint(1, 4) for target in some}
        put(lists, owner, passing[owner], rank)
    for _ in range(20):
        target = chance.randrange(TARGETS)
        lists.drop(target)
        for each in passing:
            each.pop(target, None)
        if chance.random() < 0.7:
            owners = sorted(chance.sample(range(OWNERS), chance.randint(1, OWNERS)))
            points = [chance.randint(1, 4) for _ in owners]
            lists.enter(target, np.array(owners), np.array(points), rank)
            for owner, point in zip(owners, points, strict=True):
                passing[owner][target] = point
        for owner in np.flatnonzero(lists.known).tolist():
            assert lists.of(owner) == best(passing[owner], rank)


def test_a_list_is_forgotten_only_when_its_spare_places_are_used_up() -> None:
    rank = np.arange(TARGETS, dtype=np.int32)
    lists = BestLists(TOP, SPARE, OWNERS)
    put(lists, 0, dict.fromkeys(range(6), 1), rank)
    put(lists, 1, dict.fromkeys(range(3), 1), rank)
    for target in (0, 1):
        lists.drop(target)
    assert lists.known.tolist() == [True, True, False]
    lists.drop(2)
    # The first had others behind its last place, which nobody knew; the second had none.
    assert lists.known.tolist() == [False, True, False]
    assert lists.of(1) == ([], [])


def put(lists: BestLists, owner: int, passing: dict[int, int], rank: np.ndarray) -> None:
    slots, points = (np.array([*each], np.int64) for each in (passing, passing.values()))
    lists.put(owner, slots, points, rank)


def best(passing: dict[int, int], rank: np.ndarray) -> tuple[list[int], list[int]]:
    order = sorted(passing, key=lambda target: (-passing[target], int(rank[target])))[:TOP]
    return order, [passing[target] for target in order]
