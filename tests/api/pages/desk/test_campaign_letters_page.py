"""Letters of the campaign: seen before they leave, to nobody off the list, once in a while."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from itertools import product

import pytest
from openpyxl import load_workbook

from ingest.campaign_post import campaign_letters
from ingest.known import known_from_store
from kg.access.clock import utc_now
from kg.exchange.campaign_asking import KINDS
from kg.exchange.campaign_list import CAMPAIGN_LISTS, CampaignList, campaign_list
from kg.exchange.mail.rounds import Round
from kg.exchange.moving import begin, move, records_of, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Asking, FocalPoint, Notice
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.api.pages.desk.office import SECRETARIAT as TERMINAL
from tests.api.pages.desk.office import Exchange, Person
from tests.api.pages.desk.test_campaign_page import ALONE

ISLAND = "desk@ondavel.example.org"
OTHER = "desk@lirvanne.example.org"
LETTERS = "/en/desk/campaign/letters"


@pytest.fixture
def secretariat(exchange: Exchange) -> Person:
    found = exchange.signed_in("secretariat@example.org")
    exchange.letters.sent.clear()
    return found


def look(person: Person, kind: str, *states: str) -> str:
    chosen = "&".join(f"state={one}" for one in states)
    return person.get(f"{LETTERS}?kind={kind}&{chosen}")


def send(person: Person, kind: str, *states: str, again: bool = False) -> int:
    page, field = look(person, kind, *states), "again" if again else "state"
    fields = {f"{field}:{state}": "yes" for state in states}
    return person.send(page, LETTERS, kind=kind, **fields).status_code


def askings(exchange: Exchange) -> list[Asking]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return records_of(desk, Asking, CLOCK)


def test_each_letter_is_seen_in_the_language_of_its_office(
    exchange: Exchange, secretariat: Person
) -> None:
    page = look(secretariat, "invitation", "state/xaa", "state/xad")
    assert 'lang="fr"' in page
    assert "http://localhost:8000/-/sign-in?lang=fr" in page
    assert exchange.letters.sent == []
    assert askings(exchange) == []


def test_what_is_sent_is_what_was_seen_and_it_is_noted_by_role(
    exchange: Exchange, secretariat: Person
) -> None:
    assert send(secretariat, "invitation", "state/xaa", "state/xad") == 200
    letters = {letter["To"]: letter for letter in exchange.letters.sent}
    assert set(letters) == {ISLAND, OTHER}
    assert letters[OTHER]["Content-Language"] == "fr"
    text = letters[ISLAND].get_content()
    page = look(secretariat, "invitation", "state/xaa")
    assert all(part in page for part in text.strip().split("\n\n"))
    found = askings(exchange)
    assert {(one.about, one.kind, one.role) for one in found} == {
        ("state/xaa", "invitation", "secretariat"), ("state/xad", "invitation", "secretariat"),
    }  # fmt: skip
    with closing(open_store(exchange.desk, room="desk")) as desk:
        kinds = [n.kind for n in records_of(desk, Notice, CLOCK)]
    assert kinds == ["campaign-invitation"] * 2
    assert "Last asked" in secretariat.get("/en/desk/campaign")


def test_once_in_a_while_unless_it_is_said(exchange: Exchange, secretariat: Person) -> None:
    assert send(secretariat, "invitation", "state/xaa") == 200
    assert send(secretariat, "invitation", "state/xaa") == 422
    assert len(exchange.letters.sent) == 1
    assert "was asked for the same on" in look(secretariat, "invitation", "state/xaa")
    assert send(secretariat, "invitation", "state/xaa", again=True) == 200
    assert len(exchange.letters.sent) == 2
    assert send(secretariat, "sheet", "state/xaa") == 200


def test_two_buttons_pressed_at_once_send_one_letter(
    exchange: Exchange, secretariat: Person
) -> None:
    page = look(secretariat, "invitation", "state/xaa")
    for _ in range(2):
        secretariat.send(page, LETTERS, kind="invitation", **{"state:state/xaa": "yes"})
    assert len(exchange.letters.sent) == 1


def test_a_forged_form_sends_nothing_to_who_is_off_the_list(
    exchange: Exchange, secretariat: Person
) -> None:
    """Left out by the board, not decided about, of another list, no state at all."""
    page = look(secretariat, "invitation", "state/xaa")
    exchange.signed_in(OTHER)
    exchange.letters.sent.clear()
    exchange.app.state.service.__dict__["campaign"] = CAMPAIGN_LISTS.parse(ALONE)
    off = ("state/xad", "state/xac", "state/hti", "state/cub", "unit/example-ondavel-desk", "x", "")
    for kind, field, state in product(KINDS, ("state", "again"), off):
        forged = {f"{field}:state/xaa": "yes", f"{field}:{state}": "yes"}
        found = secretariat.send(page, LETTERS, kind=kind, **forged)
        assert found.status_code == 403, (kind, field, state)
    assert exchange.letters.sent == []
    assert askings(exchange) == []


def test_the_list_of_today_counts_whatever_day_an_address_asks_about(
    exchange: Exchange, secretariat: Person
) -> None:
    """Nicaragua was a full member then: what counts is whether it is on the list now."""
    page = look(secretariat, "invitation", "state/xaa")
    exchange.app.state.service.__dict__["campaign"] = campaign_list()
    exchange.invite("cooperation@nic.example.org", "authority", "state/nic")
    address = f"{LETTERS}?as_of=2022-01-01"
    forged = {"kind": "invitation", "state:state/nic": "yes"}
    assert secretariat.send(page, address, **forged).status_code == 403
    looked = f"{LETTERS}?kind=invitation&state=state/nic&as_of=2022-01-01"
    assert secretariat.client.get(looked).status_code == 403
    assert exchange.letters.sent == []
    assert askings(exchange) == []


def test_a_state_taken_off_the_list_gets_no_letter_that_waits(
    exchange: Exchange, secretariat: Person
) -> None:
    """What was asked before the board decided, and has not left, does not leave any more."""
    assert send(secretariat, "invitation", "state/xad") == 200
    (asking,) = askings(exchange)
    waits = asking.model_copy(update={"id": "asking/0123456789abcdef"})
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        begin(desk, waits, "ask", TERMINAL, utc_now())
        assert due(exchange, desk, exchange.app.state.service.campaign) == [waits.id]
        assert due(exchange, desk, CAMPAIGN_LISTS.parse(ALONE)) == []
        assert due(exchange, desk, campaign_list()) == []


def due(exchange: Exchange, desk: Store, rules: CampaignList) -> list[str | None]:
    """What askings the letters are of that a round would send now."""
    service, mail = exchange.app.state.service, exchange.app.state.access.settings.mail
    store, now = service.knowledge.store, utc_now()
    round_ = Round(desk, mail, now, lambda audience: service.knowledge.view(now.date(), audience))
    source = campaign_letters(rules, store, lambda: known_from_store(store))
    return [letter.record for letter in source(round_)]


def test_only_the_secretariat_sees_and_sends(exchange: Exchange, secretariat: Person) -> None:
    page = look(secretariat, "invitation", "state/xad")
    exchange.invite("board@example.org", "board")
    for mailbox in (ISLAND, "board@example.org"):
        person = exchange.signed_in(mailbox)
        exchange.letters.sent.clear()
        found = person.client.get(f"{LETTERS}?kind=invitation&state=state/xad")
        assert found.status_code == 403
        own = person.get("/en/desk")
        fields = {"kind": "invitation", "state:state/xad": "yes"}
        assert person.send(own, LETTERS, **fields).status_code == 403
        assert person.send(page, LETTERS, **fields).status_code == 403
        assert exchange.letters.sent == []


def test_a_suspended_focal_point_is_written_to_by_nobody(
    exchange: Exchange, secretariat: Person
) -> None:
    (point,) = exchange.app.state.access.desk.focal_points_at(ISLAND)
    with closing(create_store(exchange.desk, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, point.id, TERMINAL)
        move(desk, seen, "suspend", TERMINAL, utc_now())
    assert "has no focal point to which this letter goes" in look(
        secretariat, "invitation", "state/xaa"
    )
    assert send(secretariat, "invitation", "state/xaa") == 422
    assert exchange.letters.sent == []


def test_what_is_missing_is_told_and_sheets_come_along_without_formulas(
    exchange: Exchange, secretariat: Person
) -> None:
    assert send(secretariat, "sheet", "state/xad") == 200
    (letter,) = exchange.letters.sent
    files = {part.get_filename(): part for part in letter.iter_attachments()}
    assert set(files) == {"offers.xlsx", "demands.xlsx", "practices.xlsx"}
    book = load_workbook(BytesIO(files["offers.xlsx"].get_content()))
    sheet = book["offers"]
    ids = [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)]
    assert all(str(id_).startswith("offer/xad-") for id_ in ids)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows(min_row=2) for cell in row)


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_the_page_of_letters_says_so_where_nothing_was_chosen(
    secretariat: Person, lang: str
) -> None:
    found = secretariat.client.get(f"/{lang}/desk/campaign/letters?kind=invitation")
    assert found.status_code == 200
    assert secretariat.client.get(f"/{lang}/desk/campaign/letters?kind=x").status_code == 422
