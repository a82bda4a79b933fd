"""Constraints and indexes of a database, from the model; how it is known to be a store."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from typing import Final

from neo4j import Driver, Record, Result, Session

from kg.base.i18n import msg
from kg.base.store_errors import StoreBrokenError, StoreMissingError
from kg.model.fields import Merge, Room
from kg.model.nodes import Node
from kg.model.registry import NODES_IN, merge_of, metas
from kg.store.formats import require_known, require_present
from kg.store.neo4j import queries
from kg.store.neo4j.failures import StoreVersionError
from kg.store.rooms import require_room

FORMAT: Final = 4
OLDEST: Final = 2
"""The format of the oldest stores that can be upgraded (``kg.store.upgrade``)."""
Types = dict[str, type[Node]]
"""The node types of a room, by name."""
_VERSION: Final = re.compile(r"Neo4j/(\d+)\.(\d+)")
MINIMUM: Final = (5, 23)
"""The first version that knows every clause of the queries."""
NAMES: Final = "names"
"""The full-text index over names, titles, acronyms and codes, for people who write Cypher."""
_OLD_NAMES: Final = f"DROP INDEX {NAMES} IF EXISTS"
"""What it covers cannot be altered: it is made anew where the model has changed."""
_INDEXED: Final = ("acronym", "code", "iso2", "iso3", "identifier", "kind", "country", "status")
ONCE: Final = (
    "CREATE CONSTRAINT _once IF NOT EXISTS FOR (o:_Once) REQUIRE o.key IS UNIQUE",
    "CREATE INDEX _once_until IF NOT EXISTS FOR (o:_Once) ON (o.until)",
)
"""Over the keys that were spent, each until a time in microseconds since 1970."""
WAITING: Final = (
    "CREATE CONSTRAINT _waiting IF NOT EXISTS FOR (w:_Waiting) REQUIRE w.id IS UNIQUE",
    "CREATE INDEX _waiting_until IF NOT EXISTS FOR (w:_Waiting) ON (w.until)",
)
"""Over the rows that wait for a person; of a desk alone."""
_OWN: Final = (
    "CREATE CONSTRAINT _store IF NOT EXISTS FOR (s:_Store) REQUIRE s.only IS UNIQUE",
    "CREATE CONSTRAINT _publication IF NOT EXISTS FOR (p:_Publication) REQUIRE p.only IS UNIQUE",
    "CREATE CONSTRAINT _revision IF NOT EXISTS FOR (r:_Revision) REQUIRE r.number IS UNIQUE",
    "CREATE CONSTRAINT _redirect IF NOT EXISTS FOR (r:_Redirect) REQUIRE r.old IS UNIQUE",
    "CREATE INDEX _redirect_new IF NOT EXISTS FOR (r:_Redirect) ON (r.new)",
    "CREATE INDEX _node_id IF NOT EXISTS FOR (v:_NodeVersion) ON (v.id)",
    "CREATE INDEX _node_rev IF NOT EXISTS FOR (v:_NodeVersion) ON (v.rev)",
    "CREATE INDEX _node_redirect IF NOT EXISTS FOR (v:_NodeVersion) ON (v.redirect)",
    "CREATE INDEX _node_joined IF NOT EXISTS FOR (v:_NodeVersion) ON (v.joined)",
    "CREATE INDEX _relation_ref IF NOT EXISTS FOR (v:_RelationVersion) ON (v.ref)",
    "CREATE INDEX _relation_rev IF NOT EXISTS FOR (v:_RelationVersion) ON (v.rev)",
    "CREATE INDEX _relation_start IF NOT EXISTS FOR (v:_RelationVersion) ON (v.start)",
    "CREATE INDEX _relation_end IF NOT EXISTS FOR (v:_RelationVersion) ON (v.end)",
    # The words are folded already: the analyzer has only to split them at the spaces.
    """CREATE FULLTEXT INDEX _words IF NOT EXISTS FOR (v:_NodeVersion) ON EACH [v.words]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}""",
    *ONCE,
)


def statements(room: Room = "knowledge") -> list[str]:
    """Return what makes the constraints and indexes of a room; running it twice is fine."""
    types, waiting = NODES_IN[room], WAITING if room == "desk" else ()
    return [*_OWN, *waiting, *map(_unique, types), *_ranges(types), _full_text(types)]


def require_version(driver: Driver, url: str) -> None:
    """Raise where the server is too old.

    Raises:
        StoreVersionError: names the version found.
    """
    agent = driver.get_server_info().agent
    found = _VERSION.match(agent)
    if found is None or (int(found[1]), int(found[2])) < MINIMUM:
        raise StoreVersionError(url, agent, ".".join(map(str, MINIMUM)))


def lay_out(session: Session, url: str, room: Room) -> None:
    """Make the empty store of a room where there is none, and constraints that it lacks.

    Raises:
        StoreBrokenError: the database holds something else.
        StoreOldError, StoreNewerError: it holds a store of another format.
        StoreRoomError: it holds a store of the other room.
    """
    found = session.run(queries.STORE).single()
    if found is not None:
        recognise(session, url, room)
    elif _holds_anything(session):
        raise StoreBrokenError(url, msg("the database holds data of another program."))
    if found is None or found["s.schema"] != schema(room):
        make_schema(session, room)
        facts = {"identity": secrets.token_hex(16), "format": FORMAT, "schema": schema(room)}
        session.run(queries.MAKE_STORE, facts, room=room).consume()


def schema(room: Room) -> str:
    """Return by what it is seen that a store has the present constraints and indexes."""
    return hashlib.sha256("\n".join(statements(room)).encode()).hexdigest()


def make_schema(session: Session, room: Room) -> None:
    """Make the constraints and indexes that are not there, and wait for them."""
    for statement in (_OLD_NAMES, *statements(room), "CALL db.awaitIndexes()"):
        session.run(statement).consume()


def recognise(session: Session, url: str, room: Room | None) -> tuple[str, Room]:
    """Return the identity of the store in a database, and its room.

    Raises:
        StoreMissingError: there is none.
        StoreOldError, StoreNewerError, StoreBrokenError: it was made by another version.
        StoreRoomError: it is of another room than ``room``; None takes either.
    """
    found = store_of(session.run(queries.STORE), url)
    require_present(url, format_of(found, url), FORMAT, OLDEST)
    require_room(url, found["s.room"], room)
    return str(found["s.identity"]), found["s.room"]


def store_of(result: Result, url: str) -> Record:
    """Return what ``queries.STORE`` gives.

    Raises:
        StoreMissingError: there is no store.
    """
    found = result.single()
    if found is None:
        # What is shown of the address lacks the password.
        fix = msg("Make one with the same address and password: coopgraph init --starter.")
        raise StoreMissingError(url, fix)
    return found


def format_of(found: Record, url: str) -> int:
    """Return the format of a store, the older one as long as it is being upgraded.

    Raises:
        StoreNewerError, StoreBrokenError: it is none that we know.
    """
    number, begun = found["s.format"], found["s.upgrading"]
    require_known(url, number, FORMAT, OLDEST)
    return int(number if begun is None else begun)


def _holds_anything(session: Session) -> bool:
    return session.run("MATCH (n) RETURN 1 LIMIT 1").single() is not None


def _unique(label: str) -> str:
    return (
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS"
        f" FOR (n:`{label}`) REQUIRE n.id IS UNIQUE"
    )


def _ranges(types: Types) -> Iterator[str]:
    for label, cls in types.items():
        for name in _INDEXED:
            if name in cls.model_fields:
                yield (
                    f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS"
                    f" FOR (n:`{label}`) ON (n.`{name}`)"
                )


def _full_text(types: Types) -> str:
    labels = "|".join(f"`{label}`" for label in types)
    fields = ", ".join(f"n.`{name}`" for name in sorted(set(_searched(types))))
    return (
        f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:{labels}) ON EACH [{fields}]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
    )


def _searched(types: Types) -> Iterator[str]:
    from kg.base.i18n import LANGUAGES

    for cls in types.values():
        for name, meta in metas(cls).items():
            if meta.searchable and merge_of(cls, name) is Merge.PER_LANGUAGE:
                yield from (f"{name}_{lang}" for lang in LANGUAGES)
            elif meta.searchable:
                yield name
