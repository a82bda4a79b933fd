"""How much each sentence of a report says of the whole: integers in millionths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.condense.sentences import Sentence
from kg.glossary.stems import words_of

WHOLE: Final = 1_000_000
_LEAST_WORDS: Final = 6
_MOST_WORDS: Final = 60


def scores(sentences: Sequence[Sentence]) -> list[int]:
    """Return a score for each sentence, in millionths; 0 for one that may not be quoted.

    How near it is to the words of the whole report, and how early it stands in its section.
    """
    words = [frozenset(word.stem for word in words_of(one.text)) for one in sentences]
    weights: Counter[str] = Counter()
    for of in words:
        weights.update(of)
    most = max(weights.values(), default=1)
    return [
        _score(one, of, weights, most) if _may_be_quoted(one) else 0
        for one, of in zip(sentences, words, strict=True)
    ]


def _score(one: Sentence, of: frozenset[str], weights: Counter[str], most: int) -> int:
    near = sum(weights[stem] for stem in of) * WHOLE // (most * max(1, len(of)))
    return (near + WHOLE // (1 + one.in_section)) // 2


def _may_be_quoted(one: Sentence) -> bool:
    count = len(one.text.split())
    ends, begins = one.text[-1] in '.!?…”»")', one.text[0].isupper() or one.text[0] in '“«¿¡"'
    return (
        one.block.kind == "paragraph" and ends and begins and _LEAST_WORDS <= count <= _MOST_WORDS
    )
