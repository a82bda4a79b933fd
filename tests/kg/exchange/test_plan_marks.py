"""The plan in the base: added, marked, read off, closed, renewed, replaced and undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.exchange.board_marks import Designation, designate, said_by_board
from kg.exchange.parties import Who
from kg.exchange.plan_marks import (
    PlanForm,
    Reading,
    add,
    close,
    mark_action,
    mark_indicator,
    readings_of,
    renew,
    replace,
    undo_part,
    wrong_in_form,
)
from kg.model.changes import NodeStatement
from kg.model.claims import chosen_node
from kg.model.records import NodeRecord
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, PARTNER, SECRETARIAT

MEASURE = "initiative/xxa-pilot"
TODAY = date(2026, 11, 29)
ACTION = PlanForm(decision="Decision 1", name="A joint course", starts="2026-12-01",
                  ends="2027-03-31", next_step="Agree on dates")  # fmt: skip
DONE = PlanForm(decision="Decision 2", status="done", reached="2026-11-20", evidence="Report 4",
                next_step="nothing")  # fmt: skip


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def knowledge(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j")
    else:
        url = sqlite_url(request.getfixturevalue("tmp_path") / "k.db")
    with closing(create_store(url)) as store:
        plan = "source/plan"
        store.apply([
            NodeStatement(plan, plan, {"title": {"en": "The plan"}}),
            NodeStatement(MEASURE, plan, {"name": {"en": "The pilot"}, "kind": "pilot",
                                          "starts": "2022-06-22"}),
            NodeStatement("org/xxa", plan, {"name": {"en": "A body"}}),
        ])  # fmt: skip
        yield store


def record(store: Store, id_: str = MEASURE) -> NodeRecord:
    return store.get([id_])[id_]


def added(store: Store, prefix: str = "action", form: PlanForm = ACTION) -> str:
    return add(store, record(store), prefix, form, BOARD, TODAY)


def said(store: Store, id_: str) -> dict[str, Any]:
    found = said_by_board(record(store, id_))
    assert found is not None
    return dict(found.props)


def levels(store: Store, id_: str) -> set[str | None]:
    relations = [s for r in store.relations_of(id_) for s in r.statements]
    return {s.visibility for s in (*record(store, id_).statements, *relations)}


def test_an_action_is_the_boards_and_nobodys_to_do_until_it_names_one(knowledge: Store) -> None:
    id_ = added(knowledge)
    assert said(knowledge, id_) == {
        "name": {"en": "A joint course"}, "starts": "2026-12-01", "ends": "2027-03-31",
        "status": "planned", "next_step": {"en": "Agree on dates"}, "standing": "adopted",
    }  # fmt: skip
    (part,) = knowledge.relations_of(id_)
    assert (part.relation.type, part.relation.end) == ("PART_OF", MEASURE)
    assert levels(knowledge, id_) == {"board"}
    with pytest.raises(ConflictError):
        added(knowledge)


def test_what_is_done_everybody_reads_and_nothing_of_what_was_next(knowledge: Store) -> None:
    id_ = added(knowledge)
    form = ACTION._replace(status="implementation", responsible=("org/xxa",))
    mark_action(knowledge, record(knowledge, id_), form, SECRETARIAT, TODAY)
    assert said(knowledge, id_)["responsible"] == ["org/xxa"]
    assert levels(knowledge, id_) == {"board"}
    mark_action(knowledge, record(knowledge, id_), DONE, BOARD, TODAY)
    assert levels(knowledge, id_) == {"public"}
    assert said(knowledge, id_) == {
        "name": {"en": "A joint course"}, "status": "done", "reached": "2026-11-20",
        "evidence": "Report 4", "standing": "adopted",
    }  # fmt: skip
    undo_part(knowledge, record(knowledge, id_), BOARD)
    assert levels(knowledge, id_) == {"board"}
    assert said(knowledge, id_)["status"] == "implementation"


def test_readings_of_an_indicator_stay_each_with_day_and_source(knowledge: Store) -> None:
    form = PlanForm(
        decision="D 1", name="Joint activities", unit_of_measure="activities",
        baseline="0", baseline_on="2026-06-30", target="4,5", due="2027-12-31",
    )  # fmt: skip
    id_ = added(knowledge, "indicator", form)
    for day, value in (("2026-11-01", "1"), ("2026-11-20", "2.5")):
        read = form._replace(reading=value, read_on=day, read_in="Report 7 = x · y")
        mark_indicator(knowledge, record(knowledge, id_), read, BOARD, TODAY)
    props = chosen_node("Indicator", record(knowledge, id_).statements)
    assert (props["baseline"], props["target"], props["unit_of_measure"]) == (
        0.0,
        4.5,
        {"en": "activities"},
    )
    assert readings_of(props) == [
        Reading("2026-11-01", 1.0, "Report 7 = x · y"),
        Reading("2026-11-20", 2.5, "Report 7 = x · y"),
    ]
    assert levels(knowledge, id_) == {"board"}


def test_what_is_no_reading_is_left_out() -> None:
    assert readings_of({"readings": ["soon = 1", "2026-01-01 = many", "x"]}) == []
    assert readings_of({}) == []


def test_a_measure_is_closed_and_renewed_and_keeps_who_is_responsible(knowledge: Store) -> None:
    designate(knowledge, record(knowledge), Designation(("org/xxa",), "D 1"), BOARD, TODAY)
    close(knowledge, record(knowledge), "D 2", BOARD, TODAY)
    assert said(knowledge, MEASURE) == {"responsible": ["org/xxa"], "status": "closed"}
    form = PlanForm(decision="D 3", starts="2027-01-01", ends="2027-12-31")
    renew(knowledge, record(knowledge), form, BOARD, TODAY)
    assert said(knowledge, MEASURE) == {
        "responsible": ["org/xxa"], "status": "implementation", "starts": "2027-01-01",
        "ends": "2027-12-31",
    }  # fmt: skip
    undo_part(knowledge, record(knowledge), BOARD)
    assert said(knowledge, MEASURE)["status"] == "closed"


def test_a_measure_is_replaced_and_the_old_one_stays_readable(knowledge: Store) -> None:
    form = PlanForm(decision="D 4", name="A second pilot", starts="2027-01-01")
    new = replace(knowledge, record(knowledge), form, BOARD, TODAY)
    assert said(knowledge, MEASURE)["status"] == "replaced"
    assert said(knowledge, new)["kind"] == "pilot"
    (link,) = (r for r in knowledge.relations_of(new) if r.relation.type == "REPLACES")
    assert link.relation.end == MEASURE
    assert "board" not in levels(knowledge, MEASURE)
    undo_part(knowledge, record(knowledge), BOARD)
    assert not knowledge.get([new])
    assert said_by_board(record(knowledge)) is None
    assert chosen_node("Initiative", record(knowledge).statements)["starts"] == "2022-06-22"


def test_a_replacement_to_which_something_was_added_is_not_undone(knowledge: Store) -> None:
    form = PlanForm(decision="D 4", name="A second pilot")
    new = replace(knowledge, record(knowledge), form, BOARD, TODAY)
    add(knowledge, record(knowledge, new), "objective", ACTION, BOARD, TODAY)
    with pytest.raises(ConflictError):
        undo_part(knowledge, record(knowledge), BOARD)


def test_what_the_board_added_goes_when_that_is_undone(knowledge: Store) -> None:
    id_ = added(knowledge, "objective")
    undo_part(knowledge, record(knowledge, id_), SECRETARIAT)
    assert not knowledge.get([id_])
    assert added(knowledge, "objective") == id_


@pytest.mark.parametrize("who", [ISLAND, HIGHLAND, PARTNER, Who(None)])
def test_nobody_else_writes_for_the_board(knowledge: Store, who: Who) -> None:
    id_ = added(knowledge)
    before = knowledge.revision()
    for act in (
        lambda: add(knowledge, record(knowledge), "action", DONE._replace(name="x"), who, TODAY),
        lambda: mark_action(knowledge, record(knowledge, id_), DONE, who, TODAY),
        lambda: close(knowledge, record(knowledge), "D", who, TODAY),
        lambda: renew(knowledge, record(knowledge), ACTION, who, TODAY),
        lambda: replace(knowledge, record(knowledge), ACTION, who, TODAY),
        lambda: undo_part(knowledge, record(knowledge, id_), who),
    ):
        with pytest.raises(ForbiddenError):
            act()
    assert knowledge.revision() == before


def test_each_act_is_of_its_type(knowledge: Store) -> None:
    id_ = added(knowledge)
    for act in (mark_indicator, renew):
        with pytest.raises(UnknownIdError):
            act(knowledge, record(knowledge, id_), ACTION, BOARD, TODAY)
    with pytest.raises(UnknownIdError):
        add(knowledge, record(knowledge, id_), "action", ACTION, BOARD, TODAY)


def test_who_was_slower_is_told(knowledge: Store) -> None:
    seen = record(knowledge)
    close(knowledge, seen, "D 2", BOARD, TODAY)
    with pytest.raises(ConflictError):
        renew(knowledge, seen, ACTION, BOARD, TODAY)


def test_all_that_is_wrong_is_told_at_once() -> None:
    fields = PlanForm._fields
    bad = PlanForm(decision="", name="", starts="2027-02-01", ends="2027-01-01", status="ready",
                   baseline="many", reading="3", read_on="2027-01-01", evidence="javascript:x",
                   responsible=("sector/x",))  # fmt: skip
    assert set(wrong_in_form(bad, fields, TODAY, [])) == {
        "decision", "name", "ends", "status", "baseline", "baseline_on", "read_on", "read_in",
        "evidence", "responsible",
    }  # fmt: skip
    assert wrong_in_form(ACTION, ("name", "starts", "ends"), TODAY, []) == {}
    done = DONE._replace(reached="2027-01-01", evidence="")
    assert set(wrong_in_form(done, ("status",), TODAY, [])) == {"reached", "evidence"}
    assert "ends" in wrong_in_form(ACTION._replace(ends="soon"), ("ends",), TODAY, [])
