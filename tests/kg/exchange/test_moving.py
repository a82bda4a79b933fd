"""Records move by the steps of the tables, as whoever may take them, and in no other way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.exchange_errors import LeftOutError, NotAtThisStageError, NotYoursError
from kg.exchange.moving import begin, move, new_id, open_steps, records_of, seen_record
from kg.exchange.parties import CLOCK, Who, as_seen, sees
from kg.model.desk_types import ContactRequest, FocalPoint, Submission
from kg.store.protocol import Store
from tests.kg.exchange.people import (
    BOARD,
    HIGHLAND,
    ISLAND,
    NOW,
    PEOPLE,
    SECRETARIAT,
    STRANGER,
)


def a_submission(desk: Store) -> Submission:
    new = Submission(
        id=new_id(Submission), office=ISLAND.office, kind="demand", row=['["title","Agua"]']
    )
    return begin(desk, new, "draft", ISLAND, NOW)


def a_request(desk: Store) -> ContactRequest:
    new = ContactRequest(
        id=new_id(ContactRequest),
        asks=ISLAND.office,
        asked=HIGHLAND.office,
        about=["demand/x", "offer/y"],
        text="¿Podemos hablar?",
    )
    return begin(desk, new, "ask", ISLAND, NOW)


def after(desk: Store, record: ContactRequest, *acts: tuple[str, Who]) -> ContactRequest:
    for act, who in acts:
        record = move(desk, seen_record(desk, ContactRequest, record.id, who), act, who, NOW)
    return record


def test_a_submission_goes_round_and_is_accepted(desk: Store) -> None:
    id_ = a_submission(desk).id
    for act, who, said in (
        ("propose", ISLAND, {}),
        ("return", SECRETARIAT, {"remark": "Falta el plazo."}),
        ("draft", ISLAND, {"kind": "demand", "row": ['["title","Agua limpia"]']}),
        ("propose", ISLAND, {}),
        ("accept", SECRETARIAT, {"led_to": "token", "record": "demand/xaa/1"}),
    ):
        move(desk, seen_record(desk, Submission, id_, who), act, who, NOW, **said)
    found = seen_record(desk, Submission, id_, ISLAND).record
    assert (found.state, found.remark, found.record) == (
        "accepted", "Falta el plazo.", "demand/xaa/1",
    )  # fmt: skip
    assert found.row == ['["title","Agua limpia"]']
    assert [s.act for s in open_steps(found, SECRETARIAT)] == ["undo"]
    assert open_steps(found, ISLAND) == []


def test_what_the_other_side_has_not_confirmed_is_not_confirmed(desk: Store) -> None:
    record = after(
        desk, a_request(desk), ("accept", HIGHLAND), ("start", ISLAND), ("conclude", HIGHLAND)
    )
    assert record.confirmed == [HIGHLAND.office]
    seen = seen_record(desk, ContactRequest, record.id, HIGHLAND)
    with pytest.raises(NotYoursError):
        move(desk, seen, "confirm", HIGHLAND, NOW)
    done = move(desk, seen, "confirm", ISLAND, NOW, activity="activity/own/1")
    assert (done.state, done.activity) == ("confirmed", "activity/own/1")
    assert done.confirmed == sorted([ISLAND.office or "", HIGHLAND.office or ""])


def test_what_is_contested_goes_on(desk: Store) -> None:
    record = after(
        desk, a_request(desk),
        ("accept", HIGHLAND), ("start", HIGHLAND), ("conclude", HIGHLAND), ("contest", ISLAND),
    )  # fmt: skip
    assert (record.state, record.confirmed) == ("started", [])


def test_nobody_acts_for_others(desk: Store) -> None:
    record = a_request(desk)
    seen = seen_record(desk, ContactRequest, record.id, ISLAND)
    for who in PEOPLE:
        if who is not HIGHLAND:
            with pytest.raises(NotYoursError):
                move(desk, seen, "accept", who, NOW)
    with pytest.raises(NotYoursError):
        move(desk, seen, "lapse", SECRETARIAT, NOW)
    assert move(desk, seen, "lapse", CLOCK, NOW).state == "lapsed"


def test_what_leads_nowhere_is_told_with_what_can_be_done(desk: Store) -> None:
    record = a_submission(desk)
    with pytest.raises(NotAtThisStageError) as told:
        move(desk, seen_record(desk, Submission, record.id, ISLAND), "accept", ISLAND, NOW)
    assert "Save as draft" in told.value.sentence()
    assert told.value.status == 409


def test_what_a_step_needs_is_asked_for(desk: Store) -> None:
    record = a_submission(desk)
    move(desk, seen_record(desk, Submission, record.id, ISLAND), "propose", ISLAND, NOW)
    seen = seen_record(desk, Submission, record.id, SECRETARIAT)
    with pytest.raises(LeftOutError, match="Return with a remark"):
        move(desk, seen, "return", SECRETARIAT, NOW, remark="")
    new = ContactRequest(id="contact/1", asks=ISLAND.office, asked=HIGHLAND.office)
    with pytest.raises(LeftOutError):
        begin(desk, new, "ask", ISLAND, NOW)


def test_the_second_of_two_is_told(desk: Store) -> None:
    record = a_submission(desk)
    move(desk, seen_record(desk, Submission, record.id, ISLAND), "propose", ISLAND, NOW)
    first = seen_record(desk, Submission, record.id, SECRETARIAT)
    move(desk, first, "return", SECRETARIAT, NOW, remark="x")
    with pytest.raises(ConflictError):
        move(desk, first, "accept", SECRETARIAT, NOW, led_to="t")
    assert seen_record(desk, Submission, record.id, ISLAND).record.state == "returned"


def test_a_record_is_begun_once(desk: Store) -> None:
    record = a_submission(desk)
    with pytest.raises(ConflictError):
        begin(desk, record, "draft", ISLAND, NOW + timedelta(days=1))


def test_strangers_do_not_even_learn_that_it_is_there(desk: Store) -> None:
    submission, request = a_submission(desk), a_request(desk)
    for who in (STRANGER, BOARD):
        with pytest.raises(UnknownIdError):
            seen_record(desk, Submission, submission.id, who)
        with pytest.raises(UnknownIdError):
            seen_record(desk, ContactRequest, request.id, who)
        assert records_of(desk, Submission, who) == []
        assert records_of(desk, ContactRequest, who) == []
    with pytest.raises(UnknownIdError):
        seen_record(desk, Submission, request.id, SECRETARIAT)
    assert [r.id for r in records_of(desk, ContactRequest, HIGHLAND)] == [request.id]
    # A draft is its office's own.
    assert records_of(desk, Submission, SECRETARIAT) == []
    seen = seen_record(desk, Submission, submission.id, ISLAND)
    sent = move(desk, seen, "propose", ISLAND, NOW)
    assert records_of(desk, Submission, SECRETARIAT) == [sent]


def test_a_reason_is_seen_by_the_other_side_where_its_giver_says_so(desk: Store) -> None:
    for shown in (True, False):
        record = a_request(desk)
        seen = seen_record(desk, ContactRequest, record.id, HIGHLAND)
        told = move(desk, seen, "decline", HIGHLAND, NOW, reason="No cabe.", reason_shown=shown)
        assert as_seen(HIGHLAND, told).reason == "No cabe."
        assert as_seen(SECRETARIAT, told).reason == "No cabe."
        assert as_seen(ISLAND, told).reason == ("No cabe." if shown else None)


def test_a_focal_point_is_verified_and_suspended(desk: Store) -> None:
    new = FocalPoint(
        id="focalpoint/xaa",
        office=ISLAND.office,
        role="authority",
        mailbox="cooperation@xaa.example",
    )
    with pytest.raises(NotYoursError):
        begin(desk, new, "invite", ISLAND, NOW)
    begin(desk, new, "invite", SECRETARIAT, NOW)
    assert sees(ISLAND, new)
    assert not sees(HIGHLAND, new)
    for act, who, state in (
        ("verify", ISLAND, "active"), ("suspend", SECRETARIAT, "suspended"),
        ("resume", SECRETARIAT, "invited"),
    ):  # fmt: skip
        seen = seen_record(desk, FocalPoint, new.id, who)
        assert move(desk, seen, act, who, NOW).state == state
