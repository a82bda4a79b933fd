"""Rows as a file, CSV for spreadsheets or JSON lines for programs; those of a query."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import BadFileError, BadOptionError
from kg.export.tables import safe
from kg.i18n import msg

if TYPE_CHECKING:
    from kg.documents import Cypher

KINDS: Final = (".csv", ".jsonl")


def required(output: Path | None) -> Path:
    """Return the file that rows are written to.

    Raises:
        BadOptionError: there is none, or its name ends otherwise.
    """
    if output is None or output.suffix not in KINDS:
        raise BadOptionError("-o", str(output or ""), msg("Name a .jsonl or .csv file."))
    return output


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Say of a file that cannot be written which it is.

    Raises:
        BadFileError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        fix = msg("Name a file in a folder where you may write.")
        raise BadFileError(str(output), msg("it cannot be written."), fix) from error


def write_rows(document: Cypher, output: Path) -> None:
    """Write the rows of an answer to a .csv or .jsonl file.

    Raises:
        BadFileError: the file cannot be written.
    """
    write = _write_csv if output.suffix == ".csv" else _write_lines
    with writing(output):
        write(document, output)


def _write_csv(document: Cypher, output: Path) -> None:
    # With a byte order mark spreadsheets read UTF-8.
    with output.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(map(safe, document.columns))
        table.writerows([_cell(value) for value in row] for row in document.rows)


def _write_lines(document: Cypher, output: Path) -> None:
    with output.open("w", encoding="utf-8", newline="") as stream:
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
