"""Compound files, in which Excel 97 keeps its workbooks: one stream taken out, and packed anew."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from ingest.child.frames import Refused

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS: Final = ("workbook", "book")
_ENCRYPTED: Final = "encryptedpackage"
_HEADER: Final = 512
_SHIFTS: Final = (9, 12)
_MINI: Final = 64
_ENTRY: Final = 128
_MAX_ENTRIES: Final = 4_000
_FREE: Final = 0xFFFFFFFF
_END: Final = 0xFFFFFFFE
_FAT: Final = 0xFFFFFFFD
_LEAST: Final = 4_096
"""Bytes below which a stream lies among the small ones."""
_SECTOR: Final = 512
_IN_HEADER: Final = 109
"""Sectors of the table that the header names."""
_ROOT, _STREAM = 5, 2


class _Entry(NamedTuple):
    name: str
    kind: int
    first: int
    size: int


class _Compound:
    """The sectors of a compound file, chained as its table says; no chain is followed for ever."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._shift = _number(raw, 30, "<H")
        if not raw.startswith(MAGIC) or self._shift not in _SHIFTS:
            raise Refused("damaged")
        self._table = self._read_table()
        self.entries = list(self._directory(self._chain(_number(raw, 48))))
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        self._small = self._chain(root.first)[: root.size] if root and root.size else b""
        table = self._chain(_number(raw, 60)) if self._small else b""
        self._small_table = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def stream(self, entry: _Entry) -> bytes:
        """Return the bytes of a stream."""
        if entry.size >= _LEAST:
            return self._chain(entry.first)[: entry.size]
        found, sector = bytearray(), entry.first
        while sector < len(self._small_table) and len(found) < entry.size:
            found += self._small[sector * _MINI : (sector + 1) * _MINI]
            sector = self._small_table[sector]
        return bytes(found[: entry.size])

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) << self._shift
        return self._raw[begin : begin + (1 << self._shift)]

    def _read_table(self) -> tuple[int, ...]:
        named = [*struct.unpack_from(f"<{_IN_HEADER}I", self._raw.ljust(_HEADER, b"\0"), 76)]
        more, most = _number(self._raw, 68), len(self._raw) >> self._shift
        for _ in range(most):
            if more >= most:
                break
            block = self._sector(more)
            words = struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
            named.extend(words[:-1])
            more = words[-1] if words else _END
        table = b"".join(self._sector(number) for number in named[: most + 1] if number < most)
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _chain(self, first: int) -> bytes:
        found: list[bytes] = []
        sector, left = first, len(self._raw) >> self._shift
        while sector < len(self._table):
            # A chain that is longer than the file goes round in a circle.
            if left < 0:
                raise Refused("damaged")
            left -= 1
            found.append(self._sector(sector))
            sector = self._table[sector]
        return b"".join(found)

    def _directory(self, raw: bytes) -> list[_Entry]:
        if len(raw) > _MAX_ENTRIES * _ENTRY:
            raise Refused("too-many-parts", most=_MAX_ENTRIES)
        places = range(0, len(raw) - _ENTRY + 1, _ENTRY)
        return [_entry(raw[place : place + _ENTRY]) for place in places]


def _entry(raw: bytes) -> _Entry:
    length = max(0, min(_number(raw, 64, "<H"), 64) - 2)
    name = raw[:length].decode("utf-16-le", "replace").casefold()
    return _Entry(name, raw[66], _number(raw, 116), _number(raw, 120))


def _number(raw: bytes, place: int, form: str = "<I") -> int:
    try:
        (found,) = struct.unpack_from(form, raw, place)
    except struct.error as error:
        raise Refused("damaged") from error
    return int(found)


def workbook_stream(raw: bytes) -> bytes:
    """Return the stream of a workbook.

    Raises:
        Refused: it is damaged, protected, or a compound file of something else.
    """
    compound = _Compound(raw)
    streams = {entry.name: entry for entry in compound.entries if entry.kind == _STREAM}
    if _ENCRYPTED in streams:
        raise Refused("protected")
    for name in _WORKBOOKS:
        if name in streams:
            return compound.stream(streams[name])
    raise Refused("no-workbook")


def stream_names(raw: bytes) -> frozenset[str]:
    """Return the names of the streams of a compound file, in small letters.

    Raises:
        Refused: it is damaged.
    """
    return frozenset(entry.name for entry in _Compound(raw).entries if entry.kind == _STREAM)


def packed(stream: bytes) -> bytes:
    """Return a compound file that holds a workbook's stream and nothing else."""
    count = max(-(-len(stream) // _SECTOR), _LEAST // _SECTOR)
    data = stream.ljust(count * _SECTOR, b"\0")
    words = _SECTOR // 4
    tables = 1
    while tables * words < tables + 1 + count:
        tables += 1
    more = -(-max(tables - _IN_HEADER, 0) // (words - 1))
    before = tables + more + 1
    chain = [_FAT] * tables + [_FAT - 1] * more + [_END]
    chain += [*range(before + 1, before + count), _END]
    # Tables first, where they are found behind them, then the directory, then the stream.
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        MAGIC, bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, tables, tables + more, 0, _LEAST,
        _END, 0, tables if more else _END, more,
    )  # fmt: skip
    named = [*range(min(tables, _IN_HEADER))]
    head += struct.pack(f"<{_IN_HEADER}I", *named, *[_FREE] * (_IN_HEADER - len(named)))
    directory = _made_entry("Root Entry", _ROOT, 1, _END, 0)
    directory += _made_entry("Workbook", _STREAM, _FREE, before, len(data))
    places = _further(tables, more, words)
    return head + table + places + directory.ljust(_SECTOR, b"\0") + data


def _further(tables: int, more: int, words: int) -> bytes:
    """The sectors that name those of the table which the header has no room for."""
    rest = list(range(_IN_HEADER, tables))
    blocks = b""
    for number in range(more):
        named = rest[number * (words - 1) : (number + 1) * (words - 1)]
        named += [_FREE] * (words - 1 - len(named))
        following = tables + number + 1 if number + 1 < more else _END
        blocks += struct.pack(f"<{words}I", *named, following)
    return blocks


def _made_entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)
