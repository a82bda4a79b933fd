"""Asking is noted before a letter leaves: nobody off the list, once in a while."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kg.exchange.campaign import Campaign, asks_for
from kg.exchange.campaign_asking import (
    KINDS,
    AskedLatelyError,
    AskRequest,
    NobodyToAskError,
    NotOnListError,
    ask,
)
from kg.exchange.campaign_list import CampaignList, campaign_list
from kg.exchange.exchange_errors import NotYoursError
from kg.exchange.moving import begin, move, records_of, seen_record
from kg.exchange.parties import CLOCK, Who
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.model.desk_types import Asking, FocalPoint
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, NOW, SECRETARIAT

OFFICE = "unit/example-ondavel-desk"
MARKS = {OFFICE: {"offer/xaa-band-in-schools": "m"}}


def now(desk: Store, snapshot: Snapshot, rules: CampaignList | None = None) -> Campaign:
    return Campaign(
        View(snapshot, date(2026, 11, 29)),
        rules or campaign_list("campaign-list-examples"),
        records_of(desk, FocalPoint, SECRETARIAT),
        records_of(desk, Asking, SECRETARIAT),
    )


@pytest.fixture
def invited(desk: Store) -> Store:
    point = FocalPoint(
        id="focalpoint/xaa", office=OFFICE, role="authority", mailbox="a@b.example", lang="fr"
    )
    begin(desk, point, "invite", SECRETARIAT, NOW)
    return desk


def acts(desk: Store, act: str) -> None:
    seen = seen_record(desk, FocalPoint, "focalpoint/xaa", SECRETARIAT)
    move(desk, seen, act, SECRETARIAT, NOW)


def test_it_is_noted_when_by_which_role_and_for_what(
    invited: Store, starter_snapshot: Snapshot
) -> None:
    wanted = AskRequest("state/xaa", "invitation", records=MARKS)
    (noted,) = ask(invited, now(invited, starter_snapshot), wanted, SECRETARIAT, NOW)
    assert (noted.about, noted.kind, noted.role, noted.lang) == (
        "state/xaa", "invitation", "secretariat", "fr",
    )  # fmt: skip
    assert (noted.records, noted.campaign) == ([], "campaign-list-examples 0.1")
    assert records_of(invited, Asking, Who("authority", OFFICE)) == [noted]
    for other in (BOARD, Who("authority", "unit/example-lirvanne-desk")):
        assert records_of(invited, Asking, other) == []


def test_nobody_but_the_secretariat_asks(invited: Store, starter_snapshot: Snapshot) -> None:
    found = now(invited, starter_snapshot)
    for who in (BOARD, Who("authority", OFFICE), CLOCK):
        with pytest.raises(NotYoursError):
            ask(invited, found, AskRequest("state/xaa", "invitation"), who, NOW)
    assert records_of(invited, Asking, CLOCK) == []


@pytest.mark.parametrize("kind", [*KINDS, "x"])
@pytest.mark.parametrize("state", ["state/cub", "state/nic", "state/ven", "state/xaa", "x"])
def test_a_state_that_is_not_on_the_list_is_asked_nothing(
    invited: Store, starter_snapshot: Snapshot, kind: str, state: str
) -> None:
    found = now(invited, starter_snapshot, campaign_list())
    for again in (False, True):
        with pytest.raises(NotOnListError):
            ask(invited, found, AskRequest(state, kind, again), SECRETARIAT, NOW)
    assert records_of(invited, Asking, CLOCK) == []


def test_again_only_after_a_while_or_where_it_is_said(
    invited: Store, starter_snapshot: Snapshot
) -> None:
    wanted = AskRequest("state/xaa", "invitation")
    ask(invited, now(invited, starter_snapshot), wanted, SECRETARIAT, NOW)
    for later, refused in ((0, True), (29, True), (30, False)):
        found, then = now(invited, starter_snapshot), NOW + timedelta(days=later)
        if refused:
            with pytest.raises(AskedLatelyError):
                ask(invited, found, wanted, SECRETARIAT, then)
        else:
            assert len(ask(invited, found, wanted, SECRETARIAT, then)) == 1
    again, then = AskRequest("state/xaa", "invitation", again=True), NOW + timedelta(days=31)
    assert len(ask(invited, now(invited, starter_snapshot), again, SECRETARIAT, then)) == 1
    # Another kind is another question.
    other = AskRequest("state/xaa", "sheet")
    assert len(ask(invited, now(invited, starter_snapshot), other, SECRETARIAT, then)) == 1


def test_of_two_that_ask_at_once_one_does(invited: Store, starter_snapshot: Snapshot) -> None:
    both = now(invited, starter_snapshot)
    wanted = AskRequest("state/xaa", "invitation", again=True)
    asked = [ask(invited, both, wanted, SECRETARIAT, NOW) for _ in range(2)]
    assert [len(one) for one in asked] == [1, 0]
    assert len(records_of(invited, Asking, CLOCK)) == 1


def test_records_are_asked_about_where_a_focal_point_is_verified(
    invited: Store, starter_snapshot: Snapshot
) -> None:
    wanted = AskRequest("state/xaa", "confirm", records=MARKS)
    with pytest.raises(NobodyToAskError):
        ask(invited, now(invited, starter_snapshot), wanted, SECRETARIAT, NOW)
    assert asks_for(now(invited, starter_snapshot).states[0]) == ["invitation", "sheet"]
    acts(invited, "verify")
    (noted,) = ask(invited, now(invited, starter_snapshot), wanted, SECRETARIAT, NOW)
    assert (noted.records, noted.marks) == (["offer/xaa-band-in-schools"], ["m"])
    none = AskRequest("state/xaa", "confirm", again=True, records={OFFICE: {}})
    assert ask(invited, now(invited, starter_snapshot), none, SECRETARIAT, NOW) == []
    acts(invited, "suspend")
    for kind in KINDS:
        with pytest.raises(NobodyToAskError):
            ask(invited, now(invited, starter_snapshot), AskRequest("state/xaa", kind, again=True),
                SECRETARIAT, NOW)  # fmt: skip
