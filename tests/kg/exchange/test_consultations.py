"""Consultations: who sees what when, no answer too early or too late, the end is one write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.exchange.clock_runs import run_clock
from kg.exchange.consultations import (
    BadEndError,
    ConsultationOverError,
    NobodyAskedError,
    act_on,
    close,
    digest,
    draw_up,
    extend,
    open_at_once,
    open_consultation,
    settle,
)
from kg.exchange.deadlines import DEADLINES, SHIPPED
from kg.exchange.exchange_errors import NotAtThisStageError, NotYoursError
from kg.exchange.moving import Seen, begun, records_of, seen_record, stepped, write_all
from kg.exchange.parties import CLOCK, Who
from kg.model.desk_types import Consultation, Response
from kg.store.protocol import Store
from tests.kg.exchange.consulted import GUIDELINE, UNTIL, drawn_up, opened
from tests.kg.exchange.people import (
    BOARD,
    HIGHLAND,
    ISLAND,
    NOW,
    PARTNER,
    PEOPLE,
    SECRETARIAT,
    STRANGER,
)

KEEPS = {SECRETARIAT, BOARD}
RULES = DEADLINES.named(SHIPPED)


def readers(desk: Store, cls: type[Consultation | Response], id_: str) -> set[Who]:
    found = set()
    for who in PEOPLE:
        try:
            seen_record(desk, cls, id_, who)
        except UnknownIdError:
            assert id_ not in {one.id for one in records_of(desk, cls, who)}
        else:
            found.add(who)
    return found


def run(desk: Store, days: int) -> list[str]:
    later = NOW + timedelta(days=days)
    return [one.id for one in run_clock(desk, RULES, lambda _office: (), later)]


def test_its_text_is_kept_whole_with_its_digest(desk: Store) -> None:
    record = drawn_up(desk).record
    assert (record.text, record.digest) == (GUIDELINE, digest(GUIDELINE))
    assert record.by == "board"


def test_who_is_asked_sees_it_from_the_opening_on_and_nobody_else_ever(desk: Store) -> None:
    consulted = drawn_up(desk)
    assert readers(desk, Consultation, consulted.id) == KEEPS
    open_consultation(desk, consulted.seen(), UNTIL, SECRETARIAT, NOW)
    assert readers(desk, Consultation, consulted.id) == {*KEEPS, ISLAND, HIGHLAND, PARTNER}
    assert STRANGER not in readers(desk, Consultation, consulted.id)


def test_a_position_is_seen_by_others_when_it_closes_and_a_comment_by_no_other_body(
    desk: Store,
) -> None:
    other_body = Who("partner_body", "org/xother", "focalpoint/other")
    consulted = opened(desk, invited=[PARTNER.office, other_body.office])
    position = consulted.say(ISLAND, "rule/near", "supports")
    comment = consulted.say(PARTNER, "rule/near", "reserves", "Hm.")
    draft = consulted.say(HIGHLAND, "", "supports", give=False)
    assert readers(desk, Response, position.id) == {ISLAND, *KEEPS}
    assert readers(desk, Response, comment.id) == {PARTNER, *KEEPS}
    assert readers(desk, Response, draft.id) == {HIGHLAND}
    consulted.close()
    assert readers(desk, Response, position.id) == {ISLAND, HIGHLAND, *KEEPS}
    assert readers(desk, Response, comment.id) == {PARTNER, ISLAND, HIGHLAND, *KEEPS}
    with pytest.raises(UnknownIdError):
        seen_record(desk, Response, comment.id, other_body)
    assert readers(desk, Response, draft.id) == {HIGHLAND}
    assert seen_record(desk, Response, draft.id, HIGHLAND).record.state == "lapsed"


def test_bodies_read_states_only_where_the_board_said_so(desk: Store) -> None:
    consulted = opened(desk, bodies_see=True)
    position = consulted.say(ISLAND, "rule/near", "supports")
    comment = consulted.say(PARTNER, "", "supports")
    consulted.close()
    assert PARTNER in readers(desk, Response, position.id)
    assert readers(desk, Response, comment.id) == {PARTNER, ISLAND, HIGHLAND, *KEEPS}


@pytest.mark.parametrize("until", ["2026-11-29", "2020-01-01", "soon", ""])
def test_it_ends_on_a_day_to_come(desk: Store, until: str) -> None:
    consulted = drawn_up(desk)
    with pytest.raises(BadEndError):
        open_consultation(desk, consulted.seen(), until, BOARD, NOW)
    assert consulted.record.state == "drawn up"


def test_nobody_asked_is_no_consultation(desk: Store) -> None:
    consulted = drawn_up(desk, offices=[], invited=[])
    with pytest.raises(NobodyAskedError):
        open_consultation(desk, consulted.seen(), UNTIL, BOARD, NOW)


@pytest.mark.parametrize("who", [ISLAND, PARTNER, STRANGER], ids=lambda who: str(who.office))
def test_only_the_board_and_who_keeps_its_records_act(desk: Store, who: Who) -> None:
    consulted = opened(desk)
    new = Consultation(id="consultation/0123456789abcdef", guideline="a", version="1", text="a")
    with pytest.raises(ForbiddenError):
        draw_up(desk, new, who, NOW)
    for act in ("close", "withdraw"):
        with pytest.raises(NotYoursError):
            act_on(desk, consulted.seen(), act, who, NOW)
    with pytest.raises(NotYoursError):
        extend(desk, consulted.seen(), "2027-06-01", who, NOW)


def test_a_later_end_is_that_of_all_answers(desk: Store) -> None:
    consulted = opened(desk)
    draft = consulted.say(ISLAND, "", "supports", give=False)
    given = consulted.say(HIGHLAND, "", "supports")
    moved = seen_record(desk, Response, given.id, HIGHLAND).record.moved
    extend(desk, consulted.seen(), "2027-03-01", BOARD, NOW + timedelta(days=1))
    ends = {seen_record(desk, Response, id_, CLOCK).record.until for id_ in (draft.id, given.id)}
    assert ends == {"2027-03-01"} == {consulted.record.until}
    assert seen_record(desk, Response, given.id, HIGHLAND).record.moved == moved
    assert run(desk, 31) == []
    with pytest.raises(BadEndError):
        extend(desk, consulted.seen(), "2027-02-28", BOARD, NOW)


def test_time_closes_it_after_its_last_day_once(desk: Store) -> None:
    consulted = opened(desk)
    draft = consulted.say(ISLAND, "", "supports", give=False)
    given = consulted.say(HIGHLAND, "", "supports")
    assert run(desk, 30) == []
    assert consulted.id in run(desk, 31)
    assert consulted.record.state == "closed"
    assert seen_record(desk, Response, given.id, ISLAND).record.state == "published"
    assert seen_record(desk, Response, draft.id, ISLAND).record.state == "lapsed"
    assert run(desk, 32) == []


def test_a_late_answer_is_refused_even_before_time_has_closed_it(desk: Store) -> None:
    consulted = opened(desk)
    consulted.now = NOW + timedelta(days=31)
    with pytest.raises(ConsultationOverError) as refused:
        consulted.say(ISLAND, "", "supports")
    assert "is not taken" in refused.value.detail.text("en")
    early = drawn_up(desk)
    with pytest.raises(UnknownIdError):
        early.say(ISLAND, "", "supports")


def test_none_is_given_into_one_that_closed_meanwhile(desk: Store) -> None:
    consulted = opened(desk)
    seen = consulted.seen(ISLAND)
    consulted.close()
    new = Response(id="response/0123456789abcdef", office=ISLAND.office, position="supports",
                   initiative=consulted.id)  # fmt: skip
    drafted = begun(new, "draft", ISLAND, NOW)
    with pytest.raises(ConflictError):
        write_all(desk, [Seen(drafted, "")], "draft", {seen.record.id: seen.token})


def test_what_was_given_while_it_closed_is_opened_by_the_next_round(desk: Store) -> None:
    consulted = opened(desk)
    given = consulted.say(ISLAND, "", "supports")
    # As if the closing had been killed after its first write, or had not seen this one.
    write_all(desk, [Seen(stepped(consulted.record, "close", BOARD, NOW), consulted.seen().token)],
              "close")  # fmt: skip
    assert HIGHLAND not in readers(desk, Response, given.id)
    run(desk, 1)
    assert HIGHLAND in readers(desk, Response, given.id)
    before = desk.revision()
    settle(desk, consulted.record, NOW)
    assert desk.revision() == before


def test_two_who_close_it_do_it_once(desk: Store) -> None:
    consulted = opened(desk)
    seen = consulted.seen()
    close(desk, seen, BOARD, NOW)
    with pytest.raises(ConflictError):
        close(desk, seen, SECRETARIAT, NOW)
    with pytest.raises(NotAtThisStageError):
        act_on(desk, consulted.seen(), "open it again", BOARD, NOW)


def test_one_that_is_withdrawn_takes_no_answers_and_can_be_taken_up(desk: Store) -> None:
    consulted = opened(desk)
    act_on(desk, consulted.seen(), "withdraw", BOARD, NOW)
    with pytest.raises(ConsultationOverError):
        consulted.say(ISLAND, "", "supports")
    assert act_on(desk, consulted.seen(), "take up", BOARD, NOW).state == "drawn up"


def test_closed_before_its_end_it_ended_on_that_day_and_positions_keep_theirs(desk: Store) -> None:
    consulted = opened(desk)
    consulted.say(ISLAND, "", "supports")
    consulted.now = NOW + timedelta(days=3)
    closed = consulted.close()
    assert closed.until == consulted.now.date().isoformat()
    (said,) = consulted.positions(BOARD)[""].states
    assert said.day == NOW.date().isoformat()


def test_what_cannot_be_opened_at_once_leaves_nothing(desk: Store) -> None:
    new = drawn_up(desk, offices=[], invited=[]).record
    other = new.model_copy(update={"id": "consultation/0000000000000001", "state": None})
    with pytest.raises(NobodyAskedError):
        open_at_once(desk, other, UNTIL, BOARD, NOW)
    assert other.id not in desk.get([other.id])


@pytest.mark.parametrize("until", ["20991231", "2099-W01-1"])
def test_an_end_is_written_as_a_calendar_day(desk: Store, until: str) -> None:
    consulted = drawn_up(desk)
    with pytest.raises(BadEndError):
        open_consultation(desk, consulted.seen(), until, BOARD, NOW)
