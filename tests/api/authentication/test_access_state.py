"""The session that begins with the code: it ends in time, by leaving, and with the process."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES
from tests.api.asking import bearer, key_for
from tests.api.authentication.test_asker_keys import sees
from tests.api.house import OURS, House, cookie_of, opened_form, send, token_in


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


def test_a_page_with_a_token_is_not_kept_for_another_session(house: House) -> None:
    client = house.client
    send(client, house.code)
    first = client.get("/en/")
    key, _ = key_for(str(house.settings.desk), "board")
    other = house.again(app=client.app).get("/en/", headers=bearer(key))
    assert first.headers["etag"] != other.headers["etag"]
    again = client.get("/en/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
