"""How the campaign comes on: the totals of its list at the ends of months, from both histories.

The list is that of today throughout. What is told of an earlier day is what is known of it now: a
record counts from the day on which it came into the knowledge base or was first confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kg.base.dates import add_months
from kg.exchange.campaign import YEAR, Campaign, StateFacts
from kg.exchange.confirmations import CONFIRMS, ON
from kg.graph.memo import kept
from kg.model.documents import CampaignProgressPoint
from kg.model.records import Version
from kg.store.protocol import Store

MONTHS: Final = 12
"""Ends of months that are told before the day itself."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from one on, up to another that no longer counts; None: for as long as is known."""

    first: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a state in time: its focal points, its first record, its confirmations."""

    points: tuple[Spell, ...]
    first: date | None
    confirmed: tuple[date, ...]


def progress(knowledge: Store, desk: Store, campaign: Campaign) -> list[CampaignProgressPoint]:
    """Return the totals at the ends of the last months, and on the date of the campaign.

    Kept for a revision of both ledgers.

    Raises:
        StoreError: a history cannot be read.
    """
    key = "campaign progress", campaign.rules.name, desk.point().token, knowledge.point().token

    def courses() -> list[Course]:
        return [_course(knowledge, desk, state) for state in campaign.on_list()]

    found = kept(campaign.view, key, courses)
    return [_totals(day, found) for day in days_told(campaign.view.as_of)]


def days_told(today: date) -> list[date]:
    """Return the ends of the last months before a day, and the day itself.

    >>> [str(day) for day in days_told(date(2026, 3, 15))][-3:]
    ['2026-01-31', '2026-02-28', '2026-03-15']
    """
    first = today.replace(day=1)
    ends = [add_months(first, -n) - timedelta(days=1) for n in range(MONTHS)]
    return [*reversed(ends), today]


def _totals(day: date, courses: Sequence[Course]) -> CampaignProgressPoint:
    return CampaignProgressPoint(
        day=day.isoformat(),
        on_list=len(courses),
        focal_points=sum(any(s.holds(day) for s in one.points) for one in courses),
        contributed=sum(one.first is not None and one.first <= day for one in courses),
        confirmed=sum(any(day - YEAR < c <= day for c in one.confirmed) for one in courses),
    )


def _course(knowledge: Store, desk: Store, state: StateFacts) -> Course:
    view = state.view
    began: list[date] = []
    confirmed: set[date] = set()
    for node in state.records:
        versions = knowledge.history(view.id(node))
        began += [_day(version) for version in versions[:1]]
        confirmed |= {*_stated(versions), *_by_offices(knowledge, view.id(node))}
    spells = [spell for point in state.points for spell in _active(desk.history(point.id))]
    first = min([*began, *confirmed], default=None)
    return Course(tuple(spells), first, tuple(sorted(confirmed)))


def _stated(versions: Iterable[Version]) -> Iterator[date]:
    """Yield the days of confirmation that a record ever stated of itself."""
    for version in versions:
        for said in version.statements:
            if said.props.get(ON):
                yield date.fromisoformat(said.props[ON])


def _by_offices(knowledge: Store, id_: str) -> Iterator[date]:
    for relation in knowledge.relations_of(id_):
        if relation.relation.type == CONFIRMS:
            for said in relation.statements:
                if said.props.get("since"):
                    yield date.fromisoformat(said.props["since"])


def _active(versions: Sequence[Version]) -> Iterator[Spell]:
    """Yield from when until when a focal point could act, by the days of its versions."""
    first: date | None = None
    for version in versions:
        active = any(said.props.get("state") == "active" for said in version.statements)
        if active and first is None:
            first = _day(version)
        elif not active and first is not None:
            yield Spell(first, _day(version))
            first = None
    if first is not None:
        yield Spell(first)


def _day(version: Version) -> date:
    return datetime.fromisoformat(version.at).date()
