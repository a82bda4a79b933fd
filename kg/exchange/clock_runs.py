"""What comes with time: records lapse whose days have passed, as the board's deadlines say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from typing import TypeVar

from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.awaited import States, due_by
from kg.exchange.consultations import close_when_over, settle
from kg.exchange.deadlines import Deadlines
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import move, records_in, records_of, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Consultation, Moving
from kg.store.protocol import Store

M = TypeVar("M", bound=Moving)


def overdue(
    desk: Store, deadlines: Deadlines, states: States, now: datetime
) -> list[tuple[Moving, str]]:
    """Return the records whose days have passed, with what time does to each."""
    with closing(desk.nodes()) as rows:
        known = list(rows)
    return [
        (record, act)
        for cls in LIVES
        for record in records_in(known, cls)
        if (act := _act(record, deadlines, states, now))
    ]


def run_clock(desk: Store, deadlines: Deadlines, states: States, now: datetime) -> Sequence[Moving]:
    """Let what is overdue lapse; return what did here.

    What somebody altered meanwhile, or another process let lapse, is left as it is; run again,
    nothing happens twice. ``desk`` is open for writing.

    Raises:
        StoreError: the desk cannot be written to; what lapsed before has lapsed.
    """
    return list(_lapsed(desk, deadlines, states, now))


def _lapsed(desk: Store, deadlines: Deadlines, states: States, now: datetime) -> Iterator[Moving]:
    for record, act in overdue(desk, deadlines, states, now):
        with suppress(ConflictError, NotAtThisStageError, UnknownIdError):
            seen = seen_record(desk, type(record), record.id, CLOCK)
            if isinstance(record, Consultation):
                closed = close_when_over(desk, record.id, now)
                yield from () if closed is None else (closed,)
            elif seen.record.moved == record.moved:
                yield move(desk, seen, act, CLOCK, now)
    _settle_closed(desk, now)


def _settle_closed(desk: Store, now: datetime) -> None:
    """Finish what a consultation that closed has left: what was given at that moment is opened."""
    for record in records_of(desk, Consultation, CLOCK):
        if record.state in {"closed", "decided"}:
            with suppress(ConflictError):
                settle(desk, record, now)


def _act(record: Moving, deadlines: Deadlines, states: States, now: datetime) -> str | None:
    due = due_by(deadlines, record, states)
    return due.act if due and due.act and due.is_over(now.date()) else None
