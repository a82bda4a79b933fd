"""A suggestion taken up is one draft of the declarer's office, however often it is tried."""

from __future__ import annotations

from typing import Any

import pytest

from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.exchange_errors import NotAtThisStageError, NotYoursError
from kg.exchange.moving import Seen, begin, move, new_id, seen_record
from kg.exchange.suggestions import draft_of, take_up
from kg.model.desk_types import Submission, Suggestion
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT, STRANGER

ROW = ['["title","Water"]']


def suggested(desk: Store) -> Seen[Suggestion]:
    new = Suggestion(
        id=new_id(Suggestion), asks=ISLAND.office, asked=HIGHLAND.office, record="offer/xab-water",
        kind="offers", row=ROW, text="?",
    )  # fmt: skip
    begin(desk, new, "suggest", ISLAND, NOW)
    return seen_record(desk, Suggestion, new.id, HIGHLAND)


def test_taken_up_it_is_a_draft_of_its_office(desk: Store) -> None:
    seen = suggested(desk)
    done = take_up(desk, seen, ROW, "token", HIGHLAND, NOW)
    assert (done.state, done.submission) == ("taken up", draft_of(done))
    draft = seen_record(desk, Submission, draft_of(done), HIGHLAND).record
    assert (draft.office, draft.record, draft.based_on, draft.state, draft.row) == (
        HIGHLAND.office, "offer/xab-water", "token", "draft", ROW,
    )  # fmt: skip
    with pytest.raises(UnknownIdError):
        seen_record(desk, Submission, draft.id, ISLAND)


def test_killed_between_both_it_is_done_again_and_what_was_written_stays(desk: Store) -> None:
    seen = suggested(desk)
    new: dict[str, Any] = {"office": HIGHLAND.office, "kind": "offers", "row": ['["title","X"]']}
    begin(desk, Submission(id=draft_of(seen.record), **new), "draft", HIGHLAND, NOW)
    take_up(desk, seen, ROW, "token", HIGHLAND, NOW)
    draft = seen_record(desk, Submission, draft_of(seen.record), HIGHLAND).record
    assert draft.row == ['["title","X"]']
    with pytest.raises(ConflictError):
        take_up(desk, seen, ROW, "token", HIGHLAND, NOW)


def test_who_sees_it_and_who_decides(desk: Store) -> None:
    seen = suggested(desk)
    for who in (ISLAND, HIGHLAND, SECRETARIAT):
        assert seen_record(desk, Suggestion, seen.record.id, who).record == seen.record
    for who in (STRANGER, BOARD, PARTNER):
        with pytest.raises(UnknownIdError):
            seen_record(desk, Suggestion, seen.record.id, who)
    for who in (ISLAND, SECRETARIAT, STRANGER):
        with pytest.raises(NotYoursError):
            take_up(desk, seen, ROW, "token", who, NOW)
    move(desk, seen, "decline", HIGHLAND, NOW)
    late = seen_record(desk, Suggestion, seen.record.id, HIGHLAND)
    with pytest.raises(NotAtThisStageError):
        take_up(desk, late, ROW, "token", HIGHLAND, NOW)
