"""Sectors proposed for a text, each with how sure that is and the words that point there.

How sure is measured: ``python -m bench.sectors``, docs/decisions/0025-sectors-from-words.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kg.glossary.table import DAC, Table, shipped
from kg.glossary.text_concepts import Concept, Evidence, Reading, read_text, spoken

SHOWN: Final = 3
"""Sectors that are proposed at most."""
SURE: Final = 500
"""The share from which on the first proposal is right often enough to be taken."""
_UNKNOWN: Final = 300
"""What a word counts of which nothing is known: it may speak of anything."""
_LEARNT: Final = 150
"""What a word counts besides that is no term, but was seen with some sectors."""
_ALWAYS: Final = 400
"""What counts for what no word says."""
_GROUPS: Final[Mapping[str, str]] = {"11": "110", "12": "120", "23": "230"}
"""First digits of categories that are one subject → its code; elsewhere each is one by itself."""
_WITHDRAWN: Final = frozenset({"230"})
"""Subjects that are no sector in use: one of their categories is proposed."""
_GENERAL: Final[Mapping[str, str]] = {"150": "151"}
_CATEGORY: Final = 3
_LEAF: Final = 5
"""Digits of a category, and of the narrowest sectors."""
_FINE: Final = 700
"""The share from which on a sector of five digits is proposed, and not its category."""


class Proposal(NamedTuple):
    """A sector that a text may mean.

    ``share`` in thousandths is its part in all that the words of the text say or leave open.
    """

    sector: str
    share: int
    evidence: tuple[Evidence, ...]

    @property
    def is_sure(self) -> bool:
        """Whether such a share was right often enough where it was measured."""
        return self.share >= SURE


def propose(text: str, lang: str | None = None, table: Table | None = None) -> list[Proposal]:
    """Return the sectors that a text means, at most three, the surest first, ties by id.

    They are of different subjects: categories of the DAC list, or all of education, of health and
    of energy. A sector of five digits is proposed where the text is a term for it, or where nearly
    all words point to it; else the category of most words, or the whole subject.

    >>> [(p.sector, p.is_sure) for p in propose("Presupuesto municipal")]
    [('sector/dac/15111', True)]
    """
    reading = read_text(text, table or shipped())
    subjects: dict[str, list[Concept]] = {}
    for concept in spoken(reading, lang):
        subjects.setdefault(subject(concept.sector), []).append(concept)
    whole = _whole(reading, subjects.values())
    fine = 0 if reading.is_term else _FINE * whole // 1000
    found = [_proposal(code, of, whole, fine) for code, of in subjects.items()]
    return sorted(found, key=lambda one: (-one.share, one.sector))[:SHOWN]


def subject(sector: str) -> str:
    """Return the code of the subject of a DAC sector.

    >>> subject("sector/dac/11130"), subject("sector/dac/15111"), subject("sector/dac/410")
    ('110', '151', '410')
    """
    code = sector.removeprefix(DAC)
    category = _GENERAL.get(code, code[:_CATEGORY])
    return _GROUPS.get(code[:2], category)


def _whole(reading: Reading, subjects: Iterable[Sequence[Concept]]) -> int:
    said = sum(concept.weight for of in subjects for concept in of)
    learnt = sum(not hit.is_term for hit in reading.hits)
    return said + _UNKNOWN * reading.unknown + _LEARNT * learnt + _ALWAYS


def _proposal(code: str, of: Sequence[Concept], whole: int, fine: int) -> Proposal:
    weight = sum(concept.weight for concept in of)
    evidence: dict[str, Evidence] = {}
    for one in (one for concept in of for one in concept.evidence):
        known = evidence.get(one.words)
        both = one.weight + known.weight if known else one.weight
        evidence[one.words] = one._replace(weight=both)
    ordered = sorted(evidence.values(), key=lambda one: (-one.weight, one.words))
    return Proposal(DAC + _narrowest(code, of, fine), 1000 * weight // whole, tuple(ordered))


def _narrowest(code: str, of: Sequence[Concept], fine: int) -> str:
    """Return the code of the narrowest sector of a subject that is clearly meant."""
    weights = {concept.sector.removeprefix(DAC): concept.weight for concept in of}
    leaf, most = _heaviest({c: w for c, w in weights.items() if len(c) == _LEAF})
    if most >= fine and 2 * most > sum(weights.values()):
        return leaf
    categories: Counter[str] = Counter()
    for each, weight in weights.items():
        if each != code:
            categories[each[:_CATEGORY]] += weight
    category, most = _heaviest(categories)
    general = 0 if code in _WITHDRAWN else weights.get(code, 0)
    return category if most > general and 2 * most > sum(categories.values()) else code


def _heaviest(weights: Mapping[str, int]) -> tuple[str, int]:
    return min(weights.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
