"""Consultations on a guideline: drawn up, opened, extended, closed by the board or by time.

What depends on a consultation moves with it in one write: its end is the end of all responses, and
with its closing those that were given are opened to the others who were asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from kg.base.dates import parse_day
from kg.base.errors import ConflictError, ForbiddenError, WrongUseError
from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import (
    Seen,
    begun,
    move,
    records_in,
    seen_record,
    stepped,
    write_all,
)
from kg.exchange.parties import CLOCK, Who, marks, readers_of
from kg.model.desk_types import Consultation, Response, Side
from kg.store.protocol import Store

_TRIES: Final = 5
_NO_TOKEN: Final = ""


class ConsultationOverError(WrongUseError):
    """Somebody answers a consultation that takes no answers now."""

    slug = "consultation-over"
    status = 409
    title = msg("The consultation takes no answers now")

    def __init__(self, record: Consultation) -> None:
        state = LIVES[Consultation].states[record.state or ""]
        detail = (
            msg("The consultation on {name} ended on {day}: a later answer is not taken.",
                name=named(record), day=SaidDay(record.until))
            if record.until and record.opened
            else msg("The consultation on {name} is in the state “{state}”.", name=named(record),
                     state=state)
        )  # fmt: skip
        super().__init__(detail, msg("Write to the secretariat."))


class NotAskedError(ForbiddenError):
    """An office answers a consultation that it was not asked in."""

    slug = "not-asked"
    title = msg("Your office was not asked")

    def __init__(self) -> None:
        super().__init__(
            msg("Only who was asked answers a consultation."), msg("Write to the secretariat.")
        )


class BadEndError(WrongUseError):
    """The end of a consultation is no day to come, or no later one."""

    slug = "bad-end"
    status = 422
    title = msg("The end cannot be that day")

    def __init__(self, fix: Message) -> None:
        super().__init__(msg("A consultation ends on a day that is still to come."), fix)


class NobodyAskedError(WrongUseError):
    """A consultation is opened in which nobody is asked."""

    slug = "nobody-asked"
    status = 422
    title = msg("Nobody is asked")

    def __init__(self) -> None:
        super().__init__(
            msg("The consultation names nobody who can answer."),
            msg("Choose states or bodies that have a focal point."),
        )


def named(record: Consultation) -> str:
    """Return how a consultation is called: the guideline and its version."""
    return f"{record.guideline} {record.version}"


def digest(text: str) -> str:
    """Return by what the text of a guideline is known."""
    return sha256(text.encode()).hexdigest()


def require_board(who: Who) -> None:
    """Refuse who neither is the board nor keeps its records.

    Raises:
        ForbiddenError: they are neither.
    """
    if not marks(who):
        raise ForbiddenError(
            msg("A consultation is opened and decided by the board, or the secretariat for it."),
            msg("Write to the secretariat."),
        )


def draw_up(desk: Store, record: Consultation, who: Who, now: datetime) -> Consultation:
    """Put a consultation on the desk, or what it is to be while it is not open.

    The digest is that of its text, whatever it says.

    Raises:
        ForbiddenError: they do not act for the board.
        NotYoursError, LeftOutError, StoreError: as ``begin``.
    """
    made = _drawn_up(record, who, now)
    write_all(desk, [Seen(made, _NO_TOKEN)], "draw up")
    return made


def open_at_once(
    desk: Store, record: Consultation, until: str, who: Who, now: datetime
) -> Consultation:
    """Draw a consultation up and open it with one write: where it cannot be opened, none is there.

    Raises:
        ForbiddenError, NotYoursError, LeftOutError: as ``draw_up``.
        BadEndError, NobodyAskedError, StoreError: as ``open_consultation``.
    """
    made = _drawn_up(record, who, now)
    opened = stepped(made, "open", who, now, **_opening(made, until, now))
    write_all(desk, [Seen(opened, _NO_TOKEN)], "open")
    return opened


def open_consultation(  # noqa: PLR0917
    desk: Store, seen: Seen[Consultation], until: str, who: Who, now: datetime,
    whom: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Consultation:  # fmt: skip
    """Open a consultation until the end of a day, also one that was open and withdrawn before.

    ``whom`` are those who are asked as they are now (``Asked.fields``), where that is another thing
    than when it was drawn up.

    Raises:
        BadEndError: the day has passed.
        NobodyAskedError: nobody would be asked.
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
    """
    drawn = seen.record.model_copy(update=dict(whom))
    record = stepped(seen.record, "open", who, now, **_opening(drawn, until, now), **whom)
    others = _later_end(desk, record, now)
    write_all(desk, [Seen[Any](record, seen.token), *others], "open")
    return record


def extend(desk: Store, seen: Seen[Consultation], until: str, who: Who, now: datetime
           ) -> Consultation:  # fmt: skip
    """Move the end of an open consultation to a later day, with that of all responses.

    Raises:
        BadEndError: it is no later day.
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
    """
    last = date.fromisoformat(seen.record.until or "")
    _require_later(until, max(last, now.date()), msg("Name a later day than the present end."))
    moved = stepped(seen.record, "extend", who, now, until=until)
    others = _later_end(desk, moved, now)
    write_all(desk, [Seen[Any](moved, seen.token), *others], "extend")
    return moved


def close(desk: Store, seen: Seen[Consultation], who: Who, now: datetime) -> Consultation:
    """Close a consultation: what was given is opened to the others, drafts lapse.

    Closed before its end, it ended on that day: nothing says any more that it went on.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``.
        ConflictError: somebody has altered it, or gave something, meanwhile; nothing is written.
        StoreError: the desk cannot be written to.
    """
    last = min(seen.record.until or "", now.date().isoformat())
    record = stepped(seen.record, "close", who, now, until=last)
    moved: list[Seen[Any]] = [Seen(record, seen.token), *_closed(desk, record, now)]
    write_all(desk, moved, "close")
    settle(desk, record, now)
    return record


def settle(desk: Store, record: Consultation, now: datetime) -> None:
    """Open what was given while a consultation closed, let drafts lapse; again, it does nothing.

    Raises:
        ConflictError: somebody alters one of them at this moment.
        StoreError: the desk cannot be written to.
    """
    left = list(_closed(desk, record, now))
    if left:
        write_all(desk, left, "close")


def close_when_over(desk: Store, id_: str, now: datetime) -> Consultation | None:
    """Close an open consultation whose end has passed; None where there is nothing to do.

    Raises:
        ConflictError: others alter it all the time.
        StoreError: the desk cannot be written to.
    """
    for left in reversed(range(_TRIES)):
        seen = seen_record(desk, Consultation, id_, CLOCK)
        if seen.record.state != "open" or not is_over(seen.record, now.date()):
            return None
        try:
            return close(desk, seen, CLOCK, now)
        except ConflictError:
            if not left:
                raise
    return None


def is_over(record: Consultation, today: date) -> bool:
    """Say whether the last day of a consultation has passed."""
    return record.until is not None and today.isoformat() > record.until


def takes_answers(record: Consultation, today: date) -> bool:
    """Say whether a consultation takes answers on a day: it is open, and its end has not passed."""
    return record.state == "open" and not is_over(record, today)


def require_answers(record: Consultation, today: date) -> None:
    """Refuse an answer that comes before the opening or after the end.

    Raises:
        ConsultationOverError: it does.
    """
    if not takes_answers(record, today):
        raise ConsultationOverError(record)


def responses_seen(desk: Store, consultation: str) -> list[Seen[Response]]:
    """Return all responses of a consultation with their tokens, by id: for what moves them."""
    with closing(desk.nodes()) as rows:
        ids = [one.id for one in records_in(rows, Response) if one.initiative == consultation]
    return [seen_record(desk, Response, id_, CLOCK) for id_ in sorted(ids)]


def _drawn_up(record: Consultation, who: Who, now: datetime) -> Consultation:
    require_board(who)
    whole = record.model_copy(update={"digest": digest(record.text or "")})
    return begun(whole, "draw up", who, now)


def _opening(record: Consultation, until: str, now: datetime) -> dict[str, str]:
    """Return what the opening of a consultation says; refuse what cannot be opened."""
    _require_later(until, now.date(), msg("Name a later day."))
    if not (record.offices or record.invited):
        raise NobodyAskedError
    return {"opened": now.date().isoformat(), "until": until}


def _later_end(desk: Store, record: Consultation, now: datetime) -> list[Seen[Response]]:
    """Return the responses of a consultation with its end as theirs."""
    return [
        Seen(stepped(one.record, "move end", CLOCK, now, until=record.until), one.token)
        for one in responses_seen(desk, record.id)
        if one.record.state in {"draft", "given"}
    ]


def _closed(desk: Store, record: Consultation, now: datetime) -> Iterator[Seen[Response]]:
    for one in responses_seen(desk, record.id):
        act = {"given": "publish", "draft": "lapse"}.get(one.record.state or "")
        if act is not None:
            side: Side = one.record.side or "body"
            said: dict[str, Any] = {"readers": readers_of(record, side)} if act == "publish" else {}
            yield Seen(stepped(one.record, act, CLOCK, now, **said), one.token)


def _require_later(until: str, day: date, fix: Message) -> None:
    try:
        found = parse_day(until)
    except ValueError:
        raise BadEndError(msg("Write the day as YYYY-MM-DD.")) from None
    if found <= day:
        raise BadEndError(fix)


ACTS: Final[dict[str, Callable[[Store, Seen[Consultation], Who, datetime], Consultation]]] = {
    "close": close,
    "withdraw": lambda desk, seen, who, now: move(desk, seen, "withdraw", who, now),
    "take up": lambda desk, seen, who, now: move(desk, seen, "take up", who, now),
}
"""Acts that take nothing but the consultation."""


def act_on(desk: Store, seen: Seen[Consultation], act: str, who: Who, now: datetime
           ) -> Consultation:  # fmt: skip
    """Let an act that takes nothing but the consultation happen to it.

    Raises:
        NotAtThisStageError: there is no such act.
        NotYoursError, ConflictError, StoreError: as ``move``.
    """
    if act not in ACTS:
        others: Sequence[Message] = ()
        state = LIVES[Consultation].states[seen.record.state or ""]
        raise NotAtThisStageError(seen.record.id, msg("“{act}”", act=act), state, others)
    return ACTS[act](desk, seen, who, now)
