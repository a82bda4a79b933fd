"""Sectors from words: how often proposals are right, on terms and titles that were held out.

``python -m bench.sectors`` prints the tables of ``docs/sectors-from-words.md``. Terms of the
glossary are held out in five folds (each with all that has the same stems, in any language); terms
of aid systems with their sectors (``../shared/data/gold``) with the term itself left out; coded
titles by parts of which no word was learnt. The threshold is the lowest share from which on
proposals are surely right in 95 of 100 held-out terms of one half; the other half reports.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kg.base.text import fold
from kg.glossary.proposals import SURE, Proposal, propose, subject
from kg.glossary.table import DAC, Phrase, Table, shipped
from tools.coded_titles import REPORTED, SHARED, part_of, titles
from tools.glossary import DATA, Said, build, names, phrase_of, rows_of, synonyms

FOLDS: Final = 5
RIGHT: Final = 0.95
STEPS: Final = (900, 800, 700, 600, 500, 400, 300, 200, 0)
GOLD: Final = SHARED / "gold" / "sector_terms.csv"
_NO_SUBJECT: Final = frozenset(
    ("no aplica", "unallocated unspecified", "multi focal area",
     "support to non governmental organizations ngos and government organizations")
)  # fmt: skip
"""Terms of the gold list that name no subject."""
_CORRECTED: Final[Mapping[str, str]] = {
    "apoyo transversal al desarrollo regional": "430",
    "atencion diferencial a grupos etnicos": "151 160",
    "ciencia tecnologia e innovacion cti": "430 321",
    "cultura": "160",
    "derechos humanos y derecho internacional humanitario": "151 152",
    "desarrollo minero energetico": "322 231",
    "fortalecimiento de la productividad y competitividad": "331 250 321",
    "fortalecimiento de la productividad y la competitividad": "331 250 321",
    "fortalecimiento del sistema nacional de gestion del riesgo de desastres": "740 430",
    "gestion integral del recurso hidrico": "140 410",
    "international waters": "140 410",
    "medio ambiente urbano y sectorial": "410 430",
    "migraciones internacionales": "151",
    "mujeres y equidad de genero": "151",
    "politica nacional de consolidacion y reconstruccion territorial pncrt": "151 152 430",
    "reduccion de la pobreza extrema": "160",
    "reparacion integral": "151 152",
    "seguridad alimentaria y nutricional": "120 430 520",
    "energias renovables": "231",
    "energy generation and supply": "231",
    "land degradation": "311 410",
    "women in development": "151",
    "emergency response": "720",
    "agriculture forestry and fishing": "311 312 313",
    "industry mining construction": "321 322 323",
    "trade and tourism": "331 332",
    "primera infancia ninez adolescencia y juventud": "160",
}
"""Terms that the list files under a code of older lists, or under one that the names of the codes
contradict (culture under government, reparation under budget support)."""


class Case(NamedTuple):
    """A text, its language, where it comes from, its right sectors, and what is proposed."""

    text: str
    lang: str
    source: str
    right: frozenset[str]
    proposals: Sequence[Proposal]

    @property
    def share(self) -> int:
        """The share of the first proposal, 0 where there is none."""
        return self.proposals[0].share if self.proposals else 0

    def hits(self, places: int = 1) -> bool:
        """Whether one of the first proposals is of a right subject (three digits)."""
        subjects = {subject(sector) for sector in self.right}
        return any(subject(p.sector) in subjects for p in self.proposals[:places])

    @property
    def exact(self) -> bool | None:
        """Whether the first proposal is a right sector of five digits; None where it has three."""
        sector = self.proposals[0].sector if self.proposals else ""
        fine = {one for one in self.right if _is_leaf(one)}
        return sector in fine if _is_leaf(sector) and fine else None


def _is_leaf(sector: str) -> bool:
    return len(sector) == len(DAC) + 5


def held_out_terms(folds: Iterable[int] = range(FOLDS)) -> Iterator[Case]:
    """Yield the terms of the glossary, each read by a table made without its fold."""
    said = [*names(rows_of(DATA / "sectors.csv")), *synonyms(DATA)]
    coded = rows_of(DATA / "coded_words.csv")
    for fold_ in folds:
        table = Table(build([one for one in said if _fold(one) != fold_], coded))
        for (text, lang), right in _answers(one for one in said if _fold(one) == fold_).items():
            yield Case(text, lang, "glossary", right, propose(text, None, table))


def _fold(said: Said) -> int:
    return part_of(" ".join(phrase_of(said[0])), FOLDS)


def _answers(said: Iterable[Said]) -> dict[tuple[str, str], frozenset[str]]:
    """Terms by stems and language → one way to write them, and all sectors that they mean."""
    written: dict[tuple[Phrase, str], str] = {}
    right: defaultdict[tuple[Phrase, str], set[str]] = defaultdict(set)
    for term, lang, sector, _ in said:
        key = phrase_of(term), lang
        if lang and key[0]:
            written.setdefault(key, term)
            right[key].add(sector)
    return {(written[key], key[1]): frozenset(of) for key, of in right.items()}


def gold_terms(path: Path = GOLD) -> Iterator[Case]:
    """Yield the cleaned terms of aid systems, each read by the shipped table without that term."""
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = fold(row["sector_value"])
            right = _CORRECTED.get(key, row["ad_sector_codes"]).split()
            for text, lang in _in_languages(row):
                if key not in _NO_SUBJECT and fold(text) not in seen:
                    seen.add(fold(text))
                    table = shipped().without(phrase_of(text))
                    sectors = frozenset(DAC + code for code in right)
                    yield Case(text, lang, row["source"], sectors, propose(text, None, table))


def _in_languages(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    is_spanish = row["source"] == "ColombiaAIMS"
    yield row["sector_value"], "es" if is_spanish else "en"
    if is_spanish:
        yield row["english"], "en"


def held_out_titles(shared: Path = SHARED) -> Iterator[Case]:
    """Yield the coded titles of the parts of which nothing was learnt."""
    for one in titles(shared):
        if one.part in REPORTED:
            yield Case(one.text, one.lang, one.source, one.sectors, propose(one.text))


def threshold(cases: Iterable[Case], right: float = RIGHT) -> int:
    """Return the lowest share from which on so many of the first proposals are surely right.

    Surely: the lower end of Wilson's interval at 95 % (E. B. Wilson, JASA 1927) lies above it.
    """
    ordered = sorted(cases, key=lambda case: -case.share)
    lowest, good = 1000, 0
    for at, case in enumerate(ordered, 1):
        good += case.hits()
        is_last = at == len(ordered) or ordered[at].share < case.share
        if is_last and case.share and lower_end(good, at) >= right:
            lowest = case.share
    return lowest


def lower_end(good: int, all_: int, z: float = 1.96) -> float:
    """Return the lower end of Wilson's interval for so many of all.

    >>> round(lower_end(96, 100), 3)
    0.902
    """
    part = good / all_
    middle = part + z * z / (2 * all_)
    spread = z * math.sqrt(part * (1 - part) / all_ + z * z / (4 * all_ * all_))
    return (middle - spread) / (1 + z * z / all_)


def line(name: str, cases: Sequence[Case], least: int) -> str:
    """Return a row: how many are taken from a share on, and how many of these are right."""
    taken = [case for case in cases if case.share >= max(least, 1)]
    fine = [case.exact for case in taken if case.exact is not None]
    figures = (
        _part(len(taken), len(cases)),
        _part(sum(case.hits() for case in taken), len(taken)),
        _part(sum(fine), len(fine)),
        _part(sum(case.hits(3) for case in cases), len(cases)),
    )
    return f"| {name} | {len(cases)} | " + " | ".join(figures) + " |"


def _part(some: int, all_: int) -> str:
    return f"{some / all_:.3f}" if all_ else "–"


def reliability(cases: Sequence[Case]) -> Iterator[str]:
    """Yield a table: shares of the first proposal, how often they come and how often are right."""
    yield "| share | terms | right at three digits |\n|---|---|---|"
    top = 1001
    for least in STEPS:
        within = [case for case in cases if max(least, 1) <= case.share < top]
        right = sum(case.hits() for case in within)
        yield f"| {least}–{top - 1} | {len(within)} | {_part(right, len(within))} |"
        top = least


def by(cases: Iterable[Case], key: Callable[[Case], str]) -> dict[str, list[Case]]:
    """Return cases by what they have in common, in order of name."""
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[key(case)].append(case)
    return dict(sorted(found.items()))


def halves(cases: Iterable[Case]) -> tuple[list[Case], list[Case]]:
    """Return the half on which the threshold is chosen, and the one that reports."""
    found: tuple[list[Case], list[Case]] = ([], [])
    for case in cases:
        found[part_of("half " + " ".join(phrase_of(case.text)), 2)].append(case)
    return found


def main() -> None:
    """Print the threshold and the tables."""
    choosing, reporting = halves(held_out_terms())
    print(f"Threshold chosen on {len(choosing)} terms: {threshold(choosing)}; in use: {SURE}.\n")
    print("| held out | cases | taken | right of these | five digits, of these | in three |")
    print("|---|---|---|---|---|---|")
    print(line("terms, the half that chose", choosing, SURE))
    for name, cases in (("terms", reporting), ("terms of aid systems", list(gold_terms()))):
        print(line(name, cases, SURE))
        for lang, of in by(cases, lambda case: case.lang).items():
            print(line(f"{name}, {lang}", of, SURE))
    coded = list(held_out_titles())
    print(line("coded titles", coded, SURE))
    for lang, of in by(coded, lambda case: case.lang).items():
        print(line(f"coded titles, {lang}", of, SURE))
    for source, of in by(coded, lambda case: case.source).items():
        print(line(f"coded titles, {source}", of, SURE))
    print()
    print("\n".join(reliability(reporting)))


if __name__ == "__main__":
    main()
