"""What came of the exchange: from what is posted to what both sides confirmed, and how soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeVar

from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.text import fold
from kg.exchange.answer_times import answer_times, decision_times
from kg.exchange.campaign_list import CampaignList
from kg.exchange.counted import (
    Counted,
    all_counted,
    apart,
    asked_of,
    is_made_up,
    is_of_example,
    of_party,
    party_of,
)
from kg.exchange.courses import Course, began, courses, of_type
from kg.exchange.deadlines import due_of
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.figures_for import figures_for, may_see_state
from kg.exchange.listed_states import list_named, listed_states
from kg.exchange.parties import sees
from kg.graph.naming import named
from kg.graph.view import View
from kg.matching.needs_met import by_sector, needs
from kg.model.desk_types import ContactRequest, Moving, Submission
from kg.model.documents import (
    FollowUp,
    FollowUpCounts,
    FollowUpLate,
    FollowUpPeriod,
    FollowUpState,
    FollowUpWeek,
    Named,
)
from kg.model.fields import EXAMPLE

WEEKS: Final = 53
"""Of how many weeks it is told what happened in each: the last ones."""
_WEEK: Final = timedelta(days=7)
_M = TypeVar("_M", bound=Moving)


class Period(NamedTuple):
    """The days of which it is told what happened, both included."""

    first: date
    last: date


def follow_up_document(
    inquiry: DeskInquiry, view: View, rules: CampaignList, since: date | None = None
) -> FollowUp:
    """Return what came of the exchange, as far as figures of it are for whoever asks.

    ``rules`` say which states are counted against. ``since`` is the first day of which it is told
    what happened on the desk; without it, the first on which anything did of what counts. Posted,
    matched and not met is what the view shows.

    Raises:
        ForbiddenError: they are nobody to the desk.
        StoreError: the desk cannot be read.
    """
    own = None if figures_for(inquiry.who) == "all" else party_of(view, inquiry.who.office)
    all_ = _all(inquiry, view)
    if own is not None:
        all_ = of_party(view, all_, own)
    period = _period(all_, since, inquiry.day)
    real, made_up = apart(view, all_)
    asking = _Asking(inquiry, view, period)
    counts, examples = asking.counts(real), asking.counts(made_up)
    listed = listed_states(view, rules)
    # A list of invented states counts what is made up, and nothing else.
    of_list = made_up if is_of_example(view, map(view.id, listed)) else real
    return FollowUp.model_validate({
        **inquiry.head(),
        **dict(counts),
        "own": _named(view, own, inquiry.lang),
        "period": FollowUpPeriod(first=period.first.isoformat(), last=period.last.isoformat()),
        "list": list_named(view, rules, inquiry.lang),
        "states": asking.states(of_list, listed, own),
        "examples": examples if _is_any(made_up) else None,
    })  # fmt: skip


def first_day(text: str | None) -> date | None:
    """Return the first day as somebody wrote it, None where nothing was written.

    Raises:
        BadOptionError: it is no day.
    """
    if not text or not text.strip():
        return None
    try:
        return parse_day(text.strip())
    except ValueError:
        fix = msg("Write a day as year-month-day, for instance {day}.", day="2022-06-22")
        raise BadOptionError("since", text, fix) from None


class Pressing(NamedTuple):
    """How many records are past their last day, and how many demands no offer fits."""

    late: int
    unmet: int


def pressing(inquiry: DeskInquiry, view: View) -> tuple[Pressing, Pressing]:
    """Return what presses of what is for whoever asks: of what is real, and of examples.

    Raises:
        StoreError: the desk cannot be read.
    """
    records: list[Moving] = [*inquiry.records(ContactRequest), *inquiry.records(Submission)]
    unmet = needs(view).unmet
    real, made_up = (
        Pressing(
            len(_late((r for r in records if is_made_up(view, r) is wanted), inquiry)),
            sum((view.nature(demand) == EXAMPLE) is wanted for demand in unmet),
        )
        for wanted in (False, True)
    )
    return real, made_up


def _period(counted: Counted, since: date | None, last: date) -> Period:
    """Return the period; what is of nobody who asks must not move its first day."""
    first = since or min(filter(None, (began(counted.requests), began(counted.submissions))),
                         default=last)  # fmt: skip
    return Period(min(first, last), last)


def _all(inquiry: DeskInquiry, view: View) -> Counted:
    if inquiry.desk is None:
        return all_counted(view, (), ())
    found = courses(inquiry.desk, inquiry.day, ContactRequest, Submission)
    return all_counted(view, of_type(found, ContactRequest), of_type(found, Submission))


def _named(view: View, id_: str | None, lang: str) -> Named | None:
    if id_ is None:
        return None
    node = view.snapshot.index(id_)
    return Named(id=id_, label=id_) if node is None else named(view, node, lang)


def _is_any(counted: Counted) -> bool:
    return bool(counted.requests or counted.submissions or counted.posted)


class _Asking(NamedTuple):
    """Counts for one who asks, within a period."""

    inquiry: DeskInquiry
    view: View
    period: Period

    def counts(self, counted: Counted) -> FollowUpCounts:
        view, known = self.view, needs(self.view)
        offers, demands, practices = (
            counted.of_type(view, name) for name in ("Offer", "Demand", "Practice")
        )
        records: list[Moving] = [course.record for course in counted.requests]
        records += [course.record for course in counted.submissions]
        late = _late(records, self.inquiry)
        for_them = {record.id for record in records if sees(self.inquiry.who, record)}
        return FollowUpCounts(
            posted=len(counted.posted),
            offers=len(offers),
            demands=len(demands),
            practices=len(practices),
            matched=len(demands & known.matched),
            entered=self._came(counted.submissions, "accepted"),
            asked=self._came(counted.requests, "sent"),
            accepted=self._came(counted.requests, "accepted"),
            declined=self._came(counted.requests, "declined"),
            lapsed=self._came(counted.requests, "lapsed"),
            started=self._came(counted.requests, "started"),
            fell_through=self._came(counted.requests, "fell through"),
            concluded=self._came(counted.requests, "concluded"),
            confirmed=self._came(counted.requests, "confirmed"),
            late=len(late),
            answers=answer_times(self._asked(counted.requests, "sent")),
            decisions=decision_times(self._asked(counted.submissions, "proposed")),
            unmet=by_sector(view, demands & known.unmet, self.inquiry.lang),
            weeks=list(_weeks(counted, self.period)),
            late_records=[one for one in late if one.id in for_them],
        )

    def states(
        self, counted: Counted, listed: Sequence[int], own: str | None
    ) -> list[FollowUpState]:
        """Return the figures of each state that are for whoever asks, by name."""
        found = [
            self._state(counted, node)
            for node in listed
            if may_see_state(self.inquiry.who, self.view.id(node), own)
        ]
        return sorted(found, key=lambda one: fold(one.label))

    def _state(self, counted: Counted, node: int) -> FollowUpState:
        own = of_party(self.view, counted, self.view.id(node))
        asked = self._asked(asked_of(self.view, own, self.view.id(node)), "sent")
        return FollowUpState(
            id=self.view.id(node),
            label=self.view.label(node, self.inquiry.lang),
            posted=len(own.posted),
            asked=len(asked),
            answers=answer_times(asked),
            late=len(_late([course.record for course in asked], self.inquiry)),
        )

    def _came(self, found: Iterable[Course[ContactRequest] | Course[Submission]], to: str) -> int:
        return sum(course.came_to(to, *self.period) for course in found)

    def _asked(self, found: Iterable[Course[_M]], to: str) -> list[Course[_M]]:
        return [course for course in found if course.came_to(to, *self.period)]


def _late(records: Iterable[Moving], inquiry: DeskInquiry) -> list[FollowUpLate]:
    found = []
    for record in records:
        due = due_of(record)
        if due is not None and due.is_over(inquiry.day) and _waits(record):
            found.append(FollowUpLate(
                id=record.id, state=record.state or "", due=due.day.isoformat(),
                waits_for=_waits_for(record),
            ))  # fmt: skip
    return sorted(found, key=lambda one: (one.due, one.id))


def _waits(record: Moving) -> bool:
    """Say whether somebody else waits for it: nobody does for what an office has not sent yet."""
    return isinstance(record, ContactRequest) or record.state == "proposed"


def _waits_for(record: Moving) -> str | None:
    """Return the office that is to act next; None where it is the secretariat, or either side."""
    if not isinstance(record, ContactRequest):
        return None
    if record.state == "sent":
        return record.asked
    others = [id_ for id_ in (record.asks, record.asked) if id_ not in record.confirmed]
    return others[0] if len(others) == 1 else None


def _weeks(counted: Counted, period: Period) -> Iterator[FollowUpWeek]:
    entered = _by_week(counted.submissions, "accepted", period)
    asked, started, concluded, confirmed = (
        _by_week(counted.requests, state, period)
        for state in ("sent", "started", "concluded", "confirmed")
    )
    last = _monday(period.last)
    first = max(_monday(period.first), last - (WEEKS - 1) * _WEEK)
    while first <= last:
        yield FollowUpWeek(
            first=first.isoformat(), entered=entered[first], asked=asked[first],
            started=started[first], concluded=concluded[first], confirmed=confirmed[first],
        )  # fmt: skip
        first += _WEEK


def _by_week(
    found: Iterable[Course[ContactRequest] | Course[Submission]], state: str, period: Period
) -> Counter[date]:
    """Return how many came to a state in each week, by its Monday, each the first time it did."""
    days = (_first_within(course.moves, state, period) for course in found)
    return Counter(_monday(day) for day in days if day is not None)


def _first_within(moves: Iterable[tuple[str, datetime]], state: str, period: Period) -> date | None:
    days = (at.date() for name, at in moves if name == state)
    return next((day for day in days if period.first <= day <= period.last), None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
