"""Numbers, shares and days as the readers of a language write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.base.dates import parse_day
from kg.base.i18n import DEFAULT_LANGUAGE, Message, msg
from kg.base.millionths import MILLION

if TYPE_CHECKING:
    from babel import Locale

_FIRST_HALF_ENDS: Final = 6
_SKELETONS: Final = {"year": "y", "quarter": "yQQQQ", "month": "yMMMM"}
_FIRST_OF_MONTH: Final = {"fr": "1er", "pt": "1º"}
"""How the first day of a month is written where it is no plain number."""


@dataclass(frozen=True, slots=True)
class SaidDay(Message):
    """A day as a fact of a message, said as its reader writes it; its template is the ISO date.

    >>> msg("on {day}", day=SaidDay("2022-06-22")).text("en")
    'on June 22, 2022'
    """

    precision: str | None = None

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the day in the manner of a language, or what is known of it."""
        return day(self.template, lang, self.precision)

    def __str__(self) -> str:
        return self.text()


@cache
def locale_of(lang: str) -> Locale:
    """Return how a language is written."""
    # Not at the top: what only names days, as all documents do, need not wait for it.
    from babel import Locale

    return Locale(lang)


def language_name(code: str, lang: str) -> str:
    """Return the name of a language as a reader of ``lang`` calls it; its code where it has none.

    >>> language_name("pt", "fr"), language_name("zzz", "en")
    ('portugais', 'zzz')
    """
    return str(locale_of(lang).languages.get(code, code))


def number(value: float, lang: str) -> str:
    """Return a number as the reader writes it.

    >>> number(1234.5, "en"), number(1234.5, "pt")
    ('1,234.5', '1.234,5')
    """
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale_of(lang))


def score(millionths: int, lang: str) -> str:
    """Return a score, or what is added to one, with three decimals: as the terminal does."""
    from babel.numbers import format_decimal

    return format_decimal(millionths / MILLION, "0.000", locale=locale_of(lang))


def exact(millionths: int, lang: str) -> str:
    """Return millionths of one with as many decimals as they have.

    >>> exact(120_500, "es")
    '0,1205'
    """
    from babel.numbers import format_decimal

    return format_decimal(Decimal(millionths) / MILLION, "0.######", locale=locale_of(lang))


def share(part: float, whole: float, lang: str) -> str:
    """Return a part of a whole in per cent, 0 % of nothing."""
    from babel.numbers import format_percent

    return format_percent(part / whole if whole else 0, locale=locale_of(lang))


def tenths(part: float, whole: float, lang: str) -> str:
    """Return a part of a whole in per cent, with one decimal where it is not whole.

    >>> tenths(125, 1000, "en"), tenths(1, 2, "pt")
    ('12.5%', '50%')
    """
    from babel.numbers import format_percent

    pattern = locale_of(lang).percent_formats[None].pattern.replace("0", "0.#")
    return format_percent(part / whole if whole else 0, pattern, locale=locale_of(lang))


def day(iso: str, lang: str, precision: str | None = None) -> str:
    """Return a day, or the month, quarter, half-year or year that is known of it.

    What is no day is returned as it is.
    """
    try:
        found = parse_day(iso[:10])
    except ValueError:
        return iso
    return _day(found, lang, precision)


def labelled(label: str, said: str, lang: str) -> str:
    """Return what is said under a label, with the colon as a language sets it.

    >>> labelled("Estados", "35", "es")
    'Estados: 35'
    """
    colon = msg(": ").text(lang)
    return f"{label}{colon}{said}"


def series(parts: Iterable[str], lang: str) -> str:
    """Return parts one after the other, with the semicolon as a language sets it."""
    return msg("; ").text(lang).join(parts)


def in_period(since: str | None, until: str | None) -> Message | None:
    """Return when something holds, from one ISO date to another; None where neither is known."""
    if since and until:
        return msg("from {since} to before {until}", since=SaidDay(since), until=SaidDay(until))
    if since:
        return since_when(since)
    return msg("until before {until}", until=SaidDay(until)) if until else None


def since_when(iso: str, precision: str | None = None) -> Message:
    """Return since which day something holds, or the month, quarter, half or year known of it."""
    said = SaidDay(iso, precision=precision)
    if precision in (None, "day"):
        return msg("since {since}", since=said)
    return msg("since {month_or_year}", month_or_year=said)


def _day(found: dt.date, lang: str, precision: str | None) -> str:
    from babel.dates import format_date, format_skeleton

    if precision == "half":
        first = found.month <= _FIRST_HALF_ENDS
        half = msg("first half of {year}", year=found.year)
        other = msg("second half of {year}", year=found.year)
        return (half if first else other).text(lang)
    skeleton = _SKELETONS.get(precision or "")
    if skeleton:
        return format_skeleton(skeleton, found, locale=locale_of(lang))
    said = format_date(found, "long", locale=locale_of(lang))
    of_month = _FIRST_OF_MONTH.get(lang)
    return f"{of_month}{said[1:]}" if of_month and found.day == 1 else said
