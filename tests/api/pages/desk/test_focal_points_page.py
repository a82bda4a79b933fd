"""Inviting, verifying, suspending offices on a page; and those who try it."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from kg.exchange.moving import records_in
from kg.model.desk_types import FocalPoint
from kg.store.opening import open_store
from tests.api.asking import BASE
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import Exchange, Person

LIST = "/en/desk/focal-points"
NEW = "new@ondavel.example.org"


def all_points(exchange: Exchange) -> dict[str, FocalPoint]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return {f.mailbox or "": f for f in records_in(desk.nodes(), FocalPoint)}


@pytest.fixture
def secretariat(exchange: Exchange) -> Person:
    return exchange.signed_in("secretariat@example.org")


def invited(person: Person, **more: str) -> object:
    said = {"role": "authority", "mailbox": NEW, "office": ISLAND, "text_lang": "pt", **more}
    return person.send(person.get(f"{LIST}?office={ISLAND}"), LIST, **said)


def page_of(exchange: Exchange, mailbox: str) -> str:
    return f"{LIST}/{all_points(exchange)[mailbox].id.partition('/')[2]}"


def test_an_office_is_found_without_a_script_and_invited(
    exchange: Exchange, secretariat: Person
) -> None:
    found = secretariat.get(f"{LIST}?q=cooperation+between+islands")
    link = re.search(r'href="(/en/desk/focal-points\?office=[^"]+)"', found)
    assert link
    form = secretariat.get(link[1])
    done = secretariat.send(form, LIST, role="authority", mailbox=NEW, office=ISLAND,
                            text_lang="pt")  # fmt: skip
    assert str(done.url).removeprefix(BASE) == page_of(exchange, NEW)
    made = all_points(exchange)[NEW]
    assert (made.state, made.office, made.lang) == ("invited", ISLAND, "pt")
    assert "never yet" in done.text
    exchange.signed_in(NEW)
    assert all_points(exchange)[NEW].state == "active"


def test_each_step_says_before_what_it_does_and_does_it(
    exchange: Exchange, secretariat: Person
) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    path = page_of(exchange, "desk@ondavel.example.org")
    page = secretariat.get(path)
    assert "It may act no more, at once" in page
    secretariat.send(page, path, act="suspend")
    assert island.client.get("/en/desk").status_code == 303
    secretariat.send(secretariat.get(path), path, act="resume")
    secretariat.send(secretariat.get(path), path, act="verify")
    found = all_points(exchange)["desk@ondavel.example.org"]
    assert (found.state, bool(found.verified)) == ("active", True)
    secretariat.send(secretariat.get(path), path, act="change", mailbox=NEW)
    assert all_points(exchange)[NEW].state == "invited"
    assert secretariat.send(page, path, act="suspend").status_code == 409


def test_the_list_is_filtered_by_state(exchange: Exchange, secretariat: Person) -> None:
    assert "desk@lirvanne" in secretariat.get(LIST)
    assert "desk@lirvanne" not in secretariat.get(f"{LIST}?state=active")
    assert "secretariat@" in secretariat.get(f"{LIST}?state=active")
    assert "desk@lirvanne" not in secretariat.get(f"{LIST}?state=bounced")
    assert "Nothing." in secretariat.get(f"{LIST}?state=nothing")


@pytest.mark.parametrize(
    "said",
    [
        {"mailbox": "a@b.example\r\nBcc: c@d.example"},
        {"mailbox": "a@b.example\n"},
        {"mailbox": "a@b.example, c@d.example"},
        {"mailbox": "a@b.example;c@d.example"},
        {"mailbox": "Office <a@b.example>"},
        {"mailbox": "a b@c.example"},
        {"mailbox": "x" * 500 + "@b.example"},
        {"mailbox": ""},
        {"mailbox": "desk@ondavel.example.org"},
        {"mailbox": "DESK@ondavel.example.org"},
        {"role": "king"},
        {"role": "secretariat"},
        {"office": ""},
        {"office": "unit/nobody"},
        {"office": "offer/xaa-band-in-schools"},
        {"text_lang": "xx"},
    ],
    ids=str,
)
def test_what_is_no_invitation_is_shown_again(
    exchange: Exchange, secretariat: Person, said: dict[str, str]
) -> None:
    before = all_points(exchange)
    found = invited(secretariat, **said)
    assert found.status_code == 422  # type: ignore[attr-defined]
    assert 'role="alert"' in found.text  # type: ignore[attr-defined]
    assert all_points(exchange) == before


def test_a_mailbox_is_not_changed_to_what_is_none(exchange: Exchange, secretariat: Person) -> None:
    path = page_of(exchange, "desk@ondavel.example.org")
    page = secretariat.get(path)
    for wrong in ("a@b\r\nBcc: x@y.example", "a@b.example,c@d.example", "nobody", ""):
        assert secretariat.send(page, path, act="change", mailbox=wrong).status_code == 422
    assert "desk@ondavel.example.org" in all_points(exchange)


def test_an_authority_invites_and_verifies_nobody(exchange: Exchange) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    page = island.get("/en/desk/upload")
    before = all_points(exchange)
    path = page_of(exchange, "desk@lirvanne.example.org")
    said = {"role": "secretariat", "mailbox": NEW, "text_lang": "en"}
    assert island.send(page, LIST, **said).status_code == 403
    for act in ("verify", "suspend", "resume", "change"):
        found = island.send(page, path, act=act, mailbox=NEW, seen="")
        assert found.status_code == 403
    assert island.client.get(path).status_code == 403
    assert all_points(exchange) == before


def test_a_step_that_there_is_not_is_refused(exchange: Exchange, secretariat: Person) -> None:
    path = page_of(exchange, "desk@ondavel.example.org")
    page = secretariat.get(path)
    for act in ("bounce", "invite", "delete", ""):
        assert secretariat.send(page, path, act=act).status_code in {403, 409}, act
