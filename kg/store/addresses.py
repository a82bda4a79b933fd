"""Addresses of stores: in a file, or on a server."""

from __future__ import annotations

from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg

SERVERS: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
SQLITE: Final = "sqlite:///"


def is_file(url: str) -> bool:
    """Say whether an address names a store in a file, rather than one on a server.

    Raises:
        BadOptionError: an address of no known kind.
    """
    if url.startswith(SQLITE):
        return True
    if url.partition("://")[0] in SERVERS:
        return False
    allowed = msg("Use sqlite:///absolute/path.db or neo4j://user:password@host:port.")
    # The address may hold a password: only what stands before it is repeated.
    raise BadOptionError("--store", url.partition("://")[0], allowed)
