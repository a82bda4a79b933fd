"""A file as it comes: what has come so far, and by what the rest of it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.retrieval import UNFINISHED, file_digest
from kg.base.bounded_files import TooLargeError, read_text
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text, require_plain, sync, writing

_NOTE: Final = ".json"
_MOST: Final = 65_536
_PIECE: Final = 2**20


class _Begun(BaseModel):
    """What was asked for, and the validator by which the rest is known to be of the same file."""

    model_config = ConfigDict(frozen=True)

    url: str
    validator: str = Field(min_length=1, max_length=8_192)


class PartFile:
    """The bytes of ``target`` that have come; they lie beside it until all are there."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(target.name + UNFINISHED)
        self._target = target
        self._note = self.path.with_name(self.path.name + _NOTE)

    @property
    def size(self) -> int:
        """How many bytes have come."""
        with suppress(OSError):
            return self.path.stat().st_size
        return 0

    def validator(self, url: str) -> str:
        """Return by what the rest of ``url`` can be asked for, empty where it cannot."""
        try:
            begun = _Begun.model_validate_json(read_text(self._note, _MOST))
        except (OSError, TooLargeError, UnicodeDecodeError, ValidationError):
            return ""
        return begun.validator if begun.url == url and self.size else ""

    def begin(self, url: str, validator: str) -> None:
        """Start with nothing; without a validator it cannot be gone on with later."""
        self.discard()
        if validator:
            with replacing_text(self._note, "public") as file:
                file.write(_Begun(url=url, validator=validator).model_dump_json())

    @contextmanager
    def appending(self) -> Generator[Callable[[bytes], None], None, None]:
        """Give a function that writes at the end of the file.

        Raises:
            BadFileError: it cannot be written, or somebody else is writing it.
        """
        with writing(self.path):
            require_plain(self.path)
            file = self.path.open("ab")
        with file:
            _lock(file, self.path)
            yield partial(self._write, file)

    def _write(self, file: IO[bytes], piece: bytes) -> None:
        with writing(self.path):
            file.write(piece)
            file.flush()  # so that what came is there whatever happens next

    def finish(self) -> str:
        """Give the file its name, and return its SHA-256.

        Raises:
            BadFileError: it cannot be written.
        """
        digest = digest_of(self.path)
        with writing(self._target):
            require_plain(self._target)
            sync(self.path)
            self.path.replace(self._target)
        self._note.unlink(missing_ok=True)
        return digest

    def discard(self) -> None:
        """Leave nothing of it.

        Raises:
            BadFileError: it cannot be removed.
        """
        with writing(self.path):
            self.path.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        BadFileError: it cannot be read.
    """
    with writing(path):
        return file_digest(path)


def _lock(file: IO[bytes], path: Path) -> None:
    """Keep others off while it is written, on systems that have such locks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        why = msg("somebody else is fetching this file.")
        raise BadFileError(str(path), why, msg("Wait for that, or name another file.")) from error
