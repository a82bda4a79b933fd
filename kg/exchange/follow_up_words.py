"""How what came of the exchange is called: the same in a terminal, on pages and in pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.model.documents import FollowUp, FollowUpCounts, FollowUpDays, FollowUpList, FollowUpPeriod


class Figure(NamedTuple):
    """A count: its field, what it is called, and whether it tells of the period, or of the day."""

    field: str
    label: Message
    of_period: bool = True


FIGURES: Final[tuple[Figure, ...]] = (
    Figure("posted", msg("Offers, demands and practices on record"), of_period=False),
    Figure("matched", msg("Demands that an offer fits"), of_period=False),
    Figure("asked", msg("Requests for contact sent")),
    Figure("started", msg("Cooperation that has started")),
    Figure("concluded", msg("Concluded, as one side says")),
    Figure("confirmed", msg("Confirmed by both sides")),
)
"""The way from what is posted to what both confirm, in its order."""
OTHERS: Final[tuple[Figure, ...]] = (
    Figure("entered", msg("Entries of offices accepted")),
    Figure("accepted", msg("Requests for contact accepted")),
    Figure("declined", msg("Requests for contact declined")),
    Figure("lapsed", msg("Requests for contact that lapsed without an answer")),
    Figure("fell_through", msg("Cooperation that fell through")),
    Figure("late", msg("Records whose last day has passed"), of_period=False),
)
"""What else came of it."""


def counted(counts: FollowUpCounts, figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, int]]:
    """Yield figures with their counts."""
    return ((figure, getattr(counts, figure.field)) for figure in figures)


def period_of(document: FollowUp, figure: Figure) -> Message:
    """Return of which days a figure tells."""
    return (
        _days(document.period) if figure.of_period else msg("on {day}", day=SaidDay(document.as_of))
    )


def list_said(named: FollowUpList) -> Message:
    """Return against which list states are counted."""
    if named.decided is None:
        return msg(
            "The list: {name}, {count} full members of {body}. The board has not decided about it.",
            count=named.states, name=named.name, body=named.body,
        )  # fmt: skip
    return msg(
        "The list: {name}, {count} states, as the board decided on {date}: {decision}.",
        count=named.states, name=named.name, date=SaidDay(named.decided), decision=named.decision,
    )  # fmt: skip


def days_said(days: FollowUpDays) -> Message:
    """Return how long answers took, as a sentence."""
    if days.median is None:
        return msg("None yet; {waiting} wait.", waiting=days.waiting)
    return msg(
        "{median} days (the middle half: {low} to {high}); {answered} answered, {waiting} wait.",
        median=days.median, low=days.quarter, high=days.three_quarters,
        answered=days.answered, waiting=days.waiting,
    )  # fmt: skip


def _days(period: FollowUpPeriod) -> Message:
    return msg("{first} to {last}", first=SaidDay(period.first), last=SaidDay(period.last))
