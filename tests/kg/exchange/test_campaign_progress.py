"""How the campaign comes on, from what both ledgers remember."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.exchange.campaign import Campaign, totals
from kg.exchange.campaign_list import CAMPAIGN_LISTS
from kg.exchange.campaign_progress import Spell, days_told, progress
from kg.exchange.confirmations import confirm_records
from kg.exchange.moving import begin, move, records_of, seen_record
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW, SECRETARIAT

FILE, OFFICE = "source/file", "org/agency-{}"
RULES = CAMPAIGN_LISTS.parse(
    'campaign_list: a\nversion: "1"\nbody: org/body\nstanding: {status: proposed}\n'
)
STATES = ("hnd", "col", "hti")
LONG_AGO = (utc_now().date() - timedelta(days=200)).isoformat()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def knowledge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Three states of a body, one with an offer confirmed years ago, one with one never was."""
    neo4j = request.param == "neo4j"
    url = request.getfixturevalue("fresh_neo4j") if neo4j else sqlite_url(tmp_path / "k.db")
    with closing(create_store(url)) as store:
        store.apply([
            NodeStatement(FILE, FILE, {"title": {"en": "A file"}}),
            NodeStatement("org/body", FILE, {"name": {"en": "A body"}}),
        ])  # fmt: skip
        for code in STATES:
            state, office = f"state/{code}", OFFICE.format(code)
            store.apply([
                *(NodeStatement(id_, FILE, {"name": {"en": id_}}) for id_ in (state, office)),
                RelationStatement(RelationKey("MEMBER_OF", state, "org/body"), FILE,
                                  {"status": "member"}),
                RelationStatement(RelationKey("PART_OF", office, state), FILE),
            ])  # fmt: skip
        for code, more in (("hnd", {"confirmed_on": LONG_AGO}), ("col", {})):
            id_ = f"offer/{code}"
            store.apply([
                NodeStatement(id_, FILE, {"title": {"es": "X"}, **more}),
                RelationStatement(RelationKey("DECLARES", f"state/{code}", id_), FILE),
            ])  # fmt: skip
        yield store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as store:
        yield store


def campaign(knowledge: Store, desk: Store, day: date) -> Campaign:
    view = View(snapshot_of(knowledge, "board"), day)
    return Campaign(view, RULES, records_of(desk, FocalPoint, SECRETARIAT))


def test_months_end_and_today_come_last() -> None:
    days = days_told(date(2026, 3, 15))
    assert len(days) == 13
    assert (days[0], days[-2], days[-1]) == (
        date(2025, 3, 31), date(2026, 2, 28), date(2026, 3, 15),
    )  # fmt: skip


def test_what_is_known_of_each_day_is_told_and_ends_with_the_totals(
    knowledge: Store, desk: Store
) -> None:
    today = datetime.fromisoformat(str(knowledge.updated())).date()
    point = FocalPoint(id="focalpoint/a", office=OFFICE.format("hti"), role="authority",
                       mailbox="a@b.example")  # fmt: skip
    begin(desk, point, "invite", SECRETARIAT, NOW)
    found = campaign(knowledge, desk, today)
    assert [p.focal_points for p in progress(knowledge, desk, found)] == [0] * 13
    seen = seen_record(desk, FocalPoint, point.id, SECRETARIAT)
    move(desk, seen, "verify", SECRETARIAT, NOW, verified=today.isoformat())
    confirm_records(knowledge, OFFICE.format("col"), ["offer/col"], today)
    found = campaign(knowledge, desk, today)
    told = progress(knowledge, desk, found)
    last, counts = told[-1], totals(found)
    assert (last.on_list, last.focal_points, last.contributed, last.confirmed) == (
        counts.on_list, counts.focal_points, counts.contributed, counts.confirmed,
    )  # fmt: skip
    assert (last.on_list, last.focal_points, last.contributed) == (3, 1, 2)
    by_day = {one.day: one for one in told}
    before = max(day for day in by_day if day < LONG_AGO)
    after = min(day for day in by_day if day >= LONG_AGO)
    assert (by_day[before].contributed, by_day[before].confirmed) == (0, 0)
    assert (by_day[after].contributed, by_day[after].confirmed) == (1, 1)


def test_a_spell_holds_from_its_first_day_up_to_its_end() -> None:
    spell = Spell(date(2026, 1, 2), date(2026, 1, 4))
    assert [spell.holds(date(2026, 1, day)) for day in range(1, 5)] == [False, True, True, False]
    assert Spell(date(2026, 1, 2)).holds(date(2030, 1, 1))
