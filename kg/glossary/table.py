"""The table of the glossary: phrases of stems, and the sectors that they speak of.

``words.csv`` beside this file is made by ``tools/glossary.py`` from names, synonyms and coded data.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

Kind = Literal["name", "synonym", "learnt"]
"""Where it is known from: a sector's own name, a word for it, what terms and coded data show."""
Phrase = tuple[str, ...]
"""Stems in the order in which they stand."""
PATH: Final = Path(__file__).with_name("words.csv")
FIELDS: Final = ("phrase", "sector", "weight", "languages", "kind")
DAC: Final = "sector/dac/"
PREFIX: Final = 5
"""Letters of the beginning of a stem that says something where the stem itself is not known."""
ANY: Final = "*"
"""What stands behind such a beginning."""
_KINDS: Final[Mapping[str, Kind]] = {"name": "name", "synonym": "synonym", "learnt": "learnt"}


class Entry(NamedTuple):
    """One sector that a phrase speaks of; ``weight`` in thousandths, ``languages`` may be empty."""

    phrase: Phrase
    sector: str
    weight: int
    languages: frozenset[str]
    kind: Kind


class Table:
    """Phrases → what they speak of."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[Phrase, list[Entry]] = {}
        for entry in entries:
            found.setdefault(entry.phrase, []).append(entry)
        self._entries = {phrase: (*sorted(of, key=_sector_of),) for phrase, of in found.items()}
        self.longest = max((len(phrase) for phrase in self._entries), default=0)
        """Words of the longest phrase."""

    def terms(self, phrase: Phrase) -> tuple[Entry, ...]:
        """Return what a name or synonym speaks of; nothing where it is none."""
        found = self._entries.get(phrase, ())
        return () if found and found[0].kind == "learnt" else found

    def learnt(self, stem: str) -> tuple[Entry, ...]:
        """Return what a word that is no term by itself was seen to speak of, or its beginning."""
        return self._entries.get((stem,)) or self._entries.get((beginning(stem),), ())

    def without(self, phrase: Phrase) -> Table:
        """Return the table as it were if one phrase had never been listed."""
        return Table(entry for entry in self if entry.phrase != phrase)

    def __iter__(self) -> Iterator[Entry]:
        """Go through all entries."""
        return (entry for entries in self._entries.values() for entry in entries)


def _sector_of(entry: Entry) -> str:
    return entry.sector


def beginning(stem: str) -> str:
    """Return the beginning of a stem as the table holds it.

    >>> beginning("maternel"), beginning("agu")
    ('mater*', 'agu*')
    """
    return stem[:PREFIX] + ANY


@cache
def shipped() -> Table:
    """Return the table that is shipped with the program."""
    return Table(read(PATH))


def read(path: Path) -> Iterator[Entry]:
    """Read the entries of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            phrase, languages = tuple(row["phrase"].split()), frozenset(row["languages"].split())
            kind, weight = _KINDS[row["kind"]], int(row["weight"])
            yield Entry(phrase, DAC + row["sector"], weight, languages, kind)
