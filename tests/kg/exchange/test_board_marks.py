"""What the board decided, in nobody else's name, undone from history, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.exchange.board_marks import (
    BOARD,
    Designation,
    MilestoneMark,
    designate,
    is_evidence,
    is_link,
    mark_milestone,
    said_by_board,
    undo,
    wrong_in_designation,
    wrong_in_mark,
)
from kg.exchange.parties import Who
from kg.model.changes import NodeStatement
from kg.model.records import NodeRecord
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD as BOARD_DESK
from tests.kg.exchange.people import HIGHLAND, ISLAND, PARTNER, SECRETARIAT

PLAN = "source/plan"
STEP, MEASURE = "milestone/step", "initiative/measure"
TODAY = date(2026, 11, 29)
DONE = MilestoneMark("done", "2026-11-01", "https://example.org/report", "Decision 1")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def knowledge(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j")
    else:
        url = sqlite_url(request.getfixturevalue("tmp_path") / "k.db")
    with closing(create_store(url)) as store:
        store.apply([
            NodeStatement(PLAN, PLAN, {"title": {"en": "The plan"}}),
            NodeStatement(STEP, PLAN, {"name": {"en": "A step"}, "status": "unknown"}),
            NodeStatement(MEASURE, PLAN, {"name": {"en": "A measure"}}),
            NodeStatement("org/x", PLAN, {"name": {"en": "A body"}}),
        ])  # fmt: skip
        yield store


def record(store: Store, id_: str) -> NodeRecord:
    return store.get([id_])[id_]


def test_a_mark_is_the_boards_own_dated_with_its_decision(knowledge: Store) -> None:
    mark_milestone(knowledge, record(knowledge, STEP), DONE, BOARD_DESK, TODAY)
    found = record(knowledge, STEP)
    assert [s.source for s in found.statements] == [BOARD, PLAN]
    said = said_by_board(found)
    assert said is not None
    assert (said.where, said.dated) == ("Decision 1", "2026-11-29")
    assert said.props == {
        "status": "done", "reached": "2026-11-01", "evidence": "https://example.org/report",
    }  # fmt: skip


def test_marks_are_undone_one_after_the_other(knowledge: Store) -> None:
    designate(knowledge, record(knowledge, MEASURE), Designation(("org/x",), "1"), SECRETARIAT,
              TODAY)  # fmt: skip
    designate(knowledge, record(knowledge, MEASURE), Designation((), "2"), BOARD_DESK, TODAY)
    said = said_by_board(record(knowledge, MEASURE))
    assert said is not None
    assert not said.props.get("responsible")
    undo(knowledge, record(knowledge, MEASURE), BOARD_DESK)
    said = said_by_board(record(knowledge, MEASURE))
    assert said is not None
    assert (said.props["responsible"], said.where) == (["org/x"], "1")


def test_the_first_mark_undone_leaves_what_the_plan_says(knowledge: Store) -> None:
    mark_milestone(knowledge, record(knowledge, STEP), DONE, BOARD_DESK, TODAY)
    undo(knowledge, record(knowledge, STEP), SECRETARIAT)
    assert [s.source for s in record(knowledge, STEP).statements] == [PLAN]
    with pytest.raises(UnknownIdError):
        undo(knowledge, record(knowledge, STEP), SECRETARIAT)


def test_what_others_altered_meanwhile_is_told(knowledge: Store) -> None:
    seen = record(knowledge, STEP)
    mark_milestone(knowledge, seen, DONE, BOARD_DESK, TODAY)
    with pytest.raises(ConflictError):
        mark_milestone(knowledge, seen, DONE._replace(status="planned"), SECRETARIAT, TODAY)
    marked = record(knowledge, STEP)
    undo(knowledge, marked, BOARD_DESK)
    with pytest.raises(ConflictError):
        undo(knowledge, marked, BOARD_DESK)


@pytest.mark.parametrize("who", [ISLAND, HIGHLAND, PARTNER])
def test_nobody_else_writes_for_the_board(knowledge: Store, who: Who) -> None:
    with pytest.raises(ForbiddenError):
        mark_milestone(knowledge, record(knowledge, STEP), DONE, who, TODAY)
    assert said_by_board(record(knowledge, STEP)) is None


def test_only_milestones_and_measures_are_marked(knowledge: Store) -> None:
    with pytest.raises(UnknownIdError):
        mark_milestone(knowledge, record(knowledge, "org/x"), DONE, BOARD_DESK, TODAY)
    with pytest.raises(UnknownIdError):
        designate(knowledge, record(knowledge, STEP), Designation((), "1"), BOARD_DESK, TODAY)


@pytest.mark.parametrize("text", [
    "https://www.oas.org/x?y=1", "http://example.org", "CIDI/doc. 5/26", "Acta 12 de la reunión",
])  # fmt: skip
def test_evidence_is_a_link_or_a_document(text: str) -> None:
    assert is_evidence(text)
    assert is_link(text) is text.startswith("http")


@pytest.mark.parametrize("text", [
    "javascript:alert(1)", "JAVASCRIPT :x", " data:text/html,x", "ftp://example.org/x",
    "file:///etc/passwd", "http://", "https://a@b/", "http://[", "two\nlines", "x\u202egnp",
    "http://example.org/ x", "x" * 501,
])  # fmt: skip
def test_nothing_else_is(text: str) -> None:
    assert not is_evidence(text)
    assert not is_link(text)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert wrong_in_mark(DONE, TODAY) == {}
    bad = MilestoneMark("done", "2027-01-01", "", "")
    assert set(wrong_in_mark(bad, TODAY)) == {"reached", "evidence", "decision"}
    assert set(wrong_in_mark(MilestoneMark("ready", "", "", "x"), TODAY)) == {"status"}
    assert wrong_in_mark(MilestoneMark("planned", "", "", "x"), TODAY) == {}
    named = Designation(("org/x", "sector/dac/140"), "Decision 2")
    assert set(wrong_in_designation(named, ["org/x", "sector/dac/140"])) == {"responsible"}
    assert wrong_in_designation(Designation(("org/x",), "2"), ["org/x"]) == {}
