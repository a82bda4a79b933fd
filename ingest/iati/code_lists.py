"""Lists of codes written into one attribute, told from single codes by their shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_MOST: Final = 100
"""Codes that one attribute may hold; who writes more means something else."""
_LONGEST: Final = 1_000
_BETWEEN: Final = re.compile(r"[;,|/+\s]+")
_SHAPES: Final[Mapping[str, re.Pattern[str]]] = {
    "sector": re.compile(r"\d{3}(?:\d\d)?\Z", re.ASCII),
    "recipient-country": re.compile(r"[A-Za-z]{2}\Z|[A-Z]{3}\Z"),
    "recipient-region": re.compile(r"\d{3,5}\Z", re.ASCII),
    "tag": re.compile(r"\d{1,2}(?:\.[0-9A-Za-z]{1,2})?\Z", re.ASCII),
}
"""Element → what one of its codes looks like."""


def split_codes(field: str, text: str) -> list[str]:
    """Return the codes of a list, each once; nothing where the text is no list of codes.

    >>> split_codes("sector", "14030; 31110"), split_codes("recipient-country", "Costa Rica")
    (['14030', '31110'], [])
    """
    if len(text) > _LONGEST:
        return []
    parts = [part for part in _BETWEEN.split(text) if part]
    listed = 1 < len(parts) <= _MOST and all(map(_SHAPES[field].match, parts))
    return list(dict.fromkeys(parts)) if listed else []
