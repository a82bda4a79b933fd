"""What a text speaks of: sectors with a weight each, and the words that point there."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A phrase of the table found in a text, from which word on."""

    start: int
    phrase: Phrase
    words: str
    entries: tuple[Entry, ...]

    @property
    def end(self) -> int:
        """The word behind it."""
        return self.start + len(self.phrase)


def concepts(text: str, lang: str | None = None, table: Table | None = None) -> list[Concept]:
    """Return the sectors that a text speaks of, the weightiest first, ties by id.

    ``lang`` is the language of the text where it is known: phrases of other languages then count
    half. Of phrases that lie within longer ones only the longest count. A text of which no word
    is known speaks of nothing.

    >>> [(c.sector, [e.words for e in c.evidence]) for c in concepts("Gestión de residuos sólidos")]
    [('sector/dac/14050', ['gestion residuos solidos'])]
    """
    found: dict[str, dict[tuple[str, Kind], int]] = {}
    for hit in hits(words_of(text), table or shipped()):
        for entry in hit.entries:
            weight = entry.weight if _speaks(entry, lang) else entry.weight // _FOREIGN
            evidence = found.setdefault(entry.sector, {})
            # The same words again say nothing new.
            key = hit.words, entry.kind
            evidence[key] = max(weight, evidence.get(key, 0))
    return sorted(
        (_concept(s, said) for s, said in found.items()), key=lambda c: (-c.weight, c.sector)
    )


def hits(words: Sequence[Word], table: Table) -> list[Hit]:
    """Return the phrases of a table in a text, in order, those within longer ones left out."""
    found: list[Hit] = []
    end = 0
    for start in range(len(words)):
        hit = _longest(words, start, table)
        # A shorter one that ends where a longer one did, or before it, lies within.
        if hit is not None and hit.end > end:
            found.append(hit)
            end = hit.end
    return found


def _longest(words: Sequence[Word], start: int, table: Table) -> Hit | None:
    for end in range(min(len(words), start + table.longest), start, -1):
        phrase = tuple(word.stem for word in words[start:end])
        entries = table.entries(phrase)
        if entries:
            return Hit(start, phrase, " ".join(word.shown for word in words[start:end]), entries)
    return None


def _speaks(entry: Entry, lang: str | None) -> bool:
    return lang is None or not entry.languages or lang in entry.languages


def _concept(sector: str, said: dict[tuple[str, Kind], int]) -> Concept:
    evidence = [Evidence(words, weight, kind) for (words, kind), weight in said.items()]
    evidence.sort(key=lambda one: (-one.weight, one.words))
    return Concept(sector, sum(one.weight for one in evidence), tuple(evidence))
