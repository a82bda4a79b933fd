"""Which sentences of a report are quoted: the weightiest that do not say the same, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from kg.condense.long_report import Report
from kg.condense.sentence_graph import Integers
from kg.condense.sentence_scores import graph_of
from kg.condense.sentences import Sentence
from kg.glossary.stems import words_of
from kg.model.documents import Quoted

LEAST: Final = 6
MOST: Final = 9
"""Sentences that are quoted, where the report has so many."""
MOST_WORDS: Final = 220
"""Words that all quotations have together, once there are ``LEAST``."""
OWN: Final = 8
"""Tenths by which a sentence counts for itself; the rest of ten that it is like one chosen."""
_TENTHS: Final = 10
_POOL: Final = 400
"""The weightiest sentences, among which are chosen."""
_NONE: Final = -(10**9)


def quotations(
    report: Report, sentences: Sequence[Sentence], scored: Sequence[int]
) -> list[Quoted]:
    """Return six to nine sentences of a report word for word, in the order of the report.

    ``sentences`` are all of the report, each with its score.
    They are of the language that most of it is in, and none of a table. Where it has fewer that may
    be quoted, those.
    """
    own = [one for one in sentences if scored[one.place] and one.block.lang in ("", report.lang)]
    chosen = list[Sentence]()
    words = 0
    for one in by_relevance(own, scored, MOST):
        length = len(one.text.split())
        if len(chosen) >= LEAST and words + length > MOST_WORDS:
            break
        chosen.append(one)
        words += length
    return [_quoted(one, scored) for one in sorted(chosen, key=lambda one: one.place)]


def _quoted(one: Sentence, scored: Sequence[int]) -> Quoted:
    block = one.block
    return Quoted(
        text=one.text,
        page=block.page,
        paragraph=block.paragraph,
        lang=block.lang,
        score=scored[one.place],
        section=block.section,
    )


def by_relevance(sentences: Sequence[Sentence], scored: Sequence[int], most: int) -> list[Sentence]:
    """Return the sentences with the highest maximal marginal relevance, ties by place.

    Carbonell and Goldstein (1998) with λ = 0.8: 8 · score − 2 · cosine with the nearest chosen,
    each in millionths. One that shares more than half of its words with one chosen says the same:
    it is left out.
    """
    pool = sorted(sentences, key=lambda one: (-scored[one.place], one.place))[:_POOL]
    pool.sort(key=lambda one: one.place)
    if not pool:
        return []
    graph = graph_of(pool)
    stems = [frozenset(word.stem for word in words_of(one.text)) for one in pool]
    own = np.array([OWN * scored[one.place] for one in pool], dtype=np.int64)
    nearest = np.zeros(len(pool), dtype=np.int64)
    left, chosen = np.ones(len(pool), dtype=bool), list[int]()
    while left.any() and len(chosen) < most:
        best = _best(own - (_TENTHS - OWN) * nearest, left)
        left[best] = False
        if not any(_same(stems[best], stems[other]) for other in chosen):
            chosen.append(best)
            nearest = np.maximum(nearest, graph.cosines(best))
    return [pool[number] for number in chosen]


def _best(marginal: Integers, left: np.ndarray[tuple[int], np.dtype[np.bool]]) -> int:
    return int(np.argmax(np.where(left, marginal, _NONE)))


def _same(stems: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(stems & other) > min(len(stems), len(other))
