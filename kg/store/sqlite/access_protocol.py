"""Where a store in a file reads and writes: the file itself, or a rehearsal on it."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from typing import Protocol

from kg.model.fields import Room


class Access(Protocol):
    """Where a store reads and writes: the file itself, or a rehearsal on it."""

    url: str
    room: Room
    writable: bool
    alone: bool
    """Whether a reading has a connection of its own and may go on while others write."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that sees one revision until the end."""

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection whose changes are kept whole at the end, or on an error not at all."""

    def settle(self) -> None:
        """Empty the log, so that what was erased is in no file; as far as nobody reads in it."""

    def trial(self) -> AbstractContextManager[Access]:
        """Give an access of which nothing is kept at the end."""

    def close(self) -> None:
        """Let go of all connections."""
