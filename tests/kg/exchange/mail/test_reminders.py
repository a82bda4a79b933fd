"""Reminders come on the days of the file, once each, to whoever has to act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.exchange.deadlines import DEADLINES
from kg.exchange.mail.reminders import reminders
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, Played
from tests.mail_server import MailServer


def to_on_days(played: Played, days: int) -> list[tuple[int, str]]:
    """Return on which days who is reminded, asking twice each day."""
    found = []
    for day in range(days):
        for _ in range(2):
            done = played.notify(reminders)
            boxes = {one.id: box for box, one in played.people.items()}
            found += [(day, boxes[one.focal_point or ""]) for one in done]
        played.wait(days=1)
    return found


def test_a_request_is_reminded_of_after_ten_and_twenty_days(
    played: Played, server: MailServer
) -> None:
    played.ask()
    assert to_on_days(played, 60) == [(10, LIRVANNE), (20, LIRVANNE)]
    assert [m["Content-Language"] for m in server.taken] == ["fr", "fr"]


def test_of_those_that_were_missed_the_last_comes(played: Played) -> None:
    played.ask()
    played.wait(days=30)
    assert len(played.notify(reminders)) == 1


def test_both_sides_are_reminded_of_what_both_can_do(played: Played) -> None:
    record = played.ask()
    played.act(record, "accept", LIRVANNE)
    played.wait(days=45)
    assert {one.focal_point for one in played.notify(reminders)} == {
        played.people[ONDAVEL].id, played.people[LIRVANNE].id,
    }  # fmt: skip


def test_a_draft_is_its_offices_own(played: Played) -> None:
    played.enter()
    assert to_on_days(played, 70) == [(60, ONDAVEL)]


def test_each_year_a_mailbox_is_asked_whether_it_still_is(
    played: Played, server: MailServer
) -> None:
    assert to_on_days(played, 334) == []
    played.wait(days=1)
    assert len(played.notify(reminders)) == 3
    assert "desk" in server.to(ONDAVEL)[0].get_content()


PAUSED = """
deadlines: test
version: "1"
standing: {status: proposed}
limits: [{record: contact, state: sent, days: 45, remind: [10], act: lapse}]
pauses: [{state: STATE, from: 2026-12-01, until: 2026-12-05, decision: "elections"}]
"""


@pytest.mark.parametrize(("state", "day"), [("state/xad", 15), ("state/xab", 10)])
def test_a_pause_of_the_awaited_state_makes_it_later(played: Played, state: str, day: int) -> None:
    deadlines = DEADLINES.parse(PAUSED.replace("STATE", state))
    played.round = replace(played.round, deadlines=deadlines)
    played.ask()
    assert to_on_days(played, 20) == [(day, LIRVANNE)]
