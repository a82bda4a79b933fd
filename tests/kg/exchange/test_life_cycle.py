"""The tables of steps by themselves: nothing dangles, nothing is said twice."""

from __future__ import annotations

import pytest

from kg.exchange.life_cycle import LIVES, NEW, Life
from kg.exchange.moving import PARTS
from kg.model.registry import metas

ALL = pytest.mark.parametrize("life", LIVES.values(), ids=lambda life: life.cls.prefix)


@ALL
def test_every_state_is_reached_and_none_is_made_up(life: Life) -> None:
    reached, grown = {NEW}, True
    while grown:
        more = {s.after for s in life.steps if not reached.isdisjoint(s.before)} - reached
        reached, grown = reached | more, bool(more)
    assert reached - {NEW} == set(life.states)
    assert {state for s in life.steps for state in s.before} <= {NEW, *life.states}


@ALL
def test_an_act_leads_from_a_state_to_one_place(life: Life) -> None:
    pairs = [(step.act, state) for step in life.steps for state in step.before]
    assert len(pairs) == len(set(pairs))


@ALL
def test_steps_take_fields_of_their_type(life: Life) -> None:
    for step in life.steps:
        assert {*step.needs, *step.takes} <= set(metas(life.cls)), step.act
        assert step.by
        assert set(step.by) <= set(PARTS)


@ALL
def test_what_nobody_can_undo_is_known(life: Life) -> None:
    ends = {"confirmed", "bounced", "given up", "answered", "taken up", "handed over"}
    # The rows of a sheet that was sent are submissions, and go on as these.
    ends |= {"sent"}
    assert set(life.ends) <= ends
