"""A row of a table in one line, each cell behind the column that it stands in."""

from __future__ import annotations

from typing import Final

from kg.model.documents import ExtractedRow

_BETWEEN: Final = " · "


def fits_columns(row: ExtractedRow) -> bool:
    """Say whether each cell of a row has its column: where they differ in number, none has."""
    return bool(row.columns) and len(row.cells) == len(row.columns)


def in_words(row: ExtractedRow) -> str:
    """Return a row in one line: the cells that are filled, with their columns where each has one.

    A sum says nothing without its column, which may say that it is in thousands.
    """
    if not fits_columns(row):
        return row.text
    pairs = zip(row.columns, row.cells, strict=True)
    return _BETWEEN.join(
        f"{column}: {cell}" if column and column != cell else cell for column, cell in pairs if cell
    )
