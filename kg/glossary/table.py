"""The table of the glossary: phrases of stems, and the sectors that they speak of.

``words.csv`` beside this file is made by ``tools/glossary.py`` from names, synonyms and coded data.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["name", "synonym", "learnt"]
"""Where it is known from: a sector's own name, a word for it, what coded activities show."""
Phrase = tuple[str, ...]
"""Stems in the order in which they stand."""
PATH: Final = Path(__file__).with_name("words.csv")
FIELDS: Final = ("phrase", "sector", "weight", "languages", "kind")


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
        ordered = sorted(entries, key=itemgetter(0, 1))
        self._entries: Mapping[Phrase, tuple[Entry, ...]] = MappingProxyType(
            {phrase: tuple(group) for phrase, group in groupby(ordered, key=itemgetter(0))}
        )
        self.longest = max((len(phrase) for phrase in self._entries), default=0)
        """Words of the longest phrase."""

    def entries(self, phrase: Phrase) -> tuple[Entry, ...]:
        """Return what a phrase speaks of; nothing where it is in no list."""
        return self._entries.get(phrase, ())

    def __iter__(self) -> Iterator[Entry]:
        """Go through all entries, by phrase and sector."""
        return (entry for entries in self._entries.values() for entry in entries)


@cache
def shipped() -> Table:
    """Return the table that is shipped with the program."""
    return Table(read(PATH))


def read(path: Path) -> Iterator[Entry]:
    """Read the entries of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Entry(
                tuple(row["phrase"].split()),
                f"sector/dac/{row['sector']}",
                int(row["weight"]),
                frozenset(row["languages"].split()),
                _KINDS[row["kind"]],
            )


_KINDS: Final[Mapping[str, Kind]] = {"name": "name", "synonym": "synonym", "learnt": "learnt"}
