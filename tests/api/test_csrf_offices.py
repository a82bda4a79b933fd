"""Forged forms of offices: every route that changes something refuses them, whatever it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from api.csrf import MAX_FORM
from kg.store.opening import open_store
from tests.api.house import token_in
from tests.api.pages.desk.conftest import ISLAND, OTHER, snapshots  # noqa: F401 (a fixture)
from tests.api.pages.desk.office import Exchange, Person

MAILBOXES = {
    "desk@ondavel.example.org": ("authority", ISLAND),
    "desk@lirvanne.example.org": ("authority", OTHER),
    "secretariat@example.org": ("secretariat", None),
}
_EXAMPLE: dict[str, str] = {"lang": "en", "kind": "offers", "number": "0123456789abcdef"}


@pytest.fixture(scope="module")
def exchange(
    starter_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    snapshots: Path,  # noqa: F811
) -> Iterator[Exchange]:
    """One service for all of them: nothing that they send may change anything."""
    place = tmp_path_factory.mktemp("forged") / "copy.db"
    place.write_bytes(starter_path.read_bytes())
    made = Exchange(f"sqlite://{place}", snapshots)
    for mailbox, (role, office) in MAILBOXES.items():
        made.invite(mailbox, role, office)
    yield made
    made.app.state.service.close()
    made.app.state.access.close()


@pytest.fixture(scope="module")
def people(exchange: Exchange) -> dict[str, Person]:
    return {mailbox: exchange.signed_in(mailbox) for mailbox in MAILBOXES}


def changing(app: FastAPI) -> list[str]:
    """Return an address of each route that takes a form."""
    read = {"GET", "HEAD", "OPTIONS"}
    return sorted(
        address(str(route.path))
        for route in iter_route_contexts(app.routes)
        if set(getattr(route, "methods", None) or ()) - read
    )


def address(path: str) -> str:
    parts = (
        _EXAMPLE.get(part.strip("{}").partition(":")[0], "x") if part.startswith("{") else part
        for part in path.split("/")
    )
    return "/".join(parts)


def refused(path: str) -> set[int]:
    """Return how a route refuses; one that a link in its address opens says that it counts not."""
    return {403, 410} if path.startswith("/-/letters/") else {403}


def held(exchange: Exchange) -> list[Any]:
    with (
        closing(open_store(exchange.desk, room="desk")) as desk,
        closing(open_store(exchange.url)) as knowledge,
    ):
        return [desk.point(), knowledge.point()]


def test_routes_that_change_something_are_found(exchange: Exchange) -> None:
    found = changing(exchange.app)
    assert "/en/desk/new/offers" in found
    assert "/-/leave" in found
    assert len(found) >= 8


FORGED = {
    "no header": {},
    "a foreign origin": {"Origin": "https://evil.example"},
    "no origin": {"Origin": "null"},
    "another port": {"Origin": "http://localhost:9"},
    "another scheme": {"Origin": "https://localhost:8000"},
    "a longer name": {"Origin": "http://localhost:8000.evil.example"},
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "typed": {"Sec-Fetch-Site": "none"},
    "ours, they say": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
    "a referer": {"Referer": "http://localhost:8000/en/desk"},
}


@pytest.mark.parametrize("name", FORGED)
def test_no_route_takes_a_form_that_no_page_of_ours_sent(
    exchange: Exchange, people: dict[str, Person], name: str
) -> None:
    before = held(exchange)
    for person in people.values():
        token = token_in(person.get("/en/desk"))
        client = person.client
        headers = {k: v for k, v in client.headers.items() if k != "sec-fetch-site"}
        client.headers.clear()
        client.headers.update(headers)
        for path in changing(exchange.app):
            found = client.post(path, data={"token": token}, headers=FORGED[name])
            assert found.status_code in refused(path), path
        client.headers["Sec-Fetch-Site"] = "same-origin"
        assert client.get("/en/desk").status_code == 200
    assert held(exchange) == before


def test_no_route_takes_the_token_of_another_session(
    exchange: Exchange, people: dict[str, Person]
) -> None:
    tokens = {mailbox: token_in(person.get("/en/desk")) for mailbox, person in people.items()}
    assert len(set(tokens.values())) == len(tokens)
    again = token_in(exchange.signed_in("desk@ondavel.example.org").get("/en/desk"))
    # Afterwards: signing in is noted on the desk.
    before = held(exchange)
    for mailbox, person in people.items():
        others = [token for name, token in tokens.items() if name != mailbox]
        for path in changing(exchange.app):
            for token in (None, "", "x", tokens[mailbox][:-1], again, *others):
                data = {} if token is None else {"token": token}
                found = person.client.post(path, data=data)
                assert found.status_code in refused(path), path
        assert person.client.get("/en/desk").status_code == 200
    assert held(exchange) == before


@pytest.mark.parametrize("size", [MAX_FORM + 1, 3_000_000])
def test_no_route_takes_a_form_that_is_larger_than_any(
    exchange: Exchange, people: dict[str, Person], size: int
) -> None:
    before = held(exchange)
    person = people["desk@ondavel.example.org"]
    token = token_in(person.get("/en/desk"))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"token={token}&title=".encode()
    body += b"x" * (size - len(body))
    for path in changing(exchange.app):
        assert person.client.post(path, content=body, headers=kind).status_code == 413, path
    assert held(exchange) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_is_changed_in_another_way(
    exchange: Exchange, people: dict[str, Person], method: str
) -> None:
    for path in changing(exchange.app):
        found = people["secretariat@example.org"].client.request(method, path)
        assert found.status_code in {404, 405}, path


def test_whatever_is_read_changes_nothing(exchange: Exchange, people: dict[str, Person]) -> None:
    before = held(exchange)
    for person in people.values():
        token = token_in(person.get("/en/desk"))
        for path in changing(exchange.app):
            for method in ("GET", "HEAD"):
                asked = f"{path}?token={token}&act=accept&act=suspend"
                assert person.client.request(method, asked).status_code < 500
    assert held(exchange) == before
