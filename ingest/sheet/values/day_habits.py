"""In which order a column writes day and month: what it shows once holds for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

_MONTHS: Final = 12
_YEAR_DIGITS: Final = 4
_LONGEST: Final = 20
"""Characters of a day in numbers."""
NUMERIC: Final = re.compile(r"(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{1,2})\Z")

TIME: Final = re.compile(
    r"(?<=\d)(?:T\s?|,?\s|\s?\()(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?|\d{6})\)?"
    r"\s?(?:[ap]\.?\s?m\.?)?\s?(?:Z|UTC|GMT|[+\-]\d{2}:?\d{2})?\Z|(?<=\d\d)(?:Z|[+\-]\d{2}:\d{2})\Z",
    re.IGNORECASE,
)
"""A time of day behind a day, which is left out."""


@dataclass(frozen=True, slots=True)
class DayHabit:
    """What a column shows: days before months, months before days; from when it counts days."""

    day_first: bool = False
    month_first: bool = False
    from_1904: bool = False

    def or_else(self, other: Self) -> Self:
        """Return this habit, where it shows none the one that the rest of the sheet shows."""
        return self if self.day_first or self.month_first else other


def day_habit(cells: Iterable[str | float | date], *, from_1904: bool = False) -> DayHabit:
    """Return what the cells of columns show: a number beyond 12 can only be the day.

    >>> day_habit(["07/15/2025", "03/04/2025"]).month_first
    True
    """
    day_first = month_first = False
    for cell in cells:
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            continue
        match = NUMERIC.match(TIME.sub("", cell.strip()))
        if match is None or len(match[1]) == _YEAR_DIGITS:
            continue
        one, two = int(match[1]), int(match[3])
        day_first |= one > _MONTHS >= two
        month_first |= two > _MONTHS >= one
    return DayHabit(day_first, month_first, from_1904)
