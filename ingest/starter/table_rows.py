"""Reading a table: its rows by column name, with the numbers a spreadsheet shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.child.child_limits import MAX_FILE
from ingest.csvrows import csv_rows
from ingest.refusals import SPLIT, refusing
from kg.base.bounded_files import TooLargeError, read_text
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.text import seen


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its filled cells, and cells without header."""

    number: int
    cells: Mapping[str, str]
    surplus: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place in the table."""
        return f"row {self.number}"

    def get(self, column: str) -> str:
        """Return a cell, empty where there is none."""
        return self.cells.get(column, "")

    def several(self, column: str) -> list[str]:
        """Return the values of a cell that holds several, split at semicolons."""
        return split(self.get(column))


def split(cell: str) -> list[str]:
    """Return the values of a cell: what stands between semicolons, without duplicates.

    >>> split("es; pt;es;")
    ['es', 'pt']
    """
    return list(dict.fromkeys(part for part in map(str.strip, cell.split(";")) if part))


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a UTF-8 table with one header row; blank rows are left out.

    Raises:
        BadFileError: the file cannot be read, is not UTF-8 text, not CSV, too large, or names a
            column twice.
    """
    try:
        with refusing(path.name):
            return list(_rows(path, csv_rows(read_text(path, MAX_FILE))))
    except TooLargeError as error:
        why = msg("it is larger than {n} MB.", n=error.most // 10**6)
        raise BadFileError(path.name, why, SPLIT) from error
    except OSError as error:
        why = msg("it cannot be opened ({reason}).", reason=error.strerror or type(error).__name__)
        raise BadFileError(path.name, why, msg("Check the path and the rights.")) from error
    except UnicodeDecodeError as error:
        why = msg("it is not UTF-8 text (byte {offset}).", offset=error.start)
        raise BadFileError(path.name, why, msg("Save it as CSV UTF-8.")) from error
    except csv.Error as error:
        why = msg("it is not a CSV table ({reason}).", reason=str(error))
        raise BadFileError(path.name, why, msg("Look for a quotation mark left open.")) from error


def _rows(path: Path, lines: Iterator[list[str]]) -> Iterator[Row]:
    header = [seen(name).strip() for name in next(lines, [])]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        why = msg("the column “{column}” stands there twice.", column=twice)
        raise BadFileError(path.name, why, msg("Rename or remove one of them."))
    for number, line in enumerate(lines, start=2):
        cells = {name: seen(cell).strip() for name, cell in zip(header, line, strict=False)}
        surplus = tuple(cell for cell in line[len(header) :] if cell.strip())
        filled = {name: cell for name, cell in cells.items() if cell}
        if filled or surplus:
            yield Row(number, filled, surplus)
