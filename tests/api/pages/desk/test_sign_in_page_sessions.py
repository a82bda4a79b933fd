"""Sessions of offices: nobody chooses them, they are bound, and they end everywhere at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from kg.access.clock import utc_now
from kg.access.hosts import hosts_of, public_origin
from kg.exchange.mail.delivery import Mail
from kg.exchange.moving import move, seen_record
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.api.asking import BASE, client_of
from tests.api.house import OURS, token_in
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import SECRETARIAT, Exchange, Letters, Person, link_in
from tests.kg.access.clock import SetClock

MAILBOX, THEIRS = "desk@ondavel.example.org", "desk@lirvanne.example.org"
COOKIE = "coopgraph-session-8000"
PUBLIC = "https://knowledge.example.org"
Make = Callable[..., Exchange]


@pytest.fixture
def make(starter_copy: str, snapshots: Path) -> Iterator[Make]:
    """Make services over one store and one desk, each as a process of its own would be."""
    made: list[Exchange] = []

    def make(**more: Any) -> Exchange:
        secret = {"session_secret": b"s" * 32, "shared": True}
        made.append(Exchange(starter_copy, snapshots, more={**secret, **more}))
        return made[-1]

    yield make
    for exchange in made:
        exchange.app.state.service.close()
        exchange.app.state.access.close()


def cookie_of(person: Person) -> str:
    return next(value for name, value in person.client.cookies.items() if "session" in name)


def holding(exchange: Exchange, cookie: str) -> Person:
    person = exchange.person()
    person.client.cookies.set(COOKIE, cookie)
    return person


def may_act(person: Person) -> bool:
    status = person.client.get("/en/desk").status_code
    assert status in {200, 303}
    return status == 200


def moved(exchange: Exchange, id_: str, act: str, **said: str) -> None:
    with closing(create_store(exchange.desk, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, id_, SECRETARIAT)
        move(desk, seen, act, SECRETARIAT, utc_now(), **said)


def test_nobody_chooses_the_session_of_somebody_else(exchange: Exchange) -> None:
    attacker = exchange.signed_in(THEIRS)
    planted = cookie_of(attacker)
    for value in ("chosen", planted):
        victim = holding(exchange, value)
        before = len(exchange.letters.sent)
        found = victim.client.get("/-/sign-in?lang=en", follow_redirects=False)
        if found.status_code == 303:
            # They would notice: the desk of somebody else. They leave, and sign in.
            victim.send(victim.get("/en/desk"), "/-/leave?lang=en")
        victim.ask_for_link(MAILBOX)
        path = link_in(exchange.letters.sent[before])
        victim.send(victim.get(path), path)
        (ours,) = {c.value for c in victim.client.cookies.jar if c.name == COOKIE} - {value}
        assert ours != planted
        assert may_act(victim)
        assert "Desk for cooperation between islands" in victim.get("/en/desk")
    assert not may_act(holding(exchange, planted)), "what was planted ended"


def test_who_opens_a_link_while_acting_as_another_office_is_the_new_one_alone(
    exchange: Exchange,
) -> None:
    person = exchange.signed_in(THEIRS)
    before = cookie_of(person)
    exchange.person().ask_for_link(MAILBOX)
    path = link_in(exchange.letters.sent[-1])
    page = person.get(path)
    assert person.client.post(path, data={"token": "x"}).status_code == 403
    assert person.send(page, path).status_code == 200
    assert "Desk for cooperation between islands" in person.get("/en/desk")
    assert not may_act(holding(exchange, before))


@pytest.mark.parametrize(
    ("base", "name", "secure"),
    [(BASE, COOKIE, False), (PUBLIC, "__Host-coopgraph-session", True)],
)
def test_the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts(
    make: Make, base: str, name: str, secure: bool
) -> None:
    hosts = hosts_of("127.0.0.1", 8000, public_origin(PUBLIC))
    letters = Letters()
    exchange = make(hosts=hosts, mail=Mail(letters, "exchange@example.org", base))
    exchange.invite(MAILBOX, "authority", ISLAND)
    client = client_of(exchange.app, base_url=base)
    client.headers["Sec-Fetch-Site"] = "same-origin"
    page = client.get("/-/sign-in?lang=en")
    client.post("/-/sign-in?lang=en", data={"token": token_in(page.text), "mailbox": MAILBOX})
    path = letters.sent[0].get_content().split(base, 1)[1].split()[0]
    page = client.get(path)
    signed_in = client.post(path, data={"token": token_in(page.text)})
    assert signed_in.status_code == 303
    given = SimpleCookie(signed_in.headers["set-cookie"].partition(", ")[0])
    morsel = given[name]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "lax", "/")
    assert (bool(morsel["secure"]), morsel["domain"]) == (secure, "")
    assert morsel["max-age"] == str(8 * 60 * 60)
    forms = SimpleCookie(page.headers["set-cookie"])
    assert {m["samesite"] for m in forms.values()} == {"strict"}
    assert all(m["httponly"] and bool(m["secure"]) == secure for m in forms.values())


def test_a_session_lasts_eight_hours(make: Make) -> None:
    clock = SetClock()
    exchange = make(clock=clock)
    exchange.invite(MAILBOX, "authority", ISLAND)
    person = holding(exchange, cookie_of(exchange.signed_in(MAILBOX)))
    clock.pass_(hours=7, minutes=59, seconds=59)
    assert may_act(person)
    clock.pass_(seconds=1)
    assert not may_act(person)


@pytest.mark.parametrize("act", ["suspend", "change"])
def test_it_ends_in_every_process_with_its_focal_point(make: Make, act: str) -> None:
    first, second = make(), make()
    id_ = first.invite(MAILBOX, "authority", ISLAND)
    here = first.signed_in(MAILBOX)
    there = holding(second, cookie_of(here))
    assert may_act(here)
    assert may_act(there), "one process knows the sessions of the other"
    moved(first, id_, act, **({"mailbox": "new@example.org"} if act == "change" else {}))
    assert not may_act(here)
    assert not may_act(there)
    moved(first, id_, "verify" if act == "change" else "resume")
    if act == "change":
        assert not may_act(there), "it was of another mailbox"


def test_who_signs_out_has_signed_out_everywhere(make: Make) -> None:
    first, second, third = make(), make(), make()
    first.invite(MAILBOX, "authority", ISLAND)
    here = first.signed_in(MAILBOX)
    held = cookie_of(here)
    others = [holding(exchange, held) for exchange in (second, third)]
    assert all(may_act(person) for person in others)
    assert here.send(here.get("/en/desk"), "/-/leave?lang=en").status_code == 200
    assert not any(may_act(person) for person in [*others, holding(first, held)])
    found = others[0].client.post("/-/leave", data={"token": "x"}, headers=OURS)
    assert found.status_code == 303, "there is no session any more that it could be of"


def test_a_link_is_spent_in_every_process(make: Make) -> None:
    first, second = make(), make()
    first.invite(MAILBOX, "authority", ISLAND)
    first.person().ask_for_link(MAILBOX)
    path = link_in(first.letters.sent[-1])
    there = second.person()
    page = there.get(path)
    here = first.person()
    assert here.send(here.get(path), path).status_code == 200
    assert there.send(page, path).status_code == 410


def test_a_cookie_that_was_altered_is_nobodys(exchange: Exchange) -> None:
    held = cookie_of(exchange.signed_in(MAILBOX))
    body, _, mark = held.partition(".")
    other = cookie_of(exchange.signed_in(THEIRS)).partition(".")
    for value in (f"{held}x", held[1:], f"{body}.", f".{mark}", f"{other[0]}.{mark}", "x" * 4000):
        assert not may_act(holding(exchange, value))
    assert may_act(holding(exchange, held))


def test_the_session_of_one_service_is_none_of_another(make: Make) -> None:
    first, second = make(), make(session_secret=b"t" * 32)
    first.invite(MAILBOX, "authority", ISLAND)
    first.invite(THEIRS, "authority", OTHER)
    assert not may_act(holding(second, cookie_of(first.signed_in(MAILBOX))))
