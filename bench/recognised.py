"""What is recognised in reports: precision and recall on a sample marked by hand, and on tables.

``python -m bench.recognised`` prints the tables of ``docs/condense.md``. The sample lies in
``bench/marked``: texts in four languages in which each name and each figure was marked by hand
before they were read. The tables are those of the long test reports (``tests.long_reports``), of
which is known which row concerns which state.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from ingest.loading import load
from ingest.report.report_file import read_report
from kg.base.i18n import LANGUAGES
from kg.condense.key_figures import counted
from kg.condense.long_report import Block, Report
from kg.condense.mentions import mentions_in
from kg.condense.report_figures import figures_in
from kg.condense.state_extracts import MOST_ROWS, states_in
from kg.glossary.proposals import subject
from kg.graph.build import build, snapshot_of
from kg.graph.view import View
from kg.model.records import NodeRow
from kg.store.opening import create_store, open_store

MARKED: Final = Path(__file__).with_name("marked")
HELD_OUT: Final = MARKED / "held_out"
_MARK: Final = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_FIGURE: Final = "figure"
_KINDS: Final = {
    "state": "states", "country": "other countries", "org": "bodies", "unit": "bodies",
    "programme": "programmes", "agreement": "agreements", "initiative": "agreements",
    "activity": "activities", "sector": "sectors", _FIGURE: "figures",
}  # fmt: skip
_WEAK: Final = "what bears a state's name"
_ADJECTIVE: Final = "adjectives of states (not read)"
_PAGES: Final = (40, 120)
_FORMS: Final = ("docx", "odt", "html", "pdf")


class Mark(NamedTuple):
    """A mention: what kind, which record, and from where to where in its text."""

    kind: str
    id: str
    start: int
    end: int


class Score(NamedTuple):
    """How many were found that are right, how many were found, how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:  # type: ignore[override]
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def row(self) -> str:
        """As cells of a table."""
        precision = f"{self.right / self.found:.3f}" if self.found else "–"
        recall = f"{self.right / self.there:.3f}" if self.there else "–"
        return f"{self.there} | {self.found} | {precision} | {recall}"


def marked(lang: str, sample: Path = MARKED) -> Iterator[tuple[str, list[Mark]]]:
    """Yield the texts of a language in a sample, with their marks."""
    for text in (sample / f"{lang}.txt").read_text("utf-8").split("\n\n"):
        if not text.startswith("#"):
            yield _unmarked(text.strip())


def _unmarked(text: str) -> tuple[str, list[Mark]]:
    plain, marks, at = "", list[Mark](), 0
    for found in _MARK.finditer(text):
        plain += text[at : found.start()]
        marks.append(_mark(found[1], len(plain), len(plain) + len(found[2])))
        plain += found[2]
        at = found.end()
    return plain + text[at:], marks


def _mark(said: str, start: int, end: int) -> Mark:
    if said == "#":
        return Mark("figures", "", start, end)
    if said.startswith(("~", "?")):
        return Mark(_WEAK if said[0] == "~" else _ADJECTIVE, said[1:], start, end)
    return Mark(_KINDS[said.partition("/")[0]], said, start, end)


def found_in(view: View, text: str, lang: str) -> list[Mark]:
    """Return what is recognised in a text."""
    (names,) = mentions_in(view, [Block("paragraph", text, 1, 1, lang=lang)]).names
    marks = [
        Mark(
            _WEAK if name.is_weak else _KINDS[view.id(name.node).partition("/")[0]],
            view.id(name.node),
            name.start,
            name.end,
        )
        for name in names
    ]
    figures = list(figures_in(text))
    ends = [0, *(one.end for one in figures)], [*(one.start for one in figures), len(text)]
    for at, figure in enumerate(figures):
        if counted(text, figure, ends[0][at], ends[1][at + 1]):
            marks.append(Mark("figures", "", figure.start, figure.end))
    return marks


def compared(there: Sequence[Mark], found: Sequence[Mark]) -> tuple[Counter[str], list[str]]:
    """Return how many marks of each kind were found, and what was wrong."""
    right: Counter[str] = Counter()
    left, wrong = list(there), list[str]()
    for one in found:
        like = next((mark for mark in left if _same(mark, one)), None)
        if like is None:
            wrong.append(f"+ {one.kind} {one.id} {one.start}-{one.end}")
        else:
            left.remove(like)
            right[one.kind] += 1
    return right, [*wrong, *(f"- {one.kind} {one.id} {one.start}-{one.end}" for one in left)]


def _same(one: Mark, other: Mark) -> bool:
    if one.kind != other.kind or one.end <= other.start or other.end <= one.start:
        return False
    return subject(one.id) == subject(other.id) if one.kind == "sectors" else one.id == other.id


