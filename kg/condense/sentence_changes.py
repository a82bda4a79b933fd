"""Sentences against those of the report before: which are new, and which say something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kg.base.text import folded_words
from kg.condense.nearest_texts import Near, NearestTexts
from kg.condense.said_numbers import differ_in_more_than_years, numbers
from kg.condense.sentences import Sentence

LEAST_WORDS: Final = 5
"""Words of a sentence that is compared: shorter ones are captions, heads, remains of tables."""
_ALMOST: Final = 90
"""Words in a hundred that both have, from which on the wording is the same but for slips."""
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

    New: it shares less than half of its words with any sentence before (Jaccard's measure, without
    numbers). Changed: its nearest has other numbers than years, other names, a "not" more or less,
    or is worded otherwise.
    """
    compared = [one for one in before if _is_compared(one)]
    texts = {" ".join(folded_words(one.text)) for one in before}
    index = NearestTexts([_words(one) for one in compared])
    found = SentenceChanges([], [])
    for one in now:
        if not _is_compared(one) or " ".join(folded_words(one.text)) in texts:
            continue
        near = index.near(_words(one))
        if not near:
            found.new.append(one)
            continue
        was = compared[_nearest(one, near, compared).number]
        if _says_other(one, was, near[0]):
            found.changed.append((one, was))
    return found


def _is_compared(one: Sentence) -> bool:
    return len(_words(one)) >= LEAST_WORDS


def _words(one: Sentence) -> frozenset[str]:
    return frozenset(word for word in folded_words(one.text) if not word.isdigit())


def _nearest(one: Sentence, near: Iterable[Near], compared: Sequence[Sentence]) -> Near:
    """Return the nearest: of those alike, that with the same numbers, section and place."""
    own = numbers(one.text)

    def unlike(other: Near) -> tuple[int, bool, int]:
        it = compared[other.number]
        apart = sum(((own - numbers(it.text)) + (numbers(it.text) - own)).values())
        return apart, it.block.section != one.block.section, abs(it.place - one.place)

    return min(near, key=unlike)


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
