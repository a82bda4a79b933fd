"""Files that take the place of others once they are whole, and who on the machine may read them."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.base.i18n import msg

_OWNER_ONLY: Final = 0o600
_AS_THE_UMASK_SAYS: Final = 0o666


@contextmanager
def replacing(path: Path, audience: Audience) -> Iterator[IO[bytes]]:
    """Give a file, to write and read again, that takes the name of ``path`` when it is whole.

    What is for more than the public is its owner's alone from the moment it is made, whatever the
    file it replaces allowed. On an error nothing is left and the older file stays.

    Raises:
        BadFileError: it cannot be written, or something else than a plain file has this name.
    """
    mode = _AS_THE_UMASK_SAYS if audience == "public" else _OWNER_ONLY
    with writing(path):
        require_plain(path)
        # Of one length: the name of the file may be as long as the file system allows.
        draft = path.with_name(f".coopgraph-{secrets.token_hex(8)}")
        try:
            with open(draft, "x+b", opener=lambda name, flags: os.open(name, flags, mode)) as file:
                yield file
            require_plain(path)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def replacing_text(path: Path, audience: Audience, encoding: str = "utf-8") -> Iterator[IO[str]]:
    r"""Give a file as ``replacing`` does, for text; line ends are written as they are (``\n``).

    Raises:
        BadFileError: as ``replacing``.
    """
    with (
        replacing(path, audience) as file,
        io.TextIOWrapper(file, encoding=encoding, newline="") as text,
    ):
        yield text


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of a file or folder that cannot be written which it is, and why.

    Raises:
        BadFileError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        why = msg("it cannot be written ({reason}).", reason=error.strerror or str(error))
        fix = msg("Name a file in a folder where you may write.")
        raise BadFileError(str(path), why, fix) from error


def require_plain(path: Path) -> None:
    """Leave alone what has this name and is a link, a folder, a device.

    Raises:
        BadFileError: it is.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        why = msg("this is not a plain file and is not replaced.")
        raise BadFileError(str(path), why, msg("Name another file."))


def sync(path: Path) -> None:
    """Return when a file is on the disk, or of a folder the names in it.

    Raises:
        OSError: it cannot be opened, or written to the disk.
    """
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
