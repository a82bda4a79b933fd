"""Asking an office in the campaign: only one on the list, not again too soon, and noted first.

What was asked is on the desk before a letter leaves; killed in between, asking again sends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from kg.base.errors import ConflictError, ForbiddenError, WrongUseError
from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.exchange.campaign import Campaign, StateFacts, day_of
from kg.exchange.moving import begin
from kg.exchange.parties import Who
from kg.model.desk_types import Asking, FocalPoint
from kg.store.protocol import Store

KINDS: Final[Mapping[str, Message]] = {
    "invitation": msg("Invitation"),
    "confirm": msg("Is it still right?"),
    "missing": msg("What is missing"),
    "sheet": msg("A sheet to fill in without signing in"),
}
"""What an office can be asked for."""
_WRITTEN_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "invitation": ("invited",),
    "confirm": ("active",),
    "missing": ("active",),
    "sheet": ("invited", "active"),
}
"""The states of focal points that a kind of letter goes to; never one that is suspended."""


class NotOnListError(ForbiddenError):
    """Something was to be sent to a state that is not on the list."""

    slug = "not-on-list"
    title = msg("Not on the list")

    def __init__(self, state: str, name: str) -> None:
        super().__init__(
            msg("“{state}” is not on the list {name}: nothing is sent to it.", state=state,
                name=name),
            msg("Whom to invite is decided by the board; see the list."),
        )  # fmt: skip


class AskedLatelyError(WrongUseError):
    """A state was asked for the same a short while ago."""

    slug = "asked-lately"
    status = 409
    title = msg("Asked a short while ago")

    def __init__(self, state: str, day: str) -> None:
        super().__init__(
            msg("“{state}” was asked for the same on {day}.", state=state, day=SaidDay(day)),
            msg("Wait, or say that it is to be asked again."),
        )


class NobodyToAskError(WrongUseError):
    """Nobody of a state can be written to about something."""

    slug = "nobody-to-ask"
    status = 409
    title = msg("Nobody to write to")

    def __init__(self, state: str) -> None:
        super().__init__(
            msg("“{state}” has no focal point to which this letter goes.", state=state),
            msg("Invite one first, or choose another letter."),
        )


@dataclass(frozen=True)
class AskRequest:
    """What is to be asked of one state. ``again``: although it was asked a short while ago.

    ``records`` are by the office those that it is to look at, each with the mark of its version.
    """

    state: str
    kind: str
    again: bool = False
    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def require_askable(campaign: Campaign, request: AskRequest, now: datetime) -> StateFacts:
    """Return the state of a request, without asking anything.

    Raises:
        NotOnListError: it is not on the list.
        NobodyToAskError: nobody there gets such a letter.
        AskedLatelyError: it was asked a short while ago, and is not to be asked again.
    """
    state = campaign.state(request.state)
    if state is None or state.listed.place != "invited" or request.kind not in KINDS:
        raise NotOnListError(request.state, campaign.rules.name)
    if not written_to(state, request.kind):
        raise NobodyToAskError(request.state)
    last = asked_lately(campaign, state, request.kind, now)
    if last is not None and not request.again:
        raise AskedLatelyError(request.state, day_of(last))
    return state


def ask(
    desk: Store, campaign: Campaign, request: AskRequest, who: Who, now: datetime
) -> list[Asking]:
    """Note what a state is asked for, one record for each office that is written to; return them.

    Two that ask at once ask once: the second finds what the first has noted.

    Raises:
        NotOnListError, NobodyToAskError, AskedLatelyError: as ``require_askable``.
        NotYoursError: somebody else than the secretariat.
        StoreError: the desk cannot be written to.
    """
    state = require_askable(campaign, request, now)
    last = last_asking(state.askings, request.kind)
    noted = []
    for point in written_to(state, request.kind):
        new = _asking(campaign, request, point, last)
        if request.kind == "confirm" and not new.records:
            continue
        said = {"role": who.role, "asked": now.astimezone(UTC).isoformat()}
        with suppress(ConflictError):
            noted.append(begin(desk, new.model_copy(update=said), "ask", who, now))
    return noted


def written_to(state: StateFacts, kind: str) -> list[FocalPoint]:
    """Return the focal points of a state to whose mailboxes a kind of letter goes, by id."""
    found = [point for point in state.points if point.state in _WRITTEN_TO[kind]]
    return sorted(found, key=lambda point: point.id)


def asked_lately(campaign: Campaign, state: StateFacts, kind: str, now: datetime) -> Asking | None:
    """Return the last asking of a kind, where it is too short a while ago to ask again."""
    last = last_asking(state.askings, kind)
    if last is None:
        return None
    ends = datetime.fromisoformat(last.asked or "") + timedelta(days=campaign.rules.again_after)
    return last if now < ends else None


def last_asking(askings: Sequence[Asking], kind: str) -> Asking | None:
    """Return the last asking of a kind, None where there was none."""
    same = (one for one in askings if one.kind == kind)
    return max(same, key=lambda one: (one.asked or "", one.id), default=None)


def _asking(
    campaign: Campaign, request: AskRequest, point: FocalPoint, last: Asking | None
) -> Asking:
    seen = request.records.get(point.office or "", {}) if request.kind == "confirm" else {}
    return Asking(
        id=_id(request, point, last), office=point.office, about=request.state,
        focal_point=point.id, kind=request.kind, campaign=campaign.rules.name, lang=point.lang,
        records=[*seen], marks=[*seen.values()],
    )  # fmt: skip


def _id(request: AskRequest, point: FocalPoint, last: Asking | None) -> str:
    """Return the same id for whoever asks after the same last time."""
    facts = "\n".join((request.kind, request.state, point.id, last.id if last else ""))
    return f"{Asking.prefix}/{sha256(facts.encode()).hexdigest()[:16]}"
