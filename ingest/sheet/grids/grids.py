"""Files into grids of cells: text tables in any usual encoding, .xlsx and .ods, safely."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import multimode
from typing import IO, Any, Final

from ingest import isolated
from ingest.child.child_limits import MAX_FILE
from ingest.csvrows import csv_rows
from ingest.refusals import SAVE_AS, SPLIT, refusing
from ingest.sheet.grids.cell_texts import clean_rows
from ingest.sheet.grids.encodings import Guess, decode
from ingest.sheet.grids.garbled import Mended
from kg.base.bounded_files import TooLargeError, regular_file
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

Cell = str | float | date
"""A cell: text (empty where there is nothing), a number, or a day."""

_DELIMITERS: Final = (";", ",", "\t", "|")
_PIECE: Final = 2**20
_SNIFFED_ROWS: Final = 40
_SNIFFED_TEXT: Final = 65_536
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MAX_CONTROLS: Final = 20
"""One character in so many may be a control; what has more of them is no text."""
_DECLARED: Final = re.compile(r"\s*+\"?sep=([^\w\s]|\t)\"?[^\r\n]*+(?:\r\n|[\r\n])?", re.IGNORECASE)
_WORKBOOKS: Final = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: .xlsx and .ods, .xls."""
_OTHER: Final = (
    (b"%PDF", "PDF"),
    (b"<", "HTML / XML"),
    (b"{\\rtf", "RTF"),
    (b"{", "JSON"),
    (b"[{", "JSON"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name (empty in a CSV file), its rows from the first, whether it is shown.

    ``odd`` are, by row, the columns of cells that came empty and perhaps are not: an error, a
    formula without its result. ``mended`` is, by row and column, what was decoded wrongly before,
    ``guesses`` how a file without a mark of its encoding was read;
    ``escaped`` says that its texts are as Office escapes them,
    ``from_1904`` that its bare numbers count days from there.
    """

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    odd: Mapping[int, Sequence[int]] = field(default_factory=dict)
    mended: Mapping[int, Mapping[int, Mended]] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()
    escaped: bool = True
    from_1904: bool = False


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
        packed = start.startswith(_WORKBOOKS)
        grids = _workbook(file, name) if packed else [_text(file, name, start)]
    grids = [_cleaned(grid) for grid in grids]
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
    return shown(path.name)


def shown(name: str) -> str:
    """Return a name as it may be shown: without control characters."""
    return "".join(c if c.isprintable() else "?" for c in name)


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
                case {"name": str(sheet), "visible": bool(visible), "odd": list(odd), **told}:
                    grid = Grid(
                        sheet,
                        [],
                        visible,
                        dict(odd),
                        escaped=told.get("escaped") is True,
                        from_1904=told.get("from_1904") is True,
                    )
                    grids.append(grid)
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


def _cleaned(grid: Grid) -> Grid:
    found = clean_rows(grid.rows, guessed=bool(grid.guesses), escaped=grid.escaped)
    return replace(grid, mended=found)


def _text(file: IO[bytes], name: str, start: bytes) -> Grid:
    for magic, kind in _OTHER:
        if start.startswith(magic):
            why = msg("it is a file of another kind ({kind}).", kind=kind)
            raise BadFileError(name, why, SAVE_AS)
    file.seek(0)
    text, guesses = _decoded(file.read(MAX_FILE), name)
    try:
        with refusing(name):
            return Grid("", list(_rows(text)), guesses=guesses)
    except csv.Error as error:
        why = msg("it is not a CSV table ({reason}).", reason=str(error))
        raise BadFileError(name, why, msg("Look for a quotation mark left open.")) from error


def _decoded(raw: bytes, name: str) -> tuple[str, tuple[Guess, ...]]:
    try:
        decoded = decode(raw)
    except UnicodeDecodeError as error:
        raise BadFileError(name, _not_text(error.start), SAVE_AS) from error
    text = decoded.text
    odd = _CONTROL.search(text)
    # A few are slips of some program, and are taken out with what else nobody sees.
    if odd and ("\0" in text or len(_CONTROL.findall(text)) * _MAX_CONTROLS > len(text)):
        raise BadFileError(name, _not_text(odd.start()), SAVE_AS)
    return text, decoded.guesses


def _not_text(position: int) -> Message:
    return msg("it is not text in a known encoding (position {position}).", position=position)


def _rows(text: str) -> Iterator[list[Cell]]:
    declared = _DECLARED.match(text)
    if declared is not None:
        yield [""]
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text[:_SNIFFED_TEXT])
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
