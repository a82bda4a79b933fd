"""Workbooks of Excel 97 written by hand: records of BIFF8 in a compound file of one stream."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4_096
"""Bytes below which a stream would lie among the small ones."""
_DAY_FORMAT = 14

Cell = str | float | int | None
Rows = Sequence[Sequence[Cell]]


class Day(float):
    """A number that is shown as a day."""


class Shared(int):
    """A text by its number among the shared ones."""


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _string(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _xf(number_format: int) -> bytes:
    return record(0x00E0, struct.pack("<HHH", 0, number_format, 0) + bytes(14))


def _cell(row: int, column: int, value: Cell) -> bytes:
    if isinstance(value, str):
        return record(0x0204, struct.pack("<HHH", row, column, 0) + _string(value))
    if isinstance(value, Shared):
        return record(0x00FD, struct.pack("<HHHI", row, column, 0, int(value)))
    style = 1 if isinstance(value, Day) else 0
    return record(0x0203, struct.pack("<HHHd", row, column, style, float(value or 0)))


def _sheet(rows: Rows) -> bytes:
    cells = b"".join(
        _cell(r, c, value)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None and value != ""
    )
    reach = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 256, 0))
    return _bof(0x0010) + reach + cells + record(0x000A)


def stream(
    sheets: Iterable[tuple[str, Rows]],
    *,
    hidden: Iterable[str] = (),
    from_1904: bool = False,
    more: bytes = b"",
) -> bytes:
    """The stream of a workbook; ``more`` are further records at its beginning."""
    made = [(name, _sheet(rows)) for name, rows in sheets]
    dates = record(0x0022, struct.pack("<H", int(from_1904)))
    before = _bof(0x0005) + more + dates + _xf(0) + _xf(_DAY_FORMAT)
    heads = [_string(name, "<B") for name, _ in made]
    place = len(before) + sum(len(head) + 10 for head in heads) + len(record(0x000A))
    listed = b""
    for head, (name, body) in zip(heads, made, strict=True):
        state = 1 if name in hidden else 0
        listed += record(0x0085, struct.pack("<IBB", place, state, 0) + head)
        place += len(body)
    return before + listed + record(0x000A) + b"".join(body for _, body in made)


def compound(data: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream."""
    data = data.ljust(_LEAST, b"\0")
    sectors = -(-len(data) // _SECTOR)
    data = data.ljust(sectors * _SECTOR, b"\0")
    tables = 1
    while tables * (_SECTOR // 4) < tables + 1 + sectors:
        tables += 1
    # Tables first, the directory behind them, then the stream.
    first = tables + 1
    chain = [_FAT] * tables + [_END] + [first + i + 1 for i in range(sectors - 1)] + [_END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        MAGIC, bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, tables, tables, 0, _LEAST,
        _END, 0, _END, 0,
    ) + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))  # fmt: skip
    entries = [
        _entry("Root Entry", 5, child=1, first=_END, size=0),
        _entry(name, 2, child=_FREE, first=first, size=len(data)),
    ]
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header + table + directory + data


def _entry(name: str, kind: int, *, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def xls(rows: Rows, **more: object) -> bytes:
    """A workbook of one sheet."""
    return compound(stream([("Hoja1", rows)], **more))  # type: ignore[arg-type]
