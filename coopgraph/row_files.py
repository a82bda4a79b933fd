"""Rows as a file: CSV for spreadsheets, or JSON lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kg.base.audience import Audience
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text
from kg.export.csv_tables import safe
from kg.model.audiences import FEWEST

if TYPE_CHECKING:
    from kg.model.documents import Cypher

KINDS: Final = (".csv", ".jsonl")
Write = Callable[[Iterable[Any]], None]
"""Writes one row."""


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
    with writing_rows(output, document.columns, FEWEST) as write:
        for row in document.rows:
            write(row)


@contextmanager
def writing_rows(output: Path, columns: Sequence[str], audience: Audience) -> Iterator[Write]:
    """Give what writes a row to a .csv or .jsonl file; the file is there once all are written.

    No cell of a table is taken for a formula, and with a byte order mark spreadsheets read UTF-8.

    Raises:
        BadFileError: the file cannot be written.
    """
    is_table = output.suffix == ".csv"
    with replacing_text(output, audience, "utf-8-sig" if is_table else "utf-8") as stream:
        yield _table(stream, columns) if is_table else _lines(stream, columns)


def _table(stream: IO[str], columns: Sequence[str]) -> Write:
    table = csv.writer(stream)
    table.writerow(map(safe, columns))

    def write(row: Iterable[Any]) -> None:
        table.writerow(map(_cell, row))

    return write


def _lines(stream: IO[str], columns: Sequence[str]) -> Write:
    def write(row: Iterable[Any]) -> None:
        record = dict(zip(columns, row, strict=True))
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    return write


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
