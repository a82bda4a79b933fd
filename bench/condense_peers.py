"""Sentences chosen otherwise: the first ones, by TextRank, by LexRank, by who knows the abstract.

Each as its authors wrote it down, over the same sentences as ours, in doubles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.rouge import recalled, tokens
from kg.condense.sentences import Sentence
from kg.glossary.stems import words_of

Doubles = npt.NDArray[np.float64]
_DAMPING: Final = 0.85
_THRESHOLD: Final = 0.1
_ROUNDS: Final = 100


def lead(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences in the order of the text."""
    return list(sentences)


def textrank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Mihalcea and Tarau 2004: common words over the logarithms of both lengths."""
    sets = [frozenset(_stems(one)) for one in sentences]
    like = np.zeros((len(sets), len(sets)))
    for a, one in enumerate(sets):
        for b in range(a):
            length = math.log(max(1, len(one))) + math.log(max(1, len(sets[b])))
            like[a, b] = like[b, a] = len(one & sets[b]) / length if length > 0 else 0.0
    return _ranked(sentences, _walk(like))


def lexrank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Erkan and Radev 2004: edges where the cosine of tf·idf is above 0.1."""
    return _ranked(sentences, _walk((cosines(sentences) > _THRESHOLD).astype(np.float64)))


def weighted_lexrank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Its continuous form (section 3.3): edges weigh as much as the cosine."""
    return _ranked(sentences, _walk(cosines(sentences)))


def oracle(sentences: Sequence[Sentence], abstract: str, lang: str, most: int) -> list[Sentence]:
    """Return what brings most pairs and words of the abstract, one sentence after the other."""
    wanted = tokens(abstract, lang)
    said = [tokens(one.text, lang) for one in sentences]
    chosen, words, held, length = list[int](), (), (0.0, 0.0), 0
    while True:
        best = None
        for number, one in enumerate(said):
            fits = length + len(sentences[number].text.split()) <= most
            if fits and number not in chosen:
                both = words + one
                gain = (float(recalled(both, wanted, 2)), float(recalled(both, wanted, 1)))
                if gain > held and (best is None or gain > best[0]):
                    best = gain, number
        if best is None:
            return [sentences[number] for number in chosen]
        held, number = best
        chosen.append(number)
        words += said[number]
        length += len(sentences[number].text.split())


def cosines(sentences: Sequence[Sentence]) -> Doubles:
    """Return how like each sentence is to each."""
    counted = [Counter(_stems(one)) for one in sentences]
    holding: Counter[str] = Counter(stem for of in counted for stem in of)
    numbers = {stem: at for at, stem in enumerate(holding)}
    table = np.zeros((len(counted), len(numbers)))
    for row, of in enumerate(counted):
        for stem, times in of.items():
            table[row, numbers[stem]] = times * math.log(len(counted) / holding[stem])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table = table / np.where(lengths == 0, 1, lengths)
    found: Doubles = table @ table.T
    return found


def _walk(like: Doubles) -> Doubles:
    size = len(like)
    np.fill_diagonal(like, 0)
    totals = like.sum(axis=1, keepdims=True)
    steps = np.where(totals > 0, like / np.where(totals > 0, totals, 1), 1 / size)
    mass = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        mass = (1 - _DAMPING) / size + _DAMPING * (mass @ steps)
    return mass


def _ranked(sentences: Sequence[Sentence], mass: Doubles) -> list[Sentence]:
    order = sorted(range(len(sentences)), key=lambda at: (-mass[at], at))
    return [sentences[at] for at in order]


def _stems(one: Sentence) -> list[str]:
    return [word.stem for word in words_of(one.text)]
