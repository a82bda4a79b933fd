"""Entering with the code of the terminal: once, in five tries and ten minutes."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from kg.access.hosts import hosts_of, public_origin
from kg.base.i18n import LANGUAGES
from kg.store.opening import create_store
from tests.api.authentication.test_asker_keys import sees
from tests.api.house import House, cookie_of, opened_form, send

PUBLIC = "https://knowledge.example"


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
