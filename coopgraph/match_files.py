"""All matches of a lens, written to a file row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coopgraph.row_files import required, writing_rows
from coopgraph.terminal.output import notices
from coopgraph.terminal.progress import matching
from kg.base.i18n import msg
from kg.knowledge import Inquiry
from kg.questions import AllMatchesQuestion

COLUMNS: Final = ("query", "target", "rank", "score", "fits")


def write_all(inquiry: Inquiry, question: AllMatchesQuestion, output: Path | None) -> None:
    """Write the best matches of every query of the lens to a .jsonl or .csv file.

    Raises:
        BadOptionError: no file, or one of another kind.
        BadFileError: the file cannot be written.
    """
    file, count = required(output), 0
    with writing_rows(file, COLUMNS, inquiry.audience) as write, matching() as progress:
        for row in inquiry.all_matches(question, progress):
            write(row)
            count += 1
    text = msg("{file}: {count} matches written", file=str(file), count=count)
    notices().print(text.text(inquiry.lang))
