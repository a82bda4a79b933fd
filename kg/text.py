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
    folded = text.casefold()
    return " ".join(_WORD.findall(folded if folded.isascii() else _bare(folded)))


def _bare(text: str) -> str:
    # Compatibility forms may decompose into capitals (℡), hence the second casefold.
    bare = unicodedata.normalize("NFKD", text).casefold()
    for character in set(bare):
        if unicodedata.combining(character):
            bare = bare.replace(character, "")
    return bare.translate(_SPECIAL)
