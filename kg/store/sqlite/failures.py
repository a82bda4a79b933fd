"""The one place where errors of sqlite3 become the named errors of the store."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import (
    BadChangeError,
    CoopgraphError,
    StoreBrokenError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
)
from kg.i18n import msg

_LITTLE: Final = 256 * 1024
"""Bytes free below which a failed write or mapping is taken for a full disk."""
_PRIMARY: Final = 0xFF
_LOCKED: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_READ_ONLY: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_UNFIT: Final = (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH)
_UNREACHABLE: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)


@contextmanager
def guard(url: str, path: Path) -> Iterator[None]:
    """Turn what sqlite3 raises inside into the store's own errors."""
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError) as error:
        raise translated(error, url, path) from error


def translated(error: Exception, url: str, path: Path) -> CoopgraphError:
    """Return the named error that says what a failure of sqlite3 means for the user."""
    if isinstance(error, UnicodeEncodeError):
        return _unfit(str(error))
    code = code_of(error)
    if code in _LOCKED:
        return StoreLockedError(url)
    if code in _READ_ONLY:
        return StoreReadOnlyError(url)
    if code == sqlite3.SQLITE_FULL or (code in _UNREACHABLE and _disk_is_full(path)):
        return StoreFullError(url)
    if code in _UNREACHABLE and not path.exists():
        return StoreMissingError(url)
    if code in _UNFIT:
        return _unfit(str(error))
    if code is None and isinstance(error, sqlite3.ProgrammingError):
        return StoreError(msg("The store {url} was closed.", url=url), msg("Open it again."))
    return StoreBrokenError(url, msg("SQLite says “{error}”.", error=str(error)))


def code_of(error: Exception) -> int | None:
    """Return the primary result code of SQLite, None where the error is not from the engine."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY


def _unfit(what: str) -> BadChangeError:
    detail = msg("The store cannot hold a value: {error}.", error=what)
    return BadChangeError(detail, msg("See the model in docs/model.md."))


def _disk_is_full(path: Path) -> bool:
    return path.parent.is_dir() and shutil.disk_usage(path.parent).free < _LITTLE
