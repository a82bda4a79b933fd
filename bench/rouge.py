"""ROUGE-1, ROUGE-2, ROUGE-L (Lin 2004): F of a summary against an abstract, in any language.

Words are runs of letters and digits of Unicode in lower case, with their accents (the package
``rouge-score`` deletes what is no ASCII), and their Snowball stems.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

MEASURES: Final = ("ROUGE-1", "ROUGE-2", "ROUGE-L")
_WORD: Final = re.compile(r"[^\W_]+")
_STEMMERS: Final = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}


@cache
def _stemmer(lang: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[lang])


@cache
def _stem(word: str, lang: str) -> str:
    return str(_stemmer(lang).stemWord(word))


def tokens(text: str, lang: str) -> tuple[str, ...]:
    """Return the stems of a text."""
    return tuple(_stem(word, lang) for word in _WORD.findall(text.lower()))


def rouge(summary: str, abstract: str, lang: str) -> tuple[float, float, float]:
    """Return the three F, each from 0 to 1."""
    said, wanted = tokens(summary, lang), tokens(abstract, lang)
    return (
        _of_runs(said, wanted, 1),
        _of_runs(said, wanted, 2),
        _f(_longest(said, wanted), len(said), len(wanted)),
    )


def recalled(summary: Sequence[str], abstract: Sequence[str], length: int) -> int:
    """Return how many runs of ``length`` words of an abstract a summary has."""
    return sum((_runs(summary, length) & _runs(abstract, length)).values())


def _of_runs(said: Sequence[str], wanted: Sequence[str], length: int) -> float:
    here, there = max(0, len(said) - length + 1), max(0, len(wanted) - length + 1)
    return _f(recalled(said, wanted, length), here, there)


def _runs(words: Sequence[str], length: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _f(common: int, here: int, there: int) -> float:
    return 2 * common / (here + there) if here + there else 0.0


def _longest(said: Sequence[str], wanted: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    last = [0] * (len(wanted) + 1)
    for word in said:
        row = [0]
        for at, other in enumerate(wanted):
            row.append(last[at] + 1 if word == other else max(last[at + 1], row[at]))
        last = row
    return last[-1]
