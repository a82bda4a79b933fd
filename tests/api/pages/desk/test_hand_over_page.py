"""An office hands its desk over on a page; the secretariat confirms, and nobody else."""

from __future__ import annotations

import pytest

from tests.api.pages.desk.office import Exchange, Person

OLD, NEW = "desk@ondavel.example.org", "new@ondavel.example.org"
SUCCESSOR = "org/example-ondavel-cooperation"
PAGE = "/en/desk/hand-over"
DEMAND = {"title": "Clean water", "sector": "14030", "languages": "en", "visibility": "states"}


@pytest.fixture
def office(exchange: Exchange) -> Person:
    exchange.invite(NEW, "authority", SUCCESSOR)
    return exchange.signed_in(OLD)


def asked(person: Person, successor: str = SUCCESSOR) -> int:
    page = person.get(PAGE)
    return person.send(page, PAGE, act="hand over", successor=successor).status_code


def test_what_was_entered_follows_once_the_secretariat_confirms(
    exchange: Exchange, office: Person
) -> None:
    entry = str(office.enter("demands", "propose", **DEMAND).url).split("8000", 1)[1]
    successor = exchange.signed_in(NEW)
    assert successor.client.get(entry).status_code == 404
    assert asked(office) == 200
    assert "once the secretariat confirms it" in office.get(PAGE)
    assert "Clean water" in office.get(entry)
    secretariat = exchange.signed_in("secretariat@example.org")
    page = secretariat.get(PAGE)
    point = exchange.app.state.access.desk.focal_points_at(OLD)[0].id
    assert secretariat.send(page, PAGE, act="confirm", focal_point=point).status_code == 200
    assert "Clean water" in successor.get(entry)
    assert office.client.get(entry).status_code == 303
    assert "Nobody asks for it." in secretariat.get(PAGE)


def test_it_can_be_kept_and_only_the_secretariat_confirms(
    exchange: Exchange, office: Person
) -> None:
    assert asked(office) == 200
    page = office.get(PAGE)
    assert office.send(page, PAGE, act="confirm").status_code == 403
    other = exchange.signed_in("desk@lirvanne.example.org")
    point = exchange.app.state.access.desk.focal_points_at(OLD)[0].id
    mine = other.get(PAGE)
    forged = other.send(mine, PAGE, act="keep", focal_point=point)
    assert forged.status_code in {200, 403, 409}
    assert "once the secretariat confirms it" in office.get(PAGE)
    assert office.send(page, PAGE, act="keep").status_code == 200
    assert "once the secretariat confirms it" not in office.get(PAGE)


@pytest.mark.parametrize(
    "successor", ["unit/example-lirvanne-desk", "unit/example-ondavel-desk", "org/segib", "x", ""]
)
def test_it_goes_to_no_office_of_another_state(office: Person, successor: str) -> None:
    assert asked(office, successor) == 422
    assert "once the secretariat confirms it" not in office.get(PAGE)
