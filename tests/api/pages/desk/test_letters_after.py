"""After a page of the desk has answered, letters tell the other side of what moved."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from kg.exchange.mail.delivery import MailError
from tests.api.pages.desk.conftest import OTHER
from tests.api.pages.desk.office import Exchange, Person

ONDAVEL, LIRVANNE = "desk@ondavel.example.org", "desk@lirvanne.example.org"
ABOUT = "own=demand/xaa-cocoa-grading&about=offer/xad-feux-de-vegetation"


def ask(person: Person) -> str:
    form = person.get(f"/en/desk/ask?{ABOUT}")
    own, about = (pair.partition("=")[2] for pair in ABOUT.split("&"))
    done = person.send(form, "/en/desk/ask", own=own, about=about, text="SECRET WORDS")
    assert done.status_code == 200, done.text[:2000]
    return str(done.url.path)


def since(exchange: Exchange, number: int) -> list[tuple[str, str]]:
    return [(str(m["To"]), str(m["Content-Language"])) for m in exchange.letters.sent[number:]]


def test_each_step_is_told_at_once_to_the_other_side(exchange: Exchange) -> None:
    island, other = exchange.signed_in(ONDAVEL), exchange.signed_in(LIRVANNE)
    before = len(exchange.letters.sent)
    path = ask(island)
    assert since(exchange, before) == [(LIRVANNE, "fr")]
    assert "SECRET" not in exchange.letters.sent[-1].get_content()
    assert other.send(other.get(path), path, act="accept").status_code == 200
    assert since(exchange, before) == [(LIRVANNE, "fr"), (ONDAVEL, "en")]
    assert f"/en/desk/contacts/{path.rpartition('/')[2]}" in exchange.letters.sent[-1].get_content()


def test_looking_and_forms_that_are_refused_tell_nobody(exchange: Exchange) -> None:
    island = exchange.signed_in(ONDAVEL)
    exchange.signed_in(LIRVANNE)
    before = len(exchange.letters.sent)
    form = island.get(f"/en/desk/ask?{ABOUT}")
    own, about = (pair.partition("=")[2] for pair in ABOUT.split("&"))
    refused = island.send(form, "/en/desk/ask", own=own, about=about, text="")
    assert refused.status_code == 422
    assert since(exchange, before) == []


def test_a_mail_server_that_is_away_does_not_keep_the_page(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    island = exchange.signed_in(ONDAVEL)
    exchange.signed_in(LIRVANNE)

    def away(_message: EmailMessage) -> None:
        raise MailError("away", lasting=False)

    with monkeypatch.context() as patch:
        patch.setattr(exchange.letters, "send", away)
        path = ask(island)
    before = len(exchange.letters.sent)
    # It comes with the next notify; another step does not wait for it.
    other = exchange.signed_in(LIRVANNE)
    other.send(other.get(path), path, act="decline")
    assert (ONDAVEL, "en") in since(exchange, before)
    assert OTHER
