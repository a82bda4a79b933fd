"""The follow-up on a page: pictures and tables that say the same, for those it is for."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import timedelta

import pytest

from kg.access.clock import utc_now
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest
from kg.store.opening import open_store
from tests.api.asking import bearer, client_of, key_for
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import Exchange

PATH = "/en/desk/follow-up"
HONDURAS, PERU = (Who("authority", f"state/{code}") for code in ("hnd", "per"))


def asked(exchange: Exchange, asks: Who, to: Who, days: int, answered: int | None = None) -> None:
    at = utc_now() - timedelta(days=days)
    new = ContactRequest(
        id=new_id(ContactRequest), asks=asks.office, asked=to.office, about=["demand/x"], text="?"
    )
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        record = begin(desk, new, "ask", asks, at)
        if answered is not None:
            seen = seen_record(desk, ContactRequest, record.id, to)
            move(desk, seen, "accept", to, at + timedelta(days=answered))


@pytest.fixture
def busy(exchange: Exchange) -> Exchange:
    asked(exchange, HONDURAS, PERU, 90)
    asked(exchange, PERU, HONDURAS, 20, 6)
    asked(exchange, Who("authority", ISLAND), Who("authority", OTHER), 10, 1)
    exchange.invite("board@example.org", "board")
    return exchange


def test_the_secretariat_sees_all_with_what_is_late(busy: Exchange) -> None:
    page = busy.signed_in("secretariat@example.org").get(PATH)
    assert page.count('class="cg-bars"') == 4
    assert "6 days in the middle" in page
    assert 'id="real-late"' in page
    assert "The list: campaign-list-examples 0.1, " in page
    (states,) = re.findall(r'id="states".*?</table>', page, re.DOTALL)
    # The list of the tests is of invented states: nothing real is counted against it.
    assert "Ondavel" in states
    assert "Honduras" not in states
    told = re.findall(r"<desc[^>]*>([^<]*)</desc>", page)
    assert told[0].startswith("Offers, demands and practices on record: 0;")
    assert "Requests for contact sent: 2" in told[0]


def test_the_board_sees_totals_alone(busy: Exchange) -> None:
    page = busy.signed_in("board@example.org").get(PATH)
    assert "Requests for contact sent: 2" in page
    assert 'id="states"' not in page
    assert 'id="real-late"' not in page
    assert "Honduras" not in page


def test_an_invented_office_sees_what_is_made_up(busy: Exchange) -> None:
    page = busy.signed_in("desk@ondavel.example.org").get(PATH)
    assert "What came of the exchange for: Ondavel" in page
    assert page.count('class="cg-bars"') == 2
    assert "Requests for contact sent: 1" in page


def test_a_period_can_be_asked_for(busy: Exchange) -> None:
    secretariat = busy.signed_in("secretariat@example.org")
    since = (utc_now() - timedelta(days=30)).date().isoformat()
    assert "Requests for contact sent: 1" in secretariat.get(f"{PATH}?since={since}")
    assert secretariat.client.get(f"{PATH}?since=soon").status_code == 422


def test_who_has_not_signed_in_is_led_there(busy: Exchange) -> None:
    assert busy.person().client.get(PATH).status_code == 303


def test_a_key_of_the_board_reads_totals(busy: Exchange) -> None:
    shown = bearer(key_for(busy.desk, "board")[0])
    reader = client_of(busy.app, headers=shown)
    found = reader.get("/v1/desk/follow-up?lang=en").json()
    assert (found["asked"], found["states"], found["late"]) == (2, [], 1)
    assert found["late_records"] == []
    office = busy.signed_in("desk@ondavel.example.org")
    own = json.loads(office.client.get("/v1/desk/follow-up").text)
    assert own["asked"] == 0
    assert own["examples"]["asked"] == 1


def test_what_is_late_and_what_nobody_meets_stands_on_my_desk(busy: Exchange) -> None:
    page = busy.signed_in("secretariat@example.org").get("/en/desk")
    assert "desk/follow-up#real-late" in page
    assert "desk/follow-up#real-unmet" in page
    office = busy.signed_in("desk@ondavel.example.org").get("/en/desk")
    assert "follow-up#" not in office
