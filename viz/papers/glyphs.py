"""Which characters a typeface has, read from its ``cmap`` (OpenType 1.9, formats 4 and 12)."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Final

_FORMAT_4: Final = 4
_FORMAT_12: Final = 12
_LAST: Final = 0xFFFF


@cache
def characters_of(font: Path) -> frozenset[int]:
    """Return the code points for which a font has a glyph.

    Raises:
        OSError: the file cannot be read.
    """
    data = font.read_bytes()
    table = _table(data, b"cmap")
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, table + 2)
    for n in range(count):
        (offset,) = struct.unpack_from(">I", data, table + 4 + 8 * n + 4)
        (kind,) = struct.unpack_from(">H", data, table + offset)
        if kind == _FORMAT_12:
            found |= _format_12(data, table + offset)
        elif kind == _FORMAT_4:
            found |= _format_4(data, table + offset)
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if tag == name:
            return int(offset)
    raise ValueError(name)


def _format_12(data: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for n in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * n)
        found.update(range(first, last + 1))
    return found


def _format_4(data: bytes, at: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
    pairs = zip(starts, ends, strict=True)
    return {code for start, end in pairs for code in range(start, end + 1) if code != _LAST}
