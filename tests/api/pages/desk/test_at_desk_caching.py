"""What one office is answered is kept for nobody else: twins asked the same, with and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.house import token_in
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import Exchange, Person

MAILBOXES = ("desk@ondavel.example.org", "desk@lirvanne.example.org")
DEMAND = {"title": "Secret wells of the islands", "visibility": "board"}
PAGES = (
    "/en/desk", "/en/desk/new/offers", "/en/desk/new/demands", "/en/", "/en/demands", "/en/offers",
    "/en/search?q=wells", "/en/node/state/hti", "/en/node/unit/example-ondavel-desk", "/en/about",
    "/en/none", "/-/sign-in?lang=en", "/-/enter?lang=en",
)  # fmt: skip
DATA = ("/v1/status", "/v1/search?q=wells", "/v1/nodes/state/hti", "/-/version")
_CHANGES = {"x-request-id", "date"}
Make = Callable[[], Exchange]


@pytest.fixture
def make(starter_copy: str, snapshots: Path) -> Iterator[Make]:
    """Make services over one store and one desk that know each other's sessions."""
    made: list[Exchange] = []

    def make() -> Exchange:
        more = {"session_secret": b"s" * 32, "secret": b"t" * 32, "shared": True}
        made.append(Exchange(starter_copy, snapshots, more=more))
        return made[-1]

    yield make
    for exchange in made:
        exchange.app.state.service.close()
        exchange.app.state.access.close()


def at(exchange: Exchange, cookies: Any) -> Person:
    """Return somebody who holds the cookies of a session at a service."""
    person = exchange.person()
    for name, value in cookies.items():
        person.client.cookies.set(name, value)
    return person


def answers(person: Person, twin: Person | None = None) -> list[Any]:
    """Return all that is answered; with a twin, who asks the same before and after each time."""
    found = []
    for path in (*PAGES, *DATA):
        if twin is not None:
            twin.client.get(path)
        answer = person.client.get(path)
        if twin is not None:
            twin.client.get(path, headers={"If-None-Match": answer.headers.get("etag", '"x"')})
        headers = {n: v for n, v in answer.headers.items() if n not in _CHANGES}
        headers.pop("set-cookie", None)
        found.append((path, answer.status_code, headers, answer.content))
    return found


def test_an_office_is_answered_the_same_with_and_without_another(make: Make) -> None:
    lonely, crowded = make(), make()
    for mailbox, office in zip(MAILBOXES, (ISLAND, OTHER), strict=True):
        lonely.invite(mailbox, "authority", office)
    first, second = (lonely.signed_in(mailbox) for mailbox in MAILBOXES)
    first.enter("demands", "draft", **DEMAND)
    cookies = [dict(person.client.cookies.items()) for person in (first, second)]
    alone = answers(at(make(), cookies[1]))
    beside = answers(at(crowded, cookies[1]), at(crowded, cookies[0]))
    # The form of who signs in is drawn anew for whoever opens it.
    assert [each for each in alone if "/-/" not in each[0]] == [
        each for each in beside if "/-/" not in each[0]
    ]
    assert all(DEMAND["title"].encode() not in body for *_, body in beside)
    theirs = answers(at(crowded, cookies[0]), at(crowded, cookies[1]))
    assert any(DEMAND["title"].encode() in body for *_, body in theirs)


def test_the_public_is_answered_the_same_with_and_without_offices(make: Make) -> None:
    exchange = make()
    exchange.invite(MAILBOXES[0], "authority", ISLAND)
    alone = answers(make().person())
    person = exchange.signed_in(MAILBOXES[0])
    beside = answers(exchange.person(), person)
    kept = [each for each in alone if "/-/" not in each[0]]
    assert kept == [each for each in beside if "/-/" not in each[0]]
    assert not any(b"My desk" in body for *_, body in beside)


def test_no_two_offices_share_an_etag_and_none_is_known_to_another(make: Make) -> None:
    exchange = make()
    for mailbox, office in zip(MAILBOXES, (ISLAND, OTHER), strict=True):
        exchange.invite(mailbox, "authority", office)
    people = [exchange.signed_in(mailbox) for mailbox in MAILBOXES]
    # The same office, but another session: its forms carry another token.
    people += [exchange.signed_in(MAILBOXES[0]), exchange.person()]
    for path in (*PAGES, *DATA):
        tags = [person.client.get(path).headers.get("etag") for person in people]
        told = [tag for tag in tags if tag is not None]
        assert len(set(told)) == len(told), path
        for person, own in zip(people, tags, strict=True):
            for tag in told:
                answer = person.client.get(path, headers={"If-None-Match": tag})
                assert (answer.status_code == 304) == (tag == own), path


def test_what_an_office_is_answered_is_private_and_depends_on_its_cookie(make: Make) -> None:
    exchange = make()
    exchange.invite(MAILBOXES[0], "authority", ISLAND)
    person = exchange.signed_in(MAILBOXES[0])
    for path in (*PAGES, *DATA):
        headers = person.client.get(path).headers
        assert headers["cache-control"] in {"private, no-cache", "no-store"}, path
        assert {"Cookie", "Authorization"} <= set(headers["vary"].split(", ")), path
        assert "content-encoding" not in headers, "beside a secret nothing is compressed"
        public = exchange.person().client.get(path).headers
        assert "Cookie" in public["vary"].split(", "), path
    for path in ("/en/desk", "/en/desk/new/offers"):
        assert person.client.get(path).headers["cache-control"] == "no-store"


def test_what_leads_on_is_kept_by_nobody(make: Make) -> None:
    exchange = make()
    exchange.invite(MAILBOXES[0], "authority", ISLAND)
    person = exchange.signed_in(MAILBOXES[0])
    page = person.get("/en/desk/new/demands")
    fields = {"token": token_in(page), "act": "draft", "title": "Wells"}
    done = person.client.post("/en/desk/new/demands", data=fields)
    assert (done.status_code, done.headers["cache-control"]) == (303, "no-store")
    led = exchange.person().client.get("/en/desk")
    assert led.status_code == 303
    assert "public" not in led.headers.get("cache-control", "")
