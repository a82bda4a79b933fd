"""Files into grids of cells: .csv in any usual encoding, .xlsx and .ods, safely."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import multimode
from typing import IO, Any, Final

from ingest import isolated
from ingest.child.child_limits import MAX_FILE
from ingest.csvrows import csv_rows
from ingest.refusals import SAVE_AS, SPLIT, refusing
from kg.base.bounded_files import TooLargeError, regular_file
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

Cell = str | float | date
"""A cell: text (empty where there is nothing), a number, or a day."""

_DELIMITERS: Final = (";", ",", "\t", "|")
_PIECE: Final = 2**20
_SNIFFED_ROWS: Final = 40
_SNIFFED_TEXT: Final = 65_536
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FIRST_LINE: Final = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n])?")
_OTHER: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Excel 97"),
    (b"<", "HTML / XML"),
    (b"{", "JSON"),
    (b"\x1f\x8b", "gzip"),
)


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


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it arrived: its sheets that hold something, and the digest of its bytes."""

    grids: list[Grid]
    checksum: str


def read_file(path: Path) -> Arrived:
    """Read a file once, whatever its name says it is.

    Raises:
        BadFileError: the file is not there, empty, damaged, too large or of another kind.
    """
    name = shown_name(path)
    with _opened(path, name) as file:
        checksum = _checksum(file)
        file.seek(0)
        start = file.read(8)
        grids = _workbook(file, name) if start.startswith(b"PK") else [_text(file, name, start)]
    filled = [grid for grid in grids if any(not _blank(row) for row in grid.rows)]
    if not filled:
        raise BadFileError(name, msg("it is empty."), msg("Check that it is the right file."))
    return Arrived(filled, checksum)


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a file that hold something.

    Raises:
        BadFileError: as ``read_file``.
    """
    return read_file(path).grids


def shown_name(path: Path) -> str:
    """Return the name of a file as it may be shown: without folder and control characters."""
    return "".join(c if c.isprintable() else "?" for c in path.name)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Give a file that lies there whole: no pipe that never ends, nothing beyond the limit."""
    try:
        with regular_file(path, MAX_FILE) as file:
            yield file
    except TooLargeError as error:
        why = msg("it is larger than {n} MB.", n=error.most // 10**6)
        raise BadFileError(name, why, SPLIT) from error
    except OSError as error:
        why = msg("it cannot be opened ({reason}).", reason=error.strerror or type(error).__name__)
        raise BadFileError(name, why, msg("Check the path and the rights.")) from error


def _checksum(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _blank(row: Iterable[Cell]) -> bool:
    return all(cell == "" for cell in row)


def _workbook(file: IO[bytes], name: str) -> list[Grid]:
    grids: list[Grid] = []
    with refusing(name):
        for said in isolated.workbook(file):
            match said:
                case {"name": str(sheet), "visible": bool(visible), "odd": list(odd)}:
                    grids.append(Grid(sheet, [], visible, dict(odd)))
                case [*rows] if grids:
                    grids[-1].rows.extend([_cell(value) for value in row] for row in rows)
                case _:
                    raise isolated.ChildDiedError
    return grids


def _cell(value: Any) -> Cell:
    """A cell as the child sends it: a day is a list that holds its ISO form."""
    if isinstance(value, str | int | float):
        return value
    match value:
        case [str(day)]:
            return date.fromisoformat(day)
    raise isolated.ChildDiedError


def _text(file: IO[bytes], name: str, start: bytes) -> Grid:
    for magic, kind in _OTHER:
        if start.startswith(magic):
            why = msg("it is a file of another kind ({kind}).", kind=kind)
            raise BadFileError(name, why, SAVE_AS)
    file.seek(0)
    text = _decoded(file.read(MAX_FILE), name)
    try:
        with refusing(name):
            return Grid("", list(_rows(text)))
    except csv.Error as error:
        why = msg("it is not a CSV table ({reason}).", reason=str(error))
        raise BadFileError(name, why, msg("Look for a quotation mark left open.")) from error


def _decoded(raw: bytes, name: str) -> str:
    """Text by its mark, else UTF-8, else Windows-1252: what Excel writes in the Americas."""
    try:
        text = raw.decode(_encoding(raw))
    except UnicodeDecodeError as error:
        raise BadFileError(name, _not_text(error.start), SAVE_AS) from error
    odd = _CONTROL.search(text)
    if odd is not None:
        raise BadFileError(name, _not_text(odd.start()), SAVE_AS)
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


def _rows(text: str) -> Iterator[list[Cell]]:
    delimiter = _delimiter(text[:_SNIFFED_TEXT])
    if text[:4].lower() == "sep=":
        yield [""]
        text = _FIRST_LINE.sub("", text, count=1)
    for row in csv_rows(text, delimiter):
        yield [*row] or [""]


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(reader, _SNIFFED_ROWS) if len(row) > 1]
    usual = max(multimode(widths), default=0)
    return widths.count(usual), usual
