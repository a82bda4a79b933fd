"""A copy of a store beside it, as it is now: whole under its name, or not there at all."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from kg.base.whole_files import sync
from kg.store.sqlite import store_file as files
from kg.store.sqlite.waiting import forget_all

_OWNER_ONLY: Final = 0o600


def keep(connection: sqlite3.Connection, path: Path, url: str, mark: str) -> Path:
    """Copy the store of a connection, which lies in ``path``; return the file with the copy.

    The caller keeps all others from writing. No file is replaced: the name holds ``mark`` and the
    time, and a number where there is one of that name.

    Raises:
        StoreReadOnlyError, StoreFullError, StoreBrokenError: it cannot be made, and why.
        sqlite3.Error: it cannot be copied.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        try:
            _copy(connection, draft)
            kept = next(name for name in _names(path, mark) if not os.path.lexists(name))
            draft.rename(kept)
        finally:
            draft.unlink(missing_ok=True)
        sync(path.parent)
    except OSError as error:
        raise files.cannot_make(error, url) from error
    return kept


def _copy(connection: sqlite3.Connection, draft: Path) -> None:
    draft.touch(_OWNER_ONLY, exist_ok=False)
    with closing(sqlite3.connect(draft)) as copy:
        connection.backup(copy)
        # They are to be gone when they are decided, or after some days: nobody empties a copy.
        forget_all(copy)
        copy.commit()
    sync(draft)


def _names(path: Path, mark: str) -> Iterator[Path]:
    name = f"{path.name}.{mark}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    yield path.with_name(f"{name}.db")
    yield from (path.with_name(f"{name}-{number}.db") for number in count(2))
