"""Delivering papers to offices: each paper once, not again too soon; and what was said of them.

What is delivered is on the desk before a letter leaves; killed in between, doing it again completes
it. Nobody notes whether a paper was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from kg.base.errors import ConflictError
from kg.exchange.moving import Seen, begun, move, write_all
from kg.exchange.parties import Who
from kg.model.desk_types import USEFUL, Delivery, FocalPoint, Useful
from kg.store.protocol import Store

NOT_AGAIN_FOR: Final = timedelta(days=7)
"""For so long after it was delivered a paper is not delivered to the same focal point again."""
LONGEST_TEXT: Final = 5000
"""Characters of what was missing."""
ROLES: Final = ("authority",)
"""To whom papers are delivered; all others find theirs on their page."""


class ReadyPaper(NamedTuple):
    """A paper that an office may have: its kind, what it is about, what it is called to it."""

    kind: str
    about: str | None
    title: str


PapersOf = Callable[[FocalPoint], Sequence[ReadyPaper]]


class SaidOf(NamedTuple):
    """What offices said of the papers of one kind: how many said what, and what was missing."""

    kind: str
    delivered: int
    counts: dict[Useful, int]
    missing: list[Delivery]


def receivers(points: Iterable[FocalPoint]) -> list[FocalPoint]:
    """Return the focal points to whom papers are delivered: those that may act, by id."""
    found = (p for p in points if p.state == "active" and p.role in ROLES and p.office)
    return sorted(found, key=lambda point: point.id)


def to_deliver(
    point: FocalPoint, papers: Iterable[ReadyPaper], before: Iterable[Delivery], now: datetime
) -> list[Delivery]:
    """Return what is to be delivered to a focal point; nothing of what it was given lately."""
    last = {(one.kind, one.about): one for one in _oldest_first(before, point)}
    found = []
    for paper in papers:
        known = last.get((paper.kind, paper.about))
        if known is None or not _lately(known, now):
            found.append(_delivery(point, paper, known, now))
    return found


def deliver(  # noqa: PLR0917
    desk: Store,
    points: Iterable[FocalPoint],
    papers_of: PapersOf,
    before: Sequence[Delivery],
    known: str,
    who: Who,
    now: datetime,
) -> list[Delivery]:
    """Put what each focal point is to be given on the desk; return it.

    All of one focal point or nothing. Two that deliver at once deliver once: the second finds what
    the first has noted. ``known`` is the token of the knowledge base.

    Raises:
        NotYoursError: somebody else than the secretariat.
        StoreError: the desk cannot be written to.
    """
    noted: list[Delivery] = []
    for point in points:
        new = to_deliver(point, papers_of(point), before, now)
        made = [begun(_known_at(one, known), "deliver", who, now) for one in new]
        with suppress(ConflictError):
            if made:
                write_all(desk, [Seen(one, "") for one in made], "deliver")
                noted += made
    return noted


def is_said(useful: str, missing: str) -> bool:
    """Say whether a form says something of a paper: one of the three answers, no endless text."""
    return useful in USEFUL and len(missing) <= LONGEST_TEXT


def note_reply(
    desk: Store, seen: Seen[Delivery], who: Who, now: datetime, *, useful: str, missing: str
) -> Delivery:
    """Note what an office says of a paper (``is_said``); what it said before counts no more.

    Raises:
        NotYoursError, ConflictError, StoreError: as ``kg.exchange.moving.move``.
    """
    return move(desk, seen, "reply", who, now, useful=useful, missing=missing or None)


def newest(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Return of each paper the one delivered last, the newest first, then by title."""
    found: dict[tuple[str | None, str | None], Delivery] = {}
    for one in sorted(deliveries, key=lambda one: (one.delivered or "", one.id)):
        found[one.kind, one.about] = one
    by_title = sorted(found.values(), key=lambda one: (one.title or "", one.id))
    return sorted(by_title, key=lambda one: one.delivered or "", reverse=True)


def said_of(deliveries: Iterable[Delivery]) -> list[SaidOf]:
    """Return what was said, by kind; of what was missing the last said first. Nothing is ranked."""
    found: dict[str, list[Delivery]] = {}
    for one in deliveries:
        found.setdefault(one.kind or "", []).append(one)
    return [_said(kind, found[kind]) for kind in sorted(found)]


def _said(kind: str, of_kind: Sequence[Delivery]) -> SaidOf:
    counts: dict[Useful, int] = {"yes": 0, "partly": 0, "no": 0}
    for one in of_kind:
        if one.useful:
            counts[one.useful] += 1
    missing = sorted((one for one in of_kind if one.missing), key=lambda one: one.id)
    missing.sort(key=lambda one: one.moved or "", reverse=True)
    return SaidOf(kind, len(of_kind), counts, missing)


def _oldest_first(before: Iterable[Delivery], point: FocalPoint) -> list[Delivery]:
    mine = (one for one in before if one.focal_point == point.id)
    return sorted(mine, key=lambda one: (one.delivered or "", one.id))


def _lately(known: Delivery, now: datetime) -> bool:
    return now < datetime.fromisoformat(known.delivered or "") + NOT_AGAIN_FOR


def _delivery(
    point: FocalPoint, paper: ReadyPaper, last: Delivery | None, now: datetime
) -> Delivery:
    moment = now.astimezone(UTC).isoformat()
    return Delivery(
        id=_id(point, paper, last), office=point.office, focal_point=point.id, kind=paper.kind,
        about=paper.about, title=paper.title, lang=point.lang, batch=moment, delivered=moment,
    )  # fmt: skip


def _known_at(one: Delivery, known: str) -> Delivery:
    return one.model_copy(update={"known": known})


def _id(point: FocalPoint, paper: ReadyPaper, last: Delivery | None) -> str:
    """Return the same id for whoever delivers after the same last time."""
    facts = (point.id, paper.kind, paper.about or "", last.id if last else "")
    digest = sha256("\n".join(facts).encode()).hexdigest()
    return f"{Delivery.prefix}/{digest[:16]}"
