"""How much each sentence of a report says of the whole: integers in millionths.

A sum of seven parts, each from 0 to a million: how like the sentence is to many others (LexRank),
to all together (centroid), how often its words are said, how early it stands in its section, where
in the report, whether it says that it matters, whether it stands where the report sums up; less
where it leads on from the sentence before. The weights were chosen on one half of the texts of
``bench/condense.py``; that a sentence holds a figure or a name makes it no better there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.text import fold
from kg.condense.cue_words import has_cue, leads_on, sums_up
from kg.condense.quotable import quotable
from kg.condense.sentence_graph import WHOLE, Integers, SentenceGraph
from kg.condense.sentences import Sentence
from kg.glossary.stems import words_of

MOST_RANKED: Final = 5_000
"""Sentences that are compared; of longer reports those that stand first in their sections."""
_HUNDRED: Final = 100
_TENTHS: Final = 10
_BEGIN, _END = 12, 90
"""Hundredths of a report that are its beginning, and from which on it ends."""
_AT_END: Final = 8
"""Tenths of what a sentence at the beginning has."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts, in hundredths of the whole."""

    lexrank: int = 23
    centroid: int = 18
    common: int = 27
    in_section: int = 5
    position: int = 9
    cue: int = 9
    sums_up: int = 9
    leads_on: int = 5


WEIGHTS: Final = Weights()


def scores(sentences: Sequence[Sentence], weights: Weights = WEIGHTS) -> list[int]:
    """Return a score for each sentence, in millionths; 0 for one that may not be quoted."""
    may = [one for one, is_so in zip(sentences, quotable(sentences), strict=True) if is_so]
    ranked = sorted(sorted(may, key=lambda one: (one.in_section, one.place))[:MOST_RANKED],
                    key=lambda one: one.place)  # fmt: skip
    found = [0] * len(sentences)
    if not ranked:
        return found
    graph = graph_of(ranked)
    parts = (
        (weights.lexrank, _to_whole(graph.lexrank())),
        (weights.centroid, _to_whole(graph.centrality())),
        (weights.common, _to_whole(graph.commonness())),
    )
    of_body = max(1, sum(not one.in_annex for one in sentences))
    for number, one in enumerate(ranked):
        central = sum(weight * part[number] for weight, part in parts)
        found[one.place] = max(1, (central + _of_itself(one, of_body, weights)) // _HUNDRED)
    return found


def graph_of(sentences: Sequence[Sentence]) -> SentenceGraph:
    """Return which of some sentences are like which."""
    return SentenceGraph.of([[word.stem for word in words_of(one.text)] for one in sentences])


def _to_whole(of: Integers) -> list[int]:
    most = max(1, int(of.max()))
    return [int(one) * WHOLE // most for one in of]


def _of_itself(one: Sentence, of_body: int, weights: Weights) -> int:
    folded = fold(one.text)
    return (
        weights.in_section * (WHOLE // (1 + one.in_section))
        + weights.position * _position(one, of_body)
        + weights.cue * (WHOLE if has_cue(folded) else 0)
        + weights.sums_up * (WHOLE if sums_up(fold(one.block.section)) else 0)
        - weights.leads_on * (WHOLE if leads_on(folded) else 0)
    )


def _position(one: Sentence, of_body: int) -> int:
    """Return what a place is worth: reports begin and end with what they are about."""
    if one.in_annex:
        return 0
    hundredth = one.place * _HUNDRED // of_body
    if hundredth < _BEGIN:
        return WHOLE
    return WHOLE * _AT_END // _TENTHS if hundredth >= _END else 0
