"""The file under a store: whether it can be one, and how it is opened where nothing is writable."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

from kg.base.i18n import msg
from kg.base.store_errors import (
    StoreBrokenError,
    StoreError,
    StoreFullError,
    StoreMissingError,
    StoreReadOnlyError,
)
from kg.store.sqlite.failures import code_of, may_write_beside

Stamp = tuple[int, int, int]
"""By which a file opened as unchanging is seen to have changed: inode, size, time."""
_DENIED: Final = (errno.EROFS, errno.EACCES, errno.EPERM)
_OWNER_ONLY: Final = 0o600
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


def require(path: Path, url: str) -> None:
    """Raise where there is no file, or where it is something else than a file.

    Raises:
        StoreMissingError, StoreBrokenError: as their names say.
    """
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for names that are too long
        raise StoreMissingError(url)
    if not path.is_file():
        raise StoreBrokenError(url, msg("it is not a file."))


def require_writable(path: Path, url: str) -> None:
    """Raise where the file, or the log beside it, cannot be written to.

    Raises:
        StoreReadOnlyError: as its name says; root too cannot write to a read-only medium.
    """
    if not (os.access(path, os.W_OK) and may_write_beside(path)):
        raise StoreReadOnlyError(url)


def make(path: Path, url: str) -> None:
    """Make an empty file and its folders where there is nothing yet.

    Raises:
        StoreReadOnlyError, StoreFullError, StoreBrokenError: it cannot be made, and why.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # It holds what only the board may see; whoever makes it may let others in.
            path.touch(_OWNER_ONLY)
    except OSError as error:
        raise cannot_make(error, url) from error
    require(path, url)


def cannot_make(error: OSError, url: str) -> StoreError:
    """Return what it means for a store that the system cannot make a file."""
    if error.errno in _DENIED:
        return StoreReadOnlyError(url)
    if error.errno in _NO_ROOM:
        return StoreFullError(url)
    return StoreBrokenError(url, msg("{error}.", error=error.strerror or str(error)))


def connect(path: Path, options: str, busy_timeout: float) -> sqlite3.Connection:
    """Open a file that exists, with options of an SQLite URI."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=busy_timeout,
        isolation_level=None,
        check_same_thread=False,
    )


def connect_reader(
    path: Path, url: str, busy_timeout: float
) -> tuple[sqlite3.Connection, Stamp | None]:
    """Open a file for reading; with a stamp where it was taken for unchanging.

    A log can only be read with an index beside it. Where none can be made (a read-only medium) and
    the log is empty, SQLite is told that nobody else writes.
    """
    connection = connect(path, "mode=rw", busy_timeout)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if code_of(error) != sqlite3.SQLITE_CANTOPEN or may_write_beside(path):
            raise
        return _connect_unchanging(path, url, busy_timeout)
    except BaseException:
        connection.close()
        raise
    return connection, None


def place(path: Path) -> tuple[int, int] | None:
    """Return which file a path leads to just now: device and inode; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def stamp(path: Path) -> Stamp:
    """Return by what a change of the file is seen; zeros where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _connect_unchanging(
    path: Path, url: str, busy_timeout: float
) -> tuple[sqlite3.Connection, Stamp]:
    log = Path(f"{path.resolve()}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreReadOnlyError(url)
    before = stamp(path)
    return connect(path, "mode=ro&immutable=1", busy_timeout), before
