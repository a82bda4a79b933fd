"""Single values of a file: texts, languages, days and numbers as all versions write them."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import Final

from ingest.currencies import currency
from ingest.language_codes import language_code
from kg.base.text import seen
from kg.model.fields import MAX_SHORT

UNKNOWN_LANGUAGE: Final = "und"

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*|Z|[+-]\d{2}:?\d{2})?\Z", re.DOTALL)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_LONGEST: Final = 200
"""Characters of a day, number or language; who writes more means something else."""
BLOCKS: Final = frozenset(
    (
        "address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "li", "narrative", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul",
    )
)  # fmt: skip
"""Markup that sets off what is in it: words on its two sides are not one word."""
_INLINE: Final = ("a", "abbr", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup",
                  "tbody", "thead", "u")  # fmt: skip
_TAGS: Final = "|".join(sorted({*BLOCKS, *_INLINE}, key=len, reverse=True))
_MARKUP: Final = re.compile(rf"</?({_TAGS})(?:\s[^<>]{{0,500}}+)?+/?>", re.IGNORECASE)
_YEARS: Final = range(1900, 2201)
"""Years outside are slips of the pen, such as 0201 or 20015."""


def clean(text: str) -> str:
    """Return a text with single spaces, without entities and markup that were written as text.

    >>> clean("  Bill &amp; Melinda   Gates "), clean("<p>Agua &lt;b&gt;limpia</b></p>a < b > c")
    ('Bill & Melinda Gates', 'Agua limpia a < b > c')
    """
    if "&" in text:
        text = _unescaped(text)
    if "<" in text:
        text = _MARKUP.sub(_gap, text)
    return " ".join(seen(text).split())


def _gap(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in BLOCKS else ""


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a character with a number of thousands of digits
        return text


def cut(text: str, most: int = MAX_SHORT) -> str:
    """Return at most ``most`` characters; a text that was cut ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def language(code: str) -> str:
    """Return the primary language of an xml:lang, ``und`` where it is none.

    >>> language("es-419"), language("EN"), language("spa"), language("?")
    ('es', 'en', 'es', 'und')
    """
    return language_code(code) or UNKNOWN_LANGUAGE


def currency_code(text: str | None) -> str:
    """Return a currency in capitals, by its code where it is written with a sign; empty for none.

    >>> currency_code(" usd "), currency_code("US$"), currency_code("Xyz"), currency_code(None)
    ('USD', 'USD', 'XYZ', '')
    """
    return _currency(text[:_LONGEST]) if text else ""


@lru_cache(maxsize=1024)
def _currency(text: str) -> str:
    # What is in no list is kept: the publisher may know better.
    return currency(text) or seen(text).strip().upper()


def day(text: str) -> str | None:
    """Return the ISO day of a date or date-time, None where there is no such day.

    >>> day("2017-02-06+08:00"), day("2014-10-01Z"), day("2019-02-30")
    ('2017-02-06', '2014-10-01', None)
    """
    return _day(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _day(text: str) -> str | None:
    found = _DAY.match(text.strip())
    if found is None:
        return None
    try:
        value = date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1] if value.year in _YEARS else None


def number(text: str) -> float | None:
    """Return a finite number, None where there is none; thousands may be set off by commas.

    >>> number(" 1,250,000.50 "), number("33 %"), number("1e999"), number("12,5")
    (1250000.5, 33.0, None, 12.5)
    """
    if len(text) > _LONGEST:
        return None
    try:
        value = float(text)
    except ValueError:
        bare = text.strip().rstrip("%").rstrip()
        if bare == text:
            bare = bare.replace(",", "") if _THOUSANDS.match(bare) else bare.replace(",", ".")
        return None if bare == text else number(bare)
    return value if isfinite(value) and "_" not in text else None


def share(text: str) -> float | None:
    """Return a percentage from 0 to 100, None where the text is none."""
    return _share(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _share(text: str) -> float | None:
    value = number(text)
    return value if value is not None and 0 <= value <= 100 else None  # noqa: PLR2004
