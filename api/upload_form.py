"""Forms with a file: taken only where a page uploads one, read as they come, the token first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Scope

from api.authentication.access_errors import (
    BadUploadError,
    LargeFileError,
    LargeFormError,
    StaleFormError,
)
from kg.base.i18n import Message, msg

MAX_FILE: Final = 5_000_000
"""Bytes of a sheet that is uploaded."""
MAX_REPORTS: Final = 30_000_000
"""Bytes of a report and the one before it together."""
MAX_FIELDS: Final = 64 * 1024
"""Bytes of all that is no file: fields, names, headers of parts, boundaries."""
MULTIPART: Final = "multipart/form-data"
_PARTS: Final = 20
_HEADERS: Final = 8
"""Headers of one part."""
_HEADER: Final = 2_048
_NAME: Final = 200
"""Characters of the name of a file that are kept, to be shown."""


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """Where files are uploaded: its address, below the place that the service is mounted at.

    ``most`` are the bytes of all files together, ``files`` what they are called in the form.
    ``fix`` is said where they are larger. ``by_key``: a program may send them with its key.
    """

    path: re.Pattern[str]
    most: int
    files: tuple[str, ...]
    fix: Message
    by_key: bool = False

    @property
    def body(self) -> int:
        """Bytes of the body of a request that uploads here."""
        return self.most + MAX_FIELDS


_SHORTER: Final = msg("Send the part of it that is needed.")
SHEETS: Final = UploadPlace(
    re.compile(r"/[a-z]{2}/desk/upload\Z"), MAX_FILE, ("file",),
    msg("Split it, or send only the sheet that is needed."),
)  # fmt: skip
REPORTS: Final = ("report", "previous")
_PLACES: Final = (
    SHEETS,
    UploadPlace(re.compile(r"/[a-z]{2}/desk/report\Z"), MAX_REPORTS, REPORTS, _SHORTER),
    UploadPlace(re.compile(r"/v1/condense\Z"), MAX_REPORTS, REPORTS, _SHORTER, by_key=True),
)


def upload_place(scope: Scope) -> UploadPlace | None:
    """Return where a request may bring a file: by its address and the kind of its body."""
    if scope["method"] != "POST":
        return None
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    if not _is_multipart(kinds):
        return None
    return _place_at(scope)


def program_place(scope: Scope) -> UploadPlace | None:
    """Return where programs upload with their key, if that is the address of a request."""
    place = _place_at(scope)
    return place if place is not None and place.by_key else None


def _place_at(scope: Scope) -> UploadPlace | None:
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return next((place for place in _PLACES if place.path.match(path)), None)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that lies where ``path`` says while the request is answered.

    ``name`` is what its sender calls it: to be shown, never a path.
    """

    name: str
    path: Path


