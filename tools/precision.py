"""How often a match answers its need, by band: judged pairs held against what the lens says.

``python -m tools.precision`` writes the table into docs/lenses.md. Each pair was read by a person:
does this offer answer this need, yes, partly or no, and why.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.graph.view import View

ROOT: Final = Path(__file__).parent.parent
PAIRS: Final = ROOT / "tests" / "tools" / "judged_pairs.csv"
PAGE: Final = ROOT / "docs" / "lenses.md"
MARKS: Final = ("<!-- precision: written by python -m tools.precision -->", "<!-- end -->")
DAY: Final = date(2026, 11, 29)
"""The day on which the pairs were read."""
FIRST: Final = "the first of what fits"
FITS: Final = "all that fits"
_ROWS: Final = {
    "subject": "the same subject",
    "sector": "the same sector",
    FITS: "both: what *fits*",
    "field": "the same broad field",
    FIRST: "the first result of each need, where it fits",
}


class Judged(NamedTuple):
    """A pair as a person read it: ``answers`` is yes, partly or no."""

    demand: str
    offer: str
    answers: str
    why: str


def judged() -> list[Judged]:
    """Return the judged pairs, in the order of the file."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [Judged(**row) for row in csv.DictReader(file)]


def counted(view: View, pairs: Iterable[Judged]) -> dict[str, Counter[str]]:
    """Return how often each answer was given, by what the lens says of the pairs.

    Raises:
        KeyError: names a pair that the lens does not list any more.
    """
    from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
    from kg.matching.lens.lens_files import LENSES
    from kg.matching.match import match

    lens, found = LENSES.load(OFFERS_FOR_DEMAND), {name: Counter[str]() for name in _ROWS}
    listed = {}
    for demand in dict.fromkeys(pair.demand for pair in pairs):
        results = match(view, lens, demand, "en", 1000).results
        listed |= {(demand, result.id): result for result in results}
    for pair in pairs:
        result = listed[pair.demand, pair.offer]
        groups = [result.band or "", *([FITS] if result.fits else [])]
        groups += [FIRST] if result.fits and result.rank == 1 else []
        for group in groups:
            found[group][pair.answers] += 1
    return found


def precision(counts: Counter[str], *answers: str) -> float:
    """Return the share of pairs with one of these answers, 0 where there are none."""
    return sum(counts[answer] for answer in answers) / (counts.total() or 1)


def table(counts: dict[str, Counter[str]]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| said of a pair | pairs | yes | partly | no | yes | yes or partly |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for group, text in _ROWS.items():
        one = counts[group]
        shares = f"{precision(one, 'yes'):.2f} | {precision(one, 'yes', 'partly'):.2f}"
        numbers = f"{one.total()} | {one['yes']} | {one['partly']} | {one['no']}"
        lines.append(f"| {text} | {numbers} | {shares} |")
    return "\n".join(lines)


def with_table(page: str, text: str) -> str:
    """Return the page with the table between its marks written anew."""
    before, _, rest = page.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    return f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}"


def _view(path: Path) -> View:
    """Return the starter knowledge with its examples, on the day on which pairs were judged."""
    from contextlib import closing

    from coopgraph.loads import starter_knowledge
    from coopgraph.settings import sqlite_url
    from ingest.loading import load
    from kg.graph.build import snapshot_of
    from kg.graph.view import View
    from kg.store.opening import create_store

    with closing(create_store(sqlite_url(path))) as store:
        load(store, starter_knowledge(store, examples=True))
        return View(snapshot_of(store, "board"), DAY)


def main() -> None:
    """Measure on a store of the starter knowledge and its examples; write and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        text = table(counted(_view(Path(folder) / "starter.db"), judged()))
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), text), "utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
