"""Whether what a page says can be its text at all: fonts may say other letters than they show.

A page is judged by its letters alone, whatever its language is: the tables of fonts that programs
write wrongly move letters, or make signs of them. What is left of words then has few vowels or far
too many of one, signs among its letters, or letters of a script that no report here is written in.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
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
    all_, small = list[str](), list[str]()
    for word in words:
        if "@" not in word[1:] and "://" not in word and "www." not in word:
            all_.append(word)
            if len(word) > 1 and not word.isupper():
                small.append(word)
    counts = Counter("".join(all_))
    letters, in_words = _letters(counts), _letters(Counter("".join(small)))
    count = letters.total()
    signs = _count(counts, lambda one: not one.isalnum() and one not in _USUAL)
    figures = _count(counts, str.isdecimal)
    if count + signs < _LEAST:
        return False
    if signs > _MOST_SIGNS * (count + signs + figures):
        return True
    return (
        _count(counts, lambda one: one >= _OTHER and one.isalpha()) > count / 2
        or _vowels(letters) < _FEW_VOWELS
        or (in_words.total() >= _LEAST and _vowels(in_words) < _FEW_IN_WORDS)
        or max(letters.values(), default=0) > _MOST_OF_ONE * count
    )


def _letters(counts: Counter[str]) -> Counter[str]:
    """The letters among signs, without their accents and case."""
    found = Counter[str]()
    for one, times in counts.items():
        if one.isalpha():
            found[unicodedata.normalize("NFD", one)[0].casefold()] += times
    return found


def _count(counts: Counter[str], is_such: Callable[[str], bool]) -> int:
    return sum(times for one, times in counts.items() if is_such(one))


def _vowels(letters: Counter[str]) -> float:
    return sum(letters[one] for one in _VOWELS) / max(1, letters.total())
