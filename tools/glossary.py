"""Makes `kg/glossary/words.csv`: which phrases of four languages speak of which sector.

    python -m tools.glossary [--check]

It is made of three tables of the starter knowledge: the names of the sectors in use
(`data/sectors.csv`), what reports call them (`data/reporter_sectors.csv`) and the synonyms of
`data/glossary.csv`. `--check` compares the committed table with a fresh one instead of writing it.

A phrase is a name or synonym without its small words, each word as its stem
(`kg/glossary/stems.py`). It weighs a thousand for its first word and `MORE` for each further one:
the longer, the surer. Where a phrase is a word for several sectors they share its weight.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kg.glossary.stems import words_of
from kg.glossary.table import FIELDS, PATH, Entry, Kind, Phrase

DATA: Final = Path(__file__).parents[1] / "data"
LANGS: Final = ("en", "es", "fr", "pt")
WORD: Final = 1000
MORE: Final = 600
LONGEST: Final = 7
UNSAID: Final = frozenset({"sector/dac/910", "sector/dac/998"})
"""What is no subject: costs of donors, unspecified."""
Said = tuple[str, str, str, Kind]
"""A term, its language (empty where unknown), its sector, where it is known from."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a table of the starter knowledge."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(sectors: Iterable[dict[str, str]]) -> Iterator[Said]:
    """The names of DAC sectors in use; of a name that holds several, also each by itself."""
    for row in sectors:
        if row["scheme"] == "dac" and row["status"] == "active" and not _is_unsaid(row["id"]):
            for lang in LANGS:
                if row[f"name:{lang}"]:
                    yield row[f"name:{lang}"], lang, row["id"], "name"


def _is_unsaid(id_: str) -> bool:
    return any(id_.startswith(unsaid) for unsaid in UNSAID)


def synonyms(data: Path) -> Iterator[Said]:
    """The synonyms of the glossary, and what reports call sectors."""
    for row in rows_of(data / "glossary.csv"):
        for term in row["terms"].split(";"):
            yield term, row["language"], row["sector"], "synonym"
    for row in rows_of(data / "reporter_sectors.csv"):
        for term in row["aliases"].split(";"):
            yield term, "", row["id"], "synonym"


def curated(said: Iterable[Said]) -> list[Entry]:
    """Return what names and synonyms give: an entry for each phrase and sector."""
    found: dict[tuple[Phrase, str], tuple[set[str], Kind]] = {}
    for term, lang, sector, kind in said:
        phrase = tuple(word.stem for word in words_of(term))
        if not 0 < len(phrase) <= LONGEST:
            continue
        langs, first = found.setdefault((phrase, sector), (set(), kind))
        # Known from a list without language: it may be of any.
        langs.add(lang)
        if kind == "name" != first:
            found[phrase, sector] = langs, kind
    shared: dict[Phrase, int] = {}
    for phrase, _ in found:
        shared[phrase] = shared.get(phrase, 0) + 1
    return [
        Entry(
            phrase,
            sector,
            (WORD + MORE * (len(phrase) - 1)) // shared[phrase],
            frozenset() if "" in langs else frozenset(langs),
            kind,
        )
        for (phrase, sector), (langs, kind) in sorted(found.items())
    ]


def build(data: Path = DATA) -> list[Entry]:
    """Return all entries, by phrase and sector."""
    return curated([*names(rows_of(data / "sectors.csv")), *synonyms(data)])


def lines(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """Return entries as the rows of the committed table."""
    return [
        {
            "phrase": " ".join(entry.phrase),
            "sector": entry.sector.removeprefix("sector/dac/"),
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
    made = lines(build())
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
