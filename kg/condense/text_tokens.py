"""A text as its words, each folded, with where they stand: what names are looked for in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.base.text import folded_words

_WORD: Final = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word of a text: folded, and where it stands there."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a text, each folded, and where they stand.

    >>> tokens("L’Équateur")
    [Token(folded='l', start=0, end=1), Token(folded='equateur', start=2, end=10)]
    """
    return [
        Token(word, found.start(), found.end())
        for found in _WORD.finditer(text)
        for word in _folded(found[0])
    ]


@lru_cache(maxsize=65_536)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(folded_words(word))
