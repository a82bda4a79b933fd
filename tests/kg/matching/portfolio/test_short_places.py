"""Why a floor is not met: what is named is enough when it is raised, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.matching.portfolio.flow_network import Wishes
from kg.matching.portfolio.short_places import Short, short_places
from tests.kg.matching.portfolio.wishes import chosen, value, wishes


def short(given: Wishes) -> list[Short]:
    return list(short_places(*chosen(given)))


def floors(given: Wishes) -> int:
    network, choice = chosen(given)
    return value(network, choice.flow)[0]


def raised(given: Wishes, kind: str, number: int) -> Wishes:
    more = getattr(given, kind).copy()
    more[number] += 1
    return replace(given, **{kind: more})


@pytest.mark.parametrize("seed", range(10))
def test_one_more_place_of_what_is_named_alone_is_enough_and_of_nothing_else(seed: int) -> None:
    given = replace(wishes(seed, 12), floors=np.full(4, 3))
    met = floors(given)
    alone = [one for one in short(given) if one.alone]
    named = {("places", offer) for one in alone for offer in one.offers}
    named |= {("provider_places", provider) for one in alone for provider in one.providers}
    for kind in ("places", "provider_places"):
        for number in range(len(getattr(given, kind))):
            now = floors(raised(given, kind, number))
            assert now - met == ((kind, number) in named), (kind, number)


def test_each_state_is_told_what_is_enough_for_itself() -> None:
    for seed in range(10):
        given = replace(wishes(seed, 12), floors=np.full(4, 3))
        network, choice = chosen(given)
        before = choice.flow[network.span.floors]
        for one in short_places(network, choice):
            assert before[one.state] < 3
            # Only this state may gain: the floors of the others are what they have.
            others = before.copy()
            others[one.state] = 3
            only = replace(given, floors=others)
            for offer in one.offers if one.alone else ():
                assert floors(raised(only, "places", offer)) == floors(only) + 1


def test_all_kinds_of_shortage_come_up() -> None:
    found = [
        one for seed in range(30) for one in short(replace(wishes(seed, 12), floors=np.full(4, 3)))
    ]
    assert any(one.alone and one.offers for one in found)
    assert any(one.alone and one.providers for one in found)
    assert any(not one.alone and one.offers and one.providers for one in found)
    assert any(not (one.alone or one.offers or one.providers) for one in found)


@pytest.mark.parametrize("seed", range(10))
def test_where_several_are_short_one_more_of_all_that_is_named_helps(seed: int) -> None:
    given = replace(wishes(seed, 12), floors=np.full(4, 3))
    for one in short(given):
        if one.alone or not one.offers:
            continue
        more = given
        for offer in one.offers:
            more = raised(more, "places", offer)
        for provider in one.providers:
            more = raised(more, "provider_places", provider)
        assert floors(more) > floors(given)


def test_where_all_floors_are_met_nothing_is_short() -> None:
    given = wishes(1, 12)
    assert short(replace(given, floors=np.zeros_like(given.floors))) == []
