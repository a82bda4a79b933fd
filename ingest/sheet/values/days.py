"""Days as people write them: ISO, day or month first, in words, as numbers of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from ingest.sheet.grids.grids import Cell
from ingest.sheet.values.day_habits import NUMERIC, TIME, DayHabit
from ingest.sheet.values.day_words import (
    FILLERS,
    FISCAL,
    MONTH,
    ORDINAL,
    ROMAN,
    SPAN,
    WEEKDAY,
    WORKDAY,
)
from kg.base.dates import add_months
from kg.base.text import fold

# Spreadsheets count 29 February 1900, which never was: from March 1900 on this beginning fits.
_SERIAL_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
# From 1954 to 2119: other numbers in a column of days are rather something else.
_SERIALS: Final = (20_000, 80_000)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_YEAR_DIGITS: Final = 4
_YEAR: Final = 12
_DAYS: Final = 31
_THIS_CENTURY: Final = 2000
_LAST_CENTURY: Final = 1900
_CENTURIES: Final = (_LAST_CENTURY, _THIS_CENTURY)
_PIVOT: Final = 50
"""Two digits from here on are a year of the last century."""
_COMPACT: Final = 8
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{4})\Z|(\d{4})\s?[/.\-]\s?(\d{1,2})\Z")
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_A_SERIAL: Final = re.compile(r"\d{5}(?:\.\d{1,12})?\Z")
_COMPACT_DAY: Final = re.compile(r"\d{8}(?:\.0)?\Z")
_SHORT_YEAR: Final = re.compile(r"([^\W\d_]{3,12})\.?\s?[/’'´`.\-]\s?(\d{2})\Z")
"""“jul-25”: what spreadsheets write for a month of a year."""
_PART: Final = re.compile(
    r"(?:((?:19|20)\d\d))?(?:([sqth])([1-6])|([1-6])([sqth]))((?:19|20)\d\d)?\Z"
)
_GLUED: Final = re.compile(r"(\d{1,2})([^\W\d_]{3,10})(\d{4}|\d{2})\Z")
_NTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ro|do|o|a|e)\Z")
_FISCAL_YEAR: Final = re.compile(r"(?:fy|af)(?:\d{2}|\d{4})\Z")
_DASHES: Final = str.maketrans("–—‐‑−", "-----")
_LONGEST: Final = 100
"""Characters of a day in words."""
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A day or a longer time: its first and last day; ``plain`` where nothing was interpreted."""

    first: date
    last: date
    plain: bool = False


class Doubt(Enum):
    """Why nobody can say which day a cell means."""

    ORDER = "order"
    """The column has days before months and months before days."""
    FISCAL = "fiscal"
    """A fiscal year, which begins on another day in each country."""
    PERIOD = "period"
    """More than one year."""


def read_days(cell: Cell, habit: DayHabit | None = None) -> Span | Doubt | None:
    """Return the time a cell names, None where it is no time that exists.

    Numbers such as 03/04/2025 are read as their column's ``habit`` is; where it shows none the day
    comes first.

    >>> read_days("2do semestre 2024")
    Span(first=datetime.date(2024, 7, 1), last=datetime.date(2024, 12, 31), plain=False)
    >>> read_days("31/02/2025") is None
    True
    """
    habit = habit or DayHabit()
    if isinstance(cell, date):
        return _in_range(Span(cell, cell, plain=True))
    if isinstance(cell, int | float):
        return _number(float(cell), habit)
    text = cell.strip().translate(_DASHES)
    if len(text) > _LONGEST:
        return None
    try:
        found = _text(TIME.sub("", text.rstrip(" .,")), habit)
    except ValueError:
        return None
    return _in_range(found) if isinstance(found, Span) else found


def _in_range(span: Span) -> Span | None:
    return span if span.first.year >= _FIRST_YEAR and span.last.year <= _LAST_YEAR else None


def _text(text: str, habit: DayHabit) -> Span | Doubt | None:
    if _ISO.match(text):
        return _day(date.fromisoformat(text))
    if _COMPACT_DAY.match(text):
        return _compact(text[:_COMPACT])
    if _A_SERIAL.match(text):
        return _number(float(text), habit)
    return _numeric(text, habit) or _month_and_year(text) or _words(text)


def _number(number: float, habit: DayHabit) -> Span | None:
    if number.is_integer() and _FIRST_YEAR <= number <= _LAST_YEAR:
        return _span(int(number), 1, _YEAR)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        day = (_EPOCH_1904 if habit.from_1904 else _SERIAL_EPOCH) + timedelta(days=int(number))
        return _in_range(Span(day, day))
    try:
        return _compact(str(int(number))) if number.is_integer() else None
    except (ValueError, OverflowError):
        return None


