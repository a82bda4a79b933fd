"""Who signs in, and who does not: links, mailboxes, sessions, and those who try."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from kg.access.clock import utc_now
from kg.access.signing import Signer
from kg.exchange.mailed_links import sign_in_token
from kg.exchange.moving import move, seen_record
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.api.pages.desk.office import SECRETARIAT, Exchange, link_in

MAILBOX = "desk@ondavel.example.org"


def letter_path(exchange: Exchange, mailbox: str = MAILBOX) -> str:
    exchange.person().ask_for_link(mailbox)
    return link_in(exchange.letters.sent[-1])


def moved(exchange: Exchange, act: str, **said: str) -> None:
    (found,) = exchange.app.state.access.desk.focal_points_at(MAILBOX)
    with closing(create_store(exchange.desk, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, found.id, SECRETARIAT)
        move(desk, seen, act, SECRETARIAT, utc_now(), **said)


def test_a_letter_is_in_the_language_of_the_office_and_names_it(exchange: Exchange) -> None:
    exchange.person().ask_for_link("  DESK@lirvanne.example.org ")
    (letter,) = exchange.letters.sent
    assert letter["To"] == "desk@lirvanne.example.org"
    assert letter["Content-Language"] == "fr"
    assert letter["From"] == "exchange@example.org"
    assert "Bureau" in letter["Subject"]


def test_looking_at_a_link_spends_nothing_and_using_it_does(exchange: Exchange) -> None:
    path = letter_path(exchange)
    for _ in range(3):
        assert exchange.person().client.get(path).status_code == 200
    person, late = exchange.person(), exchange.person()
    page, other = person.get(path), late.get(path)
    assert "Desk for cooperation between islands" in page
    assert person.send(page, path).url.path == "/en/desk"
    assert late.send(other, path).status_code == 410
    assert late.client.get("/en/desk").status_code == 303
    assert exchange.person().client.get(path).status_code == 410


def test_nobody_learns_whether_a_mailbox_is_known(exchange: Exchange) -> None:
    answers = [
        exchange.person().ask_for_link(mailbox)
        for mailbox in (MAILBOX, "nobody@example.org", "", "x" * 500, "a@b\r\nBcc: c@d.example")
    ]
    assert {found.status_code for found in answers} == {200}
    assert len({found.text for found in answers}) == 1
    assert [letter["To"] for letter in exchange.letters.sent] == [MAILBOX]


def test_a_mailbox_gets_five_letters_an_hour_at_the_most(exchange: Exchange) -> None:
    for _ in range(12):
        exchange.person().ask_for_link(MAILBOX)
    # Five, or some more where an hour of the clock ended meanwhile.
    links = {link_in(letter) for letter in exchange.letters.sent}
    assert 5 <= len(links) == len(exchange.letters.sent) <= 10


@pytest.mark.parametrize("host", ["evil.example", "localhost:8000.evil.example", "localhost:9"])
def test_a_forged_host_gets_no_link_anywhere(exchange: Exchange, host: str) -> None:
    person = exchange.person()
    page = person.get("/-/sign-in?lang=en")
    person.client.headers["Host"] = host
    assert person.send(page, "/-/sign-in?lang=en", mailbox=MAILBOX).status_code == 421
    assert exchange.letters.sent == []


def test_forged_altered_and_late_links_are_none(exchange: Exchange) -> None:
    (found,) = exchange.app.state.access.desk.focal_points_at(MAILBOX)
    good = letter_path(exchange)
    theirs = sign_in_token(Signer(b"x" * 32), found, utc_now())
    ours = exchange.app.state.access.desk.links()
    late = sign_in_token(ours, found, utc_now() - timedelta(minutes=21))
    for token in (theirs, late, good[:-1].rpartition("/")[2], "x", "." * 50, "a" * 2000):
        assert exchange.person().client.get(f"/-/sign-in/{token}").status_code == 410
    assert exchange.person().client.get(good).status_code == 200


def test_a_link_is_of_the_mailbox_that_it_went_to(exchange: Exchange) -> None:
    path = letter_path(exchange)
    moved(exchange, "change", mailbox="new@ondavel.example.org")
    assert exchange.person().client.get(path).status_code == 410


@pytest.mark.parametrize("act", ["suspend", "change"])
def test_a_session_ends_with_its_focal_point(exchange: Exchange, act: str) -> None:
    person = exchange.signed_in(MAILBOX)
    assert person.client.get("/en/desk").status_code == 200
    said = {"mailbox": "new@ondavel.example.org"} if act == "change" else {}
    moved(exchange, act, **said)
    assert person.client.get("/en/desk").status_code == 303
    assert "demand/" not in person.get("/en/desk")


def test_offices_read_as_their_role_says(exchange: Exchange) -> None:
    exchange.invite("gci@mercosur.example.org", "partner_body", "unit/mercosur-gci")
    for mailbox, reads in (
        (MAILBOX, "states"), ("secretariat@example.org", "board"),
        ("gci@mercosur.example.org", "public"),
    ):  # fmt: skip
        person = exchange.signed_in(mailbox)
        page = person.get("/en/")
        shown = {"board": "board", "states": "cooperation authorities"}.get(reads)
        assert shown is None or shown in page.lower()
        assert (person.client.get("/en/partners").status_code == 200) == (reads == "board")


def test_a_form_of_elsewhere_signs_nobody_in(exchange: Exchange) -> None:
    path, person = letter_path(exchange), exchange.person()
    page = person.get(path)
    person.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert person.send(page, path).status_code == 403
    person.client.headers["Sec-Fetch-Site"] = "same-origin"
    assert person.client.post(path, data={"token": "x"}).status_code == 403
    assert person.send(page, path).status_code == 200


def test_desk_pages_are_kept_by_nobody(exchange: Exchange) -> None:
    person = exchange.signed_in(MAILBOX)
    for path in ("/en/desk", "/en/desk/new/demands", letter_path(exchange)):
        assert person.client.get(path).headers["Cache-Control"] == "no-store"


def test_without_signing_in_one_is_led_there(exchange: Exchange) -> None:
    for path in ("/en/desk", "/pt/desk/new/offers", "/fr/desk/entries/0123456789abcdef"):
        found = exchange.person().client.get(path)
        assert found.status_code == 303
        assert found.headers["Location"].startswith("/-/sign-in?lang=")


def test_others_do_not_learn_that_something_is_there(exchange: Exchange) -> None:
    island, other = exchange.signed_in(MAILBOX), exchange.signed_in("desk@lirvanne.example.org")
    kept = island.enter("demands", "draft", title="Secret plans", visibility="board")
    path = str(kept.url).split("8000", 1)[1]
    assert "Secret plans" in island.get(path)
    assert other.client.get(path).status_code == 404
    assert "Secret plans" not in other.get("/fr/desk")
    # A draft is its office's own: the secretariat decides about what was sent.
    assert exchange.signed_in("secretariat@example.org").client.get(path).status_code == 404
