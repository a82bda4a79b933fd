"""The pairs of a portfolio, written to a file row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coopgraph.row_files import required, writing_rows
from coopgraph.terminal.output import notices
from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.model.documents import Portfolio

COLUMNS: Final = (
    "demand", "demand_title", "by", "offer", "offer_title", "offer_by", "score", "choice", "why"
)  # fmt: skip


def write_pairs(document: Portfolio, output: Path, audience: Audience) -> None:
    """Write demands with what is proposed for them, and those left out, to .jsonl or .csv.

    Raises:
        BadOptionError: a file of another kind.
        BadFileError: the file cannot be written.
    """
    file = required(output)
    with writing_rows(file, COLUMNS, audience) as write:
        for one in document.chosen:
            write((
                one.demand, one.demand_label, [by.label for by in one.by], one.offer,
                one.offer_label, [by.label for by in one.offer_by], one.score, one.choice,
                one.why,
            ))  # fmt: skip
        for left in document.left_out:
            by = [one.label for one in left.by]
            write((left.demand.id, left.demand.label, by, None, None, [], None, None,
                   left.sentence))  # fmt: skip
    # What a file says of itself where it is passed on: the same that every answer begins with.
    notices().print(document.proposal)
    text = msg("{file}: {count} demands written", file=str(file),
               count=len(document.chosen) + len(document.left_out))  # fmt: skip
    notices().print(text.text(document.lang))
