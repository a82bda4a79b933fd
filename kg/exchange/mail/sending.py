"""The one way by which a letter of the exchange leaves, but for the link that signs in.

A letter is claimed on the desk before it is sent, by a record that only one process can write. So
it is sent at most once: by several processes, run again, or killed at any moment. What is known not
to have arrived is tried again; of what nobody knows whether it has, the letter is given up and said
so. Records on the desk come along with its backup: after a restore nothing that they tell of is
sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from kg.base.errors import BadFileError, ConflictError, UnknownIdError
from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, Message
from kg.exchange.mail.delivery import Mail, MailError
from kg.exchange.mail.letters import NO_EXTRAS, Address, Extras, letter
from kg.exchange.moving import Seen, begin, move, move_however_often, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import FocalPoint, Notice
from kg.store.protocol import Store

WAITS: Final = tuple(timedelta(minutes=m) for m in (15, 60, 240, 720, 1440, 1440))
"""How long after each attempt the next one comes; after the last the letter is given up."""
LOST_AFTER: Final = timedelta(hours=1)
"""After which nobody is still sending a letter that was taken: whoever took it was killed."""
RESTORED: Final = "restored"
"""Why letters are left out that may have been sent before the desk came back from a backup."""


class Words(NamedTuple):
    """What a letter says: paragraphs, in the language of the focal point."""

    subject: Message | str
    parts: Sequence[Message | str]
    extras: Extras = NO_EXTRAS


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that is due. The first five say which one it is: it leaves once.

    ``record`` and ``token`` are what it is about as it is now, ``period`` what else tells it apart,
    such as a week. Its words stand here, or are written by ``write`` once it is to be sent;
    ``told`` and ``known`` are what a digest lists.
    """

    kind: str
    to: FocalPoint
    record: str | None = None
    token: str | None = None
    period: str | None = None
    subject: Message | str = ""
    parts: Sequence[Message | str] = ()
    extras: Extras = NO_EXTRAS
    told: Sequence[str] = ()
    known: str | None = None
    write: Callable[[], Words] | None = None

    @property
    def id(self) -> str:
        """The id of its record on the desk: always the same."""
        known_by = (self.kind, self.to.id, self.record, self.token, self.period)
        key = "\n".join(text or "" for text in known_by)
        return f"{Notice.prefix}/{sha256(key.encode()).hexdigest()[:16]}"

    def words(self) -> Words:
        """Return what it says."""
        return self.write() if self.write else Words(self.subject, self.parts, self.extras)


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
    seen = _seen(desk, outgoing.id)
    if seen is not None and is_over(seen.record, now):
        return None
    if seen is not None and _is_lost(seen.record, now):
        with suppress(ConflictError):
            return move(desk, seen, "give up", CLOCK, now, why="killed")
        return None
    # Written first: a letter that cannot be written is not taken for sent.
    words = outgoing.words()
    taken = _claimed(desk, outgoing, seen, now)
    if taken is None:
        return None
    return _settled(desk, taken, _tried(mail, outgoing, words, taken.record, now), now)


def leave_out(desk: Store, outgoing: Outgoing, why: str, now: datetime) -> bool:
    """Note that a letter is not to be sent, as of one of which nobody knows whether it was.

    False where something is known of it.

    Raises:
        StoreError: the desk cannot be written to.
    """
    try:
        begin(desk, noted(outgoing, now), "queue", CLOCK, now)
        move(desk, seen_record(desk, Notice, outgoing.id, CLOCK), "give up", CLOCK, now, why=why)
    except ConflictError:
        return False
    return True


def is_over(record: Notice, now: datetime) -> bool:
    """Say whether ``send_once`` would do nothing: a letter has left, or is not to be tried yet."""
    return not (_may_retry(record, now) or _is_lost(record, now))


def language_of(focal_point: FocalPoint) -> str:
    """Return the language of the letters of a focal point: one of those that pages are in."""
    own = focal_point.lang or ""
    return own if own in LANGUAGES else DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an attempt came to; ``why`` it is given up, none where it may be tried again."""

    act: str
    answer: str | None = None
    why: str | None = None


def _claimed(
    desk: Store, outgoing: Outgoing, seen: Seen[Notice] | None, now: datetime
) -> Seen[Notice] | None:
    """Take a letter to send it: one of all that try. None where another one did."""
    try:
        if seen is None:
            begin(desk, noted(outgoing, now), "queue", CLOCK, now)
        else:
            again = {"attempt": (seen.record.attempt or 0) + 1, "tried": _moment(now)}
            listed = {"told": list(outgoing.told), "known": outgoing.known}
            move(desk, seen, "retry", CLOCK, now, **again, **listed)
    except ConflictError:
        return None
    return _seen(desk, outgoing.id)


def noted(outgoing: Outgoing, now: datetime) -> Notice:
    """Return what is put on the desk of a letter before it is sent."""
    return Notice(
        id=outgoing.id, kind=outgoing.kind, focal_point=outgoing.to.id, office=outgoing.to.office,
        record=outgoing.record, token=outgoing.token, period=outgoing.period, attempt=1,
        tried=_moment(now), told=list(outgoing.told), known=outgoing.known,
    )  # fmt: skip


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat()


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


def _tried(mail: Mail, outgoing: Outgoing, words: Words, record: Notice, now: datetime) -> _Outcome:
    to = Address(outgoing.to.mailbox or "", mail.sender, language_of(outgoing.to))
    number = f"{record.id.partition('/')[2]}.{record.attempt}"
    try:
        message = letter(to, words.subject, words.parts, now, number=number, extras=words.extras)
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
        said["again"] = _moment(now + WAITS[attempt - 1])
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
    bounced = now.date().isoformat()
    with suppress(UnknownIdError):
        move_however_often(
            desk, FocalPoint, focal_point, "bounce", now, lambda _point: {"bounced": bounced}
        )


def _seen(desk: Store, id_: str) -> Seen[Notice] | None:
    with suppress(UnknownIdError):
        return seen_record(desk, Notice, id_, CLOCK)
    return None
