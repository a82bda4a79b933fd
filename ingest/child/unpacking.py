"""Streams out of packed files, and the archives that are kept open between two requests."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final, Self, cast

import zstandard

from ingest.child.child_limits import MAX_INNER, MAX_WINDOW, PIECE
from ingest.child.frames import Refused
from ingest.child.kinds import GZIP, ZSTD, kind_of

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, zstandard.ZstdError, EOFError,
    NotImplementedError, RuntimeError, OSError, ValueError, KeyError, IndexError, OverflowError,
    UnicodeError,
)  # fmt: skip
"""What the unpacking libraries raise over damaged, encrypted or unreadable files."""
ITSELF: Final = -1
"""The step to what a packed file unfolds to, where that is an archive."""
_START: Final = 512


def unpacked(file: IO[bytes], files: ExitStack) -> IO[bytes]:
    """Return the stream inside a packed one; one that is not packed as it is."""
    kind = kind_of(file.read(_START))
    file.seek(0)
    if kind == GZIP:
        return files.enter_context(cast("IO[bytes]", gzip.GzipFile(fileobj=file)))
    if kind == ZSTD:
        # A frame asks for its window in its first bytes; several frames may follow each other, as
        # in gzip.
        engine = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        return files.enter_context(engine.stream_reader(file, read_across_frames=True))
    return file


class Archives:
    """The archive that was asked about last, and the one inside it: neither is opened twice.

    To read a directory takes time: whoever reads ten thousand members must not read it as often.
    """

    def __init__(self) -> None:
        self._files = ExitStack()
        self._path = ""
        self._outer: zipfile.ZipFile | None = None
        self._step: int | None = None
        self._inner: zipfile.ZipFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._files.close()
        self._path, self._outer, self._step, self._inner = "", None, None, None

    def outer(self, path: str) -> zipfile.ZipFile:
        """Return the archive that a file is."""
        if self._outer is None or self._path != path:
            self.close()
            self._outer = self._files.enter_context(zipfile.ZipFile(path))
            self._path = path
        return self._outer

    def inner(self, path: str, step: int) -> zipfile.ZipFile:
        """Return an archive inside another one, or inside a packed file (``ITSELF``).

        Raises:
            Refused: it is larger than what is held in memory.
        """
        if self._inner is None or (self._path, self._step) != (path, step):
            self._inner = self._opened_inner(path, step)
            self._step = step
        return self._inner

    def _opened_inner(self, path: str, step: int) -> zipfile.ZipFile:
        with ExitStack() as files:
            if step == ITSELF:
                self.close()
                self._path = path
                stream = unpacked(files.enter_context(Path(path).open("rb")), files)
            else:
                archive = self.outer(path)
                stream = files.enter_context(archive.open(archive.infolist()[step]))
            # The one before makes room first.
            self._inner = None
            return zipfile.ZipFile(_held(stream))

    def opened(self, path: str, steps: Sequence[int], files: ExitStack) -> IO[bytes]:
        """Return the unpacked bytes of a document: ``steps`` as ``ingest.child.archive`` has them.

        Raises:
            Refused: as ``inner``.
        """
        if not steps:
            return unpacked(files.enter_context(Path(path).open("rb")), files)
        *way, last = steps
        archive = self.inner(path, way[0]) if way else self.outer(path)
        return unpacked(files.enter_context(archive.open(archive.infolist()[last])), files)


def _held(stream: IO[bytes]) -> io.BytesIO:
    """Return a whole stream in memory: an archive is read from its end."""
    held = io.BytesIO()
    while piece := stream.read(PIECE):
        if held.tell() + len(piece) > MAX_INNER:
            raise Refused("inner-too-large", most=MAX_INNER)
        held.write(piece)
    return held
