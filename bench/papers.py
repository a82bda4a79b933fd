"""A paper of two pages as PDF by Typst, against the same as Word by python-docx."""

from __future__ import annotations

import itertools

from bench.pairs import Pair, in_turn
from kg.brief.paper import Column, Sentence, Table
from tests.viz.papers.made_papers import FOUR, every_block, paper, picture
from viz.papers.paper_input import PaperInput, input_of
from viz.papers.paper_pdf import pdf_of
from viz.papers.paper_word import word_of

ROWS = 45
MOST = 150
"""Kilobytes that a paper may have."""


def measure() -> list[Pair]:
    """Return how long the two take; each time it is another paper, or Typst would know it."""
    numbers = itertools.count()

    def said() -> PaperInput:
        rows = tuple((Sentence(f"Row {n}", (FOUR,)), Sentence(str(n))) for n in range(ROWS))
        table = Table("A table", (Column("What"), Column("n", is_number=True)), rows)
        title = f"Paper {next(numbers)}"
        return input_of(paper(*every_block(), picture(), table, title=title, lang="es"))

    size = len(pdf_of(said())) / 1000
    return [
        in_turn(
            f"a paper with a picture and a table of {ROWS} rows",
            ("PDF/UA by Typst", lambda: pdf_of(said())),
            ("Word by python-docx", lambda: word_of(said())),
            rounds=9,
            note=f"{size:.0f} of at most {MOST} kB",
        )
    ]
