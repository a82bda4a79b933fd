"""Key figures of a report: amounts and counts in its sentences, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.condense.sentences import Sentence
from kg.model.documents import KeyFigure

MOST: Final = 12
_NUMBER: Final = re.compile(
    r"(?:US\$|USD|EUR|€|R\$|C\$|\$)\s?\d[\d.,\u00a0\u202f ]*\d"
    r"|\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+"
    r"|\d+(?:[.,]\d+)?\s?%"
)
_WORDS_AFTER: Final = 6


def key_figures(sentences: Sequence[Sentence], scores: Sequence[int]) -> list[KeyFigure]:
    """Return the figures of the weightiest sentences that state one, in the report's order."""
    stating = [one for one in sentences if _NUMBER.search(one.text)]
    best = sorted(stating, key=lambda one: (-scores[one.place], one.place))[:MOST]
    return [figure for one in sorted(best, key=lambda one: one.place) for figure in _in(one)][:MOST]


def _in(one: Sentence) -> Iterator[KeyFigure]:
    for found in _NUMBER.finditer(one.text):
        after = one.text[found.end() :].split()[:_WORDS_AFTER]
        yield KeyFigure(
            text=one.text,
            page=one.block.page,
            paragraph=one.block.paragraph,
            lang=one.block.lang,
            figure=found[0].strip(),
            counts=" ".join(after),
        )
