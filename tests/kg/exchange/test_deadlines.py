"""Until when things wait: days, working days, pauses, and files of the board with mistakes."""

from __future__ import annotations

from datetime import date

import pytest

from kg.exchange.deadlines import DEADLINES, Due
from kg.model.desk_types import ContactRequest, Submission

SHIPPED = DEADLINES.named("deadlines-2026")
HEAD = 'deadlines: x\nversion: "1"\nstanding: {status: proposed}\nlimits:\n'


def due(
    record: ContactRequest | Submission, text: str = "", state: str | None = None
) -> Due | None:
    deadlines = DEADLINES.parse(HEAD + text) if text else SHIPPED
    return deadlines.due(record, state)


def sent(day: str) -> ContactRequest:
    return ContactRequest(id="contact/1", state="sent", moved=f"{day}T10:00:00+00:00")


def test_a_request_is_reminded_of_twice_and_lapses() -> None:
    found = due(sent("2026-11-29"))
    assert found == Due(date(2027, 1, 13), (date(2026, 12, 9), date(2026, 12, 19)), "lapse")
    assert [found.reminder(date(2026, 12, n)) for n in (8, 9, 18, 25)] == [
        None, date(2026, 12, 9), date(2026, 12, 9), date(2026, 12, 19),
    ]  # fmt: skip
    assert not found.is_over(found.day)
    assert found.is_over(date(2027, 1, 14))
    assert found.reminder(date(2027, 1, 14)) is None


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-11-27", "2026-12-04"), ("2026-11-28", "2026-12-04"), ("2026-11-30", "2026-12-07")],
)
def test_working_days_leave_out_the_end_of_the_week(day: str, last: str) -> None:
    proposed = Submission(id="submission/1", state="proposed", moved=f"{day}T10:00:00+00:00")
    found = due(proposed)
    assert found is not None
    assert found.day == date.fromisoformat(last)


def test_a_pause_counts_for_the_offices_of_its_state_only() -> None:
    text = (
        "  - {record: contact, state: sent, days: 10}\npauses:\n"
        "  - {state: state/xaa, from: 2026-12-05, until: 2026-12-14, decision: x}\n"
        "  - {state: state/xaa, from: 2026-12-18, until: 2026-12-20, decision: x}\n"
    )
    days = [due(sent("2026-11-29"), text, state) for state in (None, "state/xab", "state/xaa")]
    # 9 December, ten days of the first pause later the second one begins before the end.
    assert [found and found.day.isoformat() for found in days] == [
        "2026-12-09", "2026-12-09", "2026-12-22",
    ]  # fmt: skip


def test_what_is_over_waits_for_nobody() -> None:
    assert due(ContactRequest(id="contact/1", state="confirmed", moved="2026-11-29")) is None


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("{record: contact, state: sent}", "length"),
        ("{record: contact, state: sent, days: 1, working_days: 1}", "length"),
        ("{record: contact, state: gone, days: 1}", "unknown-state"),
        ("{record: contact, state: sent, days: 1, act: decline}", "unknown-act"),
        ("{record: person, state: sent, days: 1}", "wrong-value"),
        ("{record: contact, state: sent, days: 0}", "wrong-value"),
    ],
)
def test_a_mistake_is_named_with_its_line(limit: str, code: str) -> None:
    mistakes = DEADLINES.check(f"{HEAD}  - {limit}\n")
    assert [(m.line, m.code) for m in mistakes] == [(5, code)]


def test_what_is_shipped_is_proposed() -> None:
    assert SHIPPED.standing.status == "proposed"
