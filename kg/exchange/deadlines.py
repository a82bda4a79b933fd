"""Until when things may wait on the exchange: a file that the board owns, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from kg.base.i18n import msg
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import Entry, WrongValue, read
from kg.definitions.shipped_names import DEADLINES_2026
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import Consultation, Moving, Response
from kg.model.fields import Id, IsoDate, Short
from kg.model.standing import Standing

Days = Annotated[int, Field(ge=1, le=3_650)]
_WEEK: Final = 5
"""Working days of a week; holidays are not known, and count as such."""
_LIFE_OF: Final = {life.cls.prefix: life for life in LIVES.values()}


class Limit(Entry):
    """How long a record of a type may stay in a state; ``act`` is what the time then does."""

    record: Literal["contact", "focalpoint", "submission", "suggestion", "translation", "upload"]
    state: Short
    days: Days | None = None
    working_days: Days | None = None
    remind: tuple[Days, ...] = ()
    act: Short | None = None

    @model_validator(mode="after")
    def _one_length(self) -> Limit:
        if (self.days is None) == (self.working_days is None):
            why = msg("A limit has either days or working_days.")
            raise WrongValue("length", why, msg("Write one of the two."))
        return self

    def last_day(self, since: date) -> date:
        """Return the last day for a record that came into the state on a day."""
        if self.days is not None:
            return since + timedelta(days=self.days)
        return _after_working_days(since, self.working_days or 0)


class Pause(Entry):
    """Days on which nothing runs for the offices of a state."""

    state: Id
    first: IsoDate = Field(alias="from")
    until: IsoDate
    decision: Short

    def days_of(self, since: date, until: date) -> int:
        """Return how many days after ``since``, up to ``until``, fall into it."""
        low = max(date.fromisoformat(self.first), since + timedelta(days=1))
        high = min(date.fromisoformat(self.until), until)
        return max(0, (high - low).days + 1)


class Freshness(Entry):
    """When an accepted record is stale, and how long before its last day its office is told."""

    stale: Days = 365
    ending: Days = 30


class ConsultationReminders(Entry):
    """How many days before a consultation ends those are reminded who have not answered."""

    remind_before: tuple[Days, ...] = (14, 3)


class Deadlines(Entry):
    """All limits, with their standing: proposed, or adopted by the board."""

    deadlines: Short
    version: Short
    standing: Standing
    limits: tuple[Limit, ...]
    pauses: tuple[Pause, ...] = ()
    freshness: Freshness = Freshness()
    consultations: ConsultationReminders = ConsultationReminders()

    def limit_of(self, record: Moving) -> Limit | None:
        """Return the limit of the state that a record is in, None where it may stay for ever."""
        wanted = (record.prefix, record.state)
        return next((each for each in self.limits if (each.record, each.state) == wanted), None)

    def due(self, record: Moving, state: str | None = None) -> Due | None:
        """Return until when a record may stay as it is; ``state`` is that of the office awaited.

        A consultation is open until the day that the board says, and what is drafted for it may
        stay as long.
        """
        if isinstance(record, Response):
            return _end_of(record)
        if isinstance(record, Consultation):
            return self._closes(record)
        limit = self.limit_of(record)
        if limit is None or record.moved is None:
            return None
        since = datetime.fromisoformat(record.moved).date()
        reminders = tuple(
            self._paused(since, since + timedelta(days=n), state) for n in limit.remind
        )
        return Due(self._paused(since, limit.last_day(since), state), reminders, limit.act)

    def _closes(self, record: Consultation) -> Due | None:
        if record.state != "open" or record.until is None:
            return None
        day = date.fromisoformat(record.until)
        before = sorted(self.consultations.remind_before, reverse=True)
        return Due(day, tuple(day - timedelta(days=n) for n in before), "close")

    def _paused(self, since: date, until: date, state: str | None) -> date:
        """Return a day as much later as the pauses before it take; a pause may reach another."""
        end = until
        while True:
            lost = sum(p.days_of(since, end) for p in self.pauses if p.state == state)
            if until + timedelta(days=lost) == end:
                return end
            end = until + timedelta(days=lost)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, the days of reminders before it, and what the time does after it."""

    day: date
    reminders: tuple[date, ...]
    act: str | None

    def is_over(self, today: date) -> bool:
        """Say whether the last day has passed."""
        return today > self.day

    def reminder(self, today: date) -> date | None:
        """Return the last reminder that has come, None before the first and after the end."""
        come = [day for day in self.reminders if day <= today]
        return come[-1] if come and not self.is_over(today) else None


def _end_of(record: Response) -> Due | None:
    if record.state != "draft" or record.until is None:
        return None
    return Due(date.fromisoformat(record.until), (), "lapse")


def _after_working_days(since: date, days: int) -> date:
    day, left = since, days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _WEEK
    return day


def _nonsense(found: Deadlines) -> Iterator[WrongValue]:
    yield from _unknown_states(found.limits)
    for number, pause in enumerate(found.pauses):
        if pause.until < pause.first:
            why = msg("The pause ends before it begins.")
            yield WrongValue("order", why, msg("Write from before until."), ("pauses", number))


def _unknown_states(limits: Iterable[Limit]) -> Iterator[WrongValue]:
    for number, limit in enumerate(limits):
        life = _LIFE_OF[limit.record]
        place = ("limits", number)
        if limit.state not in life.states:
            why = msg("“{record}” has no state “{state}”.", record=limit.record, state=limit.state)
            known = msg("Known are: {names}.", names=list(life.states))
            yield WrongValue("unknown-state", why, known, (*place, "state"))
        elif limit.act is not None and not _by_clock(limit):
            acts = [s.act for s in life.steps if "clock" in s.by and limit.state in s.before]
            why = msg(
                "Time does not do “{act}” to what is “{state}”.", act=limit.act, state=limit.state
            )
            fix = msg("Known are: {names}.", names=acts) if acts else msg("Leave it out.")
            yield WrongValue("unknown-act", why, fix, (*place, "act"))


def _by_clock(limit: Limit) -> bool:
    step = _LIFE_OF[limit.record].step(limit.act or "", limit.state)
    return step is not None and "clock" in step.by


_OTHER: Final = Mistake(
    1, "no-deadlines", msg("These are no deadlines."), msg("See docs/exchange.md.")
)
DEADLINES: Final[Definitions[Deadlines]] = Definitions(
    Path(__file__).parent / "shipped",
    "deadlines",
    partial(read, model=Deadlines, checks=_nonsense, other=_OTHER),
)
"""Deadlines by name or file."""
SHIPPED: Final = DEADLINES_2026


def freshness() -> Freshness:
    """Return when records are stale or end soon, by the deadlines that are proposed."""
    return DEADLINES.named(SHIPPED).freshness


def due_of(record: Moving) -> Due | None:
    """Return until when a record may stay as it is, by the deadlines that are proposed."""
    return DEADLINES.named(SHIPPED).due(record)
