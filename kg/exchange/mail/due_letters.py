"""All letters that are due: sent one after the other, by as many processes at once as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from kg.base.errors import ConflictError
from kg.exchange.mail.consultation_letters import consultation_letters
from kg.exchange.mail.digests import digest_of_now, digests
from kg.exchange.mail.paper_letters import paper_letters
from kg.exchange.mail.queue_letter import queue_letters
from kg.exchange.mail.reminders import reminders
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.sending import (
    RESTORED,
    Outgoing,
    is_over,
    leave_out,
    noted,
    send_once,
)
from kg.exchange.mail.told_steps import step_letters
from kg.exchange.moving import move, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Notice

Source = Callable[[Round], Iterable[Outgoing]]
SOURCES: Final[tuple[Source, ...]] = (
    step_letters, consultation_letters, reminders, paper_letters, queue_letters, digests,
)  # fmt: skip
"""Where letters come from, in the order in which they leave."""
_OVERTAKEN: Final = timedelta(days=3)
"""After which a letter that waits to be tried again has nobody who writes it any more."""
_FOR_EVER: Final = timedelta(days=36_500)


def send_due(round_: Round, sources: Sequence[Source] = SOURCES) -> Iterator[Notice]:
    """Send what is due and yield what became of each letter.

    Raises:
        StoreError: the desk cannot be read or written; what left before has left.
    """
    settle_restored(round_)
    for source in sources:
        for outgoing in source(round_):
            done = send_once(round_.desk, round_.mail, outgoing, round_.now)
            if done is not None:
                yield done


def would_be_sent(round_: Round, sources: Sequence[Source] = SOURCES) -> list[Notice]:
    """Return the letters that are due, as they would be noted; nothing is sent or written."""
    return [noted(each, round_.now) for source in sources for each in source(round_)]


def settle_restored(round_: Round) -> int:
    """On a desk that came back from a backup, leave out what may have been sent since then.

    Of such letters nobody knows; what they would have told stands on the desk, and in the next
    digest. Returns how many there were; done once for each desk, none on a new one.

    Raises:
        StoreError: the desk cannot be read or written.
    """
    key = f"letters/{round_.desk.identity}"
    if round_.desk.spent(key, now=round_.now):
        return 0
    count = 0
    if round_.notices:
        due = [outgoing for source in SOURCES for outgoing in source(round_)]
        # Also where nothing seems to be new: what was may have been told already this week.
        due += [digest_of_now(round_, one) for one in round_.focal_points if one.office]
        count = sum(leave_out(round_.desk, each, RESTORED, round_.now) for each in due)
    # Last: killed before, it is done again.
    round_.desk.once(key, round_.now + _FOR_EVER, now=round_.now)
    return count


def give_up_overtaken(round_: Round) -> Iterator[Notice]:
    """Give up the letters that nobody writes any more, since what they told of has moved on.

    Raises:
        StoreError: the desk cannot be written to.
    """
    for record in round_.notices.values():
        why = _given_up(record, round_.now)
        if why is None:
            continue
        seen = seen_record(round_.desk, Notice, record.id, CLOCK)
        try:
            if seen.record == record:
                yield move(round_.desk, seen, "give up", CLOCK, round_.now, why=why)
        except ConflictError:
            continue


def _given_up(record: Notice, now: datetime) -> str | None:
    if record.state != "queued" or is_over(record, now):
        return None
    if record.again is None:
        return "killed"
    return "overtaken" if datetime.fromisoformat(record.again) + _OVERTAKEN <= now else None