def _compact(digits: str) -> Span | None:
    """“20250715”; with the year at the end it was interpreted."""
    if len(digits) != _COMPACT:
        return None
    if _A_YEAR.match(digits[:4]):
        return _day(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    day = date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    return Span(day, day)


def _numeric(text: str, habit: DayHabit) -> Span | Doubt | None:
    match = NUMERIC.match(text)
    if match is None:
        return None
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == _YEAR_DIGITS or len(match[4]) == 1:
        return _day(date(one, two, three)) if len(match[4]) < _YEAR_DIGITS else None
    full = len(match[4]) == _YEAR_DIGITS
    if one > _DAYS and not full:
        day = date(_whole_year(one), two, three)
        return Span(day, day)
    either = one <= _YEAR and two <= _YEAR and one != two
    if either and habit.day_first and habit.month_first:
        return Doubt.ORDER
    month_first = habit.month_first and not habit.day_first if either else two > _YEAR
    year = three if full else _whole_year(three)
    day = date(year, one, two) if month_first else date(year, two, one)
    # A year of two digits, a month before its day, an order that nothing shows: the reader is told.
    told = not full or month_first or (either and not habit.day_first)
    return Span(day, day, plain=not told)


def _whole_year(two_digits: int) -> int:
    """Return the year that two digits mean.

    >>> _whole_year(25), _whole_year(99)
    (2025, 1999)
    """
    return two_digits + (_THIS_CENTURY if two_digits < _PIVOT else _LAST_CENTURY)


def _month_and_year(text: str) -> Span | Doubt | None:
    match = _MONTH_YEAR.match(text)
    if match is not None:
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        if int(year) + 1 - int(month) in _CENTURIES and int(month) > _YEAR:
            return Doubt.PERIOD
        return _span(int(year), int(month), 1)
    short = _SHORT_YEAR.match(text)
    month_number = MONTH.get(fold(short[1])) if short else None
    return _span(_whole_year(int(short[2])), month_number, 1) if short and month_number else None


def _words(text: str) -> Span | Doubt | None:
    """“15 de julio de 2025”, “July 2025”, “segundo semestre de 2024”, “Q3 2025”, “2025”."""
    words = list(_split(text))
    if FISCAL.intersection(words) or any(_FISCAL_YEAR.match(word) for word in words):
        return Doubt.FISCAL
    weekday, words = _without_weekday(words)
    words = [word for word in words if word not in FILLERS]
    years = [word for word in words if _A_YEAR.match(word)]
    if len(years) > 1:
        return Doubt.PERIOD
    found = _dated(words, int(years[0])) if years else _with_short_year(words)
    wrong = found is not None and weekday is not None and found.first.weekday() != weekday
    # A day of the week that it was not: one of the two is a slip.
    return replace(found, plain=False) if found and wrong else found


def _dated(words: list[str], year: int) -> Span | None:
    rest = [word for word in words if word != str(year)]
    if not rest:
        return _span(year, 1, _YEAR)
    months = [MONTH[word] for word in rest if word in MONTH]
    spans = [SPAN[word] for word in rest if word in SPAN]
    numbers = [_small(word) for word in rest if word not in MONTH and word not in SPAN]
    if len(months) == 1 and not spans:
        return _in_month(year, months[0], numbers)
    if len(spans) == 1 and len(numbers) == 1 and not months:
        return _part_of_year(year, spans[0], numbers[0])
    # “15-VII-2025”
    if not months and not spans and len(rest) == 2 and rest[1] in ROMAN and rest[0].isdecimal():  # noqa: PLR2004
        return _day(date(year, ROMAN[rest[1]], int(rest[0])))
    return None


def _with_short_year(words: list[str]) -> Span | None:
    """“15-jul-25”: the number before the month is the day, the one behind it the year."""
    if len(words) != 3 or words[1] not in MONTH:  # noqa: PLR2004
        return None
    if not (words[0].isdecimal() and words[2].isdecimal() and len(words[2]) == 2):  # noqa: PLR2004
        return None
    day = date(_whole_year(int(words[2])), MONTH[words[1]], int(words[0]))
    return Span(day, day)


def _without_weekday(words: list[str]) -> tuple[int | None, list[str]]:
    """Take away the day of the week, which stands first: its number from Monday, what is left."""
    first = words[0] if words else ""
    if first in WORKDAY and words[1:2] == ["feira"]:
        return WORKDAY[first], words[2:]
    # “mar” is March, and Tuesday where another month follows.
    if first == "mar" and any(word in MONTH for word in words[1:]):
        return WEEKDAY["martes"], words[1:]
    return (WEEKDAY[first], words[1:]) if first in WEEKDAY else (None, words)


def _in_month(year: int, month: int, numbers: list[int]) -> Span | None:
    if not numbers:
        return _span(year, month, 1)
    return _day(date(year, month, numbers[0])) if len(numbers) == 1 else None


def _part_of_year(year: int, months: int, part: int) -> Span | None:
    fits = 1 <= part <= _YEAR // months
    return _span(year, (part - 1) * months + 1, months) if fits else None


def _small(word: str) -> int:
    # 0 is neither a day nor a part of a year: what is not understood comes to nothing.
    nth = _NTH.match(word)
    digits = nth[1] if nth else word
    return ORDINAL.get(word, int(digits) if digits.isdecimal() else 0)


def _split(text: str) -> Iterator[str]:
    """Words, with “S2”, “2S2025” and “15jul2025” taken apart."""
    for word in fold(text).split():
        glued, part = _GLUED.match(word), _PART.match(word)
        if part is not None:
            yield from filter(None, part.group(2, 5, 3, 4, 1, 6))
        elif glued is not None and glued[2] in MONTH:
            yield from glued.groups()
        else:
            yield word


def _day(day: date) -> Span:
    return Span(day, day, plain=True)


def _span(year: int, month: int, months: int) -> Span:
    first = date(year, month, 1)
    return Span(first, add_months(first, months) - timedelta(days=1))
