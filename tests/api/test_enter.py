"""Entering with the code of the terminal, the session that begins there, and leaving."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from api.access.settings import AccessSettings
from api.app import create_app
from coopgraph.settings import sqlite_url
from kg.access.code import new_code
from kg.access.hosts import hosts_of, public_origin
from kg.i18n import LANGUAGES
from kg.store import create_store
from tests.access.clock import SetClock
from tests.api.asking import BASE, access, bearer, client_of, key_for
from tests.api.test_keys import sees

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": BASE}
PUBLIC = "https://knowledge.example"


class House(NamedTuple):
    """A running service, its code, its clock, and how to make more readers or services."""

    client: TestClient
    code: str
    clock: SetClock
    settings: AccessSettings
    again: Callable[..., TestClient]


@pytest.fixture
def house(world_url: str, tmp_path: Path) -> Iterator[House]:
    clock = SetClock()
    text, code = new_code(clock())
    desk = sqlite_url(tmp_path / "desk.db")
    create_store(desk, room="desk").close()
    settings = access(desk, code=code, clock=clock)
    opened: list[TestClient] = []

    def again(*, base: str = BASE, app: Any = None, **changed: Any) -> TestClient:
        made = app or create_app(world_url, access=replace(settings, **changed), cache=None)
        opened.append(client_of(made, base_url=base).__enter__())
        return opened[-1]

    yield House(again(), text, clock, settings, again)
    for one in opened:
        one.__exit__(None, None, None)


def token_in(page: str) -> str:
    """Return the token of the form on a page."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def opened_form(client: TestClient) -> str:
    page = client.get("/-/enter")
    assert page.status_code == 200
    return token_in(page.text)


def send(client: TestClient, code: str, headers: Any = OURS, **fields: str) -> Any:
    token = fields.get("token") or opened_form(client)
    return client.post("/-/enter", data={"token": token, "code": code}, headers=headers)


def cookie_of(client: TestClient) -> str:
    return next(value for name, value in client.cookies.items() if "session" in name)


