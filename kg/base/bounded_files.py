"""Files opened for reading: regular ones alone, never larger than whoever reads them can bear."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class TooLargeError(Exception):
    """A file has more than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@contextmanager
def regular_file(path: Path, most: int) -> Iterator[IO[bytes]]:
    """Give a file that lies there whole: no pipe that never ends, no device.

    Raises:
        OSError: it is not there, may not be read, or is none.
        TooLargeError: it has more than ``most`` bytes.
    """
    with os.fdopen(_handle(path), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        if found.st_size > most:
            raise TooLargeError(most)
        yield file


def read_text(path: Path, most: int) -> str:
    """Return the text of a UTF-8 file, a byte order mark left out.

    Raises:
        OSError, TooLargeError: as ``regular_file``.
        UnicodeDecodeError: it is no UTF-8.
    """
    with regular_file(path, most) as file:
        raw = file.read(most + 1)
    if len(raw) > most:  # it has grown, or has no size of its own
        raise TooLargeError(most)
    return raw.decode("utf-8-sig")


def _handle(path: Path) -> int:
    """Open a path, without waiting for whoever writes into a pipe of that name."""
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except ValueError as error:  # a name with a null character in it
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
