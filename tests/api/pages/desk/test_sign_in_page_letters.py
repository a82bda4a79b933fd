"""What comes of asking for a link: no work before the answer, few letters, one address in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.api.asking import BASE
from tests.api.house import token_in
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import Exchange, link_in
from tests.kg.access.clock import SetClock

MAILBOX = "desk@ondavel.example.org"
NOBODYS = "nobody@ondavel.example.org"
LOOKING: list[dict[str, str]] = [
    {}, {"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}, {"X-Purpose": "preview"},
    {"User-Agent": "Mozilla/5.0 (compatible; scanner)", "Accept": "*/*"}, {"Range": "bytes=0-9"},
]  # fmt: skip


@pytest.fixture
def timed(starter_copy: str, snapshots: Path) -> Iterator[tuple[Exchange, SetClock]]:
    """A service whose clock is set."""
    clock = SetClock()
    made = Exchange(starter_copy, snapshots, more={"clock": clock})
    made.invite(MAILBOX, "authority", ISLAND)
    made.invite("desk@lirvanne.example.org", "authority", OTHER)
    yield made, clock
    made.app.state.service.close()
    made.app.state.access.close()


def link(exchange: Exchange, mailbox: str = MAILBOX) -> str:
    exchange.person().ask_for_link(mailbox)
    return link_in(exchange.letters.sent[-1])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_programs_that_look_at_links_spend_nothing(exchange: Exchange, method: str) -> None:
    path = link(exchange)
    for headers in LOOKING * 3:
        scanner = exchange.person().client
        found = scanner.request(method, path, headers=headers)
        assert found.status_code == 200
        assert "session" not in found.headers.get("set-cookie", "")
        assert found.headers["referrer-policy"] == "same-origin"
        assert found.headers["cache-control"] == "no-store"
    person = exchange.person()
    assert person.send(person.get(path), path).url.path == "/en/desk"


def test_programs_that_press_every_button_spend_nothing_without_the_page(
    exchange: Exchange,
) -> None:
    path = link(exchange)
    for headers in ({}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "same-origin"}):
        for fields in ({}, {"token": "x"}):
            found = exchange.person().client.post(path, data=fields, headers=headers)
            assert found.status_code == 403
    person = exchange.person()
    assert person.send(person.get(path), path).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_link_is_opened_in_no_other_way(exchange: Exchange, method: str) -> None:
    path = link(exchange)
    assert exchange.person().client.request(method, path).status_code == 405
    assert exchange.person().client.get(path).status_code == 200


FORGED = [
    {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Server": "evil.example"},
    {"Forwarded": "host=evil.example;proto=https"}, {"X-Original-Host": "evil.example"},
    {"X-Host": "evil.example"}, {"X-Rewrite-URL": "//evil.example/"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Port": "4433"}, {"Referer": "https://evil.example"},
    {"X-Forwarded-Prefix": "//evil.example"},
]  # fmt: skip


@pytest.mark.parametrize("headers", FORGED, ids=lambda headers: next(iter(headers)))
def test_a_link_leads_to_the_configured_address_whatever_is_said(
    exchange: Exchange, headers: dict[str, str]
) -> None:
    person = exchange.person()
    page = person.get("/-/sign-in?lang=en")
    person.client.headers.update(headers)
    assert person.send(page, "/-/sign-in?lang=en", mailbox=MAILBOX).status_code == 200
    (letter,) = exchange.letters.sent
    assert "evil" not in letter.as_string()
    assert f"{BASE}/-/sign-in/" in letter.get_content()


def test_no_mail_is_worked_on_before_the_answer_has_left(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What happens before the last byte is the same, known or not; letters come after it."""
    known = happening(exchange, monkeypatch, MAILBOX)
    assert known[known.index("answered") + 1 :][-1] == "mailed"
    unknown = happening(exchange, monkeypatch, NOBODYS)
    assert "mailed" not in unknown
    before = [events[: events.index("answered")] for events in (known, unknown)]
    assert before[0] == before[1]
    assert "once" not in before[0], "not even a place among the five is taken before"


def happening(exchange: Exchange, monkeypatch: pytest.MonkeyPatch, mailbox: str) -> list[str]:
    """Return what is done for a mailbox, in order: calls of the desk, the answer, letters."""
    client = exchange.person().client
    page = client.get("/-/sign-in?lang=en")
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    events: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **more: Any) -> Any:
            events.append(name)
            return call(*args, **more)

        return noting

    desk = exchange.app.state.access.desk
    with monkeypatch.context() as patched:
        for name in ("once", "spent", "links", "opened", "focal_points_at", "all_focal_points"):
            patched.setattr(desk, name, noted(name, getattr(desk, name)))
        patched.setattr(exchange.letters, "send", noted("mailed", exchange.letters.send))
        fields = {"token": token_in(page.text), "mailbox": mailbox}
        asyncio.run(asked(exchange, events, cookies, urlencode(fields).encode()))
    return events


async def asked(exchange: Exchange, events: list[str], cookies: str, body: bytes) -> None:
    """Send the form as a server does, and note when the last of the answer has left."""
    headers = {
        "host": "localhost:8000", "cookie": cookies, "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded", "content-length": str(len(body)),
    }  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": "/-/sign-in", "raw_path": b"/-/sign-in",
        "query_string": b"lang=en", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    received = False

    async def receive() -> dict[str, Any]:
        nonlocal received
        if received:
            await asyncio.sleep(60)
        received = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200
        elif not message.get("more_body", False):
            events.append("answered")

    await exchange.app(scope, receive, send)


def test_no_hour_has_more_than_five_letters(timed: tuple[Exchange, SetClock]) -> None:
    exchange, clock = timed
    clock.pass_(minutes=58)
    for _ in range(8):
        exchange.person().ask_for_link(f" {MAILBOX.upper()} ")
    assert len(exchange.letters.sent) == 5
    clock.pass_(minutes=59)
    exchange.person().ask_for_link(MAILBOX)
    assert len(exchange.letters.sent) == 5, "also not where an hour of the clock has begun"
    exchange.person().ask_for_link("desk@lirvanne.example.org")
    assert len(exchange.letters.sent) == 6, "others get theirs"
    clock.pass_(minutes=2)
    exchange.person().ask_for_link(MAILBOX)
    assert [letter["To"] for letter in exchange.letters.sent].count(MAILBOX) == 6


def test_two_offices_of_one_mailbox_share_its_five(timed: tuple[Exchange, SetClock]) -> None:
    exchange, _ = timed
    exchange.invite(MAILBOX, "authority", OTHER)
    for _ in range(4):
        exchange.person().ask_for_link(MAILBOX)
    assert len(to(exchange.letters.sent, MAILBOX)) == 5


def to(letters: list[EmailMessage], mailbox: str) -> list[EmailMessage]:
    return [letter for letter in letters if letter["To"] == mailbox]
