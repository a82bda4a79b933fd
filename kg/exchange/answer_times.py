"""How long answers take: from when something was asked until somebody answered it, in days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import pairwise
from statistics import quantiles
from typing import Final

from kg.exchange.courses import Course
from kg.model.desk_types import ContactRequest, Submission
from kg.model.documents import FollowUpDays

_DAY: Final = 86_400
_ANSWERED: Final = frozenset(("accepted", "declined"))
_DECIDED: Final = frozenset(("accepted", "returned"))


def answer_times(found: Collection[Course[ContactRequest]]) -> FollowUpDays:
    """Return how long offices take to accept or decline a request for contact."""
    return _days(found, "sent", _ANSWERED)


def decision_times(found: Collection[Course[Submission]]) -> FollowUpDays:
    """Return how long the secretariat takes to accept or return what an office proposed."""
    return _days(found, "proposed", _DECIDED)


def _days(
    found: Collection[Course[ContactRequest]] | Collection[Course[Submission]],
    asked: str,
    answers: Collection[str],
) -> FollowUpDays:
    took = sorted(days for course in found for days in _took(course.moves, asked, answers))
    low, middle, high = _quarters(took)
    return FollowUpDays(
        answered=len(took), waiting=sum(c.record.state == asked for c in found),
        median=middle, quarter=low, three_quarters=high,
    )  # fmt: skip


def _took(
    moves: Iterable[tuple[str, datetime]], asked: str, answers: Collection[str]
) -> Iterable[float]:
    """Yield the days of each round: what was asked again is answered again."""
    for (before, since), (after, at) in pairwise(moves):
        if before == asked and after in answers:
            yield (at - since).total_seconds() / _DAY


def _quarters(took: list[float]) -> tuple[float | None, float | None, float | None]:
    if not took:
        return None, None, None
    if len(took) == 1:
        took = took * 2
    low, middle, high = quantiles(took, n=4, method="inclusive")
    return round(low, 1), round(middle, 1), round(high, 1)
