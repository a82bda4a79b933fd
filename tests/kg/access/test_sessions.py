"""Sessions and forms: signed here, over in time, ended by signing out and with the process."""

from __future__ import annotations

import base64
import json

import pytest

from kg.access.forms import Forms
from kg.access.sessions import Sessions
from kg.access.signing import Signer
from tests.kg.access.clock import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def sessions(clock: SetClock) -> Sessions:
    return Sessions(Signer(), clock)


def test_a_session_says_who_and_lasts_thirty_minutes(sessions: Sessions, clock: SetClock) -> None:
    token = sessions.begin("states")
    found = sessions.find(token)
    assert found is not None
    assert found.audience == "states"
    clock.pass_(minutes=29, seconds=59)
    assert sessions.find(token) == found
    clock.pass_(seconds=1)
    assert sessions.find(token) is None


def test_no_two_sessions_are_alike(sessions: Sessions) -> None:
    found = [sessions.find(sessions.begin("board")) for _ in range(50)]
    assert len({one.id for one in found if one}) == 50
    assert len({one.token for one in found if one}) == 50
    assert all(one.token not in repr(one) for one in found if one)


def test_a_session_that_was_ended_is_over_for_whoever_holds_it(
    sessions: Sessions, clock: SetClock
) -> None:
    token, other = sessions.begin("board"), sessions.begin("board")
    found = sessions.find(token)
    assert found is not None
    sessions.end(found)
    assert sessions.find(token) is None
    assert sessions.find(other) is not None
    for _ in range(100):
        clock.pass_(minutes=1)
        more = sessions.find(sessions.begin("board"))
        assert more is not None
        sessions.end(more)
    assert len(sessions._ended) <= 31, "what is over need not be remembered"


def test_a_session_is_of_its_process(clock: SetClock) -> None:
    token = Sessions(Signer(), clock).begin("board")
    assert Sessions(Signer(), clock).find(token) is None


def test_no_part_of_a_token_can_be_altered(sessions: Sessions) -> None:
    token = sessions.begin("public")
    body, _, mark = token.partition(".")
    facts = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = base64.urlsafe_b64encode(json.dumps({**facts, "audience": "board"}).encode())
    altered = [
        f"{token[:n]}{'A' if token[n] != 'A' else 'B'}{token[n + 1 :]}" for n in range(len(token))
    ]
    for other in (
        *altered, "", ".", body, f"{body}.", f".{mark}", f"{forged.decode()}.{mark}", f"{token}=",
        f"{token}.", token.upper(), f"{body}.{mark}\n", "ñ.ñ", "\ud800", "a" * 5000,
        f"{body}=.{mark}",
    ):  # fmt: skip
        assert sessions.find(other) is None


def test_a_form_fits_its_cookie_alone_for_ten_minutes(clock: SetClock) -> None:
    forms = Forms(Signer(), clock)
    cookie, other = forms.cookie(), forms.cookie()
    token = forms.token(cookie)
    assert forms.fits(cookie, token)
    for given, said in (
        (other, token), (cookie, ""), (cookie, cookie), (cookie, forms.token(other)),
        ("", forms.token("")), ("chosen", forms.token("chosen")),
    ):  # fmt: skip
        assert not forms.fits(given, said)
    clock.pass_(minutes=10)
    assert not forms.fits(cookie, token)


def test_a_token_is_good_for_its_kind_alone(clock: SetClock) -> None:
    signer = Signer()
    cookie = Forms(signer, clock).cookie()
    assert Sessions(signer, clock).find(cookie) is None
    assert not Forms(signer, clock).is_good(Sessions(signer, clock).begin("board"))
