"""Which sentences of a report are quoted: the weightiest that do not say the same, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.condense.report import Report
from kg.condense.sentence_scores import scores
from kg.condense.sentences import Sentence, sentences_of
from kg.glossary.stems import words_of
from kg.model.documents import Quoted

LEAST: Final = 6
MOST: Final = 9
"""Sentences that are quoted, where the report has so many."""
_WORDS: Final = 220
"""Words that all quotations have together, once there are ``LEAST``."""


def quotations(report: Report) -> list[Quoted]:
    """Return six to nine sentences of a report word for word, in the order of the report."""
    sentences = sentences_of(report)
    scored = scores(sentences)
    chosen = _chosen(sentences, scored)
    return [
        Quoted(
            text=one.text,
            page=one.block.page,
            paragraph=one.block.paragraph,
            lang=one.block.lang,
            score=scored[one.place],
            section=one.block.section,
        )
        for one in sorted(chosen, key=lambda one: one.place)
    ]


def _chosen(sentences: Sequence[Sentence], scored: Sequence[int]) -> list[Sentence]:
    ranked = sorted((one for one in sentences if scored[one.place]),
                    key=lambda one: (-scored[one.place], one.place))  # fmt: skip
    chosen, said, words = list[Sentence](), list[frozenset[str]](), 0
    for one in ranked:
        stems = frozenset(word.stem for word in words_of(one.text))
        length = len(one.text.split())
        if any(2 * len(stems & other) > len(stems) for other in said):
            continue
        if len(chosen) == MOST or (len(chosen) >= LEAST and words + length > _WORDS):
            break
        chosen.append(one)
        said.append(stems)
        words += length
    return chosen
