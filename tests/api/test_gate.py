"""Only the names of the service are answered: a page elsewhere cannot point its own name at it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.authentication.access_settings import AccessSettings
from kg.access.hosts import hosts_of, public_origin
from kg.base.i18n import LANGUAGES
from tests.api.asking import bearer, client_of, desk_beside, key_for

FOREIGN = [
    "testserver", "evil.example", "evil.example:8000", "localhost", "localhost:8001",
    "localhost.:8000", "user@localhost:8000", "localhost:8000@evil.example", "127.0.0.2:8000",
    "0.0.0.0:8000", "", "localhost:8000, evil.example", "localhost:08000", "[::]:8000",
    "knowledge.example.evil", "knowledge.example:8000", "knowledge.example.",
]  # fmt: skip
ADDRESSES = ["/", "/es/", "/v1/status", "/v1/none", "/-/version", "/-/enter", "/static/site.css"]


@pytest.fixture
def client(world_url: str) -> Iterator[TestClient]:
    hosts = hosts_of("0.0.0.0", 8000, public_origin("https://knowledge.example"))
    access = AccessSettings(hosts=hosts, desk=desk_beside(world_url))
    with client_of(create_app(world_url, access=access, cache=None)) as opened:
        yield opened


def seen(client: TestClient) -> bool:
    """Say whether the service has looked at its store."""
    state = client.app.state  # type: ignore[attr-defined]
    return state.service.knowledge._store is not None


@pytest.mark.parametrize("host", FOREIGN)
def test_another_name_is_misdirected_and_nothing_is_looked_up(
    client: TestClient, host: str
) -> None:
    for address in ADDRESSES:
        answer = client.get(address, headers={"Host": host, "Accept": "text/html"})
        assert answer.status_code == 421, (address, host)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["code"] == "wrong-host"
        assert "set-cookie" not in answer.headers
        assert not host or host not in answer.text
    assert not seen(client)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_no_method_gets_round_it(client: TestClient, method: str) -> None:
    for address in ADDRESSES:
        answer = client.request(method, address, headers={"Host": "evil.example"})
        assert answer.status_code == 421


@pytest.mark.parametrize(
    "host",
    ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000", "knowledge.example",
     "Knowledge.Example", "knowledge.example:443"],
)  # fmt: skip
def test_our_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/v1/status", headers={"Host": host}).status_code == 200


def test_probes_know_the_address_alone(client: TestClient) -> None:
    for host in FOREIGN:
        for address in ("/-/live", "/-/ready"):
            assert client.get(address, headers={"Host": host}).status_code == 200
    for near in ("/-/live/", "/-/live/../../v1/status", "/-/readyx", "//-/live", "/-/live/x"):
        assert client.get(near, headers={"Host": "evil.example"}).status_code == 421


def test_a_key_does_not_open_another_name(client: TestClient, world_url: str) -> None:
    key, _ = key_for(desk_beside(world_url), "board")
    answer = client.get("/v1/status", headers={"Host": "evil.example", **bearer(key)})
    assert answer.status_code == 421


def test_what_proxies_say_of_the_name_is_not_believed(client: TestClient) -> None:
    for header in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"):
        good, bad = "localhost:8000", "evil.example"
        answer = client.get("/v1/status", headers={"Host": bad, header: f"host={good}"})
        assert answer.status_code == 421
        page = client.get("/es/", headers={"Host": good, header: bad, "X-Forwarded-Proto": "https"})
        assert page.status_code == 200
        assert bad not in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_the_readers_language(client: TestClient, lang: str) -> None:
    answers = [
        client.get("/v1/status", headers={"Host": "x", "Accept-Language": code}).json()["detail"]
        for code in (lang, "en")
    ]
    assert (answers[0] == answers[1]) == (lang == "en")


def raw(client: TestClient, path: str, headers: list[tuple[bytes, bytes]]) -> int:
    """Return the status of a request as a server may hand it over, whatever clients send."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": headers, "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    return int(sent[0]["status"])


def test_without_a_name_or_with_two_it_is_misdirected(client: TestClient) -> None:
    ours = (b"host", b"localhost:8000")
    assert raw(client, "/v1/status", [ours]) == 200
    assert raw(client, "/v1/status", []) == 421
    assert raw(client, "/v1/status", [ours, ours]) == 421
    assert raw(client, "/v1/status", [ours, (b"host", b"evil.example")]) == 421
    assert raw(client, "/v1/status", [(b"host", b"\xff\xfe")]) == 421


def test_an_address_with_a_host_of_its_own_is_misdirected(client: TestClient) -> None:
    ours = [(b"host", b"localhost:8000")]
    assert raw(client, "http://evil.example/v1/status", ours) == 421
    assert raw(client, "http://localhost:8000/v1/status", ours) == 421
    assert raw(client, "*", ours) == 421
