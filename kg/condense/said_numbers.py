"""Numbers in words of a report, as they are compared: without what sets their thousands apart."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<minus>(?<![\w.,)\]])[-−])?(?P<sign>[$€£¥]\s?)?(?P<less>(?<![\w.,)\]])[-−])?"
    r"(?P<digits>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
)
_APART: Final = re.compile(r"\D")
_GROUP: Final = 3
"""Digits that a mark sets apart."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_AMOUNT: Final = re.compile(
    r"(?:[$€£¥]|\b(?:US|USD|EUR|CAD|BRL|MXN)\b\$?)\s?\d|\d\s?(?:[$€£%]|USD\b|EUR\b)"
    r"|\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+"
    r"|\d\s(?:millones|mil|millions?|milliards?|milhões|milhão|millón|thousand|billion|per cent"
    r"|percent|por ciento|por cento|pour cent)\b",
    re.IGNORECASE,
)


def numbers(text: str) -> Counter[str]:
    """Return how often each number stands in a text: without what sets thousands apart.

    Decimals and signs are part of a number: 1.25 is not 12.5, −5 is not 5.

    >>> sorted(numbers("US$ 1,500.50 for 35 states")), sorted(numbers("1 500,50 $ pour 35 États"))
    (['1500.5', '35'], ['1500.5', '35'])
    """
    return Counter(map(_digits, _NUMBER.finditer(text)))


def _digits(found: re.Match[str]) -> str:
    whole, decimals = _parted(found["digits"])
    digits = _APART.sub("", whole)
    sign = "-" if found["minus"] or found["less"] else ""
    if decimals.strip("0"):
        return f"{sign}{digits}.{decimals.rstrip('0')}"
    is_written = whole != digits or found["sign"] is not None or bool(decimals)
    return sign + (amount(digits) if is_written and _YEAR.fullmatch(digits) else digits)


def _parted(number: str) -> tuple[str, str]:
    """Return what stands before and behind the mark of decimals; three digits are thousands."""
    at = max(number.rfind("."), number.rfind(","))
    behind = number[at + 1 :]
    is_other = at > 0 and any(
        sign in number[:at] for sign in ".,\u00a0\u202f " if sign != number[at]
    )
    if at < 0 or (len(behind) == _GROUP and not is_other):
        return number, ""
    return number[:at], behind


def amount(digits: str) -> str:
    """Return digits as an amount, though they look like a year: ``1,901`` is none.

    >>> differ_in_more_than_years(numbers("US$ 1,901"), numbers("US$ 1,902"))
    True
    """
    return f"0{digits}"


def differ_in_more_than_years(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether numbers differ in any that is no year: a year that moves on is no news.

    >>> differ_in_more_than_years(numbers("12 in 2021"), numbers("12 in 2022"))
    False
    >>> differ_in_more_than_years(numbers("12 in 2021"), numbers("13 in 2021"))
    True
    """
    return any(_YEAR.fullmatch(number) is None for number in (one - other) + (other - one))


def states_amount(text: str) -> bool:
    """Tell whether a text states money, a share, thousands or millions.

    >>> [states_amount(one) for one in ("US$ 5", "5,2 %", "12 000", "3 milhões", "Article 5")]
    [True, True, True, True, False]
    """
    return _AMOUNT.search(text) is not None
