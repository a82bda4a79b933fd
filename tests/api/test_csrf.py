"""Forms are taken from pages of the service alone, with the token of the page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.asking import BASE, bearer, key_for
from tests.api.authentication.test_asker_keys import sees
from tests.api.house import OURS, House, opened_form, send, token_in

CROSS = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": "same-origin, same-origin"},
    {"Sec-Fetch-Site": "cross-site", "Origin": BASE},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "https://localhost:8000"},
    {"Origin": "http://127.0.0.1:8000"},
    {"Origin": "http://localhost:8000.evil.example"},
    {"Origin": "http://localhost:8000@evil.example"},
    {"Origin": "http://localhost:8000/"},
    {"Origin": f"{BASE}, {BASE}"},
    {"Referer": f"{BASE}/-/enter"},
    {"X-Requested-With": "XMLHttpRequest"},
]


@pytest.mark.parametrize("headers", CROSS, ids=str)
def test_a_form_from_elsewhere_is_refused_and_costs_no_try(house: House, headers: Any) -> None:
    client = house.client
    answer = send(client, house.code, headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "foreign-form"
    assert "set-cookie" not in answer.headers
    assert client.app.state.access.entry.tries_left == 5  # type: ignore[attr-defined]
    assert send(client, house.code).status_code == 303
    token = token_in(client.get("/en/").text)
    assert client.post("/-/leave", data={"token": token}, headers=headers).status_code == 403
    assert sees(client, {}) == (True, True)


def test_headers_said_twice_are_refused(house: House) -> None:
    token = opened_form(house.client)
    for twice in (("Origin", BASE), ("Sec-Fetch-Site", "same-origin")):
        headers = [twice, twice]
        assert send(house.client, house.code, headers, token=token).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": BASE}, {"Sec-Fetch-Site": "same-origin"}, OURS], ids=str
)
def test_either_header_shows_that_a_page_of_ours_sent_it(house: House, headers: Any) -> None:
    assert send(house.client, house.code, headers).status_code == 303


def test_a_form_that_nobody_opened_here_is_refused_and_costs_no_try(house: House) -> None:
    client, other = house.client, house.again(app=house.client.app)
    mine, theirs = opened_form(client), opened_form(other)
    for token in ("", "x", theirs, mine[:-1], f"{mine}x", mine.swapcase()):
        answer = client.post("/-/enter", data={"token": token, "code": house.code}, headers=OURS)
        assert (answer.status_code, answer.json()["code"]) == (403, "stale-form")
    assert client.post("/-/enter", data={"code": house.code}, headers=OURS).status_code == 403
    without = house.again(app=client.app)
    assert send(without, house.code, token=mine).status_code == 403, "the token needs its cookie"
    assert client.app.state.access.entry.tries_left == 5  # type: ignore[attr-defined]


def test_two_tabs_may_open_the_form(house: House) -> None:
    first = opened_form(house.client)
    opened_form(house.client)
    assert send(house.client, house.code, token=first).status_code == 303


@pytest.mark.parametrize("token", ["", "x", None])
def test_one_leaves_with_the_token_of_the_session_alone(house: House, token: str | None) -> None:
    client = house.client
    send(client, house.code)
    data = {} if token is None else {"token": token}
    answer = client.post("/-/leave", data=data, headers=OURS)
    assert (answer.status_code, answer.json()["code"]) == (403, "stale-form")
    assert sees(client, {}) == (True, True)
    key, _ = key_for(str(house.settings.desk), "board")
    assert client.post("/-/leave", data=data, headers={**OURS, **bearer(key)}).status_code == 403


def test_nothing_that_is_read_changes_anything(house: House) -> None:
    client = house.client
    token = opened_form(client)
    for address in (f"/-/enter?code={house.code}&token={token}", f"/-/enter?token={token}"):
        answer = client.get(address, headers=OURS)
        assert answer.status_code == 200
        assert "session" not in answer.headers.get("set-cookie", "")
    assert sees(client, {}) == (False, False)
    assert send(client, house.code).status_code == 303
    for method in ("GET", "HEAD"):
        answer = client.request(method, "/-/leave", headers=OURS)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert sees(client, {}) == (True, True)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_answered(house: House, method: str) -> None:
    answer = house.client.request(method, "/-/enter", headers=OURS)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"token=a&token=b", "application/x-www-form-urlencoded", 415),
        (b"code=%ff", "application/x-www-form-urlencoded", 415),
        (b"code=\xff", "application/x-www-form-urlencoded", 415),
        (b"a&" * 100, "application/x-www-form-urlencoded", 415),
        (b'{"code": "x"}', "application/json", 415),
        (b"code=x", "", 415),
        (b"code=x", "text/plain", 415),
        (b"--x--", "multipart/form-data; boundary=x", 415),
        (b"code=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"x" * 2_000_000, "application/json", 413),
        (b"", "application/x-www-form-urlencoded", 403),
        (b"=&==&%", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_form_is_refused(house: House, body: bytes, kind: str, status: int) -> None:
    answer = house.client.post("/-/enter", content=body, headers={**OURS, "Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert house.client.app.state.access.entry.tries_left == 5  # type: ignore[attr-defined]


def test_people_are_told_on_a_page_and_programs_in_a_document(house: House) -> None:
    page = house.client.post("/-/enter", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 403
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/-/enter?lang=es"' in page.text
