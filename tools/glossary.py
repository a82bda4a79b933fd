"""Makes `kg/glossary/words.csv`: which phrases of four languages speak of which sector.

    python -m tools.glossary [--check]

It is made of four tables: the names of the sectors in use (`data/sectors.csv`), what reports call
them (`data/reporter_sectors.csv`), the synonyms of `data/glossary.csv`, and under which sectors
words stand in titles of coded activities (`data/coded_words.csv`, by `tools/coded_words.py`).
`--check` compares the committed table with a fresh one instead of writing it.

**Terms.** A name or synonym without its small words, each word as its stem, weighs a thousand for
its first word and `MORE` for each further one, times the square of how far it can be trusted: in so
many longer terms and coded titles in which it stands the subject is the same, with `PRIOR` of
`PRIORS` such cases given to all. *Security* stands in food security, social security and energy
security, and is trusted less than *irrigation*. Sectors that share a term share its weight.

**Learnt.** A word that is no term by itself weighs, for each sector, as the share of the terms and
coded titles with it that are of this sector, times the share that are of its subject; and so does
the beginning of a word, which other languages often share (*maternelle*, *materna*).
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.glossary.proposals import subject
from kg.glossary.stems import words_of
from kg.glossary.table import DAC, FIELDS, PATH, PREFIX, Entry, Kind, Phrase, beginning

DATA: Final = Path(__file__).parents[1] / "data"
LANGS: Final = ("en", "es", "fr", "pt")
WORD: Final = 1000
MORE: Final = 600
LONGEST: Final = 7
PRIOR: Final = 0.85
PRIORS: Final = 3
TITLE: Final = 0.3
"""What a coded title counts where a term is trusted; many are coded by habit."""
TRUSTED: Final = 0.3
"""How far every term is trusted at least: it was written down as a word for its sector."""
LEARNT: Final = 800
BEGINNING: Final = 600
TITLE_LEARNT: Final = 0.2
LEAST: Final = 2
"""Terms (or titles, by their part) in which a word stands at least to be learnt."""
CLEAR: Final = 0.2
"""Share of a subject from which on a word is learnt for it."""
DOUBT: Final = 0.7
"""Added to the number of cases: the fewer, the less is learnt."""
LIGHTEST: Final = 25
UNSAID: Final = ("sector/dac/910", "sector/dac/998")
"""What is no subject: costs of donors, unspecified."""
_SHORTEST: Final = 3
Said = tuple[str, str, str, Kind]
"""A term, its language (empty where unknown), its sector, where it is known from."""
Sectors = Mapping[Phrase, Iterable[str]]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(sectors: Iterable[dict[str, str]]) -> Iterator[Said]:
    """The names of DAC sectors in use."""
    for row in sectors:
        used = row["scheme"] == "dac" and row["status"] == "active"
        if used and not row["id"].startswith(UNSAID):
            for lang in LANGS:
                if row[f"name:{lang}"]:
                    yield row[f"name:{lang}"], lang, row["id"], "name"


def synonyms(data: Path) -> Iterator[Said]:
    """The synonyms of the glossary, and what reports call sectors."""
    for row in rows_of(data / "glossary.csv"):
        for term in row["terms"].split(";"):
            yield term, row["language"], row["sector"], "synonym"
    for row in rows_of(data / "reporter_sectors.csv"):
        for term in row["aliases"].split(";"):
            yield term, "", row["id"], "synonym"


def phrase_of(term: str) -> Phrase:
    """Return a term as the table holds it."""
    return tuple(word.stem for word in words_of(term))


def curated(said: Iterable[Said]) -> list[Entry]:
    """Return what names and synonyms give, all trusted alike: an entry for each phrase, sector."""
    found: dict[tuple[Phrase, str], tuple[set[str], Kind]] = {}
    for term, lang, sector, kind in said:
        phrase = phrase_of(term)
        if 0 < len(phrase) <= LONGEST:
            langs, _ = found.setdefault((phrase, sector), (set(), kind))
            langs.add(lang)
    shared = Counter(phrase for phrase, _ in found)
    return [
        Entry(
            phrase,
            sector,
            (WORD + MORE * (len(phrase) - 1)) // shared[phrase],
            # Known from a list without languages: it may be of any.
            frozenset() if "" in langs else frozenset(langs),
            kind,
        )
        for (phrase, sector), (langs, kind) in sorted(found.items())
    ]


def build(said: Iterable[Said], coded: Sequence[dict[str, str]]) -> list[Entry]:
    """Return all entries, by phrase and sector."""
    terms = curated(said)
    sectors: defaultdict[Phrase, list[str]] = defaultdict(list)
    for entry in terms:
        sectors[entry.phrase].append(entry.sector)
    trust = trusted(sectors, coded)
    weighed = [e._replace(weight=round(e.weight * trust[e.phrase] ** 2)) for e in terms]
    return sorted([*weighed, *learnt(sectors, coded)], key=lambda e: (e.phrase, e.sector))


def trusted(sectors: Sectors, coded: Iterable[dict[str, str]]) -> dict[Phrase, float]:
    """Return how far each term can be trusted, from `TRUSTED` to 1."""
    subjects = {phrase: {subject(s) for s in of} for phrase, of in sectors.items()}
    cases: Counter[Phrase] = Counter()
    right: Counter[Phrase] = Counter()
    for phrase, of in subjects.items():
        for part in _parts(phrase):
            if part in subjects:
                cases[part] += 1
                right[part] += bool(of & subjects[part])
    seen: dict[Phrase, float] = {}
    agreed: defaultdict[Phrase, float] = defaultdict(float)
    for row in coded:
        phrase = tuple(row["phrase"].split())
        if phrase in subjects:
            seen[phrase] = int(row["total"]) * TITLE
            if subject(DAC + row["sector"]) in subjects[phrase]:
                agreed[phrase] += int(row["count"]) * TITLE
    return {
        phrase: max(TRUSTED, (PRIOR * PRIORS + right[phrase] + agreed[phrase]) / cases_of)
        for phrase in subjects
        for cases_of in (PRIORS + cases[phrase] + seen.get(phrase, 0.0),)
    }


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    for length in range(1, len(phrase)):
        for start in range(len(phrase) - length + 1):
            yield phrase[start : start + length]


def learnt(sectors: Sectors, coded: Iterable[dict[str, str]]) -> Iterator[Entry]:
    """Yield what words that are no terms, and beginnings of words, were seen to speak of."""
    cases: Counter[str] = Counter()
    under: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, sector, number in [*_in_terms(sectors), *_in_titles(coded)]:
        cases[word] += number
        under[word][sector] += number
    for word in sorted(under):
        if cases[word] >= LEAST and (word,) not in sectors and len(word) >= _SHORTEST:
            yield from _shares(word, cases[word] + DOUBT, under[word])


def _shares(word: str, cases: float, under: Mapping[str, float]) -> Iterator[Entry]:
    of: Counter[str] = Counter()
    for sector, number in under.items():
        of[subject(sector)] += number / cases
    most = BEGINNING if word.endswith("*") else LEARNT
    for sector, number in sorted(under.items()):
        share = of[subject(sector)]
        weight = round(most * share * number / cases)
        if share >= CLEAR and weight >= LIGHTEST:
            yield Entry((word,), sector, weight, frozenset(), "learnt")


def _in_terms(sectors: Sectors) -> Iterator[tuple[str, str, float]]:
    for phrase, of in sectors.items():
        each = list(of)
        for word in {f for stem in phrase for f in _features(stem)}:
            yield from ((word, sector, 1 / len(each)) for sector in each)


def _in_titles(coded: Iterable[dict[str, str]]) -> Iterator[tuple[str, str, float]]:
    for row in coded:
        if " " not in row["phrase"] and not row["sector"].endswith("00"):
            for word in _features(row["phrase"]):
                yield word, DAC + row["sector"], int(row["count"]) * TITLE_LEARNT


def _features(stem: str) -> Iterator[str]:
    yield stem
    if len(stem) > PREFIX:
        yield beginning(stem)


def everything(data: Path = DATA) -> list[Entry]:
    """Return the entries of the table that is shipped."""
    said = [*names(rows_of(data / "sectors.csv")), *synonyms(data)]
    return build(said, rows_of(data / "coded_words.csv"))


def lines(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Return entries as the rows of the committed table."""
    return [
        {
            "phrase": " ".join(entry.phrase),
            "sector": entry.sector.removeprefix(DAC),
            "weight": str(entry.weight),
            "languages": " ".join(sorted(entry.languages)),
            "kind": entry.kind,
        }
        for entry in entries
    ]


def main() -> int:
    """Write the table, or with `--check` say whether the committed one is still the same."""
    parser = argparse.ArgumentParser(prog="tools.glossary", description="Table of the glossary.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    made = lines(everything())
    if parser.parse_args().check:
        same = made == rows_of(PATH)
        print("The committed table is up to date." if same else f"{PATH} differs: make it anew.")
        return int(not same)
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    print(f"{len(made)} entries.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
