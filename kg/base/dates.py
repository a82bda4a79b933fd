"""Dates as day numbers, months, and intervals that end before their last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

EPOCH: Final = date(1970, 1, 1).toordinal()
ALWAYS: Final = -(2**31) + 1
"""Day number that stands for “no known beginning”."""
FOREVER: Final = 2**31 - 1
"""Day number that stands for “no known end”."""
_MONTHS: Final = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""How many months a day may lie in, by its precision."""
_KNOWN: Final = {"year": len("2000"), "month": len("2000-01")}
"""Characters of an ISO day that are known, by its precision."""


def parse_day(text: str) -> date:
    """Return the day of an ISO date (``2023-11-19``).

    Raises:
        ValueError: the text is no ISO calendar date; a day of a week (``2026-W50-1``) is none.
    """
    if len(text) != len("2000-01-01") or not text[4] == text[7] == "-":
        raise ValueError(text)
    return date.fromisoformat(text)


def day_number(day: date) -> int:
    """Return days since 1970-01-01.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - EPOCH


def number_of(iso: str | None, default: int) -> int:
    """Return the day number of an ISO date, ``default`` where there is none."""
    return day_number(parse_day(iso)) if iso else default


def iso_of(number: int) -> str | None:
    """Return the ISO date of a day number, None for the open ends."""
    return None if number in (ALWAYS, FOREVER) else date.fromordinal(number + EPOCH).isoformat()


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, the last of the month where there is no such day.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def known_of(day: str, precision: str | None) -> str:
    """Return as much of an ISO day as is known of it.

    >>> known_of("1963-01-01", "year"), known_of("2006-11-01", "month"), known_of("2017-08-28", "")
    ('1963', '2006-11', '2017-08-28')
    """
    return day[: _KNOWN.get(precision or "", len(day))]


def known_range(day: str, precision: str | None) -> tuple[str, str]:
    """Return the first and the last ISO day that an ISO day may be, as exactly as it is known.

    >>> known_range("1994-01-01", "year"), known_range("2022-12-31", "half")
    (('1994-01-01', '1994-12-31'), ('2022-07-01', '2022-12-31'))
    >>> known_range("2009-09-24", "day")
    ('2009-09-24', '2009-09-24')
    """
    months = _MONTHS.get(precision or "")
    if months is None:
        return day, day
    known = parse_day(day)
    first = date(known.year, known.month - (known.month - 1) % months, 1)
    month = first.month + months - 1
    last = date(first.year, month, monthrange(first.year, month)[1])
    return first.isoformat(), last.isoformat()
