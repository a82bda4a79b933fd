"""What a file may not do: unpack into gigabytes, or claim cells at the end of the world."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import BadFileError
from kg.i18n import msg

MAX_UNPACKED: Final = 100_000_000
"""Bytes that all parts of a workbook may have together."""
MAX_TEXT: Final = 50_000_000
"""Bytes of a text file."""
MAX_CELLS: Final = 5_000_000
"""Cells between the first and the last one filled."""

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPLIT = msg("Split it, or send only the sheet that is needed.")
_DAMAGED_FIX = msg("Open it, save it again, and send the new copy.")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_COUNT: Final = re.compile(r"[0-9]{1,9}\Z")
_SHEET_PART: Final = re.compile(r"xl/(?!sharedStrings|styles|theme).*\.xml\Z")
"""Parts that may be a sheet, wherever a workbook keeps it."""
_ODS_COLUMNS: Final = "number-columns-repeated"
_ODS_ROWS: Final = "number-rows-repeated"


def check_text_size(path: Path, name: str) -> None:
    """Raise BadFileError where a text file is larger than we read."""
    if path.stat().st_size > MAX_TEXT:
        raise BadFileError(name, msg("it is larger than {n} MB.", n=MAX_TEXT // 10**6), _SPLIT)


def check_archive(path: Path, name: str) -> None:
    """Read every part of a workbook once, as far as it says it goes, before anybody opens it.

    The workbook reader reserves memory for the whole rectangle between the first and the last
    cell, and ends the process where that is impossible: so the rectangle is measured here.

    Raises:
        BadFileError: the archive is damaged, unpacks to too much, or has far too many cells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_unpacked(archive, name)
            _check_sheets(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadFileError(name, msg("it is damaged or cut off."), _DAMAGED_FIX) from error


def _check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        why = msg("unpacked it is larger than {n} MB.", n=MAX_UNPACKED // 10**6)
        raise BadFileError(name, why, _SPLIT)
    broken = archive.testzip()
    if broken is not None:
        raise zipfile.BadZipFile(broken)


def _check_sheets(archive: zipfile.ZipFile, name: str) -> None:
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            with archive.open(part) as file:
                _check_area(_xlsx_area(file, name), name)
        elif part == "content.xml":
            with archive.open(part) as file:
                _check_area(_ods_area(file, name), name)


def _check_area(cells: int, name: str) -> None:
    if cells > MAX_CELLS:
        why = msg("a sheet spreads over {n} cells.", n=cells)
        raise BadFileError(name, why, msg("Delete the stray cells far from the table."))


def _xlsx_area(file: IO[bytes], name: str) -> int:
    """Cells in the rectangle from A1 to the last filled cell, by their references."""
    last_row = last_column = row = column = 0
    for tag, attributes, filled in _elements(file, name, ("row", "c")):
        if tag == "row":
            row, column = _number(attributes.get("r"), row + 1), 0
            continue
        match = _REFERENCE.match(attributes.get("r", ""))
        column = _column(match[1]) if match else column + 1
        if filled:
            last_row = max(last_row, int(match[2]) if match else row)
            last_column = max(last_column, column)
    return last_row * last_column


def _ods_area(file: IO[bytes], name: str) -> int:
    """Cells in rows that hold something, repetitions unrolled."""
    rows = widest = width = 0
    repeated = 1
    filled_row = False
    total_rows = 0
    for tag, attributes, filled in _elements(file, name, ("table-row", "table-cell")):
        if tag == "table-row":
            rows += total_rows + repeated if filled_row else 0
            total_rows = 0 if filled_row else total_rows + repeated
            repeated, width, filled_row = _number(attributes.get(_ODS_ROWS), 1), 0, False
            continue
        width += _number(attributes.get(_ODS_COLUMNS), 1)
        if filled:
            widest, filled_row = max(widest, width), True
    return (rows + (total_rows + repeated if filled_row else 0)) * widest


def _elements(
    file: IO[bytes], name: str, tags: tuple[str, str]
) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Local name and attributes of each row as it begins, of each cell as it ends."""
    from lxml import etree

    events = etree.iterparse(
        file,
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for event, element in events:
            tag = etree.QName(element).localname
            if (event == "start") == (tag == tags[0]):
                yield tag, _local(element.attrib), len(element) > 0
            if event == "end":
                element.clear(keep_tail=False)
    except (etree.XMLSyntaxError, ValueError, KeyError) as error:
        raise BadFileError(name, msg("it is damaged or cut off."), _DAMAGED_FIX) from error


def _local(attributes: object) -> dict[str, str]:
    pairs = dict(attributes)  # type: ignore[call-overload]
    return {str(key).rpartition("}")[2]: str(value) for key, value in pairs.items()}


def unreadable_cells(path: Path, name: str) -> dict[int, list[int]]:
    """Return, by row, the columns of cells of .xlsx sheets with an error or no result; from 0.

    The workbook reader gives them as empty, which they are not. Of which sheet they are is not
    told: what is empty in another one is then taken for unreadable too.

    Raises:
        BadFileError: a part is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.namelist() if _SHEET_PART.match(part)]
        found: dict[int, list[int]] = {}
        for part in parts:
            with archive.open(part) as file:
                for row, column in _odd_cells(file, name):
                    found.setdefault(row, []).append(column)
    return found


def _odd_cells(file: IO[bytes], name: str) -> Iterator[tuple[int, int]]:
    from lxml import etree

    cells = etree.iterparse(
        file, tag="{*}c", resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, cell in cells:
            match = _REFERENCE.match(cell.get("r", ""))
            if match and _is_odd(cell):
                yield int(match[2]) - 1, _column(match[1]) - 1
            cell.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        raise BadFileError(name, msg("it is damaged or cut off."), _DAMAGED_FIX) from error


def _is_odd(cell: _Element) -> bool:
    """Say whether a cell holds an error, or a formula without its result."""
    if cell.get("t") == "e":
        return True
    return cell.find("{*}f") is not None and not (
        cell.findtext("{*}v") or cell.find("{*}is") is not None
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text and _COUNT.match(text) else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
