"""The archive around a workbook: judged as a whole before a byte of it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from ingest.child.child_limits import (  # fmt: skip
    FREE_BYTES,
    MAX_PART,
    MAX_PARTS,
    MAX_RATIO,
    MAX_SMALL_PART,
    MAX_UNPACKED,
)
from ingest.child.frames import Refused

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, KeyError, IndexError, OverflowError, UnicodeError,
)  # fmt: skip
"""What the libraries raise over a damaged archive or part."""
_ENTRY: Final = b"PK\x01\x02"
_CHUNK: Final = 65_536
_COMPRESSED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As both formats allow it."""
_ENCRYPTED: Final = 0x1


class Parts:
    """The parts of a workbook, by name without regard to case, as its formats compare them.

    Raises:
        Refused: it is damaged, protected, ambiguous, or unpacks to too much.
    """

    def __init__(self, raw: bytes) -> None:
        # Each entry of the directory begins so; to read it takes a thousand times its bytes.
        if raw.count(_ENTRY) > MAX_PARTS:
            raise Refused("too-many-parts", most=MAX_PARTS)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except BROKEN as error:
            raise Refused("damaged") from error
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._judge(len(raw))

    def _judge(self, packed: int) -> None:
        infos = self._archive.infolist()
        # As the directory says: zipfile gives no more of a part than that, whatever is packed
        # there.
        total = sum(info.file_size for info in infos)
        if total > MAX_UNPACKED or any(info.file_size > MAX_PART for info in infos):
            raise Refused("unpacks-too-large", most=MAX_UNPACKED)
        # Small files may well unpack to hundreds of times their size.
        if total > max(FREE_BYTES, packed * MAX_RATIO):
            raise Refused("unpacks-too-far", most=MAX_RATIO)
        for info in infos:
            name = _folded(info.filename)
            # Which of the two counts is up to who reads: there must be no choice.
            if name in self._infos:
                raise Refused("damaged")
            self._infos[name] = info
        self._unread = {info.filename for info in infos}

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._infos

    def names(self) -> list[str]:
        """Return the names of all parts, in small letters."""
        return [*self._infos]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, never more than it says it has."""
        info = self._infos.get(_folded(name))
        if info is None:
            raise Refused("damaged")
        self._unread.discard(info.filename)
        if info.compress_type not in _COMPRESSED:
            raise Refused("damaged")
        if info.flag_bits & _ENCRYPTED:
            raise Refused("protected")
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_CHUNK):
                    yield piece
        except BROKEN as error:
            raise Refused("damaged") from error

    def small(self, name: str) -> bytes:
        """Return a part that only says where others are."""
        info = self._infos.get(_folded(name))
        if info is not None and info.file_size > MAX_SMALL_PART:
            raise Refused("unpacks-too-large", most=MAX_SMALL_PART)
        return b"".join(self.pieces(name))

    def check_others(self) -> None:
        """Look whether the parts that nobody asked for are whole: a damaged file is not trusted."""
        for name in sorted(self._unread):
            for _piece in self.pieces(name):
                continue


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