class UploadForm:
    """A form that is read as it comes: its fields kept, its files written below ``folder``.

    ``is_ours`` says whether a token is that of the sender's session; it is asked before anything of
    a file is taken, so that the token stands before it in the form.
    """

    def __init__(
        self,
        content_type: str,
        folder: Path,
        is_ours: Callable[[str], bool],
        place: UploadPlace = SHEETS,
    ) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind.decode("latin-1") != MULTIPART or not boundary:
            raise BadUploadError
        self.fields: dict[str, str] = {}
        self.files: dict[str, UploadedFile] = {}
        self._folder, self._is_ours, self._place = folder, is_ours, place
        self._out: IO[bytes] | None = None
        self._taken = self._written = self._parts = 0
        self._ended = False
        self._header: tuple[bytearray, bytearray] = bytearray(), bytearray()
        self._headers: dict[str, str] = {}
        self._name: str | None = None
        self._text = bytearray()
        self._parser = _parser(boundary, self)

    def write(self, data: bytes) -> None:
        """Take the next bytes of the body.

        Raises:
            BadUploadError: they are no form, or more parts than any form of ours has.
            StaleFormError: the file comes without the token of the session before it.
            LargeFileError, LargeFormError: as their names say.
        """
        before = self._written
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadUploadError from error
        self._taken += len(data) - (self._written - before)
        if self._taken > MAX_FIELDS:
            raise LargeFormError(MAX_FIELDS)

    def close(self) -> None:
        """Let go of the file, which is there until its folder goes."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def finish(self) -> None:
        """Say that nothing more comes.

        Raises:
            BadUploadError: the form breaks off.
        """
        self.close()
        if not self._ended:
            raise BadUploadError

    def part_began(self) -> None:
        """Count a part (called by the parser, as all that follows)."""
        self._parts += 1
        if self._parts > _PARTS:
            raise BadUploadError
        self._headers, self._name, self._text = {}, None, bytearray()
        self._header = bytearray(), bytearray()

    def header_named(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of the name of a header."""
        self._header[0].extend(data[start:end])

    def header_said(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of what a header says."""
        self._header[1].extend(data[start:end])

    def header_ended(self) -> None:
        """Keep a header, once."""
        name, text = (part.decode("latin-1") for part in self._header)
        if self._headers.setdefault(name.strip().lower(), text) is not text:
            raise BadUploadError
        self._header = bytearray(), bytearray()

    def headers_ended(self) -> None:
        """Look what a part is; a file is let in with the token of the session alone."""
        kind, options = parse_options_header(self._headers.get("content-disposition"))
        if kind != b"form-data" or b"name" not in options:
            raise BadUploadError
        name = options[b"name"].decode("latin-1")
        if b"filename" in options:
            self._begin_file(name, options[b"filename"])
        elif name in self.fields:
            raise BadUploadError
        else:
            self._name = name

    def part_said(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of a field or of the file."""
        if self._name is not None:
            self._text.extend(data[start:end])
            return
        self._written += end - start
        if self._written > self._place.most:
            raise LargeFileError(self._place.most, self._place.fix)
        assert self._out is not None
        self._out.write(data[start:end])

    def part_ended(self) -> None:
        """Keep a field."""
        if self._name is None:
            self.close()
            return
        try:
            self.fields[self._name] = self._text.decode()
        except UnicodeDecodeError as error:
            raise BadUploadError from error

    def ended(self) -> None:
        """Keep that the form was whole."""
        self._ended = True

    def _begin_file(self, field: str, name: bytes) -> None:
        if not self._is_ours(self.fields.get("token", "")):
            raise StaleFormError
        if field not in self._place.files or field in self.files:
            raise BadUploadError
        # Called as the place calls it, whatever its sender does.
        path = self._folder / field
        self.files[field] = UploadedFile(shown_file_name(name.decode(errors="replace")), path)
        self._out = path.open("wb")


def shown_file_name(name: str) -> str:
    r"""Return the name of a file as it may be shown: without folders and what controls a screen.

    >>> shown_file_name("C:\\Users\\x\\..\\ofertas.xlsx"), shown_file_name("../../etc/passwd")
    ('ofertas.xlsx', 'passwd')
    """
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    return "".join(sign if sign.isprintable() else "?" for sign in last)[:_NAME]


def _parser(boundary: bytes, form: UploadForm) -> MultipartParser:
    try:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": form.part_began,
                "on_part_data": form.part_said,
                "on_part_end": form.part_ended,
                "on_header_field": form.header_named,
                "on_header_value": form.header_said,
                "on_header_end": form.header_ended,
                "on_headers_finished": form.headers_ended,
                "on_end": form.ended,
            },
            max_header_count=_HEADERS,
            max_header_size=_HEADER,
        )
    except FormParserError as error:
        raise BadUploadError from error


def _is_multipart(kinds: list[bytes]) -> bool:
    kind = kinds[0].partition(b";")[0].strip().lower() if len(kinds) == 1 else b""
    return kind == MULTIPART.encode()
