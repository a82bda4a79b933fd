"""Rows that concern states in tables that are not tidy, on reports marked by hand.

``python -m bench.table_rows`` prints a table of ``docs/condense.md``. The reports lie in
``bench/marked_tables``: pages of the web, made up, in four languages, in which each row of a table
says whom it concerns (``data-of``, codes of states) and some say which sum stands in which column
(``data-sum``). Both were written before any of them was read. They are read as they are, and as
PDF as a headless Chromium prints them; with ``--wrong`` each fault goes to stderr.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from lxml import html

from bench.recognised import Score, base
from ingest.report.report_file import read_report
from kg.condense.long_report import Report
from kg.condense.mentions import mentions_in
from kg.condense.state_extracts import states_in
from kg.graph.view import View
from kg.model.documents import StateRow

MARKED: Final = Path(__file__).with_name("marked_tables")
_CODE: Final = re.compile(r"\b[A-Z]{2}-\d\w{2}\b")


class MarkedRow(NamedTuple):
    """A row of a marked report: what tells it, the states it concerns, a sum with its column."""

    key: str
    states: frozenset[str]
    sum: str
    column: str


def marked_rows(name: str) -> list[MarkedRow]:
    """Return the marked rows of a report."""
    page = html.fromstring((MARKED / f"{name}.html").read_bytes())
    rows = []
    for row in page.iterfind(".//tr[@data-of]"):
        states = frozenset(f"state/{code}" for code in row.get("data-of", "").split())
        sum_, _, column = row.get("data-sum", "").partition("@")
        rows.append(MarkedRow(_key(" ".join(row.itertext())), states, sum_, column))
    return rows


def _key(text: str) -> str:
    """Return the codes in a row, which each row of a project has; else its letters and digits."""
    codes = _CODE.findall(text)
    return " ".join(codes) if codes else "".join(filter(str.isalnum, text)).casefold()


def rows_found(view: View, report: Report) -> dict[str, list[StateRow]]:
    """Return the rows that are found for each state."""
    found = states_in(view, mentions_in(view, report.blocks), "en")
    return {state.id: state.rows for state in found}


def row_score(marked: list[MarkedRow], found: dict[str, list[StateRow]]) -> tuple[Score, list[str]]:
    """Return how many rows are found for the states that they concern, and what was wrong."""
    score, wrong = Score(), list[str]()
    for state in sorted({*found, *(state for row in marked for state in row.states)}):
        there = {row.key for row in marked if state in row.states}
        got = {_key(row.text) for row in found.get(state, ())}
        score += Score(len(there & got), len(got), len(there))
        wrong += [f"+ {state} {key}" for key in sorted(got - there)]
        wrong += [f"- {state} {key}" for key in sorted(there - got)]
    return score, wrong


def sum_score(marked: list[MarkedRow], found: dict[str, list[StateRow]]) -> tuple[Score, list[str]]:
    """Return how many marked sums are stated under their column; ``found``: under any column."""
    score, wrong = Score(), list[str]()
    of_key = {_key(row.text): row for rows in found.values() for row in rows}
    for one in marked:
        if one.sum:
            row = of_key.get(one.key)
            under = [] if row is None else [f.column for f in row.figures if f.text == one.sum]
            right = any(one.column.split()[-1] in column for column in under)
            score += Score(int(right), int(bool(under)), 1)
            wrong += [] if right else [f"= {one.key} {one.sum} {one.column}: {under}"]
    return score, wrong


def as_pdf(name: str, folder: Path) -> Path:
    """Print a marked report as a browser does; return the file."""
    from tests.browser import chromium

    path = folder / f"{name}.pdf"
    with chromium() as browser:
        page = browser.new_page()
        page.goto((MARKED / f"{name}.html").as_uri())
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return path


def lines(view: View, folder: Path, *, says: bool = False) -> Iterator[str]:
    """Yield a row of the table for each report and form."""
    for name in sorted(path.stem for path in MARKED.glob("*.html")):
        marked = marked_rows(name)
        for path in (MARKED / f"{name}.html", as_pdf(name, folder)):
            found = rows_found(view, read_report(path))
            rows, wrong = row_score(marked, found)
            sums, misread = sum_score(marked, found)
            for line in [*wrong, *misread] if says else ():
                print(f"{path.name} {line}", file=sys.stderr)
            yield f"| {path.name} | {rows.row} | {sums.right} of {sums.there} |"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| report | rows of states | found | precision | recall | sums under their column |")
        print("|---|---|---|---|---|---|")
        for line in lines(base(folder), folder, says="--wrong" in sys.argv):
            print(line)


if __name__ == "__main__":
    main()
