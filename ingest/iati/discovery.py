"""Finds the documents in files, folders and archives; what is none is named, or known litter."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from ingest.child.child_limits import FIRST_PIECE, HEAD, PIECE
from ingest.child.frames import Refused
from ingest.child.kinds import (
    EMPTY,
    FORK,
    GZIP,
    OLE,
    OTHER,
    UNREAD_PACKINGS,
    XML,
    ZIP,
    ZSTD,
    is_litter,
    kind_of,
    names_iati,
)
from ingest.child.members import COPY, DOCUMENT, LINK, LITTER, OFFICE, TOO_MANY
from ingest.child.members import OTHER as OTHER_MEMBER
from ingest.findings import Finding
from ingest.iati import document_faults as faults
from ingest.iati.document_faults import UNREAD, RefusedFileError
from ingest.iati.document_files import Allowance, Document, allowance, printable, stem_of
from ingest.isolated import Listed, Unpacker
from ingest.retrieval import SUFFIX, UNFINISHED
from kg.base.errors import BadFileError
from kg.base.i18n import msg

_OWN: Final = (SUFFIX, f"{UNFINISHED}.json")
"""What ``coopgraph fetch`` writes beside a file."""
_XML: Final = ".xml"
_END_OF_ZIP: Final = b"PK\x05\x06"
_TAIL: Final = 2**16 + 22


@dataclass(slots=True)
class Found:
    """What lies at a path that was given: documents, and the names of what is none.

    ``alone`` says that the path is one file that holds one document, not a folder or archive.
    """

    name: str
    alone: bool = False
    documents: list[Document] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)

    def notes(self) -> list[Finding]:
        """Return what is said of the files that were not read."""
        said = ((faults.not_read, self.others), (faults.links, self.links),
                (faults.copies, self.copies))  # fmt: skip
        return [note(self.name, names) for note, names in said if names]


def discovered(paths: Sequence[Path]) -> list[Found]:
    """Return what lies at each path, in the order given, folders sorted by path.

    Raises:
        BadFileError: a path that does not exist or is no file.
        RefusedFileError: a file given by name is packed as nobody here unpacks, or a workbook.
    """
    unpacker = Unpacker()
    # ``fetched/*`` names our own notes and what systems leave there as well.
    meant = [path for path in paths if not _is_beside(path)] or paths
    return [_of_path(path, unpacker) for path in meant]


def _is_beside(path: Path) -> bool:
    return path.name.endswith(_OWN) or is_litter(path.name)


def _of_path(path: Path, unpacker: Unpacker) -> Found:
    found = Found(printable(str(path)))
    if path.is_dir():
        for each in _files_in(path, found):
            _Search(unpacker, found, f"{each.relative_to(path)}").add(each)
        return found
    if not path.is_file():
        raise BadFileError(str(path), msg("there is no such file."), msg("Check the path."))
    _Search(unpacker, found).add(path)
    found.alone = len(found.documents) == 1 and found.documents[0].name == found.name
    return found


def _files_in(folder: Path, found: Found) -> list[Path]:
    """Return the files of a folder and those in it; what is neither is named."""
    files: list[Path] = []
    for parent, _folders, names in os.walk(folder, onerror=partial(_unwalked, found)):
        files += (Path(parent, name) for name in names)
    return sorted(files)


def _unwalked(found: Found, error: OSError) -> None:
    name = printable(str(error.filename))
    found.documents.append(Document(name, name, fault=faults.unread(name, error)))


class _Search:
    """Looks at one file, and adds what it holds to what was found.

    ``listed`` is its name among those of a folder; without it the file was given by name.
    """

    def __init__(self, unpacker: Unpacker, found: Found, listed: str = "") -> None:
        self._unpacker = unpacker
        self._found = found
        self._listed = printable(listed)

    def add(self, path: Path) -> None:
        """Look at a file.

        Raises:
            RefusedFileError: it was given by name and is of another kind.
        """
        name = printable(str(path))
        # A pipe, a link that leads nowhere; a file that is still being fetched.
        if self._listed and (not path.is_file() or path.name.endswith(UNFINISHED)):
            self._found.others.append(self._listed)
            return
        try:
            start = _start(path)
            kind = ZIP if kind_of(start) == OTHER and _ends_as_zip(path) else kind_of(start)
            if kind == ZIP:
                self._add_members(path, name, self._members(path))
            elif kind in (GZIP, ZSTD):
                self._add_members(path, name, self._unfolded(path))
            else:
                self._add_plain(path, name, kind, start)
        except RefusedFileError as refusal:
            self._refuse(path, refusal)
        except UNREAD as error:
            self._refuse(path, faults.unread(name, error))

    def _add_plain(self, path: Path, name: str, kind: str, start: bytes) -> None:
        if self._listed and self._is_litter(kind, start):
            return
        if kind in UNREAD_PACKINGS:
            raise faults.other_packing(name, kind)
        if kind == OLE:
            raise faults.office(name)
        if not self._listed or _is_document(path, kind, start):
            read = partial(_plain, path)
            self._found.documents.append(Document(name, stem_of(path.name), path, 0, read))
        else:
            self._found.others.append(self._listed)

    def _is_litter(self, kind: str, start: bytes) -> bool:
        called = is_litter(self._listed) or _is_beside(Path(self._listed))
        return kind == FORK or (called and not names_iati(start))

    def _members(self, path: Path) -> list[Listed]:
        return self._unpacker.members(path, faults.MAX_MEMBERS)

    def _unfolded(self, path: Path) -> list[Listed]:
        """Return what a packed file unfolds to: mostly itself, and so where it cannot be told."""
        try:
            return self._members(path)
        except UNREAD as error:
            if isinstance(error, Refused) and error.code in (OFFICE, TOO_MANY):
                raise
            return [Listed(DOCUMENT, (), path.name, path.name, path.stat().st_size, "")]

    def _add_members(self, path: Path, name: str, members: Sequence[Listed]) -> None:
        together = allowance(path.stat().st_size)
        for member in sorted(members, key=lambda member: member.name):
            self._add_member(path, name, member, together)

    def _add_member(self, path: Path, name: str, listed: Listed, together: Allowance) -> None:
        inside = bool(listed.steps)
        name = f"{name}:{listed.name}" if inside else name
        refusal = faults.of_member(name, listed)
        stem = stem_of(listed.inner)
        if refusal is not None:
            if not inside and refusal.code in faults.WRONG_KIND:
                raise refusal
            self._found.documents.append(Document(name, stem, path, fault=refusal))
        elif listed.fate == DOCUMENT or not (inside or self._listed):
            read = partial(self._unpacker.pieces, path, listed.steps)
            document = Document(name, stem, path, listed.packed, read, together)
            self._found.documents.append(document)
        else:
            self._name(listed)

    def _name(self, listed: Listed) -> None:
        """Name a member that is not read; litter is not worth a word."""
        lists = {LINK: self._found.links, COPY: self._found.copies,
                 OTHER_MEMBER: self._found.others}  # fmt: skip
        parts = (self._listed, listed.name if listed.steps else "")
        if listed.fate != LITTER:
            lists[listed.fate].append(":".join(part for part in parts if part))

    def _refuse(self, path: Path, refusal: RefusedFileError) -> None:
        if not self._listed and refusal.code in faults.WRONG_KIND:
            raise refusal
        if refusal.code == OFFICE:
            self._found.others.append(self._listed)
            return
        name = printable(str(path))
        self._found.documents.append(Document(name, stem_of(path.name), path, fault=refusal))


def _is_document(path: Path, kind: str, start: bytes) -> bool:
    """Say whether a file of a folder is read: IATI by its bytes, or XML by its name."""
    if kind == XML and names_iati(start):
        return True
    return path.name.lower().endswith(_XML) and kind in (XML, EMPTY, OTHER)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(FIRST_PIECE)
        if kind_of(start) == XML and not names_iati(start):
            start += file.read(HEAD - FIRST_PIECE)
    return start


def _ends_as_zip(path: Path) -> bool:
    """Say whether a file ends as archives do: a program that unpacks itself begins otherwise."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return _END_OF_ZIP in file.read(_TAIL)


def _plain(path: Path) -> Generator[bytes, None, None]:
    with path.open("rb") as file:
        size = FIRST_PIECE
        while piece := file.read(size):
            yield piece
            size = PIECE
