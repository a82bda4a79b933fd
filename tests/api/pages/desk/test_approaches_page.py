"""Approaches on their pages, for the board and secretariat: from a verdict to an agreement."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from kg.access.clock import utc_now
from kg.exchange.approach_acts import agreement_of, approach_id
from kg.exchange.moving import records_of
from kg.exchange.parties import Who
from kg.model.desk_types import Approach
from kg.store.opening import open_store
from tests.api.asking import client_of
from tests.api.pages.desk.office import Exchange, Person

PARTNER = "org/mercosur"
NUMBER = approach_id("org/oas", PARTNER).partition("/")[2]
PATH = f"/en/desk/approaches/{NUMBER}"
NEW = f"/en/desk/approaches/new?partner={PARTNER}"
DECIDED = {
    "act": "decide", "day": "2026-03-01", "decision": "Decision 3, 2026-03-01", "text": "",
    "next_step": "Write to the GCI", "next_day": "2026-03-15", "in_charge": "org/oas",
}  # fmt: skip
SIGNED = {
    "day": "2026-05-02", "document": "SG/ct 9/26", "title": "Framework agreement", "kind": "mou",
    "seen_by": "public", "decision": "Decision 8",
}  # fmt: skip


@pytest.fixture
def board(exchange: Exchange) -> Person:
    exchange.invite("board@example.org", "board")
    return exchange.signed_in("board@example.org")


def begun(person: Person, **more: str) -> Any:
    return person.send(person.get(NEW), NEW, **{**DECIDED, **more})


def step(person: Person, act: str, **fields: str) -> Any:
    page = person.get(f"{PATH}?step={act}")
    return person.send(page, PATH, act=act, **fields)


def public(exchange: Exchange, path: str) -> str:
    """Return what the public reads, without the number of the revision."""
    return re.sub(r"(?i)revision\W+\d+", "", client_of(exchange.app).get(path).text)


def kept(exchange: Exchange) -> list[Approach]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return records_of(desk, Approach, Who("board"))


def test_it_starts_from_the_verdict_of_a_partner(board: Person) -> None:
    assert f"new?partner={PARTNER}" in board.get("/en/partners")
    assert f"new?partner={PARTNER}" in board.get("/en/desk/approaches")
    page = board.get(NEW)
    assert "Right door" in page
    answer = begun(board)
    assert answer.status_code == 200
    assert str(answer.url).endswith(PATH)
    found = board.get("/en/desk/approaches")
    assert f"new?partner={PARTNER}" not in found
    late = (utc_now().date() - date(2026, 3, 15)).days
    assert f"{late} days late" in found
    shown = board.get("/en/partners")
    assert "Approach: decided · March 1, 2026" in shown


def test_from_contact_to_an_agreement_that_the_ranking_counts(
    exchange: Exchange, board: Person
) -> None:
    begun(board)
    step(board, "contact", day="2026-03-20", channel="letter", addressed="unit/mercosur-gci",
         document="AICD/JD/1/26", next_step="Wait", next_day="2026-04-10")  # fmt: skip
    step(board, "answer", day="2026-04-01")
    step(board, "meet", day="2026-04-10")
    step(board, "meet", day="2026-04-20", text="A second meeting on fields")
    step(board, "negotiate", day="2026-04-25")
    page = board.get(PATH)
    assert page.count("A meeting was held") >= 2
    assert "A second meeting on fields" in page
    assert "letter" in page
    assert step(board, "sign", **SIGNED).status_code == 200
    (record,) = kept(exchange)
    assert record.state == "signed"
    public = client_of(exchange.app)
    node = public.get(f"/en/node/{agreement_of(record)}")
    assert node.status_code == 200
    assert "SG/ct 9/26" in node.text
    partners = board.client.get("/v1/partners?top=60").json()["results"]
    (one,) = (p for p in partners if p["id"] == PARTNER)
    assert agreement_of(record) in [link["id"] for link in one["links"]]
    assert one["approach"]["status"] == "signed"


def test_a_signing_is_undone_with_a_button(exchange: Exchange, board: Person) -> None:
    begun(board)
    step(board, "contact", day="2026-03-20", channel="letter")
    step(board, "meet", day="2026-04-10")
    step(board, "sign", **SIGNED)
    (record,) = kept(exchange)
    page = board.get(PATH)
    assert board.send(page, PATH, act="take back").status_code == 200
    assert kept(exchange)[0].state == "in negotiation"
    assert client_of(exchange.app).get(f"/en/node/{agreement_of(record)}").status_code == 404


def test_what_is_wrong_is_shown_with_all_that_was_typed(board: Person) -> None:
    later = (utc_now().date() + timedelta(days=3)).isoformat()
    answer = begun(board, day=later, decision="", next_day="", document="javascript:alert(1)",
                   in_charge="org/segib", text="We asked")  # fmt: skip
    assert answer.status_code == 422
    for text in ("Write a day; it has passed.", "This is needed.", "A next step has a text",
                 "Write a link that begins", "Choose an office", "We asked"):  # fmt: skip
        assert text in answer.text, text
    assert board.client.get(PATH).status_code == 404


def test_no_person_is_named(board: Person) -> None:
    answer = begun(board, text="Write to Dr. Juana Pérez, juana.perez@example.org")
    assert answer.status_code == 422
    assert "Write nothing of a person here" in answer.text


def test_nobody_else_learns_of_it(exchange: Exchange, board: Person) -> None:
    before = {path: public(exchange, path) for path in _PUBLIC}
    begun(board)
    step(board, "close", day="2026-04-01", reason="It has other priorities", decision="Decision 4")
    for path, text in before.items():
        assert public(exchange, path) == text, path
    authority = exchange.signed_in("desk@ondavel.example.org")
    for path in ("/en/desk/approaches", PATH, NEW, "/en/desk/transfers"):
        assert authority.client.get(path, follow_redirects=True).status_code in (403, 404), path
    assert authority.client.get("/v1/desk/approaches").status_code == 403
    for path in ("/en/desk", "/en/node/org/mercosur"):
        assert "It has other priorities" not in authority.get(path)
    assert "It has other priorities" in board.get("/en/partners")


def test_a_verdict_is_not_altered_by_a_closed_approach(board: Person) -> None:
    def verdict() -> tuple[str, int]:
        found = board.client.get("/v1/partners?top=60").json()["results"]
        (one,) = (p for p in found if p["id"] == PARTNER)
        return one["verdict"], one["score"]

    before = verdict()
    begun(board)
    step(board, "close", day="2026-04-01", reason="No", decision="Decision 4")
    assert verdict() == before


def test_the_secretariat_finds_it_on_its_desk(exchange: Exchange, board: Person) -> None:
    begun(board)
    secretariat = exchange.signed_in("secretariat@example.org")
    page = secretariat.get("/en/desk")
    assert f"/desk/approaches/{NUMBER}" in page
    assert step(secretariat, "contact", day="2026-03-20", channel="letter").status_code == 200
    document = secretariat.client.get("/v1/desk/approaches").json()
    (one,) = document["approaches"]
    assert [s["act"] for s in one["steps"]] == ["decide", "contact"]
    assert (one["partner"], one["state"]) == (PARTNER, "contacted")
    assert one["steps"][1]["said"] == {"channel": "letter"}


_PUBLIC = ("/en/node/org/mercosur", "/en/node/org/iacd", "/en/initiatives",
           "/v1/nodes/org/mercosur", "/v1/neighbourhood/org/mercosur")  # fmt: skip
