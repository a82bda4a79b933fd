"""Asking: one open request about a pair whoever asks at once, places taken and freed again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from kg.base.errors import BadOptionError
from kg.exchange.contact_requests import (
    all_requests,
    ask,
    offices_that_act,
    open_between,
    taken,
    waits_for_passing_on,
)
from kg.exchange.exchange_errors import NotOfRoleError, NotYoursError
from kg.exchange.moving import move, new_id, seen_record
from kg.exchange.parties import Who, enters, require_entering
from kg.exchange.passing_on import pass_on
from kg.model.desk_types import ContactRequest, FocalPoint
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT, STRANGER

PAIR = ["demand/a", "offer/b"]


def request(asks: Who = ISLAND, asked: Who = HIGHLAND, **more: object) -> ContactRequest:
    return ContactRequest.model_validate({
        "id": new_id(ContactRequest), "asks": asks.office, "asked": asked.office, "about": PAIR,
        "text": "?", **more,
    })  # fmt: skip


def done(desk: Store, id_: str, act: str, who: Who, **said: object) -> ContactRequest:
    return move(desk, seen_record(desk, ContactRequest, id_, who), act, who, NOW, **said)


def test_asking_twice_leads_to_what_is_open_from_either_side(desk: Store) -> None:
    first, new = ask(desk, request(), ISLAND, NOW)
    assert new
    assert ask(desk, request(), ISLAND, NOW) == (first, False)
    assert ask(desk, request(HIGHLAND, ISLAND), HIGHLAND, NOW) == (first, False)
    # A third office that shares the record is another matter.
    other, new = ask(desk, request(STRANGER), STRANGER, NOW)
    assert new
    assert other.id != first.id


@pytest.mark.parametrize(
    "end",
    [
        [("decline", HIGHLAND)],
        [("withdraw", ISLAND)],
        [("accept", HIGHLAND), ("fall through", ISLAND)],
    ],
)
def test_what_has_ended_is_no_block(desk: Store, end: list[tuple[str, Who]]) -> None:
    first, _ = ask(desk, request(), ISLAND, NOW)
    for act, who in end:
        done(desk, first.id, act, who)
    second, new = ask(desk, request(), ISLAND, NOW)
    assert new
    assert second.id != first.id
    assert open_between(all_requests(desk), PAIR, ISLAND.office or "") == second


def test_of_many_who_ask_at_once_one_request_comes(desk_url: str, desk: Store) -> None:
    assert all_requests(desk) == []

    def asks(_: int) -> str:
        with closing(open_store(desk_url, write=True, room="desk")) as own:
            return ask(own, request(), ISLAND, NOW)[0].id

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(asks, range(6)))
    assert len(found) == 1
    assert len(all_requests(desk)) == 1


def test_places_are_taken_and_come_free(desk: Store) -> None:
    first, _ = ask(desk, request(), ISLAND, NOW)

    def held() -> int:
        return taken(all_requests(desk), "offer/b", 1).count

    assert held() == 0
    done(desk, first.id, "accept", HIGHLAND)
    assert held() == 1
    assert taken(all_requests(desk), "offer/b", 1).full
    assert not taken(all_requests(desk), "offer/b", 2).full
    assert not taken(all_requests(desk), "offer/b", None).full
    assert not taken(all_requests(desk), "offer/other", 1).full
    done(desk, first.id, "start", ISLAND)
    assert held() == 1
    done(desk, first.id, "fall through", HIGHLAND)
    assert held() == 0


def test_a_partner_body_answers_and_enters_practices(desk: Store) -> None:
    with pytest.raises(NotOfRoleError):
        ask(desk, request(PARTNER, ISLAND), PARTNER, NOW)
    assert all_requests(desk) == []
    first, _ = ask(desk, request(ISLAND, PARTNER), ISLAND, NOW)
    assert done(desk, first.id, "accept", PARTNER).state == "accepted"
    assert enters(PARTNER) == ("practices",)
    for who in (SECRETARIAT, BOARD, Who(None), Who("authority")):
        assert enters(who) == ()
        with pytest.raises(NotOfRoleError):
            require_entering(who, "practices")


ActsAs = Callable[..., None]


@pytest.fixture
def acting(desk: Store) -> ActsAs:
    """Make offices that somebody may act for."""

    def made(*people: Who) -> None:
        from kg.exchange.moving import begin

        for who in people:
            new = FocalPoint(id=new_id(FocalPoint), office=who.office, role="authority",
                             mailbox="a@b.example")  # fmt: skip
            begin(desk, new, "invite", SECRETARIAT, NOW)
            seen = seen_record(desk, FocalPoint, new.id, SECRETARIAT)
            move(desk, seen, "verify", SECRETARIAT, NOW)

    return made


def test_what_waits_for_the_secretariat(desk: Store) -> None:
    island, highland = ISLAND.office, HIGHLAND.office
    first, _ = ask(desk, request(), ISLAND, NOW)
    assert waits_for_passing_on(first, {island})
    assert not waits_for_passing_on(first, {highland})
    passed = pass_on(desk, seen_record(desk, ContactRequest, first.id, SECRETARIAT), SECRETARIAT,
                     NOW, "", "")  # fmt: skip
    assert passed.state == "sent"
    assert not waits_for_passing_on(passed, {island})
    accepted = done(desk, first.id, "accept", HIGHLAND)
    assert not waits_for_passing_on(accepted, {island, highland})
    done(desk, first.id, "start", ISLAND)
    ended = done(desk, first.id, "conclude", ISLAND)
    # Of who has confirmed nothing is awaited any more.
    assert not waits_for_passing_on(ended, {highland})
    over = done(desk, first.id, "confirm", HIGHLAND)
    assert not waits_for_passing_on(over, set())


def test_a_place_is_given_to_whoever_acts_and_is_no_side_of_it(desk: Store, acting: ActsAs) -> None:
    acting(ISLAND, STRANGER)
    first, _ = ask(desk, request(), ISLAND, NOW)
    seen = seen_record(desk, ContactRequest, first.id, SECRETARIAT)
    with pytest.raises(NotYoursError):
        pass_on(desk, seen, ISLAND, NOW, "", "")
    for office, side in (
        (ISLAND.office, "asked"), ("unit/nobody", "asked"), (STRANGER.office, "text"),
    ):  # fmt: skip
        with pytest.raises(BadOptionError):
            pass_on(desk, seen, SECRETARIAT, NOW, office or "", side)
    found = pass_on(desk, seen, SECRETARIAT, NOW, STRANGER.office or "", "asked")
    assert (found.asks, found.asked) == (ISLAND.office, STRANGER.office)
    assert done(desk, first.id, "accept", STRANGER).state == "accepted"
    done(desk, first.id, "start", ISLAND)
    done(desk, first.id, "conclude", ISLAND)
    ended = seen_record(desk, ContactRequest, first.id, SECRETARIAT)
    acting(HIGHLAND)
    with pytest.raises(BadOptionError) as told:
        pass_on(desk, ended, SECRETARIAT, NOW, HIGHLAND.office or "", "asks")
    assert "keeps its place" in told.value.sentence()


def test_who_acts_is_who_is_active() -> None:
    points = [
        FocalPoint(id="focalpoint/a", office="unit/a", state="active"),
        FocalPoint(id="focalpoint/b", office="unit/b", state="suspended"),
        FocalPoint(id="focalpoint/c", office=None, state="active"),
    ]
    assert offices_that_act(points) == {"unit/a"}
