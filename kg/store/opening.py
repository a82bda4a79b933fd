"""Opening and making stores: which engine answers is told by the address alone."""

from __future__ import annotations

from kg.model.fields import Room
from kg.store.addresses import is_file
from kg.store.protocol import Store

Place = tuple[int, int]
"""Which file a store lies in: device and inode."""


def open_store(
    url: str,
    *,
    write: bool = False,
    password: str | None = None,
    room: Room | None = "knowledge",
) -> Store:
    """Open the store at ``sqlite:///absolute/path.db`` or ``neo4j://user:password@host:port``.

    ``password`` is used where an address of a server has none. With ``room`` None the store may be
    of either room.

    Raises:
        BadOptionError: an address of no known kind.
        StoreRoomError: it is of the other room.
        StoreMissingError: there is no store at this place.
        StoreError: it cannot be used; with ``write`` also where it is read-only.
    """
    if is_file(url):
        from kg.store.sqlite import open_sqlite

        return open_sqlite(url, write=write, room=room)
    from kg.store.neo4j import open_neo4j

    return open_neo4j(url, write=write, password=password, room=room)


def create_store(url: str, *, password: str | None = None, room: Room = "knowledge") -> Store:
    """Make an empty store of a room with its schema at ``url``; an existing one is opened as it is.

    Raises:
        BadOptionError, StoreError: as ``open_store``.
    """
    if is_file(url):
        from kg.store.sqlite import create_sqlite

        return create_sqlite(url, room=room)
    from kg.store.neo4j import create_neo4j

    return create_neo4j(url, password=password, room=room)


def place_of(url: str) -> Place | None:
    """Return which file an address leads to just now; None for servers, and where there is none.

    A store that stays open goes on with its file when another takes its name: by this it is seen.

    Raises:
        BadOptionError: an address of no known kind.
    """
    if not is_file(url):
        return None
    from kg.store.sqlite.address import path_of
    from kg.store.sqlite.store_file import place

    return place(path_of(url))
