"""What comes with time: lapses by the board's deadlines, whoever looks and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

from kg.exchange.clock_runs import overdue, run_clock
from kg.exchange.deadlines import DEADLINES, SHIPPED
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.model.desk_types import ContactRequest, Moving, Submission
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.kg.exchange.people import HIGHLAND, ISLAND, NOW, SECRETARIAT

DAYS = DEADLINES.named(SHIPPED)


def no_states(_office: str) -> tuple[str, ...]:
    return ()


def asked(desk: Store) -> ContactRequest:
    new = ContactRequest(
        id=new_id(ContactRequest), asks=ISLAND.office, asked=HIGHLAND.office, about=["demand/a"],
        text="x",
    )  # fmt: skip
    return begin(desk, new, "ask", ISLAND, NOW)


def entered(desk: Store) -> Submission:
    new = Submission(id=new_id(Submission), office=ISLAND.office, kind="offers", row=["[]"])
    return begin(desk, new, "draft", ISLAND, NOW)


def ran(desk: Store, days: int) -> list[str]:
    return [one.id for one in run_clock(desk, DAYS, no_states, NOW + timedelta(days=days))]


def test_what_is_not_answered_lapses_after_its_days_and_once(desk: Store) -> None:
    record: Moving = asked(desk)
    assert ran(desk, 45) == []
    assert ran(desk, 46) == [record.id]
    assert ran(desk, 47) == []
    lapsed = seen_record(desk, ContactRequest, record.id, SECRETARIAT).record
    assert (lapsed.state, lapsed.act, lapsed.by) == ("lapsed", "lapse", None)


def test_drafts_lapse_too_and_what_only_is_late_stays(desk: Store) -> None:
    draft, request = entered(desk), asked(desk)
    move(desk, seen_record(desk, ContactRequest, request.id, HIGHLAND), "accept", HIGHLAND, NOW)
    proposed = entered(desk)
    move(desk, seen_record(desk, Submission, proposed.id, ISLAND), "propose", ISLAND, NOW)
    assert ran(desk, 400) == [draft.id]


def test_what_somebody_did_meanwhile_counts(desk: Store) -> None:
    record, later = asked(desk), NOW + timedelta(days=46)
    ((found, act),) = overdue(desk, DAYS, no_states, later)
    assert (found.id, act) == (record.id, "lapse")
    seen = seen_record(desk, ContactRequest, record.id, HIGHLAND)
    move(desk, seen, "accept", HIGHLAND, later)
    assert ran(desk, 46) == []


def test_of_many_at_once_each_record_lapses_once(desk: Store, desk_url: str) -> None:
    ids = sorted(asked(desk).id for _ in range(5))

    def run(_number: int) -> list[str]:
        with closing(open_store(desk_url, write=True, room="desk")) as own:
            return ran(own, 46)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(id_ for each in pool.map(run, range(4)) for id_ in each) == ids
