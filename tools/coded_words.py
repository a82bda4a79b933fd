"""Counts `data/coded_words.csv`: under which sectors activities with a word in the title stand.

    python -m tools.coded_words [--shared ../shared/data]

Of words and terms of the glossary (as stems: `kg/glossary/stems.py`) that stand in the titles of
`LEAST` activities or more, of two sources or more: `total` titles have it, `count` of them under
that sector (of three digits). Titles of six of ten parts are counted; the others measure
(`python -m bench sectors`). `tools/glossary.py` makes weights of the counts.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.glossary.stems import words_of
from kg.glossary.table import DAC, Phrase, Table
from kg.glossary.text_concepts import read_text
from tools.coded_titles import LEARNT, ROOT, SHARED, Title, titles
from tools.glossary import Said, curated, names, rows_of, synonyms

PATH: Final = ROOT / "data" / "coded_words.csv"
FIELDS: Final = ("phrase", "total", "sector", "count")
LEAST: Final = 4
SOURCES: Final = 2
_DIGITS: Final = 3


def count(coded: Iterable[Title], said: Iterable[Said]) -> Iterator[dict[str, str]]:
    """Yield the rows of the table, by phrase and sector."""
    table = Table(curated(said))
    total: Counter[Phrase] = Counter()
    under: Counter[tuple[Phrase, str]] = Counter()
    sources: defaultdict[Phrase, set[str]] = defaultdict(set)
    for title in coded:
        for phrase in _phrases(title.text, table):
            total[phrase] += 1
            sources[phrase].add(title.source)
            for sector in {_category(sector) for sector in title.sectors}:
                under[phrase, sector] += 1
    for (phrase, sector), number in sorted(under.items()):
        if total[phrase] >= LEAST and len(sources[phrase]) >= SOURCES:
            yield {
                "phrase": " ".join(phrase),
                "total": str(total[phrase]),
                "sector": sector,
                "count": str(number),
            }


def _phrases(text: str, table: Table) -> set[Phrase]:
    return {(word.stem,) for word in words_of(text)} | {
        hit.phrase for hit in read_text(text, table).hits
    }


def _category(sector: str) -> str:
    return sector.removeprefix(DAC)[:_DIGITS]


def main() -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="tools.coded_words", description="Words of coded data.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    coded = [one for one in titles(parser.parse_args().shared) if one.part in LEARNT]
    said = [*names(rows_of(ROOT / "data" / "sectors.csv")), *synonyms(ROOT / "data")]
    rows = list(count(coded, said))
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(coded)} titles, {len(rows)} rows.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
