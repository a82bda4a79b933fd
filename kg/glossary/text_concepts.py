"""What a text speaks of: sectors with a weight each, and the words that point there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.glossary.stems import Word, words_of
from kg.glossary.table import Entry, Kind, Phrase, Table, shipped

_FOREIGN: Final = 2
"""A phrase of other languages than the text's counts one part in so many."""


class Evidence(NamedTuple):
    """Words of a text that point to a sector: as they stand there, how much, known from where."""

    words: str
    weight: int
    kind: Kind


class Concept(NamedTuple):
    """A sector that a text speaks of; ``weight`` in thousandths is the sum of its evidence."""

    sector: str
    weight: int
    evidence: tuple[Evidence, ...]


class Hit(NamedTuple):
    """A phrase of the table found in a text: its words there, and what it speaks of."""

    phrase: Phrase
    words: str
    entries: tuple[Entry, ...]

    @property
    def is_term(self) -> bool:
        """Whether it is a name or synonym, not merely a word that was seen with sectors."""
        return self.entries[0].kind != "learnt"


class Reading(NamedTuple):
    """A text as the glossary reads it: how many words it has, what was found in them.

    ``unknown`` is how many of them say nothing known.
    """

    words: int
    hits: tuple[Hit, ...]
    unknown: int

    @property
    def is_term(self) -> bool:
        """Whether it is one term and nothing else."""
        return [len(hit.phrase) for hit in self.hits if hit.is_term] == [self.words]


def concepts(text: str, lang: str | None = None, table: Table | None = None) -> list[Concept]:
    """Return the sectors that a text speaks of, the weightiest first, ties by id.

    ``lang`` is the language of the text where it is known: terms of other languages then count
    half. Of terms that lie within longer ones only the longest count. A text of which no word
    is known speaks of nothing.

    >>> [(c.sector, [e.words for e in c.evidence]) for c in concepts("Gestión de residuos sólidos")]
    [('sector/dac/14050', ['Gestión de residuos sólidos'])]
    """
    return spoken(read_text(text, table or shipped()), lang)


def spoken(reading: Reading, lang: str | None = None) -> list[Concept]:
    """Return the sectors that a text speaks of, as ``concepts`` does, once it was read."""
    found: dict[str, list[Evidence]] = {}
    for hit in reading.hits:
        for entry in hit.entries:
            weight = entry.weight if _is_of(entry, lang) else entry.weight // _FOREIGN
            found.setdefault(entry.sector, []).append(Evidence(hit.words, weight, entry.kind))
    return sorted(
        (_concept(sector, said) for sector, said in found.items()),
        key=lambda concept: (-concept.weight, concept.sector),
    )


def read_text(text: str, table: Table) -> Reading:
    """Return what the glossary finds in a text; the same phrase again says nothing new."""
    words = words_of(text)
    hits: dict[Phrase, Hit] = {}
    unknown = end = 0
    for start, word in enumerate(words):
        hit = _longest(text, words[start : start + table.longest], table)
        length = len(hit.phrase) if hit else 0
        # A shorter one that ends where a longer one did, or before it, lies within.
        if hit is not None and start + length > end:
            hits.setdefault(hit.phrase, hit)
            end = start + length
        elif start >= end:
            unknown += _add_learnt(text, word, table, hits)
    return Reading(len(words), tuple(hits.values()), unknown)


def _add_learnt(text: str, word: Word, table: Table, hits: dict[Phrase, Hit]) -> bool:
    """Keep what a word was seen to speak of; say whether it says nothing known."""
    entries = table.learnt(word.stem)
    if entries:
        hits.setdefault(
            entries[0].phrase, Hit(entries[0].phrase, text[word.start : word.end], entries)
        )
    return not entries


def _longest(text: str, words: Sequence[Word], table: Table) -> Hit | None:
    """Return the longest term with which the words begin."""
    for length in range(min(len(words), table.longest), 0, -1):
        phrase = tuple(word.stem for word in words[:length])
        entries = table.terms(phrase)
        if entries:
            return Hit(phrase, text[words[0].start : words[length - 1].end], entries)
    return None


def _is_of(entry: Entry, lang: str | None) -> bool:
    return lang is None or not entry.languages or lang in entry.languages


def _concept(sector: str, evidence: Sequence[Evidence]) -> Concept:
    ordered = sorted(evidence, key=lambda one: (-one.weight, one.words))
    return Concept(sector, sum(_weights(ordered)), tuple(ordered))


def _weights(evidence: Sequence[Evidence]) -> Iterator[int]:
    return (one.weight for one in evidence)
