"""Which sentences may be quoted at all: whole ones of running text that stand by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.base.text import fold
from kg.condense.cue_words import hangs, is_aside
from kg.condense.sentences import Sentence
from kg.glossary.stems import STOP

LEAST_WORDS: Final = 8
MOST_WORDS: Final = 60
LEAST_SMALL: Final = 22
"""Small words in a hundred: fewer have rows of tables and lists of names."""
MOST_NUMERALS: Final = 30
"""Words with a digit in a hundred."""
MOST_CAPITALS: Final = 45
"""Words with a capital first in a hundred."""
REPEATED: Final = 3
"""Times that the same words stand in a report before they are taken for a running head."""
_STOPS: Final = re.compile(r"[.!?…][\"'”’»›)\]]{0,3}\Z")
_BEGINS: Final = re.compile(r"[\"“«‹¿¡(]{0,2}\s?(?:[^\W_])")
_LEADERS: Final = re.compile(r"(?:\.\s?){4}|……|___|\t")
_ODD: Final = re.compile(r"https?://|www\.|\S@\S|[|<>{}=\\^~∑√≤≥\ufffd\ue000-\uf8ff]")
"""Addresses, formulas, letters of fonts that say nothing."""
_BROKEN: Final = re.compile(r"\w[´`ˆ¨˜](?:\s|\w)|\s[´`ˆ¨˜]\s")
"""Accents beside their letters, as some fonts leave them: so the words do not stand there."""
_REFERENCE: Final = re.compile(
    r"[^\W\d_][\w'’-]+,?\s(?:[A-Z]\.?[,\s-]*){1,3}(?:(?:&|and|y|e|et)\s[^().]{1,60})?"
    r"\((?:19|20)\d\d[a-z]?\)[.,:]?\s"
)
"""Begins a work that is referred to: Luzzati D. (1989), …"""
_PAIRS: Final = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))


def quotable(sentences: Sequence[Sentence]) -> list[bool]:
    """Return of each sentence of a report whether it may be quoted.

    >>> from kg.condense.long_report import Block
    >>> where = Block("paragraph", "", 1, 1)
    >>> said = "The Board approved the plan of work for the next two years."
    >>> quotable([Sentence(said, where, 0, 0), Sentence(said[:-1], where, 1, 1)])
    [True, False]
    """
    folded = [fold(one.text) for one in sentences]
    times = Counter(folded)
    return [
        times[words] < REPEATED and _may(one, words) and not hangs(words)
        for one, words in zip(sentences, folded, strict=True)
    ]


def _may(one: Sentence, folded: str) -> bool:
    text = one.text
    return (
        _has_shape(text)
        and _is_running_text(text.split(), folded.split())
        and not is_aside(fold(one.block.section))
    )


def _has_shape(text: str) -> bool:
    first = _BEGINS.match(text)
    return (
        first is not None
        and first[0][-1].isupper()
        and _STOPS.search(text) is not None
        and _LEADERS.search(text) is None
        and _ODD.search(text) is None
        and _BROKEN.search(text) is None
        and _REFERENCE.match(text) is None
        and all(text.count(opened) == text.count(shut) for opened, shut in _PAIRS)
        and text.count('"') % 2 == 0
    )


def _is_running_text(words: Sequence[str], folded: Sequence[str]) -> bool:
    if not LEAST_WORDS <= len(words) <= MOST_WORDS:
        return False
    small = sum(word in STOP for word in folded)
    numerals = sum(any(sign.isdigit() for sign in word) for word in words)
    capitals = sum(word[0].isupper() for word in words[1:])
    return (
        100 * small >= LEAST_SMALL * len(folded)
        and 100 * numerals <= MOST_NUMERALS * len(words)
        and 100 * capitals <= MOST_CAPITALS * len(words)
    )
