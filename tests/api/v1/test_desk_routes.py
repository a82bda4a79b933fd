"""The desk as JSON: for the offices that it is of, for the secretariat, and for nobody else."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from coopgraph.cli.main import app as cli
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import held_row, waiting_row
from kg.access.clock import utc_now
from kg.base.i18n import msg
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest, FocalPoint
from kg.store.opening import open_store
from tests.api.asking import bearer, client_of, key_for
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import SECRETARIAT, Exchange, Person

ROUTES = ("focal-points", "queue", "contacts")


def asked(exchange: Exchange, asks: str, to: str) -> str:
    new = ContactRequest(
        id=new_id(ContactRequest), asks=asks, asked=to, about=["demand/x", "offer/y"], text="?"
    )
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        return begin(desk, new, "ask", Who("authority", asks), utc_now()).id


def held(exchange: Exchange) -> str:
    why = Finding("a.csv", "2", "", "x", Outcome.HELD, msg("Two may be meant."), msg("Say which."))
    row = held_row("a.csv", Item("2", (), (why,)), datetime.now(UTC) - timedelta(days=2), 90)
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        desk.keep_waiting([waiting_row(row)])
    return row.id


def read(person: Person, route: str, **headers: str) -> Any:
    return person.client.get(f"/v1/desk/{route}", headers=headers)


@pytest.fixture
def island(exchange: Exchange) -> Person:
    return exchange.signed_in("desk@ondavel.example.org")


@pytest.fixture
def secretariat(exchange: Exchange) -> Person:
    return exchange.signed_in("secretariat@example.org")


def test_the_public_and_keys_that_only_read_get_a_problem(exchange: Exchange) -> None:
    readers = [client_of(exchange.app)]
    for audience in ("states", "board"):
        shown = bearer(key_for(exchange.desk, audience)[0])
        readers.append(client_of(exchange.app, headers=shown))
    for reader in readers:
        for route in ROUTES:
            found = reader.get(f"/v1/desk/{route}")
            assert found.status_code == 403, route
            assert found.headers["content-type"] == "application/problem+json"
            assert found.json()["code"] == "audience"


def test_an_office_reads_its_own(exchange: Exchange, island: Person) -> None:
    own = asked(exchange, ISLAND, OTHER)
    asked(exchange, OTHER, "unit/example-third-desk")
    held(exchange)
    found = read(island, "contacts")
    assert [one["id"] for one in found.json()["contacts"]] == [own]
    assert found.json()["contacts"][0]["from"] == ISLAND
    points = read(island, "focal-points").json()["focal_points"]
    assert [one["office"] for one in points] == [ISLAND]
    assert read(island, "queue").json()["items"] == []


def test_the_secretariat_reads_all_as_the_command_line_gives_it(
    exchange: Exchange, island: Person, secretariat: Person
) -> None:
    row = held(exchange)
    asked(exchange, ISLAND, OTHER)
    island.enter("demands", "propose", title="Wells", summary="Clean water", sector="14030",
                 visibility="public")  # fmt: skip
    queue = read(secretariat, "queue").json()
    assert queue["items"][0]["id"] == row
    assert [one["office"] for one in queue["items"]] == [None, ISLAND]
    for route in ROUTES:
        command = [
            "desk",
            route,
            "--json",
            "--lang",
            "en",
            "--store",
            exchange.url,
            "--desk",
            exchange.desk,
        ]
        told = CliRunner().invoke(cli, command)
        assert told.exit_code == 0, told.output
        assert json.loads(told.stdout) == read(secretariat, route).json()


def test_who_asks_for_less_asks_as_nobody(secretariat: Person) -> None:
    assert secretariat.client.get("/v1/desk/contacts?audience=states").status_code == 403


def test_answers_are_kept_by_nobody_and_known_by_their_tag(
    exchange: Exchange, island: Person, secretariat: Person
) -> None:
    asked(exchange, ISLAND, OTHER)
    first = read(island, "contacts")
    assert first.headers["cache-control"] == "no-store"
    tag = first.headers["etag"]
    assert read(island, "contacts", **{"If-None-Match": tag}).status_code == 304
    # The same contents for somebody else: another tag, so that nothing is learnt by trying.
    assert read(secretariat, "contacts").json() == first.json()
    assert read(secretariat, "contacts", **{"If-None-Match": tag}).status_code == 200
    # What waits is no part of a revision, and counts all the same.
    before = read(secretariat, "queue").headers["etag"]
    held(exchange)
    assert read(secretariat, "queue", **{"If-None-Match": before}).status_code == 200


def test_who_is_suspended_reads_no_more(exchange: Exchange, island: Person) -> None:
    points = read(island, "focal-points").json()["focal_points"]
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, points[0]["id"], SECRETARIAT)
        move(desk, seen, "suspend", SECRETARIAT, utc_now())
    assert read(island, "contacts").status_code == 403
