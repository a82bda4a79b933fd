"""Finds the documents in files, folders and archives, and reads their bytes within limits."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

import zstandard

from kg.errors import BadFileError
from kg.i18n import Message, msg

MAX_BYTES: Final = 4 * 2**30
"""A document inside an archive may not unfold to more than this (bytes)."""
FREE_BYTES: Final = 256 * 2**20
"""Below this size (bytes) the ratio of unfolded to packed size is not looked at."""
MAX_RATIO: Final = 200
"""Beyond ``FREE_BYTES`` an archive may not unfold to more than this many times its size."""
MAX_MEMBERS: Final = 10_000
MAX_WINDOW: Final = 2**27
"""The memory a .zst file may ask for (bytes)."""
FIRST_CHUNK: Final = 4096
CHUNK: Final = 65_536

SUFFIXES: Final = (".xml", ".xml.gz", ".xml.zst", ".gz", ".zst", ".zip")
WRONG_KIND: Final = frozenset({"empty", "not-xml", "not-iati"})
"""Codes of refusals that mean: this is no IATI file at all."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""What the unpacking libraries raise over damaged, encrypted or unreadable files."""


class RefusedFileError(BadFileError):
    """A document that is not read, or not read further; ``code`` says why in one word."""

    def __init__(self, path: str, code: str, why: Message, fix: Message) -> None:
        super().__init__(path, why, fix)
        self.code = code
        self.why = why


@dataclass(frozen=True, slots=True)
class Document:
    """One XML document to read: its name in the report, its stem, how to open it.

    ``given`` says that the user named this very file; ``path`` is where it, or its archive, lies;
    ``packed`` is its compressed size (bytes), 0 where it lies there plain; ``fault`` is why it
    cannot be opened at all.
    """

    name: str
    stem: str
    given: bool
    path: Path = Path()
    packed: int = 0
    opener: Callable[[ExitStack], IO[bytes]] | None = None
    fault: RefusedFileError | None = None


def documents(paths: Sequence[Path]) -> list[Document]:
    """Return the documents in files and folders, in the order given, folders sorted by path.

    Raises:
        BadFileError: a path that does not exist, or a folder without any file of a known kind.
    """
    return [document for path in paths for document in _of_path(path)]


def chunks(document: Document) -> Generator[bytes, None, None]:
    """Yield the bytes of a document, unfolded, a small piece first.

    The file is open until the end: whoever stops before closes what yields them.

    Raises:
        RefusedFileError: it is damaged, encrypted, or unfolds beyond the limits.
    """
    if document.opener is None:
        assert document.fault is not None
        raise document.fault
    try:
        with ExitStack() as stack:
            yield from _limited(document, document.opener(stack))
    except _BROKEN as error:
        raise _damaged(document.name, error) from error


def _limited(document: Document, stream: IO[bytes]) -> Iterator[bytes]:
    limit = _limit(document.packed)
    total, size = 0, FIRST_CHUNK
    while chunk := stream.read(size):
        total += len(chunk)
        if total > limit:
            raise _too_large(document.name)
        yield chunk
        size = CHUNK


def _limit(packed: int) -> float:
    return min(MAX_BYTES, max(FREE_BYTES, packed * MAX_RATIO)) if packed else float("inf")


def _of_path(path: Path) -> Iterator[Document]:
    if path.is_dir():
        yield from _of_folder(path)
    elif path.is_file():
        yield from _of_file(path, given=True)
    else:
        raise BadFileError(str(path), msg("there is no such file."), msg("Check the path."))


def _of_folder(folder: Path) -> Iterator[Document]:
    found = sorted(p for p in folder.rglob("*") if p.is_file() and _has_known_suffix(p))
    if not found:
        why = msg("the folder holds no .xml, .gz, .zst or .zip file.")
        raise BadFileError(str(folder), why, msg("Give a folder or file of IATI activities."))
    for path in found:
        yield from _of_file(path, given=False)


def _has_known_suffix(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _of_file(path: Path, *, given: bool) -> Iterator[Document]:
    name = str(path)
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic in _ZIP:
            yield from _of_zip(path, given=given)
            return
    except _BROKEN as error:
        yield Document(name, _stem(path.name), given, path, fault=_damaged(name, error))
        return
    opener, packed = _opener(path, magic)
    yield Document(name, _stem(path.name), given, path, packed, opener)


def _opener(path: Path, magic: bytes) -> tuple[Callable[[ExitStack], IO[bytes]], int]:
    if magic.startswith(_GZIP):
        return lambda stack: stack.enter_context(gzip.open(path, "rb")), path.stat().st_size
    if magic == _ZSTD:
        return lambda stack: _open_zstd(path, stack), path.stat().st_size
    return lambda stack: stack.enter_context(path.open("rb")), 0


def _open_zstd(path: Path, stack: ExitStack) -> IO[bytes]:
    raw = stack.enter_context(path.open("rb"))
    engine = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    return stack.enter_context(engine.stream_reader(raw, read_across_frames=True))


def _of_zip(path: Path, *, given: bool) -> Iterator[Document]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if m.filename.lower().endswith(".xml")]
    fault = _fault_of_zip(str(path), members)
    if fault is not None:
        yield Document(str(path), path.stem, given, path, fault=fault)
        return
    for member in sorted(members, key=lambda member: member.filename):
        yield _member(path, member)


def _fault_of_zip(name: str, members: Sequence[zipfile.ZipInfo]) -> RefusedFileError | None:
    if not members:
        why = msg("the archive holds no .xml file.")
        return RefusedFileError(name, "not-iati", why, msg("Put the IATI files into it as .xml."))
    if len(members) > MAX_MEMBERS:
        return _too_large(name)
    return None


def _member(path: Path, member: zipfile.ZipInfo) -> Document:
    name = f"{path}:{_printable(member.filename)}"
    inner = PurePosixPath(member.orig_filename.replace("\\", "/"))
    if inner.is_absolute() or ".." in inner.parts or "\0" in member.orig_filename:
        return Document(name, inner.stem, given=False, path=path, fault=_odd_path(name))

    def opener(stack: ExitStack) -> IO[bytes]:
        archive = stack.enter_context(zipfile.ZipFile(path))
        return stack.enter_context(archive.open(member))

    packed = max(1, member.compress_size)
    return Document(name, _stem(inner.name), False, path, packed, opener)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)


def _stem(name: str) -> str:
    for suffix in (".gz", ".zst", ".xml"):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return name


def _damaged(name: str, error: Exception) -> RefusedFileError:
    why = msg("the file is damaged, encrypted or cannot be read ({error}).", error=str(error))
    return RefusedFileError(name, "archive-broken", why, msg("Fetch the file again."))


def _too_large(name: str) -> RefusedFileError:
    why = msg(
        "it unfolds to more than {gigabytes} GiB, to more than {ratio} times its size, or holds "
        "more than {members} files.",
        gigabytes=MAX_BYTES // 2**30,
        ratio=MAX_RATIO,
        members=MAX_MEMBERS,
    )
    fix = msg("If it is meant to be so large, unpack it yourself and give the folder.")
    return RefusedFileError(name, "archive-too-large", why, fix)


def _odd_path(name: str) -> RefusedFileError:
    why = msg("the name of this file leads out of the archive.")
    return RefusedFileError(name, "archive-path", why, msg("Pack it again with plain names."))
