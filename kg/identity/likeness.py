"""How much two names are alike that do not say the same, and what their words weigh."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from kg.identity.lexicon import GENERIC, MEANINGS, PHRASES

SIMILAR: Final = 800_000
"""What two names score at most that only share words."""
AGREEING: Final = 2
"""Words that are few."""
AGENCIES: Final = frozenset({"cooperation", "development", "foreign"})
"""Words in the names of the bodies by which countries give: a country as donor may mean them."""
_FIELD_WORDS: Final = frozenset({*MEANINGS.values(), *PHRASES.values()})
_WEIGHTS: Final = (1, 2, 4)
_LONG: Final = 7
"""Letters from which a word may be misspelt by one."""
_NEARLY: Final = 5
_NEAR_ENOUGH: Final = 0.8


def misspelt(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two names differ in the spelling of one long word, beside two that agree."""
    left, right = one - other, other - one
    if len(left) != 1 or len(right) != 1 or len(one & other) < AGREEING:
        return False
    return alike(*left, *right)


def alike(one: str, other: str) -> bool:
    """Say whether one long word can be the other one misspelt, by one letter or two swapped.

    >>> alike("orgamization", "organization"), alike("provincia1", "provincia2")
    (True, False)
    """
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    if any(letter.isdigit() for letter in one + other) or {one, other} <= _FIELD_WORDS:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def similarity(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much of what two names say they share, in millionths of what a person is asked at.

    Words that tell little weigh little.
    """
    common = sum(map(weight, one & other)) + _nearly(one - other, other - one)
    if not common:
        return 0
    first, second = sum(map(weight, one)), sum(map(weight, other))
    dice = 2 * common * SIMILAR // (first + second)
    contained = common * SIMILAR // min(first, second)
    return min((dice + contained) // 2, SIMILAR)


def _nearly(one: frozenset[str], other: frozenset[str]) -> int:
    """Return what words weigh that are nearly words of the other name."""
    return sum(
        max((min(weight(word), weight(each)) for each in other if _near(word, each)), default=0)
        for word in one
    )


def _near(one: str, other: str) -> bool:
    if one[0] != other[0] or min(len(one), len(other)) < _NEARLY:
        return False
    return Levenshtein.normalized_similarity(one, other) >= _NEAR_ENOUGH


def is_distinctive(word: str) -> bool:
    """Say whether a word is a name, and none that many bodies have in theirs."""
    return weight(word) == _WEIGHTS[-1]


def weight(word: str) -> int:
    """Return how much a word tells of who somebody is: a kind of body least, a name most.

    >>> weight("organisation"), weight("health"), weight("wajir")
    (1, 2, 4)
    """
    if word in GENERIC:
        return _WEIGHTS[0]
    return _WEIGHTS[1] if word in _FIELD_WORDS else _WEIGHTS[2]
