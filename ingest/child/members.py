"""What lies in a packed file: each member with what is to become of it, told by its bytes."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Final, NamedTuple

from ingest.child.child_limits import FIRST_PIECE, HEAD
from ingest.child.frames import Refused
from ingest.child.kinds import (
    EMPTY,
    FORK,
    GZIP,
    UNREAD_PACKINGS,
    XML,
    ZIP,
    ZSTD,
    is_litter,
    kind_of,
    names_iati,
)
from ingest.child.unpacking import BROKEN, ITSELF, Archives, unpacked

DOCUMENT: Final = "document"
OUTSIDE: Final = "outside"
"""A document whose name leads out of the archive."""
OTHER: Final = "other"
LITTER: Final = "litter"
LINK: Final = "link"
COPY: Final = "copy"
"""A member that stands again further on, byte by byte as far as the directory says."""
AGAIN: Final = "again"
"""A member of whose name another one follows."""
LOCKED: Final = "locked"
DEEPER: Final = "deeper"
"""An archive within one that lies in another."""
LARGE: Final = "large"
BROKEN_MEMBER: Final = "broken"
PACKED: Final = "packed"
"""It is packed as nobody here unpacks; ``detail`` says how."""
FATES: Final = frozenset({
    DOCUMENT, OUTSIDE, OTHER, LITTER, LINK, COPY, AGAIN, LOCKED, DEEPER, LARGE, BROKEN_MEMBER,
    PACKED,
})  # fmt: skip

OFFICE: Final = "office"
"""Why a whole file is refused: it is a workbook or a text document."""
TOO_MANY: Final = "too-many-members"

_XML_NAMES: Final = (".xml", ".xml.gz", ".xml.zst")
_OFFICE_PARTS: Final = ("[content_types].xml", "mimetype")
_SHOWN: Final = 400
_ENCRYPTED: Final = 0x1
_UTF_8: Final = 0x800
_UNIX: Final = 3


class Member(NamedTuple):
    """One member: its fate, its place, its name as it may be shown, the last part of that.

    ``packed`` is its compressed size (bytes), never 0, which says that a document lies there plain.
    """

    fate: str
    steps: list[int]
    name: str
    inner: str
    packed: int
    detail: str = ""


def members(archives: Archives, path: str, most: int) -> Iterator[Member]:
    """Yield what is in a packed file: all members, those of archives inside it among them.

    Raises:
        Refused: it holds more than ``most``, or is a workbook or text document.
    """
    with ExitStack() as files:
        file = files.enter_context(Path(path).open("rb"))
        size = file.seek(0, 2)
        file.seek(0)
        if kind_of(file.read(FIRST_PIECE)) in (GZIP, ZSTD):
            file.seek(0)
            yield from _of_packed(archives, path, unpacked(file, files), size, most)
            return
    yield from _Listing(archives, path, most).members()


def _of_packed(
    archives: Archives, path: str, stream: IO[bytes], size: int, most: int
) -> Iterator[Member]:
    start = _start(stream)
    name = Path(path).name
    if kind_of(start) == ZIP:
        yield from _Listing(archives, path, most).inside(ITSELF, "")
        return
    fate, detail = _fate(name, start, deep=True)
    yield Member(fate, [], _printable(name), _printable(name), max(1, size), detail)


class _Listing:
    """One archive, with what lies inside its members, counted over all levels."""

    def __init__(self, archives: Archives, path: str, most: int) -> None:
        self._archives = archives
        self._path = path
        self._left = most
        self._most = most

    def members(self) -> Iterator[Member]:
        archive = self._archives.outer(self._path)
        infos = self._counted(archive)
        if _is_office(infos):
            raise Refused(OFFICE)
        for step, info, fate in _judged(infos):
            if fate:
                yield _member(fate, [step], info)
                continue
            found = _looked_into(archive, info)
            if found.fate != ZIP:
                yield found.member([step], info)
                continue
            yield from self._of_inner(step, info)

    def _of_inner(self, step: int, info: zipfile.ZipInfo) -> Iterator[Member]:
        try:
            yield from self.inside(step, f"{_name(info)}:")
        except Refused as refused:
            if refused.code != "inner-too-large":
                raise
            yield _member(LARGE, [step], info)
        except BROKEN as error:
            yield _member(BROKEN_MEMBER, [step], info)._replace(detail=_printable(str(error)))

    def inside(self, step: int, before: str) -> Iterator[Member]:
        """Yield the members of an archive inside; ``before`` is what their names begin with."""
        archive = self._archives.inner(self._path, step)
        infos = self._counted(archive)
        if _is_office(infos):
            if step == ITSELF:
                raise Refused(OFFICE)
            name = before.removesuffix(":")
            yield Member(OTHER, [step], _printable(name), _printable(name), 1)
            return
        for place, info, fate in _judged(infos):
            found = _Found(fate) if fate else _looked_into(archive, info)
            found = _Found(DEEPER) if found.fate == ZIP else found
            member = found.member([step, place], info)
            yield member._replace(name=_printable(before) + member.name)

    def _counted(self, archive: zipfile.ZipFile) -> list[tuple[int, zipfile.ZipInfo]]:
        """Return the members that are files, with their places."""
        infos = archive.infolist()
        self._left -= len(infos)
        if self._left < 0:
            raise Refused(TOO_MANY, most=self._most)
        return [(step, info) for step, info in enumerate(infos) if not info.is_dir()]


class _Found(NamedTuple):
    fate: str
    detail: str = ""

    def member(self, steps: list[int], info: zipfile.ZipInfo) -> Member:
        return _member(self.fate, steps, info)._replace(detail=self.detail)


def _judged(infos: list[tuple[int, zipfile.ZipInfo]]) -> Iterator[tuple[int, zipfile.ZipInfo, str]]:
    """Yield members with their fate, empty where their bytes decide."""
    last = {info.filename: info for _step, info in infos}
    for step, info in infos:
        other = last[info.filename]
        if other is not info:
            same = (other.CRC, other.file_size) == (info.CRC, info.file_size)
            yield step, info, COPY if same else AGAIN
        elif _is_link(info):
            yield step, info, LINK
        elif info.flag_bits & _ENCRYPTED:
            yield step, info, LITTER if is_litter(info.filename) else LOCKED
        else:
            yield step, info, ""


def _is_link(info: zipfile.ZipInfo) -> bool:
    return info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16)


def _is_office(infos: list[tuple[int, zipfile.ZipInfo]]) -> bool:
    """Say whether an archive is a workbook or a text document: both formats say it themselves."""
    return any(info.filename.lower() in _OFFICE_PARTS for _step, info in infos)


def _looked_into(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Found:
    """Return the fate of a member by its bytes; ``ZIP`` where it is an archive.

    A member that cannot be looked into and is called a document is one: its fault is found when it
    is read.
    """
    try:
        with ExitStack() as files:
            plain = files.enter_context(archive.open(info))
            start = plain.read(FIRST_PIECE)
            if kind_of(start) == ZIP:
                return _Found(ZIP)
            packed = kind_of(start) in (GZIP, ZSTD)
            plain.seek(0)
            start = _start(unpacked(plain, files) if packed else plain)
    except BROKEN as error:
        if is_litter(info.filename):
            return _Found(LITTER)
        called = info.filename.lower().endswith(_XML_NAMES)
        return _Found(DOCUMENT) if called else _Found(BROKEN_MEMBER, _printable(str(error)))
    fate, detail = _fate(info.filename, start, deep=packed)
    return _Found(OUTSIDE if fate == DOCUMENT and _leads_out(info) else fate, detail)


def _start(stream: IO[bytes]) -> bytes:
    """Return the first bytes: enough of them to see what the root element of a text is."""
    start = stream.read(FIRST_PIECE)
    if kind_of(start) == XML and not names_iati(start):
        start += stream.read(HEAD - FIRST_PIECE)
    return start


def _fate(name: str, start: bytes, *, deep: bool) -> tuple[str, str]:
    """Return what becomes of a file that begins so, ``deep`` within what was packed already."""
    kind = kind_of(start)
    if kind == XML and names_iati(start):
        return DOCUMENT, ""
    if kind == FORK or is_litter(name):
        return LITTER, ""
    if kind in UNREAD_PACKINGS:
        return PACKED, kind
    if deep and kind in (ZIP, GZIP, ZSTD):
        return DEEPER, ""
    called = name.lower().endswith(_XML_NAMES)
    return (DOCUMENT if called and kind in (XML, EMPTY, OTHER) else OTHER), ""


def _member(fate: str, steps: list[int], info: zipfile.ZipInfo) -> Member:
    name = _name(info)
    # As it stands in the archive: Python has cut ``filename`` at the first zero byte.
    inner = PurePosixPath(name.replace("\\", "/")).name
    return Member(fate, steps, _printable(name), _printable(inner), max(1, info.compress_size))


def _leads_out(info: zipfile.ZipInfo) -> bool:
    inner = PurePosixPath(info.orig_filename.replace("\\", "/"))
    absolute = inner.is_absolute() or PureWindowsPath(info.orig_filename).drive != ""
    return absolute or ".." in inner.parts or "\0" in info.orig_filename


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; macOS writes UTF-8 and does not say so."""
    name = info.filename
    if info.flag_bits & _UTF_8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:_SHOWN])
