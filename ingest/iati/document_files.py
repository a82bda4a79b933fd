"""Finds the documents in files, folders and archives, and reads their bytes within limits."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ingest.child.archive import GZIP, ZSTD
from ingest.child.child_limits import FIRST_PIECE, PIECE
from ingest.child.frames import Refused
from ingest.isolated import ChildDiedError, ChildNotStartedError, Listed, Unpacker
from ingest.refusals import not_started, overrun
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

MAX_BYTES: Final = 4 * 2**30
"""A document inside an archive may not unfold to more than this (bytes)."""
FREE_BYTES: Final = 256 * 2**20
"""Below this size (bytes) the ratio of unfolded to packed size is not looked at."""
MAX_RATIO: Final = 200
"""Beyond ``FREE_BYTES`` an archive may not unfold to more than this many times its size."""
MAX_MEMBERS: Final = 10_000

SUFFIXES: Final = (".xml", ".xml.gz", ".xml.zst", ".gz", ".zst", ".zip")
_FAULTS: Final = (OSError, Refused, ChildDiedError, ChildNotStartedError)
WRONG_KIND: Final = frozenset({"empty", "not-xml", "not-iati"})
"""Codes of refusals that mean: this is no IATI file at all."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")


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
    ``packed`` is its compressed size (bytes), 0 where it lies there plain; ``read`` gives its
    bytes, unfolded; ``fault`` is why it cannot be opened at all.
    """

    name: str
    stem: str
    given: bool
    path: Path = Path()
    packed: int = 0
    read: Callable[[], Generator[bytes, None, None]] | None = None
    fault: RefusedFileError | None = None


def documents(paths: Sequence[Path]) -> list[Document]:
    """Return the documents in files and folders, in the order given, folders sorted by path.

    Raises:
        BadFileError: a path that does not exist, or a folder without any file of a known kind.
    """
    unpacker = Unpacker()
    found = (document for path in paths for document in _of_path(path, unpacker))
    return [replace(document, name=printable(document.name)) for document in found]


def chunks(document: Document) -> Generator[bytes, None, None]:
    """Yield the bytes of a document, unfolded, a small piece first.

    The file is open until the end: whoever stops before closes what yields them.

    Raises:
        RefusedFileError: it is damaged, encrypted, or unfolds beyond the limits.
    """
    if document.read is None:
        assert document.fault is not None
        raise document.fault
    try:
        with closing(document.read()) as pieces:
            yield from _limited(document, pieces)
    except _FAULTS as error:
        raise _fault(document.name, error) from error


def _limited(document: Document, pieces: Iterator[bytes]) -> Iterator[bytes]:
    limit = _limit(document.packed)
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise _too_large(document.name)
        yield piece


def _limit(packed: int) -> float:
    return min(MAX_BYTES, max(FREE_BYTES, packed * MAX_RATIO)) if packed else float("inf")


def _of_path(path: Path, unpacker: Unpacker) -> Iterator[Document]:
    if path.is_dir():
        yield from _of_folder(path, unpacker)
    elif path.is_file():
        yield from _of_file(path, unpacker, given=True)
    else:
        raise BadFileError(str(path), msg("there is no such file."), msg("Check the path."))


def _of_folder(folder: Path, unpacker: Unpacker) -> Iterator[Document]:
    try:
        found = sorted(p for p in folder.rglob("*") if p.is_file() and _has_known_suffix(p))
    except OSError as error:
        raise _fault(str(folder), error) from error
    if not found:
        why = msg("the folder holds no .xml, .gz, .zst or .zip file.")
        raise BadFileError(str(folder), why, msg("Give a folder or file of IATI activities."))
    for path in found:
        yield from _of_file(path, unpacker, given=False)


def _has_known_suffix(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _of_file(path: Path, unpacker: Unpacker, *, given: bool) -> Iterator[Document]:
    name = str(path)
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic in _ZIP:
            yield from _of_zip(path, unpacker, given=given)
            return
        size = path.stat().st_size
    except _FAULTS as error:
        yield Document(name, _stem(path.name), given, path, fault=_fault(name, error))
        return
    packed = magic.startswith(GZIP) or magic == ZSTD
    read = partial(unpacker.pieces, path, None) if packed else partial(_plain, path)
    yield Document(name, _stem(path.name), given, path, size if packed else 0, read)


def _plain(path: Path) -> Generator[bytes, None, None]:
    with path.open("rb") as file:
        size = FIRST_PIECE
        while piece := file.read(size):
            yield piece
            size = PIECE


def _of_zip(path: Path, unpacker: Unpacker, *, given: bool) -> Iterator[Document]:
    members = unpacker.documents(path, MAX_MEMBERS + 1)
    fault = _fault_of_zip(str(path), members)
    if fault is not None:
        yield Document(str(path), path.stem, given, path, fault=fault)
        return
    for member in sorted(members, key=lambda member: member.name):
        yield _member(path, unpacker, member)


def _fault_of_zip(name: str, members: Sequence[Listed]) -> RefusedFileError | None:
    if not members:
        why = msg("the archive holds no .xml file.")
        return RefusedFileError(name, "not-iati", why, msg("Put the IATI files into it as .xml."))
    if len(members) > MAX_MEMBERS:
        return _too_large(name)
    return None


def _member(path: Path, unpacker: Unpacker, listed: Listed) -> Document:
    name, stem = f"{path}:{listed.name}", _stem(listed.inner)
    if listed.odd:
        return Document(name, stem, given=False, path=path, fault=_odd_path(name))
    read = partial(unpacker.pieces, path, listed.number)
    return Document(name, stem, False, path, listed.packed, read)


def printable(name: str) -> str:
    """Return a name of a file as it may be shown and stored: bytes that are no text are not."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _stem(name: str) -> str:
    name = printable(name)
    for suffix in (".gz", ".zst", ".xml"):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return name


def _fault(name: str, error: Exception) -> RefusedFileError:
    """Return what is said of a file that the system, the child or its libraries do not read."""
    if isinstance(error, ChildDiedError):
        fix = msg("Unpack it yourself and give the folder.")
        return RefusedFileError(name, "archive-overrun", overrun(), fix)
    if isinstance(error, ChildNotStartedError):
        again = msg("Try again in a moment.")
        return RefusedFileError(name, "archive-broken", not_started(error), again)
    said = str(error.facts.get("error", "")) if isinstance(error, Refused) else str(error)
    why = msg("the file is damaged, encrypted or cannot be read ({error}).", error=said)
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
