"""Responses to a consultation: an office's own until given, then the board's, then named ones'."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kg.base.errors import UnknownIdError
from kg.exchange.deadlines import due_of
from kg.exchange.exchange_errors import LeftOutError, NotAtThisStageError, NotYoursError
from kg.exchange.moving import begin, move, new_id, open_steps, records_of, seen_record
from kg.exchange.parties import CLOCK, Who
from kg.model.desk_types import POSITIONS, Response
from kg.model.vocabulary import POSITIONS as WORDS
from kg.store.protocol import Store
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

OTHERS = (HIGHLAND, STRANGER, BOARD, PARTNER)


def a_response(desk: Store, **more: str) -> Response:
    new = Response.model_validate({
        "id": new_id(Response), "office": ISLAND.office, "initiative": "initiative/consultation",
        "item": "criterion/reach", "position": "proposes_wording", "text": "Otra redacción.",
        **more,
    })  # fmt: skip
    return begin(desk, new, "draft", ISLAND, NOW)


def after(desk: Store, record: Response, *acts: tuple[str, Who]) -> Response:
    for act, who in acts:
        record = move(desk, seen_record(desk, Response, record.id, who), act, who, NOW)
    return record


def readers(desk: Store, id_: str) -> set[Who]:
    found = set()
    for who in PEOPLE:
        try:
            seen_record(desk, Response, id_, who)
        except UnknownIdError:
            assert id_ not in {one.id for one in records_of(desk, Response, who)}
        else:
            found.add(who)
    return found


def test_it_is_drafted_given_and_published(desk: Store) -> None:
    record = a_response(desk)
    assert readers(desk, record.id) == {ISLAND}
    record = after(desk, record, ("give", ISLAND))
    assert readers(desk, record.id) == {ISLAND, SECRETARIAT, BOARD}
    seen = seen_record(desk, Response, record.id, BOARD)
    record = move(desk, seen, "publish", BOARD, NOW, readers=[HIGHLAND.office])
    assert readers(desk, record.id) == {ISLAND, SECRETARIAT, BOARD, HIGHLAND}
    assert open_steps(record, ISLAND) == []
    record = after(desk, record, ("take down", SECRETARIAT))
    assert readers(desk, record.id) == {ISLAND, SECRETARIAT, BOARD}
    record = after(desk, record, ("take back", ISLAND))
    assert record.state == "draft"
    assert readers(desk, record.id) == {ISLAND}
    assert record.text == "Otra redacción."


@pytest.mark.parametrize("who", [*OTHERS, SECRETARIAT], ids=lambda who: who.role)
def test_nobody_responds_for_another(desk: Store, who: Who) -> None:
    seen = seen_record(desk, Response, a_response(desk).id, ISLAND)
    with pytest.raises(NotYoursError):
        move(desk, seen, "give", who, NOW)
    given = move(desk, seen, "give", ISLAND, NOW)
    seen = seen_record(desk, Response, given.id, ISLAND)
    if who not in {SECRETARIAT, BOARD}:
        with pytest.raises(NotYoursError):
            move(desk, seen, "publish", who, NOW)
    with pytest.raises(NotAtThisStageError):
        move(desk, seen, "draft", ISLAND, NOW, initiative="initiative/x", position="supports")


def test_a_position_is_taken_even_where_nothing_is_said(desk: Store) -> None:
    new = Response(id=new_id(Response), office=ISLAND.office, initiative="initiative/x")
    with pytest.raises(LeftOutError):
        begin(desk, new, "draft", ISLAND, NOW)
    assert set(WORDS) == set(POSITIONS)


def test_it_waits_until_the_consultation_ends(desk: Store) -> None:
    end = NOW.date() + timedelta(days=30)
    record = a_response(desk, until=end.isoformat())
    due = due_of(record)
    assert due is not None
    assert (due.day, due.act) == (end, "lapse")
    assert due.is_over(end + timedelta(days=1))
    given = after(desk, record, ("give", ISLAND))
    assert due_of(given) is None
    assert due_of(a_response(desk)) is None


def test_what_was_never_given_lapses_and_stays_its_offices_own(desk: Store) -> None:
    record = a_response(desk, until="2026-11-01")
    seen = seen_record(desk, Response, record.id, ISLAND)
    lapsed = move(desk, seen, "lapse", CLOCK, NOW)
    assert readers(desk, lapsed.id) == {ISLAND}
    seen = seen_record(desk, Response, record.id, ISLAND)
    again = move(desk, seen, "take up", ISLAND, NOW, until="2026-12-31")
    due = due_of(again)
    assert due is not None
    assert due.day == date(2026, 12, 31)


def test_what_was_published_before_readers_were_named_is_closed(desk: Store) -> None:
    """As an older version wrote it: nobody was named, so nobody else reads it."""
    record = after(desk, a_response(desk), ("give", ISLAND), ("publish", SECRETARIAT))
    assert (record.readers, record.side, record.change) == ([], None, None)
    assert readers(desk, record.id) == {ISLAND, SECRETARIAT, BOARD}
