"""Keys over HTTP: they give reading at an audience, until they are revoked, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from coopgraph.settings import sqlite_url
from kg.access.keys import revoke
from kg.base.audience import Audience
from kg.store.opening import create_store, open_store
from tests.api.asking import access, bearer, client_of, key_for
from tests.api.world import BOARD_ONLY, STATES_ONLY
from tests.kg.access.clock import SetClock

Made = Callable[..., TestClient]


@pytest.fixture
def desk(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "desk.db")


@pytest.fixture
def made(world_url: str, desk: str) -> Iterator[Made]:
    """Make services over the small world; all are closed at the end."""
    opened: list[TestClient] = []

    def make(**more: Any) -> TestClient:
        app = create_app(world_url, access=access(desk, **more), cache=None)
        opened.append(client_of(app).__enter__())
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def sees(client: TestClient, headers: Any, query: str = "") -> tuple[bool, bool]:
    """Return whether somebody sees what is for the states, and what is for the board."""
    answers = [
        client.get(f"/v1/nodes/{id_}{query}", headers=headers).status_code
        for id_ in (STATES_ONLY, BOARD_ONLY)
    ]
    assert set(answers) <= {200, 404}
    return answers[0] == 200, answers[1] == 200


@pytest.mark.parametrize(
    ("audience", "wanted"), [("states", (True, False)), ("board", (True, True))]
)
def test_a_key_reads_at_its_audience(
    made: Made, desk: str, audience: Audience, wanted: Any
) -> None:
    key, _ = key_for(desk, audience)
    client = made()
    assert sees(client, bearer(key)) == wanted
    assert sees(client, {}) == (False, False), "without it one reads as the public"
    assert client.get("/-/version", headers=bearer(key)).json()["audience"] == audience
    assert client.get("/-/version").json()["audience"] == "public"


def test_the_scheme_may_be_written_in_any_case(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "board")
    for value in (f"bearer {key}", f"BEARER {key}", f"Bearer   {key}", f"Bearer {key} "):
        assert sees(made(), {"Authorization": value}) == (True, True)


def test_the_parameter_lowers_and_never_raises(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "states")
    client = made()
    assert sees(client, bearer(key), "?audience=board") == (True, False)
    assert sees(client, bearer(key), "?audience=states") == (True, False)
    assert sees(client, bearer(key), "?audience=public") == (False, False)
    assert sees(client, bearer(key), "?audience=public&audience=board") == (False, False)
    assert sees(client, bearer(key), "?audience=board&audience=public") == (False, False)
    for asked in ("board", "states"):
        assert sees(client, {}, f"?audience={asked}") == (False, False)
        assert "Zz" not in client.get(f"/en/search?q=zz&audience={asked}").text
    assert client.get("/v1/status?audience=Board", headers=bearer(key)).status_code == 422


def test_the_service_caps_what_any_key_gets(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "board")
    assert sees(made(most="states"), bearer(key)) == (True, False)
    assert sees(made(most="public"), bearer(key)) == (False, False)


BAD = [
    "", "Bearer", "Bearer ", "Bearer cg_", "Bearer cg_unknown", "Basic Ym9hcmQ6Ym9hcmQ=", "cg_x",
    "Bearer null", "Bearer cg_x cg_y", "Bearer\tcg_x", "Digest x", "Bearer " + "a" * 5000,
    "Bearer cg_" + "A" * 43, "Token cg_x", "Bearer ../../etc/passwd", "Bearer '; DROP TABLE node",
    "Bearer cg_\xff",
]  # fmt: skip


@pytest.mark.parametrize("value", BAD)
def test_a_bad_key_is_told_and_never_taken_for_none(made: Made, desk: str, value: str) -> None:
    key_for(desk, "board")
    client = made()
    for address in ("/v1/status", "/es/", "/", "/v1/none", "/-/version", "/-/enter",
                    "/v1/openapi.json", f"/v1/nodes/{BOARD_ONLY}"):  # fmt: skip
        headers = [(b"Authorization", value.encode("latin-1")), (b"Accept", b"text/html")]
        answer = client.get(address, headers=headers)
        assert answer.status_code == 401, address
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer ")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["code"] == "bad-key"


def test_two_keys_are_none(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "board")
    pair = [("Authorization", f"Bearer {key}"), ("Authorization", "Bearer cg_x")]
    for headers in (pair, pair[::-1], [pair[0], pair[0]]):
        assert made().get("/v1/status", headers=headers).status_code == 401


def test_unknown_expired_and_revoked_keys_are_told_alike(made: Made, desk: str) -> None:
    clock = SetClock()
    over, _ = key_for(desk, "board", expires="2026-11-28")
    gone, gone_id = key_for(desk, "board")
    with closing(open_store(desk, write=True, room="desk")) as store:
        revoke(store, gone_id, clock())
    client = made(clock=clock)
    answers = [client.get("/v1/status", headers=bearer(key)) for key in (over, gone, "cg_none")]
    assert {one.status_code for one in answers} == {401}
    assert len({one.content for one in answers}) == 1
    told = [{n: v for n, v in one.headers.items() if n != "x-request-id"} for one in answers]
    assert len({str(sorted(one.items())) for one in told}) == 1


def test_a_key_counts_to_the_end_of_its_last_day(made: Made, desk: str) -> None:
    clock = SetClock()
    key, _ = key_for(desk, "board", expires="2026-11-29")
    client = made(clock=clock)
    clock.pass_(hours=11, minutes=59)
    assert sees(client, bearer(key)) == (True, True)
    clock.pass_(minutes=1)
    assert client.get("/v1/status", headers=bearer(key)).status_code == 401


def test_a_key_that_is_revoked_while_the_service_runs_ends_at_once(made: Made, desk: str) -> None:
    key, id_ = key_for(desk, "board")
    other, _ = key_for(desk, "board")
    client = made()
    assert sees(client, bearer(key)) == (True, True)
    with closing(open_store(desk, write=True, room="desk")) as store:
        revoke(store, id_, SetClock()())
    assert client.get("/v1/status", headers=bearer(key)).status_code == 401
    assert sees(client, bearer(other)) == (True, True)


def test_keys_go_with_a_desk_that_is_deleted(made: Made, desk: str, tmp_path: Path) -> None:
    key, _ = key_for(desk, "board")
    client = made()
    assert sees(client, bearer(key)) == (True, True)
    deleted(tmp_path)
    assert client.get("/v1/status", headers=bearer(key)).status_code == 401
    key, _ = key_for(desk, "states")
    assert sees(client, bearer(key)) == (True, False)


@pytest.mark.parametrize("revisions", [1, 2, 3])
def test_keys_are_those_of_the_desk_that_took_the_place_of_another(
    made: Made, desk: str, tmp_path: Path, revisions: int
) -> None:
    old, _ = key_for(desk, "board")
    key_for(desk, "board")
    client = made()
    assert sees(client, bearer(old)) == (True, True)
    other = tmp_path / "other.db"
    keys = [key_for(sqlite_url(other), "states") for _ in range(revisions)]
    deleted(tmp_path)
    other.rename(tmp_path / "desk.db")
    assert client.get("/v1/status", headers=bearer(old)).status_code == 401
    key, id_ = keys[-1]
    assert sees(client, bearer(key)) == (True, False)
    with closing(open_store(desk, write=True, room="desk")) as store:
        revoke(store, id_, SetClock()())
    assert client.get("/v1/status", headers=bearer(key)).status_code == 401


def deleted(folder: Path) -> None:
    """Delete a desk with what SQLite keeps beside it."""
    for file in folder.glob("desk.db*"):
        file.unlink()


def test_a_key_that_is_made_while_the_service_runs_counts_at_once(made: Made, desk: str) -> None:
    client = made()
    assert client.get("/v1/status", headers=bearer("cg_none")).status_code == 401
    first, _ = key_for(desk, "states")
    assert sees(client, bearer(first)) == (True, False)
    second, _ = key_for(desk, "board")
    assert sees(client, bearer(second)) == (True, True)


def test_a_key_is_read_from_the_desk_once(made: Made, desk: str, monkeypatch: Any) -> None:
    from kg.store.sqlite.store import SqliteStore

    key, _ = key_for(desk, "board")
    client = made()
    read: list[int] = []
    changed_since = SqliteStore.changed_since

    def counted(self: SqliteStore, revision: int) -> Any:
        read.append(revision)
        return changed_since(self, revision)

    monkeypatch.setattr(SqliteStore, "changed_since", counted)
    for _ in range(5):
        assert client.get("/v1/search?q=wells", headers=bearer(key)).status_code == 200
    assert read == [0]
    key_for(desk, "states")
    assert client.get("/v1/status", headers=bearer(key)).status_code == 200
    assert read == [0, 1]


def test_who_shows_no_key_does_not_ask_the_desk(made: Made, desk: str, tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"this is no desk, and no store either" * 100)
    client = made()
    assert client.get("/v1/status").status_code == 200
    answer = client.get("/v1/status", headers=bearer("cg_x"))
    assert answer.status_code == 503, "whoever shows a key is not taken for the public"
    assert str(tmp_path) not in answer.text


def test_a_knowledge_base_is_no_desk(world_url: str, made: Made, desk: str) -> None:
    create_store(desk).close()
    assert made().get("/v1/status", headers=bearer("cg_x")).status_code == 503


def test_a_key_is_no_session_and_changes_nothing(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "board")
    client = made()
    answer = client.get("/en/", headers=bearer(key))
    assert "set-cookie" not in answer.headers
    assert "/-/leave" not in answer.text
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/v1/status", headers=bearer(key)).status_code == 405
    assert sees(client, {}) == (False, False)


def test_a_key_in_the_address_or_in_a_cookie_is_none(made: Made, desk: str) -> None:
    key, _ = key_for(desk, "board")
    client = made()
    for name in ("access_token", "key", "token", "authorization"):
        assert client.get(f"/v1/status?{name}={key}").status_code == 422
        assert sees(client, {"Cookie": f"coopgraph-session-8000={key}; {name}={key}"}) == (
            False,
            False,
        )
    assert sees(client, {"X-Api-Key": key, "X-Authorization": f"Bearer {key}"}) == (False, False)
