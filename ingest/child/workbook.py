"""A workbook into rows: its parts judged, packed anew under the names we gave them, then read.

The library that reads cells finds parts by their names, and makes room for whatever they claim. So
it is shown a workbook of ours, in which nothing is that has not been counted before.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final, NamedTuple

import python_calamine as calamine

from ingest.child import ole
from ingest.child.cells import Extent, Odd, count_sheet, shared_lengths
from ingest.child.child_limits import MAX_CELL, MAX_FILE, MAX_ROW_TEXT, MAX_SHEETS, MAX_TEXT
from ingest.child.frames import END, JSON, Refused, put, put_value
from ingest.child.odf import CONTENT, MIMETYPE, SPREADSHEET, count_content, is_spreadsheet
from ingest.child.opc import Book, find_book
from ingest.child.xls import count_workbook
from ingest.child.zips import Parts

Sheets = list[tuple[str, bool, Odd]]
"""Name and visibility of the sheets of a workbook, and which of their cells are odd."""


class Packed(NamedTuple):
    """A workbook of ours; its sheets, None where it says them itself.

    ``escaped`` says that the library leaves texts as Office escapes them (_x000D_), ``from_1904``
    that bare numbers count days from then.
    """

    file: io.BytesIO
    sheets: Sheets | None = None
    escaped: bool = True
    from_1904: bool = False


_BATCH: Final = 2_000
"""Cells sent at once."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


def read_workbook(source: IO[bytes], out: IO[bytes]) -> None:
    """Answer with the sheets of a workbook: for each its name and visibility, then its rows.

    Raises:
        Refused: it cannot be read, or not safely.
    """
    raw = source.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Refused("too-large", most=MAX_FILE)
    packed = _packed_xls(raw) if raw.startswith(ole.MAGIC) else _packed(raw)
    # Room for the library: whatever is held here counts against MEMORY.
    del raw
    try:
        _answer(packed, out)
    except calamine.PasswordError as error:
        raise Refused("protected") from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Refused("damaged") from error
    put(out, END)


def _packed(raw: bytes) -> Packed:
    parts = Parts(raw)
    return _packed_ods(parts) if is_spreadsheet(parts) else _packed_xlsx(parts)


def _packed_xls(raw: bytes) -> Packed:
    stream = ole.workbook_stream(raw)
    counted = count_workbook(stream)
    file = io.BytesIO(ole.packed(counted.without_claims(stream)))
    return Packed(file, from_1904=counted.from_1904)


def _packed_ods(parts: Parts) -> Packed:
    file = io.BytesIO()
    # Packed fast rather than small: it is read once, and by ourselves.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as ours:
        ours.writestr(MIMETYPE, SPREADSHEET)
        ours.writestr("META-INF/manifest.xml", "<manifest/>")
        with ours.open(CONTENT, "w") as part:
            count_content(_copied(part, parts.pieces(CONTENT)), Extent())
    parts.check_others()
    return Packed(file)


def _packed_xlsx(parts: Parts) -> Packed:
    book = find_book(parts)
    if len(book.sheets) > MAX_SHEETS:
        raise Refused("too-many-sheets", most=MAX_SHEETS)
    # One part named as several sheets would be unpacked once for each.
    if len({sheet.part.lower() for sheet in book.sheets}) < len(book.sheets):
        raise Refused("damaged")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as ours:
        _pack_frame(ours, book)
        odd = list(_pack_parts(ours, book, parts))
    parts.check_others()
    sheets = zip(book.sheets, odd, strict=True)
    stated = [(sheet.name, sheet.visible, cells) for sheet, cells in sheets]
    return Packed(file, stated, escaped=False, from_1904=book.from_1904)


def _pack_parts(ours: zipfile.ZipFile, book: Book, parts: Parts) -> Iterator[Odd]:
    lengths: list[int] = []
    if book.texts in parts:
        with ours.open("xl/sharedStrings.xml", "w") as part:
            lengths = shared_lengths(_copied(part, parts.pieces(book.texts)))
    if book.styles in parts:
        ours.writestr("xl/styles.xml", parts.small(book.styles))
    extent = Extent()
    for number, sheet in enumerate(book.sheets):
        with ours.open(f"xl/worksheets/{number}.xml", "w") as part:
            yield count_sheet(_copied(part, parts.pieces(sheet.part)), lengths, extent)


def _copied(part: IO[bytes], pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces, each of them written to a part of ours on the way."""
    for piece in pieces:
        # What is counted is, byte for byte, what the library will read (decision 0013).
        part.write(piece)
        yield piece


def _pack_frame(ours: zipfile.ZipFile, book: Book) -> None:
    """Write the parts that say where the others are."""
    numbers = range(len(book.sheets))
    sheets = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="s{n}"/>' for n in numbers)
    kind = f"{_RELATIONS}/worksheet"
    targets = "".join(
        f'<Relationship Id="s{n}" Type="{kind}" Target="worksheets/{n}.xml"/>' for n in numbers
    )
    root = f'<Relationship Id="b" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    epoch = f'<workbookPr date1904="{int(book.from_1904)}"/>'
    ours.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
    ours.writestr("_rels/.rels", _relationships(root))
    ours.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{epoch}'
        f"<sheets>{sheets}</sheets></workbook>",
    )
    ours.writestr("xl/_rels/workbook.xml.rels", _relationships(targets))


def _relationships(entries: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _answer(packed: Packed, out: IO[bytes]) -> None:
    packed.file.seek(0)
    reader = calamine.CalamineWorkbook.from_filelike(packed.file)
    shown = calamine.SheetVisibleEnum.Visible
    none: Odd = []
    stated = [(sheet.name, sheet.visible == shown, none) for sheet in reader.sheets_metadata]
    sent = _Sent(out)
    of_all = {"escaped": packed.escaped, "from_1904": packed.from_1904}
    sheets = stated if packed.sheets is None else packed.sheets
    for index, (name, visible, odd) in enumerate(sheets):
        put_value(out, {"name": name[:MAX_CELL], "visible": visible, "odd": odd, **of_all})
        _send_sheet(reader.get_sheet_by_index(index), sent)


def _send_sheet(sheet: calamine.CalamineSheet, sent: _Sent) -> None:
    left = [""] * (sheet.start or (0, 0))[1]  # it gives the empty rows above, not the columns
    for row in sheet.iter_rows():
        sent.row([*left, *row])
    sent.flush()


class _Sent:
    """Rows on their way to the parent, in batches; all characters counted."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._batch: list[list[Any]] = []
        self._size = self._characters = 0

    def row(self, row: Iterable[Any]) -> None:
        cells = [_cell(value) for value in row]
        text = sum(len(cell) for cell in cells if isinstance(cell, str))
        self._characters += text
        if text > MAX_ROW_TEXT or self._characters > MAX_TEXT:
            raise Refused("too-much-text")
        self._batch.append(cells)
        # So that a frame stays below MAX_FRAME: one row, with what waits before it, is little more
        # than MAX_ROW_TEXT characters, each six bytes of JSON at most.
        self._size += len(cells) + text // 32
        if self._size > _BATCH:
            self.flush()

    def flush(self) -> None:
        if self._batch:
            put_value(self._out, self._batch, JSON)
        self._batch, self._size = [], 0


def _cell(value: float | str | bool | time | date | datetime | timedelta) -> Any:
    """A value as JSON holds it: a day as a list of its ISO form."""
    if isinstance(value, str):
        return value.strip()[:MAX_CELL]
    # Before date, of which it is one; the time of day is dropped.
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, bool | time | timedelta):
        return str(value)
    return value