def measured(
    view: View, lang: str, sample: Path = MARKED, *, says: bool = False
) -> dict[str, Score]:
    """Return the scores of each kind in the texts of a language in a sample."""
    scores: dict[str, Score] = {}
    for text, there in marked(lang, sample):
        found = found_in(view, text, lang)
        right, wrong = compared(there, found)
        for line in wrong if says else ():
            start, end = map(int, line.rsplit(" ", 1)[1].split("-"))
            print(f"{lang} {line}: {text[max(0, start - 25) : end + 25]!r}", file=sys.stderr)
        for kind in {one.kind for one in (*there, *found)}:
            counts = (sum(one.kind == kind for one in of) for of in (found, there))
            scores[kind] = scores.get(kind, Score()) + Score(right[kind], *counts)
    return scores


def base(folder: Path) -> View:
    """Return the starter knowledge, without examples, as the board reads it."""
    url = sqlite_url(folder / "starter.db")
    with closing(create_store(url)) as store:
        load(store, starter_knowledge(store, examples=False))
    with closing(open_store(url)) as store:
        return View(snapshot_of(store, "board"), date(2026, 11, 30))


def rows_of_tables(view: View, report: Report, truth: dict[str, set[str]]) -> Score:
    """Return how many of the rows that concern states are found for them."""
    score = Score()
    states = {one.id: one for one in states_in(view, mentions_in(view, report.blocks), "en")}
    for id_ in sorted({*states, *truth}):
        known, state = truth.get(id_, set()), states.get(id_)
        found = {row.cells[0] for row in state.rows if row.cells} if state else set()
        if state is None or state.rows_in_all <= MOST_ROWS:
            score += Score(len(known & found), len(found), len(known))
    return score


def tables(view: View, folder: Path) -> Iterator[str]:
    """Yield rows about the tables of long test reports: language, form, pages, scores, seconds."""
    from tests.long_reports import long_report, written
    from tests.long_reports.long_truth import truth

    for lang in LANGUAGES:
        for pages in _PAGES:
            made = long_report(lang, pages)
            states = truth(made)["states"]
            known = {state: set(of["rows"]) for state, of in states.items()}
            for form in _FORMS:
                report = read_report(written(made, folder, f"{lang}-{pages}", form))
                begun = time.process_time()
                score = rows_of_tables(view, report, known)
                spent = time.process_time() - begun
                words = sum(len(block.text.split()) for block in report.blocks)
                yield f"| {lang}, .{form} | {words} | {score.row} | {spent:.2f} |"


def large(records: int = 50_000, seed: int = 7) -> View:
    """Return a base of so many activities, with titles of words of the sample."""
    random = Random(seed)
    words = [word for lang in LANGUAGES for text, _ in marked(lang) for word in text.split()]
    titles = (" ".join(random.sample(words, 8)) for _ in range(records))
    rows = [
        NodeRow(f"activity/x-{n:06d}", json.dumps({"title": {"en": title}, "identifier": f"X-{n}"}))
        for n, title in enumerate(titles)
    ]
    return View(build(rows, []), date(2026, 11, 30))


def speed(view: View, words: int = 92_000) -> str:
    """Return how long it takes to find all names in a report of so many words, in seconds."""
    texts = [(text, lang) for lang in LANGUAGES for text, _ in marked(lang)]
    blocks, count = list[Block](), 0
    while count < words:
        for text, lang in texts:
            page = 1 + count // 500
            blocks.append(Block("paragraph", text, page, len(blocks) + 1, lang=lang))
            count += len(text.split())
    begun = time.process_time()
    mentions_in(view, blocks)
    return f"{count} words, {len(view.snapshot)} records: {time.process_time() - begun:.2f} s"


def names_and_figures(view: View, sample: Path, *, says: bool = False) -> Iterator[str]:
    """Yield rows about a sample: each kind, each language."""
    total: dict[str, Score] = {}
    by_lang: dict[str, Score] = {}
    for lang in LANGUAGES:
        for kind, score in measured(view, lang, sample, says=says).items():
            total[kind] = total.get(kind, Score()) + score
            by_lang[lang] = by_lang.get(lang, Score()) + score
    yield "| kind | marked | found | precision | recall |\n|---|---|---|---|---|"
    for kind, score in sorted(total.items(), key=lambda pair: -pair[1].there):
        yield f"| {kind} | {score.row} |"
    for lang, score in by_lang.items():
        yield f"| all, {lang} | {score.row} |"


def main() -> None:
    """Print the tables; ``--held-out`` that sample alone, ``--wrong`` what was wrong on stderr."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        view = base(folder)
        samples = [HELD_OUT] if "--held-out" in sys.argv else [MARKED, HELD_OUT]
        for sample in samples:
            print("\n".join(names_and_figures(view, sample, says="--wrong" in sys.argv)), "\n")
        if "--held-out" in sys.argv:
            return
        print(f"{speed(view)}\n{speed(large())}\n")
        print("| report | words | rows of states | found | precision | recall | seconds |")
        print("|---|---|---|---|---|---|---|")
        for line in tables(view, folder):
            print(line)


if __name__ == "__main__":
    main()
