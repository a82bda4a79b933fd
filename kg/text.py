"""Folding of accents, case and space, the same for every engine."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words separated by one space.

    >>> fold("  Cooperação   SUR-SUR, Haïti ")
    'cooperacao sur sur haiti'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SPECIAL)
    return " ".join(_WORD.findall(bare))
