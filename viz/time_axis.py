"""An axis of time: where a day stands between two sides of a drawing, and which years are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.base.dates import parse_day

_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from ``first`` to ``last`` (ordinals) on the room from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """Return where a day stands; days beyond the axis stand at its ends."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def years(self, least: float) -> Iterator[tuple[int, float]]:
        """Yield the years that are named, and where each begins: at least ``least`` apart."""
        first, last = (date.fromordinal(day).year for day in (self.first, self.last))
        room = (self.right - self.left) / max(last - first, 1)
        step = next((s for s in _STEPS if s * room >= least), _STEPS[-1])
        for year in range(first - first % -step, last + 1, step):
            yield year, self.x(date(year, 1, 1).toordinal())


def axis_around(days: Iterable[str], left: float, right: float) -> TimeAxis:
    """Return the axis that holds these ISO days, from a first of January to a first of January."""
    known = [ordinal(day) for day in days]
    first = date(date.fromordinal(min(known)).year, 1, 1)
    last = date(min(date.fromordinal(max(known)).year + 1, date.max.year), 1, 1)
    return TimeAxis(first.toordinal(), last.toordinal(), left, right)


def ordinal(iso: str) -> int:
    """Return the number of an ISO day, or of the day that an ISO moment begins with.

    >>> ordinal("0001-01-02T10:00")
    2
    """
    return parse_day(iso[:10]).toordinal()
