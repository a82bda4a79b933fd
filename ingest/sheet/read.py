"""Files into grids of cells: .csv in any usual encoding, .xlsx and .ods, safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from statistics import multimode
from typing import Final

from ingest.sheet.safety import check_archive, check_text_size, unreadable_cells
from kg.errors import BadFileError
from kg.i18n import Message, msg

Cell = str | float | date
"""A cell: text (empty where there is nothing), a number, or a day."""

_DELIMITERS: Final = (";", ",", "\t", "|")
_SNIFFED_ROWS: Final = 40
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OTHER: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Excel 97"),
    (b"<", "HTML / XML"),
    (b"{", "JSON"),
    (b"\x1f\x8b", "gzip"),
)
_SAVE_AS = msg("Save it as .xlsx, .ods or CSV UTF-8.")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name (empty in a CSV file), its rows from the first, whether it is shown.

    ``odd`` are, by row, the columns of cells that came empty and perhaps are not: an error, a
    formula without its result.
    """

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    odd: Mapping[int, Sequence[int]] = field(default_factory=dict)


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a file that hold something, whatever its name says it is.

    Raises:
        BadFileError: the file is not there, empty, damaged, too large or of another kind.
    """
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        why = msg("it cannot be opened ({reason}).", reason=error.strerror or type(error).__name__)
        raise BadFileError(name, why, msg("Check the path and the rights.")) from error
    grids = _workbook(path, name) if start.startswith(b"PK") else [_text(path, name, start)]
    filled = [grid for grid in grids if any(not _blank(row) for row in grid.rows)]
    if not filled:
        raise BadFileError(name, msg("it is empty."), msg("Check that it is the right file."))
    return filled


def shown_name(path: Path) -> str:
    """Return the name of a file as it may be shown: without folder and control characters."""
    return "".join(c if c.isprintable() else "?" for c in path.name)


def _blank(row: Iterable[Cell]) -> bool:
    return all(cell == "" for cell in row)


def _workbook(path: Path, name: str) -> list[Grid]:
    import python_calamine as calamine

    check_archive(path, name)
    try:
        with calamine.load_workbook(str(path)) as book:
            grids = [_grid(book, sheet) for sheet in book.sheets_metadata]
    except calamine.PasswordError as error:
        why = msg("it is protected by a password.")
        raise BadFileError(name, why, msg("Save it without a password.")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise BadFileError(name, msg("it is damaged or no workbook."), _SAVE_AS) from error
    odd = unreadable_cells(path, name)
    return [replace(grid, odd=odd) for grid in grids]


def _grid(book: object, sheet: object) -> Grid:
    from python_calamine import CalamineWorkbook, SheetMetadata, SheetVisibleEnum

    assert isinstance(book, CalamineWorkbook)
    assert isinstance(sheet, SheetMetadata)
    rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    visible = sheet.visible == SheetVisibleEnum.Visible
    return Grid(sheet.name, [[_cell(value) for value in row] for row in rows], visible)


def _cell(value: float | str | bool | time | date | datetime | timedelta) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | time | timedelta):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def _text(path: Path, name: str, start: bytes) -> Grid:
    for magic, kind in _OTHER:
        if start.startswith(magic):
            why = msg("it is a file of another kind ({kind}).", kind=kind)
            raise BadFileError(name, why, _SAVE_AS)
    check_text_size(path, name)
    text = _decoded(path.read_bytes(), name)
    try:
        return Grid("", list(_csv_rows(text)))
    except csv.Error as error:
        why = msg("it is not a CSV table ({reason}).", reason=str(error))
        raise BadFileError(name, why, msg("Look for a quotation mark left open.")) from error


def _decoded(raw: bytes, name: str) -> str:
    """Text by its mark, else UTF-8, else Windows-1252: what Excel writes in the Americas."""
    try:
        text = raw.decode(_encoding(raw))
    except UnicodeDecodeError as error:
        raise BadFileError(name, _not_text(error.start), _SAVE_AS) from error
    odd = _CONTROL.search(text)
    if odd is not None:
        raise BadFileError(name, _not_text(odd.start()), _SAVE_AS)
    return text


def _encoding(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return encoding
    if b"\0" in raw:
        little = raw[1::2].count(0) >= raw[0::2].count(0)
        return "utf-16-le" if little else "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _not_text(position: int) -> Message:
    return msg("it is not text in a known encoding (position {position}).", position=position)


def _csv_rows(text: str) -> Iterator[list[Cell]]:
    lines = text.splitlines(keepends=True)
    delimiter = _delimiter(text)
    if lines and lines[0].lower().startswith("sep="):
        yield [""]
        text = "".join(lines[1:])
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield [cell.strip() for cell in row] or [""]


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(reader, _SNIFFED_ROWS) if len(row) > 1]
    usual = max(multimode(widths), default=0)
    return widths.count(usual), usual
