"""Questions to a lens: one query, a state with a sector, or all pairs into a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.cli.output import notices
from coopgraph.cli.progress import matching
from coopgraph.session import Session
from kg.errors import BadFileError, BadOptionError
from kg.i18n import msg

if TYPE_CHECKING:
    from kg.documents import Match
    from kg.lens import Lens, MatchRow

COLUMNS = ("query", "target", "rank", "score")


def ask(session: Session, lens: Lens, id_: str, sector: str, top: int) -> Match:
    """Return the best ``top`` matches of a record, or of a need told by state and sector."""
    from kg.lens import match, probe

    if sector:
        return probe(session.view, lens, id_, sector, session.asked.lang, top)
    return match(session.view, lens, id_, session.asked.lang, top)


def write_all(session: Session, lens: Lens, top: int, output: Path | None) -> None:
    """Write the best ``top`` of every query of the lens to a .jsonl or .csv file.

    Raises:
        BadOptionError: no file, or one of another kind.
        BadFileError: the file cannot be written.
    """
    from kg.lens import match_all

    if output is None or output.suffix not in (".jsonl", ".csv"):
        raise BadOptionError("-o", str(output or ""), msg("Name a .jsonl or .csv file."))
    try:
        with matching() as progress:
            count = _write(match_all(session.view, lens, top, progress), output)
    except OSError as error:
        fix = msg("Name a file in a folder where you may write.")
        raise BadFileError(str(output), msg("it cannot be written."), fix) from error
    text = msg("{file}: {count} matches written", file=str(output), count=count)
    notices().print(text.text(session.asked.lang))


def _write(rows: Iterable[MatchRow], output: Path) -> int:
    count = 0
    with output.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        if output.suffix == ".csv":
            table.writerow(COLUMNS)
        for row in rows:
            count += 1
            values = [row.query, row.target, row.rank, row.score]
            if output.suffix == ".csv":
                table.writerow(values)
            else:
                stream.write(json.dumps(dict(zip(COLUMNS, values, strict=True))) + "\n")
    return count
