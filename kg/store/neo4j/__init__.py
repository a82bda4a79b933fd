"""The server store: one Neo4j database, made and opened here."""

from __future__ import annotations

from kg.model.fields import Room
from kg.store.neo4j.address import address_of
from kg.store.neo4j.connection import Pool
from kg.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore", "create_neo4j", "open_neo4j"]


def open_neo4j(
    url: str,
    *,
    write: bool = False,
    password: str | None = None,
    room: Room | None = "knowledge",
) -> Neo4jStore:
    """Open the store in the database that ``neo4j://user:password@host:port/database`` names.

    Raises:
        BadOptionError: the address has another form.
        StoreMissingError: the database holds no store.
        StoreUnreachableError, StoreLoginError, StoreVersionError, StoreBrokenError: as they say.
        StoreRoomError: it is of another room than ``room``; None opens either.
    """
    return Neo4jStore(*Pool.open(address_of(url, password), write=write, room=room))


def create_neo4j(url: str, *, password: str | None = None, room: Room = "knowledge") -> Neo4jStore:
    """Make an empty store of a room, its constraints and indexes; one that is there is opened.

    Raises:
        StoreError: as ``open_neo4j``; a database of something else is left as it is.
    """
    address = address_of(url, password)
    return Neo4jStore(*Pool.open(address, write=True, room=room, make=room))
