"""One table into rows by column, with what is to be said of its header and of rows that slid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.iati.iati_values import clean
from ingest.iati_tables.gathered_rows import TableRow
from ingest.iati_tables.slid_rows import joined
from ingest.iati_tables.table_columns import ACTIVITIES, COLUMNS, IDENTIFIER
from ingest.sheet.grids.grids import Cell, read_grids

_UNNAMED: Final = "unnamed:"
"""How programs that read tables call columns without a name."""
SLID_MOST: Final = 20_000
"""Rows beyond which none is put together again."""


@dataclass(slots=True)
class ReadTable:
    """A table: its rows with their identifiers, and the columns that nobody reads.

    ``put_back`` are lines of rows that were put together again, ``askew`` those of rows that have
    more cells than there are columns: what they say cannot be told.
    """

    rows: list[tuple[str, TableRow]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    put_back: set[int] = field(default_factory=set)
    askew: set[int] = field(default_factory=set)


def read_table(path: Path, name: str) -> ReadTable:
    """Return the rows of a table called ``name``; lines count from 1, the header among them.

    Raises:
        BadFileError: it cannot be read, or has no column of identifiers.
    """
    header, *rows = [[_text(cell) for cell in row] for row in read_grids(path)[0].rows]
    columns = [_column(cell) for cell in header]
    width = max((i for i, column in enumerate(columns, start=1) if column), default=0)
    read = ReadTable(unread=_unread(name, columns, rows))
    slid = [len(row) > width and any(row[width:]) for row in rows]
    if name == ACTIVITIES and any(slid) and len(rows) <= SLID_MOST:
        columns, rows = _put_back(columns[:width], rows, read)
    else:
        read.askew = {line for line, one in enumerate(slid, start=2) if one}
    for line, row in enumerate(rows, start=2):
        if any(row):
            read.rows.append(_row(name, columns, line, row))
    return read


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell)


def _column(cell: str) -> str:
    name = cell.strip().lower().replace(" ", "_").replace("-", "_")
    return "" if name.startswith(_UNNAMED) else name


def _unread(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    known = COLUMNS.get(name)
    if known is None:
        return []
    strange = [i for i, c in enumerate(columns) if c and c not in known and c != IDENTIFIER]
    return [columns[i] for i in strange if any(i < len(row) and row[i] for row in rows)]


def _row(name: str, columns: Sequence[str], line: int, row: Sequence[str]) -> tuple[str, TableRow]:
    cells = {column: cell for column, cell in zip(columns, row, strict=False) if column and cell}
    return clean(cells.get(IDENTIFIER, "")), TableRow(name, line, cells)


def _put_back(
    columns: Sequence[str], rows: Sequence[Sequence[str]], read: ReadTable
) -> tuple[list[str], list[list[str]]]:
    """Put all rows together again, by the set of columns that fits the most of them."""
    best: tuple[list[str], list[list[str] | None]] | None = None
    for tried, without in _sets(columns, rows):
        found = [joined(_without(row, without), tried) for row in rows]
        if best is None or _fits(found) > _fits(best[1]):
            best = tried, found
        if _fits(found) == len(rows):
            break
    assert best is not None
    kept: list[list[str]] = []
    for line, (row, whole) in enumerate(zip(rows, best[1], strict=True), start=2):
        if whole is None:
            read.askew.add(line)
        elif whole != [*row[: len(whole)]]:
            read.put_back.add(line)
        kept.append(list(row[:1]) if whole is None else whole)
    return best[0], kept


def _sets(
    columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[list[str], int | None]]:
    """Yield all columns, then all but one that is empty in all rows.

    Where cells slid, a column of nothing is one that was put in afterwards: it stands in the midst
    of other values.
    """
    yield list(columns), None
    for index in range(len(columns)):
        if not any(index < len(row) and row[index] for row in rows):
            yield [*columns[:index], *columns[index + 1 :]], index


def _without(row: Sequence[str], index: int | None) -> Sequence[str]:
    return row if index is None else [*row[:index], *row[index + 1 :]]


def _fits(found: Sequence[list[str] | None]) -> int:
    return sum(whole is not None for whole in found)
