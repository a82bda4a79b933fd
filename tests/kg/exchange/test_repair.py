"""The knowledge base put back from an older copy: the desk is told, and nothing is done twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import CoopgraphError
from kg.exchange.acceptance import Ledgers, accept, undo
from kg.exchange.conclusion import activity_of, confirm
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, begin, move, new_id, records_of, seen_record
from kg.exchange.parties import CLOCK, HOUSE, Who
from kg.exchange.repair import RESTS, SET_BACK, apart, repair
from kg.model.changes import NodeStatement, Withdrawal
from kg.model.desk_types import ContactRequest, Submission
from kg.store.opening import create_store, open_store
from tests.kg.exchange.people import NOW, PEOPLE, SECRETARIAT
from tests.kg.exchange.test_acceptance import ENTERED, OFFICE, proposed, stated

ISLAND = Who("authority", "state/xaa", "focalpoint/xaa")
OTHER = Who("authority", "state/xab", "focalpoint/xab")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ledgers(starter_copy: str, desk_url: str) -> Iterator[Ledgers]:
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(desk_url, room="desk")) as desk,
    ):
        yield Ledgers(knowledge, desk)


@pytest.fixture
def older(ledgers: Ledgers, starter_path: Path, tmp_path: Path) -> Iterator[Ledgers]:
    """The same desk over a knowledge base as it was before anything was accepted."""
    url = sqlite_url(Path(shutil.copy(starter_path, tmp_path / "older.db")))
    with closing(open_store(url, write=True)) as knowledge:
        yield Ledgers(knowledge, ledgers.desk)


def accepted(ledgers: Ledgers, **cells: str) -> Submission:
    seen = proposed(ledgers.desk, {**ENTERED, **cells})
    return accept(ledgers, seen, stated(ledgers.knowledge, seen), SECRETARIAT, NOW)


def confirmed(ledgers: Ledgers) -> ContactRequest:
    """Return a request that both sides confirmed, the one that was asked first."""
    demand = accepted(ledgers).record
    offer = next(row.id for row in ledgers.knowledge.nodes() if row.id.startswith("offer/xa"))
    new = ContactRequest(
        id=new_id(ContactRequest), asks=ISLAND.office, asked=OTHER.office,
        about=[demand or "", offer], text="Wells?",
    )  # fmt: skip
    begin(ledgers.desk, new, "ask", ISLAND, NOW)
    for act, who in (("accept", OTHER), ("start", ISLAND), ("conclude", OTHER)):
        move(ledgers.desk, again(ledgers, new), act, who, NOW)
    return confirm(ledgers, again(ledgers, new), ISLAND, NOW)


def again(ledgers: Ledgers, record: Any) -> Seen[Any]:
    return seen_record(ledgers.desk, type(record), record.id, HOUSE)


def test_where_both_hold_the_same_nothing_is_apart(ledgers: Ledgers) -> None:
    accepted(ledgers)
    confirmed(ledgers)
    before = ledgers.desk.point()
    assert list(apart(ledgers)) == list(repair(ledgers, LATER)) == []
    assert ledgers.desk.point() == before


def test_what_was_accepted_is_proposed_again_and_can_be_accepted_again(
    ledgers: Ledgers, older: Ledgers
) -> None:
    record = accepted(ledgers)
    assert [found.record for found in apart(older)] == [record]
    assert [found.after for found in repair(older, LATER)] == ["proposed"]
    seen: Seen[Submission] = again(older, record)
    assert (seen.record.state, seen.record.led_to) == ("proposed", None)
    assert seen.record.moved == LATER.isoformat()
    assert list(repair(older, LATER)) == []
    done = accept(older, seen, stated(older.knowledge, seen), SECRETARIAT, LATER)
    assert done.led_to == older.knowledge.point().token
    assert list(apart(older)) == []


def test_what_both_confirmed_is_confirmed_again_by_the_side_that_was_second(
    ledgers: Ledgers, older: Ledgers
) -> None:
    record = confirmed(ledgers)
    found = {each.record.id: each.after for each in repair(older, LATER)}
    assert found[record.id] == "concluded"
    seen: Seen[ContactRequest] = again(older, record)
    assert (seen.record.confirmed, seen.record.activity) == ([OTHER.office], None)
    with pytest.raises(CoopgraphError):
        confirm(older, seen, OTHER, LATER)
    demand = next(r for r in records_of(older.desk, Submission, HOUSE) if r.record)
    waiting: Seen[Submission] = again(older, demand)
    accept(older, waiting, stated(older.knowledge, waiting), SECRETARIAT, LATER)
    done = confirm(older, seen, ISLAND, LATER)
    assert older.knowledge.get([activity_of(done)])
    assert list(apart(older)) == []


def test_what_was_undone_or_taken_away_since_is_not_apart(ledgers: Ledgers) -> None:
    record = accepted(ledgers)
    request = confirmed(ledgers)
    activity = activity_of(request)
    for said in ledgers.knowledge.get([activity])[activity].statements:
        ledgers.knowledge.apply([Withdrawal(activity, said.source)])
    assert ledgers.knowledge.get([activity]) == {}
    assert list(apart(ledgers)) == []
    seen: Seen[Submission] = again(ledgers, record)
    other = accepted(ledgers, title="Otra cosa")
    undo(ledgers, again(ledgers, other), SECRETARIAT, NOW)
    assert list(apart(ledgers)) == []
    assert seen.record.state == "accepted"


def test_a_revision_of_the_same_number_is_another(ledgers: Ledgers, older: Ledgers) -> None:
    record = accepted(ledgers)
    change = NodeStatement(record.record or "", "source/coopgraph-examples", {"title": {"en": "W"}})
    older.knowledge.apply([change])
    assert older.knowledge.revision() == ledgers.knowledge.revision()
    assert [found.record.id for found in apart(older)] == [record.id]


def test_an_acceptance_without_a_record_is_looked_for_in_the_whole_history(
    ledgers: Ledgers, older: Ledgers
) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    token = ledgers.knowledge.point(1).token
    move(ledgers.desk, seen, "accept", SECRETARIAT, NOW, led_to=token)
    assert list(apart(ledgers)) == list(apart(older)) == []
    seen = proposed(ledgers.desk, ENTERED)
    move(ledgers.desk, seen, "accept", SECRETARIAT, NOW, led_to="0" * 64)
    assert len(list(apart(ledgers))) == 1


@pytest.mark.parametrize("who", [*PEOPLE, CLOCK], ids=lambda who: who.role or "clock")
def test_nobody_else_sets_anything_back(ledgers: Ledgers, who: Who) -> None:
    for record, said in ((accepted(ledgers), {}), (confirmed(ledgers), {"confirmed": ["x"]})):
        with pytest.raises(CoopgraphError):
            move(ledgers.desk, again(ledgers, record), SET_BACK, who, NOW, **said)


def test_each_table_with_the_step_has_something_to_rest_on() -> None:
    acts = {cls for cls, life in LIVES.items() if any(s.act == SET_BACK for s in life.steps)}
    assert acts == set(RESTS)
    for cls, rest in RESTS.items():
        assert LIVES[cls].step(SET_BACK, rest.state)
    assert all(
        step.act == SET_BACK for life in LIVES.values() for step in life.steps if "house" in step.by
    )


def test_drafts_and_what_waits_are_left_alone(ledgers: Ledgers, older: Ledgers) -> None:
    waiting = proposed(ledgers.desk, ENTERED)
    new = Submission(id=new_id(Submission), office=OFFICE, kind="demands", row=["[]"])
    begin(ledgers.desk, new, "draft", Who("authority", OFFICE, "focalpoint/x"), NOW)
    before = ledgers.desk.point()
    assert list(repair(older, LATER)) == []
    assert ledgers.desk.point() == before
    assert again(older, waiting.record) == waiting
