"""What a proxy says of who asks counts from its address with its secret, and never otherwise."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.authentication.asker import AUDIENCE_HEADER, SECRET_HEADER
from kg.access.proxy import trusted_proxy
from tests.api.asking import PUBLIC, access, bearer, client_of, desk_beside, key_for
from tests.api.authentication.test_asker_keys import sees
from tests.kg.access.clock import SetClock

SECRET = "a-secret-that-is-long-enough-0123456789"
PEER = "10.1.2.3"
Made = Callable[..., TestClient]


@pytest.fixture
def made(world_url: str, tmp_path: Path) -> Iterator[Made]:
    opened: list[TestClient] = []
    (tmp_path / "secret").write_text(f"{SECRET}\n", "utf-8")

    def make(peer: str | None = PEER, peers: str = "10.1.0.0/16, ::1", **more: Any) -> TestClient:
        proxy = trusted_proxy(peers, str(tmp_path / "secret"))
        settings = access(desk_beside(world_url), proxy=proxy, **more)
        app = create_app(world_url, access=settings, cache=None)
        client: Any = None if peer is None else (peer, 40000)
        opened.append(client_of(app, client=client).__enter__())
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def said(audience: str, secret: str = SECRET) -> dict[str, str]:
    return {AUDIENCE_HEADER: audience, SECRET_HEADER: secret}


def test_the_proxy_says_who_asks(made: Made) -> None:
    client = made()
    assert sees(client, said("board")) == (True, True)
    assert sees(client, said("states")) == (True, False)
    assert sees(client, said("public")) == (False, False)
    assert sees(client, said("board"), "?audience=states") == (True, False)
    assert sees(client, {}) == (False, False)
    assert sees(client, {SECRET_HEADER: SECRET}) == (False, False)


@pytest.mark.parametrize("peer", ["::1", "::ffff:10.1.2.3", "10.1.255.255"])
def test_the_proxy_is_known_by_any_form_of_its_address(made: Made, peer: str) -> None:
    assert sees(made(peer), said("board")) == (True, True)


@pytest.mark.parametrize("peer", ["10.2.0.1", "127.0.0.1", "::2", "testclient", "", None])
def test_nobody_else_is_believed_even_with_the_secret(
    made: Made, peer: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    client = made(peer)
    assert sees(client, said("board")) == (False, False)
    forwarded = {"X-Forwarded-For": PEER, "X-Real-IP": PEER, "Forwarded": f"for={PEER}"}
    assert sees(client, {**said("board"), **forwarded}) == (False, False)
    assert SECRET not in caplog.text
    assert "not in COOPGRAPH_TRUST_PROXY" in caplog.text


@pytest.mark.parametrize(
    "secret", ["", "wrong", SECRET[:-1], f"{SECRET}x", SECRET.upper(), "é", f"{SECRET}, {SECRET}"]
)
def test_the_proxy_is_not_believed_without_its_secret(
    made: Made, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    headers: Any = [(AUDIENCE_HEADER, "board"), (SECRET_HEADER, secret.encode("latin-1"))]
    assert sees(made(), headers) == (False, False)
    assert sees(made(), {AUDIENCE_HEADER: "board"}) == (False, False)
    assert "secret is missing or wrong" in caplog.text
    assert not secret or secret not in caplog.text.replace("the secret is missing or wrong", "")


@pytest.mark.parametrize(
    "audience",
    ["Board", "BOARD", "king", "", "board, states", "states,board", "board;q=1", '"board"'],
)
def test_a_word_that_is_no_audience_is_the_public(made: Made, audience: str) -> None:
    assert sees(made(), said(audience)) == (False, False)


def test_headers_said_twice_are_not_believed(made: Made) -> None:
    word, secret = (AUDIENCE_HEADER, "board"), (SECRET_HEADER, SECRET)
    client = made()
    for headers in (
        [word, word, secret], [(AUDIENCE_HEADER, "public"), word, secret], [word, secret, secret],
        [word, (SECRET_HEADER, "x"), secret], [word, secret, (AUDIENCE_HEADER, "states")],
        [word, secret, (AUDIENCE_HEADER, "")],
    ):  # fmt: skip
        assert sees(client, headers) == (False, False)


def test_without_a_trusted_proxy_nobody_is_believed(
    world_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        for secret in ("", SECRET, "None"):
            assert sees(client, said("board", secret)) == (False, False)
    assert "no proxy is trusted" in caplog.text


def test_it_is_logged_once_in_a_while(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    clock = SetClock()
    client = made("10.2.0.1", clock=clock)
    caplog.set_level(logging.WARNING)
    for _ in range(20):
        client.get("/v1/search?q=a", headers=said("board\x7f"))
    assert len(caplog.records) == 1
    clock.pass_(minutes=1)
    client.get("/v1/search?q=a", headers=said("board"))
    assert len(caplog.records) == 2
    assert "19 more" in caplog.records[1].getMessage()
    assert "board" not in caplog.text


def test_a_key_goes_before_the_proxy_and_the_cap_before_both(made: Made, world_url: str) -> None:
    key, _ = key_for(desk_beside(world_url), "states")
    assert sees(made(), {**said("board"), **bearer(key)}) == (True, False)
    assert made().get("/v1/status", headers={**said("board"), **bearer("cg_x")}).status_code == 401
    assert sees(made(most="states"), said("board")) == (True, False)
    assert sees(made(most="public"), said("board")) == (False, False)


def test_everybody_is_told_that_answers_depend_on_the_proxy(made: Made, world_url: str) -> None:
    for client in (made(), made("10.2.0.1")):
        varied = client.get("/v1/status").headers["vary"].split(", ")
        assert {AUDIENCE_HEADER, SECRET_HEADER, "Cookie", "Authorization"} <= set(varied)
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        assert AUDIENCE_HEADER not in client.get("/v1/status").headers["vary"]


def test_what_the_proxy_gets_for_somebody_is_private(made: Made) -> None:
    client = made()
    assert (
        client.get("/es/", headers=said("states")).headers["cache-control"] == "private, no-cache"
    )
    assert client.get("/es/", headers=said("public")).headers["cache-control"] == "public, no-cache"
