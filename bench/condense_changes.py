"""Changes made in a copy of a long report, and which of them are found; what it costs."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bench.condense_texts import Text
from kg.condense.long_report import Block, Report
from kg.condense.quotations import quotations
from kg.condense.report_changes import changes
from kg.condense.sentence_scores import scores
from kg.condense.sentences import sentences_of, split

WORDS: Final = 92_000
"""Words of 200 pages."""
ROWS: Final = 2_000
SEED: Final = 16
_NUMBER: Final = re.compile(r"\b(?!19|20)\d{2,3}\b")


class Edited(NamedTuple):
    """A copy of a report: its own sentences that are new, and those whose numbers are others."""

    report: Report
    new: frozenset[str]
    changed: frozenset[str]


def long_report(texts: Sequence[Text], lang: str) -> Report:
    """Return texts one after the other, up to 200 pages of words, and a table of 2,000 rows."""
    blocks, words = list[Block](), 0
    for text in texts:
        if text.lang == lang and words < WORDS:
            for block in text.report().blocks:
                blocks.append(replace(block, paragraph=len(blocks) + 1))
                words += len(block.text.split())
    return Report(lang, lang, "0" * 64, (*blocks, *_rows(0)), lang=lang)


def _rows(more: int) -> Iterator[Block]:
    for number in range(ROWS):
        amount = 1_000 + number + (more if number % 50 == 0 else 0)
        cells = (f"Project {number}", str(number * 7), f"{amount:,}")
        yield Block("row", " ".join(cells), 1, number, cells=cells, columns=("P", "n", "US$"))


def edited(report: Report, others: Sequence[Text]) -> Edited:
    """Return a copy: its halves change places, a twentieth is gone, numbers differ, others join."""
    rng = random.Random(SEED)
    running = [one for one in report.blocks if one.kind != "row" and rng.random() > 0.05]
    changed, new, blocks = set[str](), set[str](), list[Block]()
    for block in running[len(running) // 2 :] + running[: len(running) // 2]:
        parts = split(block.text)
        for at, part in enumerate(parts):
            if rng.random() < 0.05 and _NUMBER.search(part):
                parts[at] = _NUMBER.sub(lambda it: str(int(it[0]) + 7), part, count=1)
                changed.add(parts[at])
        blocks.append(replace(block, text=" ".join(parts)))
    strange = [one for text in others for one in text.report().blocks if one.kind == "paragraph"]
    for block in rng.sample(strange, 60):
        new.update(split(block.text))
        blocks.insert(rng.randrange(len(blocks)), block)
    rows = tuple(_rows(1))
    changed.update(row.text for row in rows[::50])
    whole = replace(report, blocks=(*blocks, *rows))
    return Edited(whole, frozenset(new), frozenset(changed))


def print_changes(texts: Sequence[Text]) -> None:
    """Print how many of the changes made are found, and how many found were made."""
    print("\n| edited copy of 200 pages | new: precision, recall | changed: precision, recall |")
    print("|---|---|---|")
    for lang in ("en", "pt", "fr"):
        of = [one for one in texts if one.lang == lang]
        report = long_report(of[:-8], lang)
        copy = edited(report, of[-8:])
        found = changes(copy.report, report)
        long = {one.text for one in sentences_of(copy.report) if len(one.text.split()) >= 6}
        new = _shares({one.text for one in found.new}, copy.new & long)
        changed = _shares({one.text for one in found.changed}, copy.changed)
        print(f"| {lang} | {new} | {changed} |")
    _print_times(long_report(texts, "en"), long_report(texts[::-1], "en"))


def _shares(found: set[str], made: frozenset[str] | set[str]) -> str:
    both = len(found & made)
    return f"{both / len(found):.3f}, {both / len(made):.3f} (of {len(made)})"


def _print_times(report: Report, other: Report) -> None:
    words = sum(len(block.text.split()) for block in report.blocks if block.kind != "row")
    print(f"\nProcessor seconds for {words:,} words and {ROWS:,} rows, the least of three:")
    print(f"quotations {_seconds(lambda: _quoted(report)):.2f}")
    print(f"changes against itself {_seconds(lambda: changes(report, report)):.2f}")
    print(f"changes against another {_seconds(lambda: changes(report, other)):.2f}")


def _quoted(report: Report) -> None:
    sentences = sentences_of(report)
    quotations(report, sentences, scores(sentences))


def _seconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)
