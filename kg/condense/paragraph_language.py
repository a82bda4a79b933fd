"""The language of each paragraph, told by the small words in it; never by the name of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.base.text import folded_words
from kg.condense.report import Block
from kg.glossary.stems import SMALL_WORDS

LEAST: Final = 2
"""Small words of one language that a text needs more than of any other."""


def language_of(text: str) -> str:
    """Return the language of a text (ISO 639-1), empty where nothing says it.

    >>> language_of("The report of the Agency to the member states is before us")
    'en'
    >>> language_of("12 450 USD"), language_of("La cooperación de los Estados con la Agencia")
    ('', 'es')
    """
    counts = Counter(
        lang for word in folded_words(text) for lang, small in SMALL_WORDS.items() if word in small
    )
    ranked = counts.most_common(2)
    if not ranked:
        return ""
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= second + LEAST else ""


def in_languages(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with their languages; one that does not say its own has that of the last."""
    found, last = list[Block](), ""
    for block in blocks:
        lang = language_of(block.text)
        last = lang or last
        found.append(replace(block, lang=lang or last))
    return found


def language_of_most(blocks: Sequence[Block]) -> str:
    """Return the language in which most characters of a report are, empty without any."""
    counts: Counter[str] = Counter()
    for block in blocks:
        if block.lang:
            counts[block.lang] += len(block.text)
    return min(counts, key=lambda lang: (-counts[lang], lang), default="")
