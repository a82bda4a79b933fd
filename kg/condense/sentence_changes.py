"""Sentences against those of the report before: which are new, and which say something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.base.text import folded_words
from kg.condense.nearest_texts import Near, NearestTexts
from kg.condense.said_numbers import differ_in_more_than_years, numbers
from kg.condense.sentences import Sentence

LEAST_WORDS: Final = 5
"""Words of a sentence that is compared: shorter ones are captions, heads, remains of tables."""
_ALMOST: Final = 90
"""Words in a hundred that both have, from which on the wording is the same but for slips."""
_MOSTLY: Final = 75
"""Words in a hundred that both have at least, where they name other things."""
_DENYING: Final = frozenset({
    "no", "not", "never", "without", "cannot", "nor", "none", "ni", "nunca", "jamas", "sin",
    "tampoco", "ninguno", "ninguna", "nao", "sem", "nem", "nenhum", "nenhuma", "ne", "pas",
    "jamais", "sans", "aucun", "aucune",
})  # fmt: skip
"""One of these more or less, and a sentence says the contrary."""


class SentenceChanges(NamedTuple):
    """Sentences that are new; and pairs of a sentence and how it was."""

    new: list[Sentence]
    changed: list[tuple[Sentence, Sentence]]


def sentence_changes(now: Sequence[Sentence], before: Sequence[Sentence]) -> SentenceChanges:
    """Return the sentences that are new or changed; text that only moved is neither.

    New: it shares less than half of its words (Jaccard's measure, without numbers; three quarters
    where the two name other things) with any sentence before that no longer stands there. Changed:
    its nearest of those has other numbers than years, other names, a "not" more or less, or is
    worded otherwise. Each sentence before is what one was: those of one pattern have each its own.
    """
    here, there = ({_plain(one) for one in of} for of in (now, before))
    gone = [one for one in before if _is_compared(one) and _plain(one) not in here]
    come = [one for one in now if _is_compared(one) and _plain(one) not in there]
    was = _paired(come, gone)
    found = SentenceChanges([], [])
    for number, one in enumerate(come):
        near = was.get(number)
        if near is None:
            found.new.append(one)
        elif _says_other(one, gone[near.number], near):
            found.changed.append((one, gone[near.number]))
    return found


def _plain(one: Sentence) -> str:
    """What a sentence says: its words, and its numbers with signs and decimals apart."""
    return " ".join((*folded_words(one.text), "|", *sorted(numbers(one.text).elements())))


def _is_compared(one: Sentence) -> bool:
    return len(_words(one)) >= LEAST_WORDS


def _words(one: Sentence) -> frozenset[str]:
    return frozenset(word for word in folded_words(one.text) if not word.isdigit())


def _paired(come: Sequence[Sentence], gone: Sequence[Sentence]) -> dict[int, Near]:
    """Return what each that has come was: the nearest pairs first, each that is gone once."""
    index = NearestTexts([_words(one) for one in gone])
    pairs = sorted(
        (*_unlike(one, gone[near.number], near), number, near)
        for number, one in enumerate(come)
        for near in index.near(_words(one))
        if _is_of_the_same(one, gone[near.number], near)
    )
    found, taken = dict[int, Near](), set[int]()
    for *_, number, near in pairs:
        if number not in found and near.number not in taken:
            found[number] = near
            taken.add(near.number)
    return found


def _is_of_the_same(one: Sentence, was: Sentence, near: Near) -> bool:
    """Tell whether two are about the same: the names are, or three quarters of the words."""
    alike = _names(one) == _names(was)
    return alike or 100 * near.both >= _MOSTLY * near.either


def _unlike(one: Sentence, was: Sentence, near: Near) -> tuple[int, int, bool, int]:
    """Return how unlike two are: in words, in numbers, in their section, in their place."""
    own, other = numbers(one.text), numbers(was.text)
    apart = sum(((own - other) + (other - own)).values())
    elsewhere = one.block.section != was.block.section
    return -1_000 * near.both // near.either, apart, elsewhere, abs(one.place - was.place)


def _says_other(one: Sentence, was: Sentence, near: Near) -> bool:
    if differ_in_more_than_years(numbers(one.text), numbers(was.text)):
        return True
    apart = _words(one) ^ _words(was)
    return (
        not apart.isdisjoint(_DENYING)
        or not apart.isdisjoint(_names(one) | _names(was))
        or 100 * near.both < _ALMOST * near.either
    )


def _names(one: Sentence) -> frozenset[str]:
    """Return the folded words that have a capital though none begins a sentence there."""
    later = one.text.split()[1:]
    return frozenset(
        word for shown in later if shown.lstrip("(«“\"'[¿¡")[:1].isupper()
        for word in folded_words(shown)
    )  # fmt: skip
