"""Key figures of a report: sums, shares and counts with the words that say what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.base.text import fold
from kg.condense.long_report import Block
from kg.condense.report_figures import Figure, Unit, figures_in
from kg.condense.sentences import Sentence
from kg.condense.state_blocks import is_total
from kg.condense.state_extracts import row_figures
from kg.glossary.stems import STOP
from kg.model.documents import KeyFigure

MOST: Final = 12
_OF_ONE: Final = 2
"""Figures of one sentence at most."""
_WORDS: Final = 9
"""Words beside a figure that say what it counts."""
_JOINTS: Final = frozenset({"and", "y", "e", "et", "with", "con", "com", "avec"})
"""What joins a figure with what it counts to another."""
_BONUS: Final[dict[Unit, int]] = {"money": 300_000, "share": 150_000, "count": 0}
_LARGE: Final = 100
_CLAUSE: Final = re.compile(r"[.;:()\[\]]|,\s|\s[–—-]\s")


class _Candidate(NamedTuple):
    rank: int
    place: tuple[int, int]
    value: tuple[int, Unit, str]
    figure: KeyFigure


def key_figures(
    sentences: Sequence[Sentence], scores: Sequence[int], blocks: Sequence[Block] = ()
) -> list[KeyFigure]:
    """Return the weightiest figures, in the report's order: of its sentences, and totals of tables.

    ``scores`` are those of the sentences. A figure that is stated twice comes once, where it is
    said best; one that nothing beside it explains does not come.
    """
    places = {id(block): at for at, block in enumerate(blocks)}
    found = [
        one
        for sentence in sentences
        for one in _in_sentence(sentence, scores[sentence.place], places)
    ]
    found += [one for at, block in enumerate(blocks) for one in _in_total(block, at)]
    best: dict[tuple[int, Unit, str], _Candidate] = {}
    for one in sorted(found, key=lambda one: (-one.rank, one.place)):
        best.setdefault(one.value, one)
    chosen, of_one = list[_Candidate](), dict[str, int]()
    for one in best.values():
        count = of_one.get(one.figure.text, 0)
        if len(chosen) < MOST and count < _OF_ONE:
            of_one[one.figure.text] = count + 1
            chosen.append(one)
    return [one.figure for one in sorted(chosen, key=lambda one: one.place)]


def _in_sentence(one: Sentence, score: int, places: dict[int, int]) -> Iterator[_Candidate]:
    found = list(figures_in(one.text))
    for at, figure in enumerate(found):
        after = found[at + 1].start if at + 1 < len(found) else len(one.text)
        before = found[at - 1].end if at else 0
        counts = counted(one.text, figure, before, after)
        if counts:
            key = KeyFigure(
                text=one.text, page=one.block.page, paragraph=one.block.paragraph,
                lang=one.block.lang, figure=figure.text, counts=counts, unit=figure.unit,
            )  # fmt: skip
            place = places.get(id(one.block), one.place), figure.start
            yield _Candidate(score + _worth(figure), place, _same(figure, counts), key)


def _worth(figure: Figure) -> int:
    large = figure.unit == "count" and figure.value >= _LARGE * 1000
    return _BONUS[figure.unit] + (100_000 if large else 0)


def _same(figure: Figure, counts: str) -> tuple[int, Unit, str]:
    """What two figures share that say the same: sums their value, others what they count too."""
    words = [word for word in fold(counts).split() if word not in STOP]
    said = "" if figure.unit == "money" or not words else words[0][:5]
    return figure.value, figure.unit, said


def _in_total(block: Block, at: int) -> Iterator[_Candidate]:
    if block.kind == "row" and is_total(block):
        for n, figure in enumerate(row_figures(block)):
            key = KeyFigure(
                text=block.text, page=block.page, paragraph=block.paragraph, lang=block.lang,
                figure=figure.text, counts=figure.column, unit=figure.unit, caption=block.caption,
            )  # fmt: skip
            value = next((one.value for one in figures_in(figure.text)), 0)
            worth = 500_000 + _BONUS[figure.unit]
            yield _Candidate(worth, (at, n), (value, figure.unit, figure.column[:5]), key)


def counted(text: str, figure: Figure, start: int, end: int) -> str:
    """Return the words between ``start`` and ``end`` that say what a figure counts; may be empty.

    Those behind it, cut where a phrase ends; of sums and shares, where none stand there, those
    before it.

    >>> text = "Reached 4,500 farmers in Honduras, at a cost of US$ 2 million."
    >>> [counted(text, f, 0, len(text)) for f in figures_in(text)]
    ['farmers in Honduras', 'at a cost of']
    """
    clause, *further = _CLAUSE.split(text[figure.end : end].lstrip(), maxsplit=1)
    behind = _whole(clause.split())
    if end < len(text) and not further and len(behind) == len(clause.split()):
        behind = _before_joint(behind)
    while behind and fold(behind[-1]) in STOP:
        behind.pop()
    if behind and _explains(behind, figure.unit):
        return " ".join(behind)
    if figure.unit == "count":
        return ""
    before = _from_joint(_CLAUSE.split(text[start : figure.start].rstrip())[-1].split())
    return " ".join(before) if any(fold(word) not in STOP for word in before) else ""


def _whole(words: Sequence[str]) -> list[str]:
    """Return the first words, cut where a small word begins what does not fit whole."""
    first = list(words[:_WORDS])
    if len(words) > _WORDS and fold(words[_WORDS]) not in STOP:
        small = [at for at, word in enumerate(first) if at and fold(word) in STOP]
        return first[: small[-1]] if small else first
    return first


def _before_joint(words: list[str]) -> list[str]:
    """Return words without those that lead to the figure behind them: "courses and a sum of"."""
    joints = [at for at, word in enumerate(words) if at and fold(word) in _JOINTS]
    return words[: joints[-1]] if joints else words


def _from_joint(words: list[str]) -> list[str]:
    """Return the last words; of many those from where their phrase begins."""
    last = words[-_WORDS:]
    joints = [at for at, word in enumerate(last) if fold(word) in _JOINTS]
    return last[joints[-1] :] if joints and len(words) > _WORDS else last


def _explains(words: Sequence[str], unit: Unit) -> bool:
    """A count stands before what it counts; sums and shares before "of" or "for" it."""
    first = fold(words[0])
    if unit == "count":
        return first not in STOP and first[:1].isalpha()
    return first in STOP and any(fold(word) not in STOP for word in words)
