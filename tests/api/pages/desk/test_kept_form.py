"""A form that came after its session had ended: nothing is lost, and nobody else sees it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.api.pages.desk.office import Exchange, Person, link_in

ENTRY = "/en/desk/new/demands"
TYPED = {
    "title": "Clean <b>water</b>", "summary": "Two\nlines", "sector": "14030", "languages": "en",
    "visibility": "states",
}  # fmt: skip
OFFICE, OTHER = "desk@ondavel.example.org", "desk@lirvanne.example.org"


def fields_of(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that leads to an address."""
    form = re.search(rf'<form [^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, page[:3000]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: unescape(text) for name, text in found}


def interrupted(exchange: Exchange, **more: Any) -> tuple[Person, Any]:
    """Return somebody whose session ended while they typed, and what they are answered."""
    person = exchange.signed_in(OFFICE)
    page = person.get(ENTRY)
    person.client.cookies.clear()
    answer = person.send(page, ENTRY, act="propose", again="check", **TYPED, **more)
    return person, answer


GO_ON = "/-/kept?lang=en"


def test_what_was_typed_comes_back_after_signing_in(exchange: Exchange) -> None:
    person, answer = interrupted(exchange)
    assert answer.status_code == 403
    assert "Your session ended before this was sent" in answer.text
    assert "Clean &lt;b&gt;water&lt;/b&gt;" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    kept = fields_of(answer.text, GO_ON)
    before = len(exchange.letters.sent)
    asked = person.client.post(GO_ON, data={**kept, "mailbox": OFFICE})
    assert "a letter with a link is on its way" in asked.text
    kept = fields_of(asked.text, GO_ON)
    early = person.client.post(GO_ON, data=kept)
    assert "Your session ended" in early.text, "nobody has signed in yet"
    (letter,) = exchange.letters.sent[before:]
    path = link_in(letter)
    assert person.send(person.get(path), path).status_code == 200
    back = person.client.post(GO_ON, data=kept)
    assert "nothing is lost" in back.text
    again = fields_of(back.text, ENTRY)
    assert {name: again[name] for name in TYPED} == TYPED
    form = person.client.post(ENTRY, data={**again, "act": "check"})
    assert form.status_code == 200
    assert "It can be sent." in form.text
    assert unescape(form.text).count(TYPED["title"]) == 1
    sent = person.client.post(ENTRY, data={**again, "act": "propose"}, follow_redirects=True)
    assert "proposed" in sent.text


def test_another_office_sees_nothing_of_it(exchange: Exchange) -> None:
    person, answer = interrupted(exchange)
    kept = fields_of(answer.text, GO_ON)
    person.sign_in(OTHER)
    found = person.client.post(GO_ON, data=kept)
    assert found.status_code == 403
    assert "for another office" in found.text
    assert "water" not in found.text


@pytest.mark.parametrize("changed", ["k.title", "speaks", "to", "seal"])
def test_what_was_altered_is_not_taken(exchange: Exchange, changed: str) -> None:
    person, answer = interrupted(exchange)
    kept = {**fields_of(answer.text, GO_ON), changed: "/en/desk/ask"}
    assert person.client.post(GO_ON, data=kept).json()["code"] == "stale-form"
    kept.pop(changed)
    assert person.client.post(GO_ON, data=kept).json()["code"] == "stale-form"


def test_it_is_taken_from_pages_of_the_service_alone(exchange: Exchange) -> None:
    person, answer = interrupted(exchange)
    kept = fields_of(answer.text, GO_ON)
    person.sign_in(OFFICE)
    person.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert person.client.post(GO_ON, data=kept).json()["code"] == "foreign-form"


def test_a_form_of_an_earlier_session_of_the_same_office_comes_back_at_once(
    exchange: Exchange,
) -> None:
    person = exchange.signed_in(OFFICE)
    page = person.get(ENTRY)
    person.client.cookies.clear()
    person.sign_in(OFFICE)
    answer = person.send(page, ENTRY, act="draft", again="check", **TYPED)
    assert answer.status_code == 403
    assert "You are signed in, and nothing is lost" in answer.text
    again = fields_of(answer.text, ENTRY)
    sent = person.client.post(ENTRY, data={**again, "act": "draft"}, follow_redirects=True)
    assert (sent.status_code, "draft" in sent.text) == (200, True)


def test_it_comes_back_from_another_service_of_the_same_desk(exchange: Exchange) -> None:
    from kg.access.clock import utc_now
    from kg.access.sessions import Sessions
    from kg.access.signing import Signer

    shared = b"s" * 32
    one, other = (Sessions(Signer(), utc_now, None, Signer(shared)) for _ in range(2))
    session = one.find(one.begin("states", "focalpoint/1", "m"))
    assert session is not None
    mark = other.speaker_of(session.token)
    assert other.is_speaker(mark, "focalpoint/1")
    assert not other.is_speaker(mark, "focalpoint/2")
    assert not other.is_speaker("", "")


def test_what_is_too_long_for_the_page_can_be_copied(exchange: Exchange) -> None:
    _, answer = interrupted(exchange, conditions="x" * 58_000)
    assert "copy it from below" in answer.text
    assert "x" * 58_000 in answer.text
    assert GO_ON not in answer.text


def test_a_page_that_was_only_read_leads_to_signing_in(exchange: Exchange) -> None:
    answer = exchange.person().client.get(ENTRY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/-/sign-in?lang=en")
    assert exchange.person().client.get("/-/kept").status_code == 405