def test_the_code_enters_and_the_session_sees_more(house: House) -> None:
    client = house.client
    assert sees(client, {}) == (False, False)
    answer = send(client, house.code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/")
    assert sees(client, {}) == (True, True)
    assert sees(client, {}, "?audience=states") == (True, False)
    assert client.get("/-/version").json()["audience"] == "board"
    assert sees(house.again(app=client.app), {}) == (False, False), "others stay the public"


def test_the_cookie_is_kept_from_scripts_and_other_sites(house: House) -> None:
    form = house.client.get("/-/enter").headers["set-cookie"]
    answer = send(house.client, house.code)
    session, forgotten = answer.headers.get_list("set-cookie")
    for cookie in (form, session):
        assert re.search(r"; HttpOnly(;|$)", cookie)
        assert re.search(r"; Path=/(;|$)", cookie)
        assert re.search(r"; SameSite=(lax|strict)(;|$)", cookie)
        assert "Domain" not in cookie
        assert "Secure" not in cookie
    assert session.startswith("coopgraph-session-8000=")
    assert "Max-Age=1800" in session
    assert forgotten.startswith('coopgraph-form-8000=""')
    assert "Max-Age=0" in forgotten


def test_where_readers_come_by_tls_so_does_the_cookie(house: House) -> None:
    hosts = hosts_of("0.0.0.0", 8000, public_origin(PUBLIC))
    client = house.again(base=PUBLIC, hosts=hosts)
    answer = send(client, house.code, {"Origin": PUBLIC})
    assert answer.status_code == 303
    session = answer.headers.get_list("set-cookie")[0]
    assert session.startswith("__Host-coopgraph-session=")
    assert "; Secure" in session
    assert "; Path=/;" in session
    assert sees(client, {}) == (True, True)
    plain = {"Host": "localhost:8000", "Cookie": f"__Host-coopgraph-session={cookie_of(client)}"}
    assert sees(house.again(app=client.app), plain) == (False, False)


def test_what_is_typed_is_never_sent_in_clear_over_a_network(house: House) -> None:
    client = house.again(
        base="http://knowledge.example", hosts=hosts_of("0.0.0.0", 80, public_origin("http://knowledge.example"))
    )  # fmt: skip
    page = client.get("/-/enter")
    assert 'name="code"' not in page.text
    assert "set-cookie" not in page.headers
    assert (
        send(client, house.code, {"Origin": "http://knowledge.example"}, token="x").status_code
        == 403
    )


def test_a_code_counts_once_over_two_services_on_one_desk(house: House) -> None:
    other = house.again()
    assert send(house.client, house.code).status_code == 303
    answer = send(other, house.code)
    assert answer.status_code == 403
    assert "session" not in str(answer.headers.get_list("set-cookie"))
    assert sees(other, {}) == (False, False)


def test_a_code_that_entered_is_spent(house: House) -> None:
    send(house.client, house.code)
    late = house.again(app=house.client.app)
    assert 'name="code"' not in late.get("/-/enter").text
    token = opened_form(house.again())
    assert send(late, house.code, token=token).status_code == 403
    assert sees(late, {}) == (False, False)


def test_a_wrong_code_shows_the_form_again_five_times_in_all(house: House) -> None:
    client = house.client
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        answer = send(client, "WRONG-CODE")
        assert answer.status_code == 403
        assert answer.headers["content-type"].startswith("text/html")
        assert f"{left} " in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert "WRONG-CODE" not in answer.text
    token = opened_form(client)
    assert "No code can be used" in send(client, "WRONG", token=token).text
    answer = send(client, house.code, token=token)
    assert answer.status_code == 403
    assert "No code can be used" in answer.text
    assert sees(client, {}) == (False, False)


def test_a_code_is_over_after_ten_minutes(house: House) -> None:
    house.clock.pass_(minutes=9)
    token = opened_form(house.client)
    house.clock.pass_(minutes=1)
    assert send(house.client, house.code, token=token).status_code == 403
    assert 'name="code"' not in house.client.get("/-/enter").text


def test_a_service_without_a_code_lets_nobody_in(house: House) -> None:
    client = house.again(code=None)
    page = client.get("/-/enter")
    assert page.status_code == 200
    assert 'name="code"' not in page.text
    token = opened_form(house.client)
    for code in ("", house.code):
        assert send(client, code, token=token).status_code == 403
    assert sees(client, {}) == (False, False)


def test_the_session_sees_no_more_than_the_service_gives(house: House) -> None:
    client = house.again(most="states")
    assert send(client, house.code).status_code == 303
    assert sees(client, {}) == (True, False)


def test_a_session_ends_after_thirty_minutes(house: House) -> None:
    send(house.client, house.code)
    cookie = cookie_of(house.client)
    house.clock.pass_(minutes=29, seconds=59)
    held = {"Cookie": f"coopgraph-session-8000={cookie}"}
    client = house.again(app=house.client.app)
    assert sees(client, held) == (True, True)
    house.clock.pass_(seconds=1)
    assert sees(client, held) == (False, False)


def test_a_session_ends_with_the_process(house: House) -> None:
    send(house.client, house.code)
    held = {"Cookie": f"coopgraph-session-8000={cookie_of(house.client)}"}
    assert sees(house.again(app=house.client.app), held) == (True, True)
    assert sees(house.again(), held) == (False, False)


def test_a_cookie_that_was_altered_or_made_up_is_none(house: House) -> None:
    send(house.client, house.code)
    cookie = cookie_of(house.client)
    client = house.again(app=house.client.app)
    for value in (f"{cookie}x", cookie[1:], cookie.upper(), cookie.replace(".", ""), "", "board",
                  "a.b", f'"{cookie}x"', "x" * 4000):  # fmt: skip
        assert sees(client, {"Cookie": f"coopgraph-session-8000={value}"}) == (False, False)
    for name in (
        "coopgraph-session",
        "coopgraph-session-8001",
        "__Host-coopgraph-session",
        "session",
    ):
        assert sees(client, {"Cookie": f"{name}={cookie}"}) == (False, False)


def test_a_cookie_that_another_port_put_beside_ours_does_not_hide_it(house: House) -> None:
    send(house.client, house.code)
    ours, client = cookie_of(house.client), house.again(app=house.client.app)
    name = "coopgraph-session-8000"
    assert sees(client, {"Cookie": f"{name}=x; a=b; {name}={ours}; {name}=y"}) == (True, True)


def test_no_visitor_chooses_the_session(house: House) -> None:
    client = house.client
    before = "coopgraph-session-8000=chosen"
    token = opened_form(client)
    form = next(value for name, value in client.cookies.items() if "form" in name)
    answer = client.post(
        "/-/enter", data={"token": token, "code": house.code},
        headers={**OURS, "Cookie": f"{before}; coopgraph-form-8000={form}"},
    )  # fmt: skip
    assert answer.status_code == 303
    assert "chosen" not in str(answer.headers)
    assert sees(house.again(app=client.app), {"Cookie": before}) == (False, False)


def test_leaving_ends_the_session_for_whoever_holds_it(house: House) -> None:
    client = house.client
    send(client, house.code)
    held = {"Cookie": f"coopgraph-session-8000={cookie_of(client)}"}
    token = token_in(client.get("/en/").text)
    answer = client.post("/-/leave", data={"token": token}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert sees(client, {}) == (False, False)
    assert sees(house.again(app=client.app), held) == (False, False)
    again = client.post("/-/leave", headers=OURS)
    assert again.status_code == 303, "leaving twice is fine"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_say_as_whom_one_entered_and_lead_out(house: House, lang: str) -> None:
    client = house.client
    assert "/-/leave" not in client.get(f"/{lang}/").text
    send(client, house.code)
    for address in (f"/{lang}/", f"/{lang}/node/state/hti", f"/{lang}/none", f"/{lang}/partners"):
        page = client.get(address).text
        assert f'action="/-/leave?lang={lang}"' in page
        assert 'name="token"' in page
    entered = client.get(f"/-/enter?lang={lang}")
    assert entered.status_code == 200
    assert 'name="code"' not in entered.text
    assert send(client, "x", token=token_in(entered.text)).status_code == 303


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_speaks_the_readers_language(house: House, lang: str) -> None:
    by_address = house.client.get(f"/-/enter?lang={lang}", headers={"Accept-Language": "en"})
    by_header = house.client.get("/-/enter", headers={"Accept-Language": f"{lang};q=0.8, de"})
    for page in (by_address, by_header):
        assert f'<html lang="{lang}">' in page.text
        assert page.headers["content-language"] == lang
        assert page.headers["cache-control"] == "no-store"
        assert f'action="/-/enter?lang={lang}"' in page.text
        for other in LANGUAGES:
            assert f'href="/-/enter?lang={other}"' in page.text


def test_a_page_with_a_token_is_not_kept_for_another_session(house: House) -> None:
    client = house.client
    send(client, house.code)
    first = client.get("/en/")
    key, _ = key_for(str(house.settings.desk), "board")
    other = house.again(app=client.app).get("/en/", headers=bearer(key))
    assert first.headers["etag"] != other.headers["etag"]
    again = client.get("/en/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


# What could be sent from elsewhere.

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
        (b"code=" + b"x" * 20_000, "application/x-www-form-urlencoded", 413),
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


def test_a_desk_that_is_away_costs_no_code(house: House, tmp_path: Path) -> None:
    away = tmp_path / "desk.db"
    token = opened_form(house.client)
    kept = away.read_bytes()
    away.unlink()
    answer = send(house.client, house.code, token=token)
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    away.write_bytes(kept)
    assert send(house.client, house.code, token=token).status_code == 303


def test_the_desk_holds_neither_code_nor_session(house: House, tmp_path: Path) -> None:
    send(house.client, house.code)
    plain = house.code.replace("-", "")
    held = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
    for secret in (house.code, plain, plain.lower(), cookie_of(house.client)):
        assert secret.encode() not in held
    with closing(create_store(str(house.settings.desk), room="desk")) as desk:
        assert desk.revision() == 0, "a code leaves no record"
