"""One list with two doors: the page and the document say the same, by age, filtered, in pages."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from ingest.entries import pairs_of
from ingest.findings import Finding, Item, Kept, Outcome
from ingest.held_rows import held_row, waiting_row
from kg.access.clock import utc_now
from kg.base.i18n import msg
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import Submission
from kg.store.opening import create_store
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import Exchange

ENTRY = {
    "title": "Wells for the islands", "sector": "14030", "languages": "en", "visibility": "states",
}  # fmt: skip
SECRETARIAT = "secretariat@example.org"


def hold(exchange: Exchange, title: str, file: str = "of.csv", at: datetime | None = None) -> str:
    """Let a row of a file wait; return its id."""
    why, fix = msg("“{word}” is not known.", word="Nada"), msg("Write a known id.")
    found = Finding(file, "row 2", "sector", "unknown-sector", Outcome.HELD, why, fix)
    kept = Kept("sheet", "offers", {"Título": title, "Sector": "Nada"},
                {"columns": {"Título": ["title", None], "Sector": ["sector", None]}})  # fmt: skip
    row = held_row(file, Item("row 2", (), (found,), kept), at or utc_now(), 90)
    with closing(create_store(exchange.desk, room="desk")) as desk:
        desk.keep_waiting([waiting_row(row)])
    return row.id


def test_both_are_in_one_list_the_oldest_first(exchange: Exchange) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    hold(exchange, "An old row", at=utc_now() - timedelta(days=3))
    island.enter("demands", "propose", **ENTRY)
    hold(exchange, "A new row")
    secretariat = exchange.signed_in(SECRETARIAT)
    page = secretariat.get("/en/desk/queue")
    assert "3 things wait for the secretariat" in page
    titles = re.findall(r'<li><a href="/en/desk/(?:held|entries)/[0-9a-f]{16}">([^<]+)</a>', page)
    assert titles == ["An old row", "Wells for the islands", "A new row"]
    assert "a new record" in page
    assert "5 working" not in page
    assert re.search(r"\d days left", page)
    assert "lapses in 8" in page
    assert "“Nada” is not known." in page
    assert "1 finding<" in page
    document = secretariat.client.get("/v1/desk/queue").json()
    assert [item["title"] for item in document["items"]] == titles
    assert all(item["due"] for item in document["items"])


def test_it_is_filtered_by_kind_office_file_and_state(exchange: Exchange) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    island.enter("demands", "propose", **ENTRY)
    hold(exchange, "A row", "a.csv")
    hold(exchange, "Another row", "b.csv")
    secretariat = exchange.signed_in(SECRETARIAT)
    for query, shown in {
        "kind=demands": {"Wells for the islands"},
        "kind=offers": {"A row", "Another row"},
        "of=b.csv": {"Another row"},
        "of=unit/example-ondavel-desk": {"Wells for the islands"},
        "state=held": {"A row", "Another row"},
        "state=proposed": {"Wells for the islands"},
        "state=late": set(),
        "state=nothing&kind=x": set(),
    }.items():
        page = secretariat.get(f"/en/desk/queue?{query}")
        found = re.findall(r'<li><a href="/en/desk/(?:held|entries)/[^"]+">([^<]+)</a>', page)
        assert set(found) == shown, query


def test_a_long_list_has_pages(exchange: Exchange) -> None:
    for n in range(30):
        hold(exchange, f"Row {n}")
    secretariat = exchange.signed_in(SECRETARIAT)
    first, second = (secretariat.get(f"/en/desk/queue?page={n}") for n in (1, 2))
    assert first.count('<li><a href="/en/desk/held/') == 25
    assert second.count('<li><a href="/en/desk/held/') == 5
    assert 'aria-current="page">2<' in second
    assert secretariat.client.get("/en/desk/queue?page=0").status_code == 422


def test_what_waits_too_long_is_late_in_words(exchange: Exchange) -> None:
    then, who = utc_now() - timedelta(days=30), Who("authority", ISLAND)
    new = Submission(
        id=new_id(Submission), office=ISLAND, kind="demands", row=pairs_of("demands", ENTRY),
        lang="en",
    )  # fmt: skip
    with closing(create_store(exchange.desk, room="desk")) as desk:
        begin(desk, new, "draft", who, then)
        move(desk, seen_record(desk, Submission, new.id, who), "propose", who, then)
    hold(exchange, "A row")
    secretariat = exchange.signed_in(SECRETARIAT)
    assert "1 is late" in secretariat.get("/en/desk/queue")
    late = secretariat.get("/en/desk/queue?state=late")
    assert re.search(r"2\d days late", late)
    assert "A row" not in late


@pytest.mark.parametrize("path", ["queue", "focal-points", "held/0123456789abcdef"])
def test_it_is_for_the_secretariat_alone(exchange: Exchange, path: str) -> None:
    exchange.invite("board@example.org", "board")
    for mailbox in ("desk@ondavel.example.org", "board@example.org"):
        person = exchange.signed_in(mailbox)
        assert person.client.get(f"/en/desk/{path}").status_code == 403
        assert "Queue" not in person.get("/en/desk")
    assert exchange.person().client.get(f"/en/desk/{path}").status_code == 303


def test_a_hostile_title_is_shown_as_text(exchange: Exchange) -> None:
    hold(exchange, "<script>alert(1)</script>", "<img src=x>.csv")
    page = exchange.signed_in(SECRETARIAT).client.get("/en/desk/queue").text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
