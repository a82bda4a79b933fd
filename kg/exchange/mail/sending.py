"""The one way by which a letter of the exchange leaves, but for the link that signs in.

A letter is claimed on the desk before it is sent, by a record that only one process can write. So
it is sent at most once: by several processes, run again, or killed at any moment. What is known not
to have arrived is tried again; of what nobody knows whether it has, the letter is given up and said
so. Records on the desk come along with its backup: after a restore nothing that they tell of is
sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from kg.base.errors import BadFileError, ConflictError, UnknownIdError
from kg.base.i18n import Message
from kg.exchange.mail.delivery import Mail, MailError
from kg.exchange.mail.letters import Address, Extras, letter
from kg.exchange.moving import Seen, begin, move, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import FocalPoint, Notice
from kg.store.protocol import Store

WAITS: Final = tuple(timedelta(minutes=m) for m in (15, 60, 240, 720, 1440, 1440))
"""How long after each attempt the next one comes; after the last the letter is given up."""
LOST_AFTER: Final = timedelta(hours=1)
"""After which nobody is still sending a letter that was taken: whoever took it was killed."""
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that is due. The first five say which one it is: it leaves once.

    ``record`` and ``token`` are what it is about as it is now, ``period`` what else tells it apart,
    such as a week. ``parts`` are paragraphs, in the language of the focal point; ``told`` and
    ``known`` what a digest lists.
    """

    kind: str
    to: FocalPoint
    record: str | None = None
    token: str | None = None
    period: str | None = None
    subject: Message | str = ""
    parts: Sequence[Message | str] = ()
    extras: Extras = field(default_factory=Extras)
    told: Sequence[str] = ()
    known: str | None = None

    @property
    def id(self) -> str:
        """The id of its record on the desk: always the same."""
        known_by = (self.kind, self.to.id, self.record, self.token, self.period)
        key = "\n".join(text or "" for text in known_by)
        return f"{Notice.prefix}/{sha256(key.encode()).hexdigest()[:16]}"


def send_once(desk: Store, mail: Mail, outgoing: Outgoing, now: datetime) -> Notice | None:
    """Send a letter unless it has been; return what became of it, None where nothing was to do.

    The record is ``sent``; ``queued`` where it may be tried again from ``again`` on, by calling
    this again; ``bounced`` where it never will arrive, which is then noted on the focal point; or
    ``given up``: it was tried often enough, or nobody knows whether it arrived. ``desk`` is open
    for writing.

    Raises:
        StoreError: the desk cannot be written to. Where that is after the letter left, it is given
            up an hour later, and not sent again.
    """
    taken = _claimed(desk, outgoing, now)
    if taken is None or taken.record.state != "queued":
        return None if taken is None else taken.record
    return _settled(desk, taken, _tried(mail, outgoing, taken.record, now), now)


def is_settled(desk: Store, outgoing: Outgoing, now: datetime) -> bool:
    """Say whether ``send_once`` would do nothing now: it has left, or is not to be tried yet."""
    seen = _seen(desk, outgoing.id)
    return seen is not None and not (_may_retry(seen.record, now) or _is_lost(seen.record, now))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an attempt came to; ``why`` it is given up, none where it may be tried again."""

    act: str
    answer: str | None = None
    why: str | None = None


def _claimed(desk: Store, outgoing: Outgoing, now: datetime) -> Seen[Notice] | None:
    """Take a letter to send it: one of all that try. None where it is not to be sent now."""
    moment = now.astimezone(UTC).isoformat()
    seen = _seen(desk, outgoing.id)
    with suppress(ConflictError):
        if seen is None:
            new = Notice(
                id=outgoing.id, kind=outgoing.kind, focal_point=outgoing.to.id,
                office=outgoing.to.office, record=outgoing.record, token=outgoing.token,
                period=outgoing.period, attempt=1, tried=moment, told=list(outgoing.told),
                known=outgoing.known,
            )  # fmt: skip
            begin(desk, new, "queue", CLOCK, now)
        elif _may_retry(seen.record, now):
            again = {"attempt": (seen.record.attempt or 0) + 1, "tried": moment}
            listed = {"told": list(outgoing.told), "known": outgoing.known}
            move(desk, seen, "retry", CLOCK, now, **again, **listed)
        elif _is_lost(seen.record, now):
            move(desk, seen, "give up", CLOCK, now, why="killed")
        else:
            return None
        return _seen(desk, outgoing.id)
    return None


def _may_retry(record: Notice, now: datetime) -> bool:
    return (
        record.state == "queued"
        and record.again is not None
        and datetime.fromisoformat(record.again) <= now
    )


def _is_lost(record: Notice, now: datetime) -> bool:
    """Say whether somebody took the letter, and was killed before they could say what became."""
    return (
        record.state == "queued"
        and record.again is None
        and record.tried is not None
        and datetime.fromisoformat(record.tried) + LOST_AFTER <= now
    )


def _tried(mail: Mail, outgoing: Outgoing, record: Notice, now: datetime) -> _Outcome:
    to = Address(outgoing.to.mailbox or "", mail.sender, outgoing.to.lang or "en")
    number = f"{record.id.partition('/')[2]}.{record.attempt}"
    try:
        message = letter(
            to, outgoing.subject, outgoing.parts, now, number=number, extras=outgoing.extras
        )
        mail.post.send(message)
    except MailError as error:
        if error.unsure:
            return _Outcome("give up", error.answer, "unsure")
        return _Outcome("bounce" if error.lasting else "put off", error.answer)
    except BadFileError:
        return _Outcome("put off", "outbox")
    except ValueError:
        return _Outcome("bounce", "address")
    return _Outcome("send")


def _settled(desk: Store, taken: Seen[Notice], outcome: _Outcome, now: datetime) -> Notice:
    attempt = taken.record.attempt or 1
    if outcome.act == "put off" and attempt > len(WAITS):
        outcome = _Outcome("give up", outcome.answer, "tried")
    said: dict[str, str] = {"answer": outcome.answer} if outcome.answer else {}
    if outcome.act == "put off":
        said["again"] = (now + WAITS[attempt - 1]).astimezone(UTC).isoformat()
    if outcome.why:
        said["why"] = outcome.why
    if outcome.act == "bounce":
        note_bounce(desk, taken.record.focal_point or "", now)
    return move(desk, taken, outcome.act, CLOCK, now, **said)


def note_bounce(desk: Store, focal_point: str, now: datetime) -> None:
    """Note on a focal point that a letter came back; on one that is gone nothing is noted.

    Raises:
        StoreError: the desk cannot be written to.
        ConflictError: others alter the focal point all the time.
    """
    for left in reversed(range(_TRIES)):
        try:
            seen = seen_record(desk, FocalPoint, focal_point, CLOCK)
            move(desk, seen, "bounce", CLOCK, now, bounced=now.date().isoformat())
        except UnknownIdError:
            return
        except ConflictError:
            if not left:
                raise
        else:
            return


def _seen(desk: Store, id_: str) -> Seen[Notice] | None:
    with suppress(UnknownIdError):
        return seen_record(desk, Notice, id_, CLOCK)
    return None
