"""What a workbook of Excel 97 holds, counted record by record before anybody makes room for it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.child.cells import Extent
from ingest.child.child_limits import MAX_SHEETS, MAX_TEXT
from ingest.child.frames import Refused

_BOF: Final = 0x0809
_EOF: Final = 0x000A
_PROTECTED: Final = 0x002F
_DATES: Final = 0x0022
_SHEET: Final = 0x0085
_REACH: Final = 0x0200
_UNREAD: Final = b"\xff\x0f"
_TEXTS: Final = 0x00FC
_CONTINUED: Final = 0x003C
_SHARED: Final = 0x00FD
_SEVERAL: Final = frozenset((0x00BD, 0x00BE))
_CELLS: Final = frozenset(
    (0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, 0x0406, 0x0206, _SHARED)
)
_BIFF8: Final = 0x0600
_SHORT: Final = 4
_RECORD: Final = struct.Struct("<HH")
_TWO: Final = struct.Struct("<HH")
_MAX_TEXTS: Final = 1_000_000


@dataclass(slots=True)
class Counted:
    """What is said of a workbook: where its sheets begin, from when it counts days."""

    sheets: list[int] = field(default_factory=list)
    from_1904: bool = False
    lengths: list[int] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)
    """Where a sheet says itself how far it reaches: the library would make room for all of it."""

    def without_claims(self, stream: bytes) -> bytes:
        """Return the stream with those records made into ones that nobody reads."""
        ours = bytearray(stream)
        for place in self.claims:
            ours[place : place + 2] = _UNREAD
        return bytes(ours)


def count_workbook(stream: bytes) -> Counted:
    """Return what a stream says of its workbook, once all of its cells are counted.

    Raises:
        Refused: it is damaged, protected, older than Excel 97, or reaches too far.
    """
    counted = _globals(stream)
    if len(counted.sheets) > MAX_SHEETS:
        raise Refused("too-many-sheets", most=MAX_SHEETS)
    # One sheet named twice would be read twice.
    if len(set(counted.sheets)) < len(counted.sheets):
        raise Refused("damaged")
    extent, walked = Extent(), 0
    for place in counted.sheets:
        walked += _count_sheet(stream, place, counted, extent)
        # Sheets that lie inside each other make little into much.
        if walked > 2 * len(stream):
            raise Refused("damaged")
    return counted


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record up to the end of a part."""
    while place + _SHORT <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        yield kind, place + _SHORT, min(length, len(stream) - place - _SHORT)
        if kind == _EOF:
            return
        place += _SHORT + length


def _globals(stream: bytes) -> Counted:
    counted, pieces = Counted(), list[bytes]()
    version = struct.unpack_from("<HHH", stream.ljust(6, b"\0"))
    if version[0] != _BOF or version[2] != _BIFF8:
        raise Refused("no-workbook")
    texts = False
    for kind, place, length in _records(stream, 0):
        data = stream[place : place + length]
        if kind == _PROTECTED:
            raise Refused("protected")
        if kind == _DATES:
            counted.from_1904 = data[:2] == b"\1\0"
        elif kind == _SHEET and length >= _SHORT:
            counted.sheets.append(struct.unpack_from("<I", data)[0])
        texts = kind == _TEXTS or (texts and kind == _CONTINUED)
        if texts:
            pieces.append(data)
    counted.lengths = _text_lengths(pieces) if pieces else []
    return counted


def _count_sheet(stream: bytes, begin: int, counted: Counted, extent: Extent) -> int:
    rows = columns = characters = walked = 0
    for kind, place, length in _records(stream, begin):
        walked += _SHORT + length
        if kind == _REACH:
            counted.claims.append(place - _SHORT)
        if length < _SHORT or not (kind in _CELLS or kind in _SEVERAL):
            continue
        row, column = _TWO.unpack_from(stream, place)
        if kind in _SEVERAL:
            (column,) = struct.unpack_from("<H", stream, place + length - 2)
        elif kind == _SHARED and length >= 10:  # noqa: PLR2004 (place, style and number of a text)
            (index,) = struct.unpack_from("<I", stream, place + 6)
            characters += counted.lengths[index] if index < len(counted.lengths) else 0
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    # Texts that stand in their cells are no longer than the file.
    extent.add(rows, columns, characters)
    return walked


class _Pieces:
    """The bytes of a record and of those that continue it."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._number = self._place = 0

    @property
    def left(self) -> int:
        """Bytes left in the present piece."""
        return len(self._pieces[self._number]) - self._place

    @property
    def is_over(self) -> bool:
        """Say whether nothing is left."""
        return self._number >= len(self._pieces) - 1 and self.left <= 0

    def following(self) -> None:
        """Go to the next piece."""
        if self._number + 1 >= len(self._pieces):
            raise Refused("damaged")
        self._number, self._place = self._number + 1, 0

    def take(self, count: int) -> bytes:
        """Return so many bytes, wherever they lie."""
        found = b""
        while True:
            here = min(self.left, count - len(found))
            found += self._pieces[self._number][self._place : self._place + here]
            self._place += here
            if len(found) == count:
                return found
            self.following()

    def skip(self, count: int) -> None:
        """Pass over so many bytes."""
        while count > self.left:
            count -= self.left
            self.following()
        self._place += count

    def characters(self, count: int, wide: int) -> None:
        """Pass over characters; where they are continued it is said anew how wide they are."""
        while count > 0:
            here = min(self.left // (1 + wide), count)
            self._place += here * (1 + wide)
            count -= here
            if count:
                self.following()
                wide = self.take(1)[0] & 1


def _text_lengths(pieces: list[bytes]) -> list[int]:
    """Return how many characters each shared text has."""
    reader, lengths = _Pieces(pieces), list[int]()
    reader.skip(8)
    while not reader.is_over and len(lengths) <= _MAX_TEXTS:
        count, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & 8 else 0
        more = struct.unpack("<I", reader.take(4))[0] if flags & 4 else 0
        reader.characters(count, flags & 1)
        reader.skip(4 * runs + more)
        lengths.append(count)
    if sum(lengths) > MAX_TEXT or len(lengths) > _MAX_TEXTS:
        raise Refused("too-much-text")
    return lengths
