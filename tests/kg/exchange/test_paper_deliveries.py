"""Papers delivered: once each, all of one office or nothing; said of them by their office alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from kg.base.errors import UnknownIdError
from kg.exchange.exchange_errors import LeftOutError, NotYoursError
from kg.exchange.life_cycle import FOLLOW, LIVES
from kg.exchange.moving import Seen, move, records_of, seen_record
from kg.exchange.paper_deliveries import (
    LONGEST_TEXT,
    NOT_AGAIN_FOR,
    ReadyPaper,
    deliver,
    is_said,
    newest,
    note_reply,
    receivers,
    said_of,
)
from kg.exchange.parties import Who
from kg.model.desk_types import Delivery, FocalPoint
from kg.store.protocol import Store
from tests.kg.exchange.people import (
    BOARD,
    HIGHLAND,
    ISLAND,
    NOW,
    PARTNER,
    PEOPLE,
    SECRETARIAT,
    STRANGER,
)

BRIEF = ReadyPaper("state", "state/xaa", "State brief: Ondavel")
REPORT = ReadyPaper("quarterly", None, "Quarterly report")


def point(who: Who, **fields: Any) -> FocalPoint:
    said = {"id": who.focal_point, "office": who.office, "role": who.role, "state": "active"}
    return FocalPoint.model_validate({**said, "mailbox": f"{who.role}@x.example", **fields})


POINTS = [point(ISLAND), point(HIGHLAND)]


def given(
    desk: Store,
    *papers: ReadyPaper,
    points: Sequence[FocalPoint] = POINTS,
    now: datetime = NOW,
    before: Sequence[Delivery] | None = None,
) -> list[Delivery]:
    known = records_of(desk, Delivery, SECRETARIAT) if before is None else before
    return deliver(desk, points, lambda _p: papers or (BRIEF,), known, "token", SECRETARIAT, now)


def reply(desk: Store, id_: str, who: Who, useful: str = "yes", missing: str = "") -> Delivery:
    seen = seen_record(desk, Delivery, id_, who)
    return note_reply(desk, seen, who, NOW, useful=useful, missing=missing)


def test_those_who_may_act_for_a_state_receive_papers() -> None:
    points = [
        point(ISLAND), point(STRANGER, state="suspended"), point(PARTNER), point(SECRETARIAT),
        point(BOARD), point(HIGHLAND, state="invited"),
    ]  # fmt: skip
    assert [one.id for one in receivers(points)] == [ISLAND.focal_point]


def test_each_is_given_each_paper_once(desk: Store) -> None:
    first = given(desk, BRIEF, REPORT)
    assert {(one.office, one.kind) for one in first} == {
        (who.office, kind) for who in (ISLAND, HIGHLAND) for kind in ("state", "quarterly")
    }
    assert {(one.state, one.by, one.known) for one in first} == {
        ("delivered", "secretariat", "token")
    }
    assert given(desk, BRIEF, REPORT, now=NOW + timedelta(days=1)) == []
    later = given(desk, BRIEF, now=NOW + NOT_AGAIN_FOR)
    assert len(later) == 2
    assert {one.id for one in later}.isdisjoint(one.id for one in first)


def test_two_that_deliver_at_once_deliver_once(desk: Store) -> None:
    assert len(given(desk, before=[])) == 2
    # The second had looked before the first wrote.
    assert given(desk, before=[], now=NOW + timedelta(seconds=1)) == []
    assert len(records_of(desk, Delivery, SECRETARIAT)) == 2


def test_killed_in_between_doing_it_again_completes_it(desk: Store) -> None:
    def killed(one: FocalPoint) -> list[ReadyPaper]:
        if one.id == HIGHLAND.focal_point:
            raise KeyboardInterrupt
        return [BRIEF, REPORT]

    with pytest.raises(KeyboardInterrupt):
        deliver(desk, POINTS, killed, [], "token", SECRETARIAT, NOW)
    assert {one.office for one in records_of(desk, Delivery, SECRETARIAT)} == {ISLAND.office}
    rest = given(desk, BRIEF, REPORT, now=NOW + timedelta(hours=30))
    assert [(one.office, one.kind) for one in rest] == [
        (HIGHLAND.office, "state"), (HIGHLAND.office, "quarterly"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", [ISLAND, BOARD, PARTNER], ids=str)
def test_only_the_secretariat_delivers(desk: Store, who: Who) -> None:
    with pytest.raises(NotYoursError):
        deliver(desk, POINTS, lambda _point: [BRIEF], [], "token", who, NOW)


def test_its_office_the_secretariat_and_the_board_see_it(desk: Store) -> None:
    (one, _) = given(desk)
    for who in PEOPLE:
        if who in (ISLAND, SECRETARIAT, BOARD):
            assert seen_record(desk, Delivery, one.id, who).record == one
        else:
            assert one not in records_of(desk, Delivery, who)
            with pytest.raises(UnknownIdError):
                seen_record(desk, Delivery, one.id, who)


def test_its_office_says_whether_it_was_useful_and_may_say_it_again(desk: Store) -> None:
    (one, _) = given(desk)
    first = reply(desk, one.id, ISLAND, "partly", "The amounts.")
    assert (first.state, first.useful, first.missing) == ("answered", "partly", "The amounts.")
    second = reply(desk, one.id, ISLAND, "yes")
    assert (second.useful, second.missing, second.by) == ("yes", None, ISLAND.office)
    for who in (SECRETARIAT, BOARD):
        with pytest.raises(NotYoursError):
            reply(desk, one.id, who)
    with pytest.raises(LeftOutError):
        move(desk, seen_record(desk, Delivery, one.id, ISLAND), "reply", ISLAND, NOW, missing="x")


def test_who_opened_what_is_noted_nowhere(desk: Store) -> None:
    (one, _) = given(desk)
    before = desk.revision()
    assert seen_record(desk, Delivery, one.id, ISLAND) == Seen(
        one, seen_record(desk, Delivery, one.id, ISLAND).token
    )
    assert desk.revision() == before
    assert set(LIVES[Delivery].states) == {"delivered", "answered"}
    assert not LIVES[Delivery].has(FOLLOW)


def test_what_was_said_is_counted_by_kind(desk: Store) -> None:
    told = given(desk, BRIEF, REPORT)
    by = {(one.office, one.kind): one for one in told}
    reply(desk, by[ISLAND.office, "state"].id, ISLAND, "no", "Everything.")
    reply(desk, by[HIGHLAND.office, "state"].id, HIGHLAND, "yes")
    quarterly, state = said_of(records_of(desk, Delivery, BOARD))
    assert (quarterly.kind, quarterly.delivered, sum(quarterly.counts.values())) == (
        "quarterly", 2, 0,
    )  # fmt: skip
    assert (state.delivered, state.counts) == (2, {"yes": 1, "partly": 0, "no": 1})
    assert [one.missing for one in state.missing] == ["Everything."]


def test_of_each_paper_the_newest_is_shown(desk: Store) -> None:
    given(desk, BRIEF, REPORT)
    given(desk, BRIEF, now=NOW + timedelta(days=8))
    mine = records_of(desk, Delivery, ISLAND)
    assert len(mine) == 3
    assert [(one.kind, (one.delivered or "")[:10]) for one in newest(mine)] == [
        ("state", "2026-12-07"), ("quarterly", "2026-11-29"),
    ]  # fmt: skip


def test_what_a_form_may_say() -> None:
    assert is_said("yes", "")
    assert is_said("no", "x" * LONGEST_TEXT)
    assert not is_said("", "")
    assert not is_said("perhaps", "")
    assert not is_said("yes", "x" * (LONGEST_TEXT + 1))
