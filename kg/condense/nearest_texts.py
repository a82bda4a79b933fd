"""Which text of many is nearest to one, by the words that both have: found through an index.

Jaccard's measure: words in both over words in either. Where it is at least a half, one of the
rarest ⌊n / 2⌋ + 1 words of a text of n words stands in the other too (the prefix filter of
Chaudhuri, Ganti and Kaushik 2006): no more of the index is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

MOST_LOOKED_AT: Final = 600
"""Places of the index that are looked at for one text, those of its rarest words first."""
MOST_ALIKE: Final = 40
"""Texts of the same words that are looked at."""


class Near(NamedTuple):
    """A text near another: which one, and how many words both and either have."""

    number: int
    both: int
    either: int


class NearestTexts:
    """Texts as the sets of their words."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self._texts = texts
        self._same: dict[Hashable, list[int]] = {}
        self._with: dict[str, list[int]] = {}
        for number, words in enumerate(texts):
            alike = self._same.setdefault(words, [])
            alike.append(number)
            # One of those with the same words stands for them all.
            if len(alike) == 1:
                for word in words:
                    self._with.setdefault(word, []).append(number)

    def near(self, words: frozenset[str]) -> list[Near]:
        """Return the texts that share most with one, all that do so alike, in their order.

        They share at least half of the words of either; none where no text does.
        """
        if not words:
            return []
        if words in self._same:
            return [Near(one, len(words), len(words)) for one in self._alike(words)]
        found = [near for one in self._candidates(words) if (near := self._compared(words, one))]
        if not found:
            return []
        best = found[0]
        for one in found:
            if one.both * best.either > best.both * one.either:
                best = one
        nearest = [one for one in found if one.both * best.either == best.both * one.either]
        return [
            Near(same, one.both, one.either)
            for one in nearest[:MOST_ALIKE]
            for same in self._alike(self._texts[one.number])
        ]

    def _alike(self, words: frozenset[str]) -> list[int]:
        return self._same[words][:MOST_ALIKE]

    def _candidates(self, words: frozenset[str]) -> list[int]:
        rarest = sorted(words, key=lambda word: (len(self._with.get(word, ())), word))
        looked, found = 0, Counter[int]()
        for word in rarest[: len(words) // 2 + 1]:
            places = self._with.get(word, [])
            found.update(places[: MOST_LOOKED_AT - looked])
            looked += len(places)
            if looked >= MOST_LOOKED_AT:
                break
        return sorted(found)

    def _compared(self, words: frozenset[str], number: int) -> Near | None:
        other = self._texts[number]
        both = len(words & other)
        either = len(words) + len(other) - both
        return Near(number, both, either) if 2 * both >= either else None
