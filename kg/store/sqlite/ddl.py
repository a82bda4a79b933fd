"""The tables of the store, and how a file is known to be one.

Statements are kept in *versions*: a row says what was known about one record from revision ``rev``
to before ``next_rev`` (NULL: until now). Rows are only ever added; closing one sets ``next_rev``.
Beside the statements a version holds the values chosen among them, so that streaming the store
reads rows and nothing else. A version without ``body`` is a tombstone. Statements lie under the id
that they were made of; ``joined`` says with which record a node counts as one.
"""

from __future__ import annotations

import secrets
import sqlite3
from itertools import product
from typing import Final, NamedTuple

from kg.base.i18n import msg
from kg.base.store_errors import StoreBrokenError, StoreMissingError
from kg.model.fields import ROOMS, Room
from kg.model.registry import NODES_IN, RELATIONS_IN
from kg.store.check_sums import are
from kg.store.formats import require_present
from kg.store.stored_versions import Damage

APPLICATION_ID: Final = 0x436F6F70
"""“Coop”: in bytes 68 to 71 of every store, where the ``file`` command looks."""
VERSION: Final = 3
OLDEST: Final = 1
"""The format of the oldest stores that can be upgraded (``kg.store.upgrade``)."""

ROOM: Final = "room TEXT NOT NULL DEFAULT 'knowledge' CHECK (room IN ('knowledge', 'desk'))"
"""The column by which a store says of which room it is."""
ONCE: Final = (
    """CREATE TABLE once (
        key TEXT PRIMARY KEY,
        until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX once_until ON once (until)",
)
"""Keys that were spent, each until a time in microseconds since 1970; not part of any revision."""
JOINED: Final = "joined TEXT CHECK (joined IS NULL OR redirect IS NULL)"
"""The column of a node that counts as one with another."""
BY_JOINED: Final = """CREATE INDEX node_joined ON node_version (id, joined, rev, next_rev)
        WHERE joined IS NOT NULL"""
SUM: Final = "sum INTEGER NOT NULL DEFAULT 0"
"""The check sum of a row (``kg.store.check_sums``)."""
SEAL: Final = (
    "token TEXT NOT NULL DEFAULT ''",
    "nodes INTEGER NOT NULL DEFAULT 0",
    "node_sum INTEGER NOT NULL DEFAULT 0",
    "links INTEGER NOT NULL DEFAULT 0",
    "link_sum INTEGER NOT NULL DEFAULT 0",
    SUM,
)
"""The columns by which a revision is known."""
WORDS: Final = (
    # The words are folded already: the tokenizer has only to split them at the spaces.
    "CREATE VIRTUAL TABLE node_words USING fts5 (words, tokenize = 'ascii', detail = none)"
)
_TABLES: Final = (
    f"""CREATE TABLE store (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        identity TEXT NOT NULL,
        {ROOM}
    ) STRICT""",
    f"""CREATE TABLE revision (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        note TEXT NOT NULL,
        {", ".join(SEAL)}
    ) STRICT""",
    """CREATE TABLE node_type (
        prefix TEXT PRIMARY KEY,
        type TEXT NOT NULL UNIQUE
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE relation_type (
        type TEXT,
        starts_at TEXT REFERENCES node_type (prefix),
        ends_at TEXT REFERENCES node_type (prefix),
        PRIMARY KEY (type, starts_at, ends_at)
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE node_version (
        version INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL REFERENCES revision (number),
        next_rev INTEGER REFERENCES revision (number),
        body TEXT,
        statements TEXT,
        redirect TEXT,
        prefix TEXT NOT NULL REFERENCES node_type (prefix)
            AS (substr(id, 1, instr(id, '/') - 1)) VIRTUAL,
        {JOINED},
        {SUM},
        CHECK (next_rev > rev),
        CHECK ((body IS NULL) = (statements IS NULL)),
        CHECK (redirect IS NULL OR body IS NULL)
    ) STRICT""",
    "CREATE UNIQUE INDEX node_by_id ON node_version (id, rev)",
    # Should our own code err, the batch fails: nothing is known twice.
    "CREATE UNIQUE INDEX node_now ON node_version (id) WHERE next_rev IS NULL AND body IS NOT NULL",
    "CREATE INDEX node_by_revision ON node_version (rev)",
    "CREATE INDEX node_redirect ON node_version (id, redirect) WHERE redirect IS NOT NULL",
    BY_JOINED,
    # Its foreign key lets the file itself refuse a relation between types that the model does not
    # join.
    f"""CREATE TABLE relation_version (
        version INTEGER PRIMARY KEY,
        type TEXT NOT NULL,
        start TEXT NOT NULL,
        "end" TEXT NOT NULL,
        key TEXT NOT NULL,
        rev INTEGER NOT NULL REFERENCES revision (number),
        next_rev INTEGER REFERENCES revision (number),
        status TEXT,
        since TEXT,
        until TEXT,
        body TEXT,
        statements TEXT,
        start_prefix TEXT NOT NULL AS (substr(start, 1, instr(start, '/') - 1)) VIRTUAL,
        end_prefix TEXT NOT NULL AS (substr("end", 1, instr("end", '/') - 1)) VIRTUAL,
        {SUM},
        FOREIGN KEY (type, start_prefix, end_prefix)
            REFERENCES relation_type (type, starts_at, ends_at),
        CHECK (next_rev > rev),
        CHECK ((body IS NULL) = (statements IS NULL))
    ) STRICT""",
    # Also the index by start: ``current_records.starting`` names all types to get there.
    'CREATE UNIQUE INDEX relation_by_key ON relation_version (type, start, "end", key, rev)',
    'CREATE INDEX relation_by_end ON relation_version ("end")',
    "CREATE INDEX relation_by_revision ON relation_version (rev)",
    WORDS,
    *ONCE,
)


class Named(NamedTuple):
    """Which store it is: the random name given when it was made, and its room."""

    identity: str
    room: Room


def lay_out(connection: sqlite3.Connection, room: Room) -> None:
    """Make the tables of an empty store of a room, inside the transaction of the caller."""
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO store VALUES (1, ?, ?)", (secrets.token_hex(16), room))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    add_types(connection, room)


def add_types(connection: sqlite3.Connection, room: Room) -> None:
    """Enter the types of a room that the store does not know yet; they bind every version."""
    # Added, never removed: versions of a type that the model has no longer stay readable.
    types = NODES_IN[room]
    nodes = ((cls.prefix, name) for name, cls in types.items())
    connection.executemany("INSERT OR IGNORE INTO node_type VALUES (?, ?)", nodes)
    ends = (
        (name, types[start].prefix, types[end].prefix)
        for name, cls in RELATIONS_IN[room].items()
        for start, end in product(cls.starts_at, cls.ends_at)
    )
    connection.executemany("INSERT OR IGNORE INTO relation_type VALUES (?, ?, ?)", ends)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Say whether a database holds nothing at all and says of nobody that it is theirs."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return not tables and not _pragma(connection, "application_id")


def recognise(connection: sqlite3.Connection, url: str) -> Room:
    """Return of which room the store in a database is.

    Raises:
        StoreOldError, StoreNewerError: it was made by another version of this program.
        StoreError: as ``format_of``.
        Damage: as ``named``.
        sqlite3.DatabaseError: its first tables cannot be read.
    """
    require_present(url, format_of(connection, url), VERSION, OLDEST)
    return named(connection).room


def named(connection: sqlite3.Connection) -> Named:
    """Return which store a database of the present format holds.

    Raises:
        Damage: the row that says it is missing or was altered.
    """
    found = connection.execute("SELECT identity, room FROM store").fetchone()
    if found is None:
        raise Damage(msg("the row that says which store it is, is missing."))
    said = Named(*found)
    if not are(said, str) or said.room not in ROOMS:
        raise Damage(msg("the row that says which store it is was altered."))
    return said


def format_of(connection: sqlite3.Connection, url: str) -> int:
    """Return the format of the store in a database.

    Raises:
        StoreMissingError: there is nothing in it.
        StoreBrokenError: it belongs to another program.
        sqlite3.DatabaseError: it is no database.
    """
    if is_empty(connection):
        raise StoreMissingError(url)
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreBrokenError(url, msg("it is the database of another program."))
    return _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
