"""The one place where errors of sqlite3 become the named errors of the store."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.base.errors import CoopgraphError, UnfitValueError
from kg.base.i18n import msg
from kg.base.store_errors import (
    StoreBrokenError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
)
from kg.store.stored_versions import Damage

_LITTLE: Final = 256 * 1024
"""Bytes free below which a failed write or mapping is taken for a full disk."""
_PRIMARY: Final = 0xFF
_NAMED: Final[dict[int, Callable[[str], StoreError]]] = {
    sqlite3.SQLITE_BUSY: StoreLockedError,
    sqlite3.SQLITE_LOCKED: StoreLockedError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_PERM: StoreReadOnlyError,
    sqlite3.SQLITE_AUTH: StoreReadOnlyError,
    sqlite3.SQLITE_FULL: StoreFullError,
}
_UNFIT: Final = (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH)
_UNREACHABLE: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)


@contextmanager
def guard(url: str, path: Path) -> Iterator[None]:
    """Turn what sqlite3 raises inside into the store's own errors."""
    try:
        yield
    except Damage as found:
        raise StoreDamagedError(url, found.what, found.id) from found
    except (sqlite3.Error, UnicodeError) as error:
        raise translated(error, url, path) from error


def translated(error: Exception, url: str, path: Path) -> CoopgraphError:
    """Return the named error that says what a failure of sqlite3 means for the user."""
    code = code_of(error)
    if isinstance(error, UnicodeEncodeError) or code in _UNFIT:
        return UnfitValueError(str(error))
    if code in _UNREACHABLE and _disk_is_full(path):
        return StoreFullError(url)
    if code == sqlite3.SQLITE_CANTOPEN and path.exists() and not may_write_beside(path):
        return StoreReadOnlyError(url)
    if code in _UNREACHABLE and not path.exists():
        return StoreMissingError(url)
    if code is not None and code in _NAMED:
        return _NAMED[code](url)
    return StoreBrokenError(url, msg("SQLite says “{error}”.", error=str(error)))


def code_of(error: Exception) -> int | None:
    """Return the primary result code of SQLite, None where the error is not from the engine."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY


def may_write_beside(path: Path) -> bool:
    """Say whether files can be made beside a file: the log and its index, without which none."""
    return os.access(path.resolve().parent, os.W_OK)


def _disk_is_full(path: Path) -> bool:
    return path.parent.is_dir() and shutil.disk_usage(path.parent).free < _LITTLE
