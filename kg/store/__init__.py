"""Stores: where statements are kept, behind one protocol."""

from __future__ import annotations

from kg.errors import BadOptionError
from kg.i18n import msg
from kg.store.protocol import Store

__all__ = ["Store", "create_store", "open_store"]


def open_store(url: str, *, write: bool = False) -> Store:
    """Open the store at ``sqlite:///absolute/path.db``.

    Raises:
        BadOptionError: an address of no known kind.
        StoreMissingError: there is no store at this place.
        StoreError: it cannot be used; with ``write`` also where it is read-only.
    """
    _check_scheme(url)
    from kg.store.sqlite import open_sqlite

    return open_sqlite(url, write=write)


def create_store(url: str) -> Store:
    """Make an empty store with its schema at ``url``; an existing one is opened as it is.

    Raises:
        BadOptionError, StoreError: as ``open_store``.
    """
    _check_scheme(url)
    from kg.store.sqlite import create_sqlite

    return create_sqlite(url)


def _check_scheme(url: str) -> None:
    if not url.startswith("sqlite:///"):
        allowed = msg("Use sqlite:///absolute/path.db.")
        raise BadOptionError("--store", url, allowed)
