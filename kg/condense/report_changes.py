"""What is new or changed in a report against the one before: sentences compared by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.base.text import folded_words
from kg.condense.sentences import Sentence
from kg.model.documents import ChangedExtract, Extract

_DIGITS: Final = re.compile(r"\d[\d.,]*")


def changes(
    now: Sequence[Sentence], before: Sequence[Sentence]
) -> tuple[list[Extract], list[ChangedExtract]]:
    """Return the sentences that are new (fewer than half of their words in any sentence before).

    And those that stand there with other numbers. Jaccard's measure of the words without numbers.
    """
    known = [(frozenset(_words(one.text)), one) for one in before]
    new, changed = list[Extract](), list[ChangedExtract]()
    for one in now:
        like, nearest = _nearest(frozenset(_words(one.text)), known)
        if nearest is None or 2 * like < 1:
            new.append(_extract(one))
        elif _DIGITS.findall(nearest.text) != _DIGITS.findall(one.text):
            changed.append(
                ChangedExtract(
                    **_extract(one).model_dump(),
                    was=nearest.text,
                    now=one.text,
                    was_page=nearest.block.page,
                )
            )
    return new, changed


def _nearest(
    words: frozenset[str], known: Sequence[tuple[frozenset[str], Sentence]]
) -> tuple[float, Sentence | None]:
    best: tuple[float, Sentence | None] = (0.0, None)
    for other, one in known:
        union = len(words | other)
        like = len(words & other) / union if union else 1.0
        if like > best[0]:
            best = like, one
    return best


def _words(text: str) -> list[str]:
    return [word for word in folded_words(text) if not word.isdigit()]


def _extract(one: Sentence) -> Extract:
    block = one.block
    return Extract(text=one.text, page=block.page, paragraph=block.paragraph, lang=block.lang)
