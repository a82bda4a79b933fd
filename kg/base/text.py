"""Folding of accents, case and space, the same for every engine."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})
_MARKS_OF_MARKS = "\u0f73\u0f75\u0f81"
"""No marks themselves, but nothing but marks when they are decomposed."""
_MANY = 8
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words separated by one space.

    >>> fold("  Cooperação   SUR-SUR, Haïti ")
    'cooperacao sur sur haiti'
    """
    folded = text.casefold()
    return " ".join(_WORD.findall(folded if folded.isascii() else _bare(folded)))


def printable(text: str) -> str:
    r"""Return ``text`` as a terminal may show it: what steers terminals or text is a sign for it.

    Lines stay apart.

    >>> printable("red \x1b[31m\u202egnp\nnext")
    'red \ufffd[31m\ufffdgnp\nnext'
    """
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def _bare(text: str) -> str:
    # Without its marks first: to put a long run of them into order takes its length squared.
    # Compatibility forms may decompose into capitals (℡), hence the second casefold.
    bare = unicodedata.normalize("NFKD", _without_marks(text)).casefold()
    return _without_marks(bare).translate(_SPECIAL)


def _without_marks(text: str) -> str:
    marks = [c for c in set(text) if unicodedata.combining(c) or c in _MARKS_OF_MARKS]
    if len(marks) > _MANY:
        return text.translate(dict.fromkeys(map(ord, marks)))
    for mark in marks:
        text = text.replace(mark, "")
    return text
