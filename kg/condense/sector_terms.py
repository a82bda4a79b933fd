"""Sectors that a report speaks of: terms of the glossary that mean one subject and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kg.condense.long_report import Block
from kg.condense.report_names import Name
from kg.condense.text_tokens import Token, tokens
from kg.glossary.proposals import subject
from kg.glossary.stems import STOP, stem
from kg.glossary.table import DAC, Entry, Phrase, shipped
from kg.graph.view import View

_LEAST_WORDS: Final = 2
"""Words of a term: one alone is mostly said of something else ("services", "education")."""
_OURS: Final = stem("cooperacion")
"""What every report of this field speaks of: it tells no sector from others."""
_BODIES: Final = ("minist", "secretar", "vicemin", "departament", "department", "embaj", "embaix")
"""Beginnings of what bears the name of a sector: a ministry of foreign affairs is none."""
_LEAF: Final = 5
_stem = lru_cache(maxsize=65_536)(stem)


class _Terms(NamedTuple):
    """Terms that are clear, by their stems, and how many stems those have that begin with one."""

    sectors: dict[Phrase, str]
    lengths: dict[str, list[int]]


def sectors_in(
    view: View, blocks: Sequence[Block], named: Sequence[Sequence[Name]]
) -> list[list[Name]]:
    """Return the sectors that each block speaks of, each where it is named first in it.

    Only where the view holds the sector, and not within the names that stand in the block: the
    name of a bank speaks of no bank.
    """
    return [list(_in(view, block.text, of)) for block, of in zip(blocks, named, strict=True)]


def _in(view: View, text: str, named: Sequence[Name]) -> Iterator[Name]:
    seen = set[str]()
    for sector, start, end in _terms_in(text):
        if any(one.start < end and start < one.end for one in named):
            continue
        node = None if sector in seen else view.snapshot.index(sector)
        seen.add(sector)
        if node is not None:
            yield Name(node, start, end)


def _terms_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield sector, start and end of the terms in a text, none within another."""
    said, stems = _words(text)
    terms, at = _clear_terms(), 0
    while at < len(stems):
        size = _longest(stems, at, terms)
        if size and not (at and said[at - 1].folded.startswith(_BODIES)):
            sector = terms.sectors[tuple(stems[at : at + size])]
            yield sector, said[at].start, said[at + size - 1].end
        at += size or 1


def _words(text: str) -> tuple[list[Token], list[str]]:
    said = [one for one in tokens(text) if one.folded not in STOP and not one.folded.isdigit()]
    return said, [_stem(one.folded) for one in said]


def _longest(stems: Sequence[str], at: int, terms: _Terms) -> int:
    lengths = terms.lengths.get(stems[at], ())
    left = len(stems) - at
    return next((n for n in lengths if n <= left and tuple(stems[at : at + n]) in terms.sectors), 0)


@cache
def _clear_terms() -> _Terms:
    phrases: dict[Phrase, list[Entry]] = {}
    for entry in shipped():
        is_said = entry.kind != "learnt" and len(entry.phrase) >= _LEAST_WORDS
        if is_said and _OURS not in entry.phrase:
            phrases.setdefault(entry.phrase, []).append(entry)
    terms = _Terms({}, {})
    for phrase, entries in phrases.items():
        if len({subject(entry.sector) for entry in entries}) == 1:
            terms.sectors[phrase] = min(entries, key=_clearest).sector
            lengths = terms.lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))
                lengths.sort(reverse=True)
    return terms


def _clearest(entry: Entry) -> tuple[int, bool, str]:
    return -entry.weight, len(entry.sector.removeprefix(DAC)) != _LEAF, entry.sector
