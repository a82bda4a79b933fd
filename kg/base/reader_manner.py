"""Numbers, shares and days as the readers of a language write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from kg.base.dates import parse_day
from kg.base.i18n import msg
from kg.base.millionths import MILLION

_FIRST_HALF_ENDS: Final = 6
_SKELETONS: Final = {"year": "y", "quarter": "yQQQQ", "month": "yMMMM"}


@cache
def locale_of(lang: str) -> Locale:
    """Return how a language is written."""
    return Locale(lang)


def number(value: float, lang: str) -> str:
    """Return a number as the reader writes it.

    >>> number(1234.5, "en"), number(1234.5, "pt")
    ('1,234.5', '1.234,5')
    """
    return format_decimal(value, locale=locale_of(lang))


def score(millionths: int, lang: str) -> str:
    """Return a score, or what is added to one, with three decimals: as the terminal does."""
    return format_decimal(millionths / MILLION, "0.000", locale=locale_of(lang))


def exact(millionths: int, lang: str) -> str:
    """Return millionths of one with as many decimals as they have.

    >>> exact(120_500, "es")
    '0,1205'
    """
    return format_decimal(Decimal(millionths) / MILLION, "0.######", locale=locale_of(lang))


def share(part: float, whole: float, lang: str) -> str:
    """Return a part of a whole in per cent, 0 % of nothing."""
    return format_percent(part / whole if whole else 0, locale=locale_of(lang))


def tenths(part: float, whole: float, lang: str) -> str:
    """Return a part of a whole in per cent, with one decimal where it is not whole.

    >>> tenths(125, 1000, "en"), tenths(1, 2, "pt")
    ('12.5%', '50%')
    """
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


def _day(found: dt.date, lang: str, precision: str | None) -> str:
    if precision == "half":
        first = found.month <= _FIRST_HALF_ENDS
        half = msg("first half of {year}", year=found.year)
        other = msg("second half of {year}", year=found.year)
        return (half if first else other).text(lang)
    skeleton = _SKELETONS.get(precision or "")
    if skeleton:
        return format_skeleton(skeleton, found, locale=locale_of(lang))
    return format_date(found, "long", locale=locale_of(lang))
