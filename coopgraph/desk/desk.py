"""The desk: where it lies, made when first something is put on it, closed by whoever opened it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from coopgraph.asked import Asked, opened
from coopgraph.settings import Settings, sqlite_url, user_folder
from kg.base.errors import BadOptionError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError, StoreMissingError
from kg.store.addresses import is_file
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store

_NO_NAME: Final = re.compile(r"[^0-9A-Za-z-]")
_CHECK: Final = msg("Check the address of the desk (--desk or COOPGRAPH_DESK).")
_FIXES: Final[Mapping[str, Message]] = {
    "store-missing": msg("It is made when first something is put on it."),
    "store-read-only": msg("Name a desk where you may write (--desk or COOPGRAPH_DESK)."),
    "store-broken": _CHECK,
    "store-unreachable": _CHECK,
    "store-login": msg(
        "Write user and password into the address of the desk, or the password into"
        " COOPGRAPH_DESK_PASSWORD."
    ),
}
"""What to do about a desk that cannot be used, where it is something else than for a store."""


def desk_url(store: Store, settings: Settings) -> str:
    """Return the address of the desk that belongs to a knowledge base.

    As it was named; else a file beside the knowledge base, or for one on a server a file in the
    user's data folder. One knowledge base has one desk, by whatever name its file is opened.
    """
    if settings.desk:
        return settings.desk
    if is_file(store.url):
        from kg.store.sqlite.address import path_of

        return sqlite_url(_beside(path_of(store.url).resolve()))
    name = _NO_NAME.sub("_", store.identity)
    return sqlite_url(user_folder("data") / f"desk-{name}.db")


def desk_asked_for(asked: Asked) -> str:
    """Return the address of the desk as ``desk_url`` does, opening the knowledge base if needed.

    Raises:
        StoreError: no desk was named, and the knowledge base cannot be opened.
    """
    if asked.settings.desk:
        return asked.settings.desk
    with opened(asked) as inquiry:
        return desk_url(inquiry.store, asked.settings)


@contextmanager
def made_desk(url: str, settings: Settings) -> Iterator[Store]:
    """Open the desk at an address for writing, made where there is none, and close it again.

    Raises:
        BadOptionError: an address of no known kind.
        StoreError: it cannot be used, and what to do about it.
    """
    with _held(lambda: create_store(url, password=settings.password_of_desk, room="desk")) as desk:
        yield desk


@contextmanager
def read_desk(url: str, settings: Settings, *, write: bool = False) -> Iterator[Store]:
    """Open the desk at an address, for reading if not to ``write``, and close it again.

    Raises:
        BadOptionError, StoreError: as ``made_desk``; also where there is none: none is made.
    """
    secret = settings.password_of_desk
    with _held(lambda: open_store(url, write=write, password=secret, room="desk")) as desk:
        yield desk


@contextmanager
def desk_if_any(url: str, settings: Settings) -> Iterator[Store | None]:
    """Open the desk at an address for reading, None where none was made yet, and close it again.

    Raises:
        BadOptionError, StoreError: there is one, and it cannot be used.
    """
    with ExitStack() as held:
        desk: Store | None = None
        with suppress(StoreMissingError):
            desk = held.enter_context(read_desk(url, settings))
        yield desk


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name.removesuffix('.db')}.desk.db")


@contextmanager
def _held(opening: Callable[[], Store]) -> Iterator[Store]:
    with _said_of_the_desk():
        desk = opening()
    with closing(desk):
        yield desk


@contextmanager
def _said_of_the_desk() -> Iterator[None]:
    """Let errors name the option and the setting by which the desk is named."""
    try:
        yield
    except BadOptionError as error:
        raise BadOptionError("--desk", error.value, error.fix) from None
    except StoreError as error:
        error.fix = _FIXES.get(error.slug, error.fix)
        raise
