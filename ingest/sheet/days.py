"""Days as people write them: ISO, day first, months, quarters, halves, spreadsheet numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ingest.sheet.grids import Cell
from kg.base.dates import add_months
from kg.base.text import fold

# Spreadsheets count 29 February 1900, which never was: from March 1900 on this beginning fits.
_SERIAL_EPOCH: Final = date(1899, 12, 30)
# From 1954 to 2119: other numbers in a column of days are rather something else.
_SERIALS: Final = (20_000, 80_000)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_YEAR_DIGITS: Final = 4
_YEAR: Final = 12
_CENTURY: Final = 2000
_MONTHS: Final = (
    ("january", "jan", "enero", "ene", "janeiro", "janvier", "janv"),
    ("february", "feb", "febrero", "fevereiro", "fev", "fevrier", "fevr"),
    ("march", "mar", "marzo", "marco", "mars"),
    ("april", "apr", "abril", "abr", "avril", "avr"),
    ("may", "mayo", "maio", "mai"),
    ("june", "jun", "junio", "junho", "juin"),
    ("july", "jul", "julio", "julho", "juillet", "juil"),
    ("august", "aug", "agosto", "ago", "aout"),
    ("september", "sept", "sep", "septiembre", "setiembre", "set", "setembro", "septembre"),
    ("october", "oct", "octubre", "outubro", "out", "octobre"),
    ("november", "nov", "noviembre", "novembro", "novembre"),
    ("december", "dec", "diciembre", "dic", "dezembro", "dez", "decembre"),
)
_MONTH: Final = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_ORDINALS: Final = (
    ("1", "1o", "1a", "1er", "1ro", "1ra", "1st", "1ere", "primer", "primero", "primeiro",
     "primera", "first", "premier", "i"),
    ("2", "2o", "2a", "2do", "2da", "2nd", "2e", "2eme", "segundo", "segunda", "second",
     "seconde", "deuxieme", "ii"),
    ("3", "3o", "3a", "3er", "3ro", "3rd", "3e", "3eme", "tercer", "tercero", "terceiro",
     "third", "troisieme", "iii"),
    ("4", "4o", "4a", "4to", "4th", "4e", "4eme", "cuarto", "quarto", "fourth", "quatrieme",
     "iv"),
)  # fmt: skip
_ORDINAL: Final = {
    word: number for number, words in enumerate(_ORDINALS, start=1) for word in words
}
_SPANS: Final = {
    **dict.fromkeys(("semestre", "semester", "half", "s", "h", "sem"), 6),
    **dict.fromkeys(("trimestre", "quarter", "q", "t", "trim"), 3),
}
_FILLERS: Final = {
    "de",
    "del",
    "of",
    "do",
    "da",
    "du",
    "the",
    "el",
    "o",
    "le",
    "year",
    "ano",
    "annee",
}
_NUMERIC: Final = re.compile(
    r"(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2,4})(?:[ T]\d{1,2}:.*)?\Z"
)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})\Z|(\d{4})\s*[/.\-]\s*(\d{1,2})\Z")
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_A_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?\Z")
_PART: Final = re.compile(r"(?:([sqth])([1-4])|([1-4])([sqth]))\Z")
_LONGEST: Final = 100
"""Characters of a day in words."""
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A day or a longer time: its first and last day; ``plain`` where nothing was interpreted."""

    first: date
    last: date
    plain: bool = False


def read_days(cell: Cell) -> Span | None:
    """Return the time a cell names, None where it is no time that exists.

    Numbers such as 15/07/2025 are read with the day first, unless that cannot be.

    >>> read_days("2do semestre 2024")
    Span(first=datetime.date(2024, 7, 1), last=datetime.date(2024, 12, 31), plain=False)
    >>> read_days("31/02/2025") is None
    True
    """
    if isinstance(cell, date):
        return Span(cell, cell, plain=True)
    if isinstance(cell, int | float):
        return _year_or_serial(float(cell))
    text = cell.strip()
    if len(text) > _LONGEST:
        return None
    try:
        if _ISO.match(text):
            day = date.fromisoformat(text)
            return Span(day, day, plain=True)
        return _numeric(text) or _month_and_year(text) or _words(text)
    except ValueError:
        return None


def _year_or_serial(number: float) -> Span | None:
    if number.is_integer() and _FIRST_YEAR <= number <= _LAST_YEAR:
        return _span(int(number), 1, 12)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        day = _SERIAL_EPOCH + timedelta(days=int(number))
        return Span(day, day)
    return None


def _numeric(text: str) -> Span | None:
    match = _NUMERIC.match(text)
    if match is None:
        return None
    one, two, three = (int(part) for part in match.groups())
    if len(match[1]) == _YEAR_DIGITS:
        return _day(date(one, two, three))
    full = len(match[3]) == _YEAR_DIGITS
    year = three if full else _CENTURY + three
    # The month comes first only where the second number can be no month.
    day_first = one > _YEAR or two <= _YEAR
    day = date(year, two, one) if day_first else date(year, one, two)
    # A year of two digits, or a month before its day, was interpreted: the reader is told.
    return Span(day, day, plain=day_first and full)


def _month_and_year(text: str) -> Span | None:
    match = _MONTH_YEAR.match(text)
    if match is None:
        return None
    month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    return _span(int(year), int(month), 1)


def _words(text: str) -> Span | None:
    """“15 de julio de 2025”, “July 2025”, “segundo semestre de 2024”, “Q3 2025”, “2025”."""
    words = [word for word in _split(text) if word not in _FILLERS]
    years = [word for word in words if _A_YEAR.match(word)]
    # With two years it may be a period, or two days: that is not guessed.
    if len(years) != 1:
        return _year_or_serial(float(text)) if _A_SERIAL.match(text) else None
    rest = [word for word in words if word not in years]
    year = int(years[0])
    if not rest:
        return _span(year, 1, _YEAR)
    months = [_MONTH[word] for word in rest if word in _MONTH]
    spans = [_SPANS[word] for word in rest if word in _SPANS]
    numbers = [_number(word) for word in rest if word not in _MONTH and word not in _SPANS]
    if len(months) == 1 and not spans:
        return _in_month(year, months[0], numbers)
    if len(spans) == 1 and len(numbers) == 1 and not months:
        return _part_of_year(year, spans[0], numbers[0])
    return None


def _in_month(year: int, month: int, numbers: list[int]) -> Span | None:
    if not numbers:
        return _span(year, month, 1)
    return _day(date(year, month, numbers[0])) if len(numbers) == 1 else None


def _part_of_year(year: int, months: int, part: int) -> Span | None:
    fits = 1 <= part <= _YEAR // months
    return _span(year, (part - 1) * months + 1, months) if fits else None


def _number(word: str) -> int:
    # 0 is neither a day nor a part of a year: what is not understood comes to nothing.
    return _ORDINAL.get(word, int(word) if word.isdecimal() else 0)


def _split(text: str) -> Iterator[str]:
    """Words, with “S2” and “2S” taken apart."""
    for word in fold(text).split():
        match = _PART.match(word)
        yield from ([match[1] or match[4], match[2] or match[3]] if match else [word])


def _day(day: date) -> Span:
    return Span(day, day, plain=True)


def _span(year: int, month: int, months: int) -> Span:
    first = date(year, month, 1)
    return Span(first, add_months(first, months) - timedelta(days=1))
