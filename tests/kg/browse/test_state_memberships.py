"""How states stand to bodies: what is to be confirmed and what is not known are told apart."""

from __future__ import annotations

from datetime import date

from kg.browse.state_memberships import (
    FULL,
    STANDINGS,
    TO_CONFIRM,
    UNKNOWN,
    bodies_of_states,
    memberships_in,
    region_of,
)
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from tests.graphs import view_of


def standings(view: View, body: str) -> dict[str, str]:
    found = memberships_in(view, [view.index(body)])
    return {view.id(one.state): one.standing for one in found}


def test_each_way_of_belonging_is_told(starter_view: View) -> None:
    oas, mercosur = standings(starter_view, "org/oas"), standings(starter_view, "org/mercosur")
    assert (oas["state/hti"], oas["state/ven"], oas["state/cub"]) == (
        FULL, "disputed", "not_participating",
    )  # fmt: skip
    assert (mercosur["state/bra"], mercosur["state/chl"], mercosur["state/ven"]) == (
        FULL, "associate", "suspended",
    )  # fmt: skip
    assert standings(starter_view, "org/sica")["state/mex"] == "observer"
    assert {*oas.values(), *mercosur.values()} <= STANDINGS.keys()


def test_what_nobody_has_read_is_to_be_confirmed(starter_view: View) -> None:
    waiting = [
        one
        for one in memberships_in(starter_view, bodies_of_states(starter_view, 1))
        if starter_view.edge_to_confirm(one.edge)
    ]
    assert waiting
    assert {one.standing for one in waiting} == {TO_CONFIRM}


def test_long_ago_an_undated_membership_is_not_known(starter_snapshot: Snapshot) -> None:
    then = View(starter_snapshot, date(1990, 1, 1))
    found = memberships_in(then, bodies_of_states(then))
    assert any(one.standing == UNKNOWN for one in found)
    assert all(then.period(one.edge)[0] is None for one in found if one.standing == UNKNOWN)


def test_a_body_of_one_state_is_shown_where_it_is_asked_for() -> None:
    view = view_of("state/hti MEMBER_OF org/a member\nstate/bra MEMBER_OF org/a observer")
    assert bodies_of_states(view) == []
    assert [view.id(node) for node in bodies_of_states(view, 1)] == ["org/a"]
    assert standings(view, "org/a") == {"state/bra": "observer", "state/hti": FULL}


def test_invented_states_stand_in_no_row() -> None:
    view = view_of(
        "state/xaa MEMBER_OF org/a member\nstate/hti MEMBER_OF org/a member",
        {"state/xaa": {"nature": "example"}},
    )
    assert standings(view, "org/a") == {"state/hti": FULL}


def test_a_state_lies_in_its_region_or_in_none() -> None:
    view = view_of("state/hti IN_REGION region/caribbean\nstate/bra MEMBER_OF org/a")
    region = region_of(view, view.index("state/hti"))
    assert region is not None
    assert view.id(region) == "region/caribbean"
    assert region_of(view, view.index("state/bra")) is None
