"""Errors leave as RFC 9457 documents in the reader's language, whatever is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.gate import MAX_URL
from coopgraph.settings import sqlite_url
from tests.api.asking import PUBLIC, client_of
from tests.api.world import HOSTILE

FIELDS = {"type", "title", "status", "detail", "code", "fix", "instance"}


def problem(client: TestClient, address: str, status: int, **more: Any) -> dict[str, Any]:
    response = client.get(address, **more)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    document: dict[str, Any] = response.json()
    assert set(document) == FIELDS
    assert document["status"] == status
    assert all(document[name] for name in FIELDS)
    return document


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/v1/nodes/state/htx", 404, "unknown-id"),
        ("/v1/nodes/", 404, "unknown-id"),
        ("/v1/matches/demand/none", 404, "unknown-id"),
        ("/v1/neighbourhood/nothing", 404, "unknown-id"),
        ("/v1/coverage?id=org/none", 404, "unknown-id"),
        ("/v1/paths?from=state/hti&to=org/none", 404, "unknown-id"),
        ("/v1/nothing", 404, "no-such-page"),
        ("/v1", 404, "no-such-page"),
        ("/-/nothing", 404, "no-such-page"),
        ("/static/none.css", 404, "no-such-page"),
        ("/static/viz/%2e%2e/%2e%2e/app.py", 404, "no-such-page"),
        ("/v1/matches/org/body", 422, "not-of-lens"),
        ("/v1/matches/demand/water?lens=../../etc/passwd", 422, "bad-option"),
        ("/v1/matches/demand/water?lens=offers-for-demand.yaml", 422, "bad-option"),
        ("/v1/matches/demand/water?top=0", 422, "bad-option"),
        ("/v1/matches/demand/water?top=201", 422, "bad-option"),
        ("/v1/matches/demand/water?top=x", 422, "bad-option"),
        ("/v1/partners?guideline=/etc/passwd", 422, "bad-option"),
        ("/v1/search", 422, "missing"),
        ("/v1/search?q=a&cursor=%22", 422, "bad-option"),
        ("/v1/search?q=a&cursor=WzIsLTFd", 422, "bad-option"),
        ("/v1/search?q=a&cursor=" + "W1tb" * 900, 422, "bad-option"),
        ("/v1/search?q=a&cursor=10." + "A" * 43, 410, "stale-cursor"),
        ("/v1/coverage", 400, "wrong-use"),
        ("/v1/coverage?id=org/body&of=money", 422, "bad-option"),
        ("/v1/status?lang=de", 422, "bad-option"),
        ("/v1/status?as_of=yesterday", 422, "bad-option"),
        ("/v1/status?as_of=2022-02-30", 422, "bad-option"),
        ("/v1/status?audience=king", 422, "bad-option"),
        ("/v1/status?asof=2022-02-20", 422, "unknown-parameter"),
    ],
)
def test_what_is_wrong_is_named(board: TestClient, address: str, status: int, code: str) -> None:
    assert problem(board, address, status)["code"] == code


def test_an_unknown_id_names_the_nearest(board: TestClient) -> None:
    assert "state/hti" in problem(board, "/v1/nodes/state/htj", 404)["fix"]


def test_verdicts_are_not_for_the_public(world: Any) -> None:
    assert problem(world("public"), "/v1/partners", 403)["code"] == "audience"
    assert problem(world("board"), "/v1/partners?audience=states", 403)["code"] == "audience"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("address", ["/v1/status", "/es/", "/-/live", "/v1/nodes/state/hti"])
def test_nothing_can_be_written(board: TestClient, method: str, address: str) -> None:
    response = board.request(method, address)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


def test_addresses_have_a_limit(board: TestClient) -> None:
    assert problem(board, "/v1/search?q=" + "a" * MAX_URL, 414)["code"] == "address-too-long"
    assert board.get("/es/search?q=" + "a" * MAX_URL).status_code == 414


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "a\x00b", "%", "' OR 1=1 --", "NEAR(", '"', "*", "ñ" * 400, "😀", "-", "a" * 500],
)
def test_no_text_breaks_a_search(board: TestClient, text: str) -> None:
    assert board.get("/v1/search", params={"q": text}).status_code == 200
    page = board.get("/es/search", params={"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    "id_",
    ["%00", "%FF", "%25", "a b", "%2e%2e/%2e%2e", "state/hti%0d%0aX: y", "<b>", "state//hti", "é"],
)
def test_no_id_breaks_a_route(board: TestClient, id_: str) -> None:
    for route in (
        "v1/nodes",
        "v1/matches",
        "v1/neighbourhood",
        "en/node",
        "en/match",
        "en/diagram",
    ):
        response = board.get(f"/{route}/{id_}")
        assert response.status_code in (404, 422), (route, id_, response.status_code)
        assert "x" not in response.headers


def test_a_missing_store_is_a_problem_and_the_process_lives(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(sqlite_url(tmp_path / "none.db"), access=PUBLIC, cache=None)
    client = client_of(app)
    assert client.get("/-/live").status_code == 200
    assert problem(client, "/-/ready", 503)["code"] == "store-missing"
    assert problem(client, "/v1/status", 503)["code"] == "store-missing"
    assert client.get("/fr/").status_code == 503
    for address in ("/-/ready", "/fr/", "/v1/cypher?q=x"):
        caplog.clear()
        assert str(tmp_path) not in client.get(address).text
        assert str(tmp_path) in caplog.text


def test_a_mistake_of_ours_says_nothing_about_the_inside(world_url: str) -> None:
    app = create_app(world_url, access=PUBLIC, cache=None)
    app.state.service.knowledge.snapshot = None  # what is called is no function: a mistake
    client = client_of(app, raise_server_exceptions=False)
    response = client.get("/v1/status")
    assert response.status_code == 500
    assert response.json()["code"] == "internal"
    assert "NoneType" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert client.get("/es/").status_code == 500
