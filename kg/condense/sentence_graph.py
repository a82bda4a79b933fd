"""Which sentences of a report are like which: their words weighed, in integers.

What ranks is added up in integers alone, so that every machine finds the same order: sums of
doubles depend on how a library cuts them into pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
WHOLE: Final = 1_000_000
MOST_LIKE: Final = 1_000
"""Sentences that a word is in before it tells none of them apart: no pair is like by it."""
_STEPS: Final = 16
"""A doubling of how rare a word is weighs so much."""
_MOST_TIMES: Final = 4
"""Times that a word counts in one sentence."""
_MASS: Final = 1 << 40
"""What the walk over the graph spreads in all."""
_DAMPING: Final = (85, 100)
_ROUNDS: Final = 30
_HUNDRED: Final = 100


def rarity(count: int, total: int) -> int:
    """Return 16 · log2(total / count), rounded down, exactly.

    >>> rarity(1, 1024), rarity(1024, 1024), rarity(3, 1000)
    (160, 0, 134)
    """
    return ((total**_STEPS) // (count**_STEPS)).bit_length() - 1


@dataclass(frozen=True)
class SentenceGraph:
    """Sentences as sparse vectors: each word is a column, its weight times · rarity.

    ``columns`` are the words of row i between ``starts[i]`` and ``starts[i + 1]``, ``weights``
    times · rarity. ``by_word`` are the places of the same in the order of words.
    """

    starts: Integers
    columns: Integers
    weights: Integers
    words: int

    @staticmethod
    def of(sentences: Sequence[Sequence[str]]) -> SentenceGraph:
        """Return the graph of sentences, each as its stems."""
        counted = [Counter(stems) for stems in sentences]
        holding: Counter[str] = Counter(stem for of in counted for stem in of)
        numbers = {stem: number for number, stem in enumerate(holding)}
        total = len(sentences)
        rare = {times: rarity(times, total) for times in set(holding.values())}
        columns, weights, starts = list[int](), list[int](), [0]
        for of in counted:
            for stem, times in of.items():
                columns.append(numbers[stem])
                weights.append(min(times, _MOST_TIMES) * (rare[holding[stem]] + 1))
            starts.append(len(columns))
        return SentenceGraph(_array(starts), _array(columns), _array(weights), len(numbers))

    @property
    def rows(self) -> int:
        """How many sentences there are."""
        return len(self.starts) - 1

    @cached_property
    def squares(self) -> Integers:
        """The sum of squared weights of each sentence."""
        return self._sums(self.weights * self.weights)

    @cached_property
    def _inverted(self) -> tuple[Integers, Integers, Integers]:
        """Return where each word begins, the sentences it is in, and its weights there."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(self.rows), np.diff(self.starts))
        begins = np.searchsorted(self.columns[order], np.arange(self.words + 1))
        return begins.astype(np.int64), rows[order], self.weights[order]

    def dots(self, row: int, most: int | None = None) -> Integers:
        """Return the product of a sentence with every sentence.

        Words in more than ``most`` sentences count for nothing.
        """
        begins, rows, weights = self._inverted
        sums = np.zeros(self.rows, dtype=np.int64)
        for at in range(self.starts[row], self.starts[row + 1]):
            word = self.columns[at]
            first, last = begins[word], begins[word + 1]
            if most is None or last - first <= most:
                sums[rows[first:last]] += self.weights[at] * weights[first:last]
        return sums

    def cosines(self, row: int) -> Integers:
        """Return how like a sentence is to each, in millionths."""
        return _cosines(self.dots(row), self.squares * self.squares[row])

    def lexrank(self) -> Integers:
        """Return how much of a walk from sentence to like sentence each sees, in 2⁻⁴⁰.

        LexRank (Erkan and Radev 2004, section 3.2): an edge where the cosine is above 0.1; damping
        0.85. Each round spreads whole numbers: what is left over is lost, as is what a sentence
        holds that is like no other.
        """
        starts, others = self._edges()
        degrees = np.diff(starts)
        mass = np.full(self.rows, _MASS // max(1, self.rows), dtype=np.int64)
        kept, whole = _DAMPING
        jump = _MASS * (whole - kept) // (whole * max(1, self.rows))
        for _ in range(_ROUNDS):
            share = mass // np.maximum(1, degrees - 1)
            given = np.add.reduceat(share[others], starts[:-1]) - share
            mass = given // whole * kept + jump
        return mass

    def _edges(self) -> tuple[Integers, npt.NDArray[np.int32]]:
        """Return where the neighbours of each begin, and them, itself first."""
        near = [self._near(row) for row in range(self.rows)]
        starts = np.concatenate([[0], np.cumsum([len(of) for of in near])])
        return starts.astype(np.int64), np.concatenate(near)

    def _near(self, row: int) -> npt.NDArray[np.int32]:
        """Return a sentence, and those whose cosine with it is above 0.1."""
        dots = self.dots(row, MOST_LIKE)
        dots[row] = 0
        like = 100 * dots * dots > self.squares * self.squares[row]
        return np.concatenate([[row], np.flatnonzero(like)]).astype(np.int32)

    def centrality(self) -> Integers:
        """Return how like each sentence is to all of them together, in millionths.

        The centroid of Radev et al. (2004): the cosine with the sum of all vectors.
        """
        together = np.zeros(self.words, dtype=np.int64)
        np.add.at(together, self.columns, self.weights)
        dots = self._sums(self.weights * together[self.columns])
        length = sum(int(weight) ** 2 for weight in together)
        return _cosines(dots, self.squares.astype(np.float64) * float(length))

    def commonness(self) -> Integers:
        """Return in how many sentences the words of each stand, at the mean, in hundredths.

        What is said often is what a text is about (SumBasic, Nenkova and Vanderwende 2005).
        """
        holding = np.bincount(self.columns, minlength=self.words)
        lengths = np.maximum(1, np.diff(self.starts))
        return self._sums(holding[self.columns]) * _HUNDRED // lengths

    def _sums(self, of: Integers) -> Integers:
        sums = np.zeros(len(of) + 1, dtype=np.int64)
        np.cumsum(of, out=sums[1:])
        found: Integers = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return found


def _cosines(dots: Integers, squares: Integers | npt.NDArray[np.float64]) -> Integers:
    """Return dots over the roots of squares; each is one root and one division, rounded alike."""
    roots = np.sqrt(np.maximum(squares, 1).astype(np.float64))
    return np.asarray(dots * WHOLE / roots, dtype=np.float64).astype(np.int64)


def _array(of: Sequence[int]) -> Integers:
    return np.array(of, dtype=np.int64)
