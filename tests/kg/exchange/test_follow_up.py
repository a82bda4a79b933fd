"""What came of the exchange: counted by the history of the desk, told to those it is for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from kg.base.errors import BadOptionError, ForbiddenError
from kg.exchange.campaign_list import campaign_list
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.follow_up import first_day, follow_up_document, pressing
from kg.exchange.listed_states import listed_states
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.desk_types import ContactRequest, Submission
from kg.model.documents import FollowUp
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.kg.exchange.declared import declared, source
from tests.kg.exchange.people import BOARD, NOW, SECRETARIAT

HONDURAS = Who("authority", "state/hnd", "focalpoint/hnd")
COLOMBIA = Who("authority", "state/col", "focalpoint/col")
PERU = Who("authority", "state/per", "focalpoint/per")
INVENTED = Who("authority", "unit/example-ondavel-desk", "focalpoint/ondavel")
BODY = Who("partner_body", "org/segib", "focalpoint/segib")
TODAY = NOW.date()
LIST = campaign_list()


@pytest.fixture
def knowledge(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            source(),
            *declared("demand/water", "state/hnd", "states"),
            *declared("offer/water", "state/col", "public"),
            *declared("demand/air", "state/hnd", "public", "sector/dac/21050"),
        ])  # fmt: skip
        yield store


@pytest.fixture
def view(knowledge: Store) -> View:
    return View(snapshot_of(knowledge, "board"), TODAY)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def a_request(
    desk: Store, asks: Who, asked: Who, days: float, *acts: tuple[str, Who, float]
) -> str:
    at = ago(days)
    record = begin(
        desk,
        ContactRequest(
            id=new_id(ContactRequest), asks=asks.office, asked=asked.office,
            about=["demand/water", "offer/water"], text="?",
        ),
        "ask", asks, at,
    )  # fmt: skip
    for act, who, later in acts:
        at += timedelta(days=later)
        move(desk, seen_record(desk, ContactRequest, record.id, who), act, who, at)
    return record.id


def a_submission(desk: Store, who: Who, days: float, decided: float | None = None) -> None:
    record = begin(
        desk,
        Submission(id=new_id(Submission), office=who.office, kind="demands", row=['["title","x"]']),
        "draft", who, ago(days),
    )  # fmt: skip
    move(desk, seen_record(desk, Submission, record.id, who), "propose", who, ago(days))
    if decided is not None:
        seen = seen_record(desk, Submission, record.id, SECRETARIAT)
        move(desk, seen, "accept", SECRETARIAT, ago(days - decided), led_to="t")


def told(desk: Store | None, view: View, who: Who, since: date | None = None) -> FollowUp:
    return follow_up_document(DeskInquiry(desk, who, TODAY, "en"), view, LIST, since)


def a_story(desk: Store) -> None:
    a_request(
        desk, HONDURAS, COLOMBIA, 100,
        ("accept", COLOMBIA, 2), ("start", HONDURAS, 1), ("conclude", COLOMBIA, 10),
        ("confirm", HONDURAS, 5),
    )  # fmt: skip
    a_request(desk, HONDURAS, COLOMBIA, 80, ("decline", COLOMBIA, 4))
    a_request(desk, COLOMBIA, HONDURAS, 60)
    a_request(desk, PERU, COLOMBIA, 3, ("accept", COLOMBIA, 0.5))
    a_submission(desk, HONDURAS, 30, 3)
    a_submission(desk, HONDURAS, 20)


# --- what is counted


def test_it_counts_each_request_once_in_each_step(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, SECRETARIAT)
    assert (found.asked, found.accepted, found.declined) == (4, 2, 1)
    assert (found.started, found.concluded, found.confirmed) == (1, 1, 1)
    assert (found.entered, found.posted, found.offers, found.demands) == (1, 3, 1, 2)
    assert found.period.first == ago(100).date().isoformat()
    assert found.own is None


def test_what_is_declined_and_asked_again_counts_once_and_is_answered_twice(
    desk: Store, view: View
) -> None:
    id_ = a_request(desk, HONDURAS, COLOMBIA, 50, ("decline", COLOMBIA, 1))
    seen = seen_record(desk, ContactRequest, id_, HONDURAS)
    move(desk, seen, "reopen", HONDURAS, ago(40), text="Again?")
    seen = seen_record(desk, ContactRequest, id_, COLOMBIA)
    move(desk, seen, "accept", COLOMBIA, ago(37))
    found = told(desk, view, SECRETARIAT)
    assert (found.asked, found.accepted, found.declined) == (1, 1, 1)
    assert (found.answers.answered, found.answers.median) == (2, 2.0)


def test_a_period_counts_what_happened_in_it(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, SECRETARIAT, ago(99).date())
    # Asked before, accepted after the first day.
    assert (found.asked, found.accepted, found.confirmed) == (3, 2, 1)
    assert told(desk, view, SECRETARIAT, TODAY).asked == 0
    assert told(desk, view, SECRETARIAT, date(2030, 1, 1)).period.first == TODAY.isoformat()


def test_an_earlier_day_knows_nothing_of_later_moves(desk: Store, view: View) -> None:
    a_story(desk)
    then = DeskInquiry(desk, SECRETARIAT, ago(85).date(), "en")
    found = follow_up_document(then, view, LIST)
    assert (found.asked, found.started, found.concluded) == (1, 1, 1)
    assert (found.confirmed, found.declined, found.entered) == (0, 0, 0)


def test_time_to_answer_is_told_with_its_spread(desk: Store, view: View) -> None:
    for days in (1, 2, 3, 10):
        a_request(desk, HONDURAS, COLOMBIA, 40, ("accept", COLOMBIA, days))
    a_request(desk, HONDURAS, COLOMBIA, 40)
    answers = told(desk, view, SECRETARIAT).answers
    assert (answers.quarter, answers.median, answers.three_quarters) == (1.8, 2.5, 4.8)
    assert (answers.answered, answers.waiting) == (4, 1)
    a_submission(desk, HONDURAS, 30, 3)
    decisions = told(desk, view, SECRETARIAT).decisions
    assert (decisions.median, decisions.answered, decisions.waiting) == (3.0, 1, 0)


def test_weeks_add_up(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, SECRETARIAT)
    for field in ("entered", "asked", "started", "concluded", "confirmed"):
        assert sum(getattr(week, field) for week in found.weeks) == getattr(found, field)
    days = [date.fromisoformat(week.first) for week in found.weeks]
    assert {day.weekday() for day in days} == {0}
    assert days[0] <= ago(100).date() < days[0] + timedelta(days=7)
    assert days[-1] <= TODAY < days[-1] + timedelta(days=7)


def test_a_long_period_shows_its_last_year_of_weeks(desk: Store, view: View) -> None:
    assert len(told(desk, view, SECRETARIAT, date(2020, 1, 1)).weeks) == 53


def test_what_nobody_meets_is_told_by_sector_and_region(view: View, desk: Store) -> None:
    found = told(desk, view, SECRETARIAT)
    assert found.matched == 1
    (only,) = found.unmet
    assert (only.sector, only.demands) == ("sector/dac/210", 1)
    assert [(one.region, one.demands) for one in only.regions] == [("region/central-america", 1)]


def test_late_is_what_somebody_waits_for_after_its_last_day(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, SECRETARIAT)
    # A request of 60 days without answer, an entry of 20 days without decision.
    assert [one.waits_for for one in found.late_records] == ["state/hnd", None]
    assert found.late == 2
    assert [one.state for one in found.late_records] == ["sent", "proposed"]


def test_what_presses_is_counted_without_the_history(desk: Store, view: View) -> None:
    a_story(desk)
    a_request(desk, INVENTED, Who("authority", "unit/example-lirvanne-desk"), 60)
    real, made_up = pressing(DeskInquiry(desk, SECRETARIAT, TODAY, "en"), view)
    found = told(desk, view, SECRETARIAT)
    assert found.examples is not None
    assert real == (found.late, sum(one.demands for one in found.unmet)) == (2, 1)
    assert made_up.late == found.examples.late == 1
    assert pressing(DeskInquiry(desk, PERU, TODAY, "en"), view)[0].late == 0


def test_examples_are_counted_apart(desk: Store, view: View) -> None:
    a_story(desk)
    before = told(desk, view, SECRETARIAT)
    a_request(desk, INVENTED, Who("authority", "unit/example-lirvanne-desk"), 5)
    a_submission(desk, INVENTED, 9, 1)
    after = told(desk, view, SECRETARIAT)
    counts = {"asked", "entered", "posted", "late", "unmet", "states", "weeks", "matched"}
    assert after.model_dump(include=counts) == before.model_dump(include=counts)
    assert after.examples is not None
    assert (after.examples.asked, after.examples.entered) == (1, 1)


def test_without_a_desk_nothing_has_happened_yet(view: View) -> None:
    found = told(None, view, SECRETARIAT)
    assert (found.revision, found.asked, found.posted) == (0, 0, 3)
    assert found.answers.median is None


# --- who is told what


def test_the_secretariat_sees_each_state_of_the_list_by_name(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, SECRETARIAT)
    assert len(found.states) == found.list_.states == len(listed_states(view, LIST)) > 30
    labels = [one.label for one in found.states]
    assert labels == sorted(labels)
    by_id = {one.id: one for one in found.states}
    colombia = by_id["state/col"]
    assert (colombia.asked, colombia.answers.median, colombia.late) == (3, 2.0, 0)
    assert (by_id["state/hnd"].asked, by_id["state/hnd"].late) == (1, 1)
    assert (by_id["state/hnd"].posted, by_id["state/per"].posted) == (2, 0)


def test_the_board_sees_totals_alone(desk: Store, view: View) -> None:
    a_story(desk)
    board, all_ = told(desk, view, BOARD), told(desk, view, SECRETARIAT)
    assert (board.asked, board.late) == (all_.asked, all_.late)
    assert board.states == []
    assert board.late_records == []
    assert "state/" not in board.model_dump_json()


def test_an_office_sees_its_own(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, HONDURAS)
    assert (found.asked, found.posted, found.entered) == (3, 2, 1)
    assert [one.id for one in found.states] == ["state/hnd"]
    assert found.own is not None
    assert found.own.id == "state/hnd"
    assert "state/per" not in found.model_dump_json()


def test_a_body_sees_its_own_and_no_state(desk: Store, view: View) -> None:
    a_story(desk)
    found = told(desk, view, BODY)
    assert found.states == []
    assert found.asked == found.posted == 0


def test_who_is_nobody_to_the_desk_is_told_nothing(desk: Store, view: View) -> None:
    with pytest.raises(ForbiddenError):
        told(desk, view, Who("authority"))


def test_what_others_do_moves_nothing_of_what_an_office_is_told(desk: Store, view: View) -> None:
    a_request(desk, HONDURAS, COLOMBIA, 10, ("accept", COLOMBIA, 2))
    before = told(desk, view, HONDURAS)
    a_request(desk, PERU, COLOMBIA, 200, ("accept", COLOMBIA, 1))
    a_submission(desk, PERU, 300, 40)
    after = told(desk, view, HONDURAS)
    assert after.model_dump(exclude={"revision"}) == before.model_dump(exclude={"revision"})


def test_a_first_day_is_a_day() -> None:
    assert first_day(None) is first_day(" ") is None
    assert first_day("2026-11-01") == date(2026, 11, 1)
    with pytest.raises(BadOptionError):
        first_day("yesterday")
