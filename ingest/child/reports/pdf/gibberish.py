"""Whether what a page says can be its text at all: fonts may say other letters than they show.

A page is judged by its letters alone, whatever its language is: the tables of fonts that programs
write wrongly move letters, or make signs of them. What is left of words then has few vowels or far
too many of one, signs among its letters, or letters of a script that no report here is written in.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

_LEAST: Final = 200
"""Letters and signs of a page, from which it is judged."""
_VOWELS: Final = frozenset("aeiou")
_FEW_VOWELS: Final = 0.2
"""The share of vowels among all letters, acronyms and codes of states too."""
_FEW_IN_WORDS: Final = 0.27
"""That in words, those with small letters; English has 38 in a hundred, Spanish 46."""
_MOST_OF_ONE: Final = 0.4
"""The share of the letter that stands most often."""
_MOST_SIGNS: Final = 0.25
_USUAL: Final = frozenset(".,;:!?'\"()[]/%$&*+-–—‑•·’‘“”«»°ºª|#@_…=<>€£§¿¡²³")
_OTHER: Final = "\u0250"
"""The first letter that is not Latin."""


def is_gibberish(words: Iterable[str]) -> bool:
    """Say whether the words of a page are none, as of a font that says other letters than it shows.

    >>> is_gibberish(["The", "Council", "decided"] * 20), is_gibberish(["7KH", "&RXQFLO"] * 30)
    (False, True)
    """
    letters, in_words, signs, others = Counter[str](), Counter[str](), 0, 0
    figures = 0
    for word in words:
        if "@" in word[1:] or "://" in word or "www." in word:
            continue
        plain = [unicodedata.normalize("NFD", one)[0].casefold() for one in word if one.isalpha()]
        letters.update(plain)
        if len(plain) > 1 and not word.isupper():
            in_words.update(plain)
        figures += sum(map(str.isdecimal, word))
        others += sum(one >= _OTHER and one.isalpha() for one in word)
        signs += sum(not one.isalnum() and one not in _USUAL for one in word)
    count = letters.total()
    if count + signs < _LEAST:
        return False
    if signs > _MOST_SIGNS * (count + signs + figures) or others > count / 2:
        return True
    return (
        _vowels(letters) < _FEW_VOWELS
        or (in_words.total() >= _LEAST and _vowels(in_words) < _FEW_IN_WORDS)
        or max(letters.values(), default=0) > _MOST_OF_ONE * count
    )


def _vowels(letters: Counter[str]) -> float:
    return sum(letters[one] for one in _VOWELS) / max(1, letters.total())
