"""What waits of a record: its end, and that nobody confirmed it; by the board's own days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.exchange.deadlines import DEADLINES, Freshness, freshness
from kg.exchange.own_statements import OwnRecord
from kg.exchange.record_freshness import confirmed_day, waits
from kg.graph.openness import last_confirmed
from kg.model.changes import RelationKey
from kg.model.records import NodeRecord, RelationRecord, Statement
from tests.graphs import view_of

TODAY = date(2026, 11, 23)
LIMITS = Freshness(stale=365, ending=30)
ID = "offer/o"


def own(props: dict[str, Any], *confirmed: str) -> OwnRecord:
    relations = [
        RelationRecord(
            RelationKey("CONFIRMS", f"org/{number}", ID),
            (Statement("source/x", f"org/{number} {ID}", {"since": day}),),
        )
        for number, day in enumerate(confirmed)
    ]
    return OwnRecord(NodeRecord(ID, (Statement("source/x", ID, props),)), relations, "unit/u")


@pytest.mark.parametrize(
    ("props", "confirmed", "found"),
    [
        ({}, (), [("never", 0)]),
        ({"confirmed_on": "2026-11-01"}, (), []),
        ({"confirmed_on": "2025-11-23"}, (), []),
        ({"confirmed_on": "2025-11-22"}, (), [("stale", 366)]),
        ({"confirmed_on": "2025-11-22"}, ("2026-01-01",), []),
        # A day to come is no confirmation yet.
        ({"confirmed_on": "2026-11-24"}, (), [("never", 0)]),
        ({"ends": "2026-12-23"}, ("2026-11-01",), [("ends", 30)]),
        ({"ends": "2026-12-24"}, ("2026-11-01",), []),
        ({"ends": "2026-11-23"}, ("2026-11-01",), [("ends", 0)]),
        ({"ends": "2026-11-22"}, (), [("ended", 1), ("never", 0)]),
        ({"ends": "2026-11-22", "status": "partly_met"}, (), [("ended", 1), ("never", 0)]),
        ({"ends": "2026-11-22", "status": "met"}, (), []),
        ({"status": "withdrawn"}, (), []),
    ],
)
def test_what_waits(
    props: dict[str, Any], confirmed: tuple[str, ...], found: list[tuple[str, int]]
) -> None:
    record = own(props, *confirmed)
    assert [(each.reason, each.days) for each in waits(record, TODAY, LIMITS)] == found


@pytest.mark.parametrize("stated", [None, "2026-03-01", "2027-01-01"])
@pytest.mark.parametrize("days", [(), ("2026-02-01",), ("2026-04-01", "2026-01-01")])
def test_a_view_and_the_statements_tell_the_same_day(
    stated: str | None, days: tuple[str, ...]
) -> None:
    props = {"confirmed_on": stated} if stated else {}
    lines = "\n".join(f"org/{n} CONFIRMS {ID} - {day}" for n, day in enumerate(days))
    view = view_of(lines, {ID: props})
    found = confirmed_day(own(props, *days), view.as_of)
    assert last_confirmed(view, view.index(ID)) == (found.isoformat() if found else None)


def test_the_board_owns_the_days() -> None:
    head = 'deadlines: x\nversion: "1"\nstanding: {status: proposed}\nlimits: []\n'
    assert DEADLINES.parse(head).freshness == Freshness()
    parsed = DEADLINES.parse(head + "freshness: {stale: 100, ending: 10}\n")
    assert parsed.freshness == Freshness(stale=100, ending=10)
    assert freshness() == Freshness(stale=365, ending=30)
    mistakes = DEADLINES.check(head + "freshness: {stale: 0}\n")
    assert [mistake.line for mistake in mistakes] == [5]
