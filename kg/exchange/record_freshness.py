"""What waits of a record of an office: that it ends soon, has ended, was not confirmed for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.confirmations import CONFIRMS, ON
from kg.exchange.deadlines import Freshness
from kg.exchange.own_statements import OwnRecord
from kg.model.claims import chosen_relation
from kg.model.fields import CLOSED

Reason = Literal["ended", "ends", "never", "stale"]


class Waits(NamedTuple):
    """Why a record waits for its office; ``days`` since then, or until then; ``due``: its last."""

    reason: Reason
    days: int
    due: date | None = None

    @property
    def text(self) -> Message:
        """The sentence that says so."""
        if self.reason == "ended":
            return nmsg("ended {count} day ago", "ended {count} days ago", self.days)
        if self.reason == "ends":
            return nmsg("ends in {count} day", "ends in {count} days", self.days)
        if self.reason == "stale":
            return nmsg("confirmed {count} day ago", "confirmed {count} days ago", self.days)
        return msg("never confirmed")


def confirmed_day(own: OwnRecord, today: date) -> date | None:
    """Return when a record was last confirmed, None where never; as ``kg.graph.openness`` says."""
    said = (
        chosen_relation(CONFIRMS, one.statements).get("since")
        for one in own.relations
        if one.relation.type == CONFIRMS and one.relation.end == own.id
    )
    known = [date.fromisoformat(day) for day in (own.shown.get(ON), *said) if day]
    return max((day for day in known if day <= today), default=None)


def ends_on(own: OwnRecord) -> date | None:
    """Return the last day of a record, None where it has none."""
    ends = own.shown.get("ends")
    return date.fromisoformat(ends) if ends else None


def waits(own: OwnRecord, today: date, limits: Freshness) -> Iterator[Waits]:
    """Yield why a record waits for its office; nothing of what is paused, met or withdrawn."""
    if own.status in CLOSED:
        return
    ends, confirmed = ends_on(own), confirmed_day(own, today)
    if ends is not None and ends < today:
        yield Waits("ended", (today - ends).days, ends)
    elif ends is not None and (ends - today).days <= limits.ending:
        yield Waits("ends", (ends - today).days, ends)
    if confirmed is None:
        yield Waits("never", 0)
    elif (today - confirmed).days > limits.stale:
        yield Waits("stale", (today - confirmed).days)
