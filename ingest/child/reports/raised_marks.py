"""Raised figures and letters: marks of notes go, since glued to a number they would change it.

``450,000`` with the mark of note 2 is not ``450,0002``. Powers and ordinals are said.
"""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(r"[(\[]?[\d*†‡§,;\-–]{1,7}[)\]/]?|[(\[]?[a-z](?:[,;][a-z])*[)\]/]?")
_UNIT: Final = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|ft|mi)\Z")
_TEN: Final = re.compile(r"(?<![\d.,])10\Z")
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|ème|os|as)\b[.,;:)]?")
_SHORT_ORDINAL: Final = re.compile(r"[oaºª]s?\b[.,;:)]?")
_NUMBERED: Final = re.compile(r"(?:^|[^\d.,])\d{1,3}\.?\Z|(?:^|\W)(?:n|[A-Z][a-z]{0,2})\.?\Z")
_POWERS: Final = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
BEFORE: Final = 12
"""Characters before what is raised that say what it is."""


def meaning(before: str, raised: str) -> str | None:
    """Return what a raised text means behind another: a power, an ordinal, the mark of a note.

    The mark means nothing; None: it is text as any other.

    >>> meaning("gave 450,000", "2"), meaning("5 km", "2"), meaning("x 10", "-6")
    ('', '²', '⁻⁶')
    >>> meaning("le 1", "er"), meaning("la Dr", "a"), meaning("C", "ed")
    ('er', 'a', None)
    """
    text = raised.strip()
    if not text or not before.strip():
        return None
    is_power = text in ("2", "3") and _UNIT.search(before) is not None
    if text.lstrip("-−–").isdigit() and (is_power or _TEN.search(before)):
        return text.translate(_POWERS)
    if _ORDINAL.fullmatch(text) or (_SHORT_ORDINAL.fullmatch(text) and _NUMBERED.search(before)):
        return text
    return "" if _MARK.fullmatch(text) else None


def as_read(before: str, raised: str) -> str:
    """Return what is read of a raised text behind another."""
    said = meaning(before, raised)
    return raised if said is None else raised.replace(raised.strip(), said)
