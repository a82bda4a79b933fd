"""Rows as a file, CSV for spreadsheets or JSON lines for programs; those of a query."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text
from kg.export.csv_tables import safe

if TYPE_CHECKING:
    from kg.model.documents import Cypher

KINDS: Final = (".csv", ".jsonl")


def required(output: Path | None) -> Path:
    """Return the file that rows are written to.

    Raises:
        BadOptionError: there is none, or its name ends otherwise.
    """
    if output is None or output.suffix not in KINDS:
        raise BadOptionError("-o", str(output or ""), msg("Name a .jsonl or .csv file."))
    return output


def write_rows(document: Cypher, output: Path) -> None:
    """Write the rows of an answer to a .csv or .jsonl file, its owner's alone: a query sees all.

    Raises:
        BadFileError: the file cannot be written.
    """
    table = output.suffix == ".csv"
    # With a byte order mark spreadsheets read UTF-8.
    with replacing_text(output, "board", "utf-8-sig" if table else "utf-8") as stream:
        write = _write_csv if table else _write_lines
        write(document, stream)


def _write_csv(document: Cypher, stream: IO[str]) -> None:
    table = csv.writer(stream)
    table.writerow(map(safe, document.columns))
    table.writerows([_cell(value) for value in row] for row in document.rows)


def _write_lines(document: Cypher, stream: IO[str]) -> None:
    for row in document.rows:
        record = dict(zip(document.columns, row, strict=True))
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _cell(value: Any) -> Any:
    if value is None or type(value) in (bool, int, float):
        return "" if value is None else json.dumps(value)
    return safe(plain_text(value))


def plain_text(value: Any) -> str:
    """Return a text as it is, a list of single values with ``; `` between them, all else as JSON.

    >>> plain_text(["org/oas", 3]), plain_text({"a": [1]})
    ('org/oas; 3', '{"a": [1]}')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join("" if item is None else str(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
