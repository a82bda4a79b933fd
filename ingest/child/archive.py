"""Archives unpacked piece by piece: the parent asks for one when it has read the one before.

Requests are lines of JSON: ``["list", path, most]`` for the documents in a zip file,
``["open", path, member]`` to begin with one (``member`` is null where the file itself is packed),
``["next"]`` for its next piece.
"""

from __future__ import annotations

import gzip
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

import zstandard

from ingest.child.child_limits import FIRST_PIECE, MAX_REQUEST, MAX_WINDOW, PIECE, SECONDS
from ingest.child.confine import grant
from ingest.child.frames import BYTES, END, REFUSED, put, put_value

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, zstandard.ZstdError, EOFError,
    NotImplementedError, RuntimeError, OSError, ValueError, KeyError, IndexError, OverflowError,
    UnicodeError,
)  # fmt: skip
"""What the unpacking libraries raise over damaged, encrypted or unreadable files."""
GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
_MAC_FORK: Final = b"\x00\x05\x16\x07"
_ROOT: Final = b"iati-activities"
_XML: Final = (".xml", ".xml.gz", ".xml.zst")
_SHOWN: Final = 400


def serve(requests: IO[bytes], out: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    pieces: Iterator[bytes] = iter(())
    with ExitStack() as files:
        while line := requests.readline(MAX_REQUEST):
            what, *rest = json.loads(line)
            try:
                if what == "list":
                    _list(rest[0], rest[1], out)
                    continue
                if what == "open":
                    # The document before is done with, even where nobody read it to its end.
                    files.close()
                    # Each document has the whole time: what those before it took is not counted.
                    grant(SECONDS)
                    pieces = _pieces(rest[0], rest[1], files)
                _next(pieces, out)
            except BROKEN as error:
                why = str(error)[:_SHOWN].encode("utf-8", "replace").decode()
                put_value(out, {"code": "archive-broken", "error": why}, REFUSED)
            finally:
                out.flush()


def _next(pieces: Iterator[bytes], out: IO[bytes]) -> None:
    piece = next(pieces, b"")
    put(out, BYTES if piece else END, piece)


def _pieces(path: str, member: int | None, files: ExitStack) -> Iterator[bytes]:
    stream = _opened(path, member, files)
    size = FIRST_PIECE
    while piece := stream.read(size):
        yield piece
        size = PIECE


def _opened(path: str, member: int | None, files: ExitStack) -> IO[bytes]:
    if member is None:
        return _unpacked(files.enter_context(Path(path).open("rb")), files)
    archive = files.enter_context(zipfile.ZipFile(path))
    return _unpacked(files.enter_context(archive.open(archive.infolist()[member])), files)


def _unpacked(file: IO[bytes], files: ExitStack) -> IO[bytes]:
    """The stream inside a packed one; one that is not packed as it is."""
    magic = file.read(len(ZSTD))
    file.seek(0)
    if magic.startswith(GZIP):
        return files.enter_context(cast("IO[bytes]", gzip.GzipFile(fileobj=file)))
    if magic == ZSTD:
        # A frame asks for its window in its first bytes; several frames may follow each other, as
        # in gzip.
        engine = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        return files.enter_context(engine.stream_reader(file, read_across_frames=True))
    return file


def _list(path: str, most: int, out: IO[bytes]) -> None:
    """Answer with the documents of a zip file: number, name, inner name, packed size, odd path."""
    with zipfile.ZipFile(path) as archive:
        found = ((n, info) for n, info in enumerate(archive.infolist()) if not info.is_dir())
        documents = ((n, info) for n, info in found if _is_document(archive, info))
        for number, info in islice(documents, most):
            put_value(out, _described(number, info))
    put(out, END)


def _described(number: int, info: zipfile.ZipInfo) -> list[Any]:
    # As it stands in the archive: Python has cut ``filename`` at the first zero byte.
    inner = PurePosixPath(info.orig_filename.replace("\\", "/"))
    odd = inner.is_absolute() or ".." in inner.parts or "\0" in info.orig_filename
    name, inner_name = (_printable(text[:_SHOWN]) for text in (info.filename, inner.name))
    # Never 0, which says that a document lies there plain and has no limit (``Document.packed``).
    return [number, name, inner_name, max(1, info.compress_size), odd]


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _is_document(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Say whether a member may be activities: it says so itself, or is called and begins as XML.

    A member that cannot be looked into is one by its name: its fault is found when it is read.
    """
    called = info.filename.lower().endswith(_XML)
    try:
        with ExitStack() as files:
            stream = _unpacked(files.enter_context(archive.open(info)), files)
            start = stream.read(FIRST_PIECE)
    except BROKEN:
        return called
    # What macOS packs beside each file has the file's name and nothing of its content.
    if start.startswith(_MAC_FORK):
        return False
    # Without zeros UTF-16 reads as well.
    return called or _ROOT in start.replace(b"\0", b"")
