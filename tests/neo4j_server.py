"""A real Neo4j server for tests: one for the session, emptied for each test, or one of its own.

Planning a text takes the server longer than running it, up to seconds, and each change of the
schema makes it forget every plan. So the constraints and indexes of both rooms stay in the server
of the session (``fresh``), tests that need it without any come last (``tests.workers``), and what
it has planned it keeps, whatever comes to lie in it.

COOPGRAPH_TEST_NEO4J names a server to use, ``neo4j://user:password@host:port``; it must hold
nothing, since tests delete all that it holds. Otherwise one is started (``tools/neo4j``) and
stopped at the end. Where that cannot be, such tests are skipped, unless COOPGRAPH_REQUIRE_NEO4J is
set: then they fail.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Final

import pytest
from neo4j import Driver, GraphDatabase, Session

from kg.schema.fields import ROOMS, VISIBLE, Room
from kg.schema.registry import NODES, RELATIONS
from kg.store.neo4j import ddl, queries
from kg.store.neo4j.address import address_of
from tools.neo4j.errors import CannotRunError
from tools.neo4j.home import Home
from tools.neo4j.jars import cache_folder
from tools.neo4j.server import Server, free_port

# Asked now: while a test runs, the cache of the user is another folder.
CACHE: Final = cache_folder()
_BATCH: Final = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_KEPT: Final = (
    "dbms.cypher.min_replan_interval=1h",
    "dbms.cypher.statistics_divergence_threshold=1.0",
)
"""Settings: a plan is good for as long as tests run, however many nodes there are meanwhile."""
_MADE: Final = re.compile(r"CREATE (?:CONSTRAINT|(?:FULLTEXT )?INDEX) (\w+) ")
_NAMED: Final = "SHOW INDEXES YIELD name RETURN name"
_CONSTRAINTS: Final = "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"
_INDEXES: Final = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name"


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for the session; tests may leave in it what they like."""
    named = os.environ.get("COOPGRAPH_TEST_NEO4J")
    if named:
        with driver_of(named) as driver:
            _require_empty(driver, named)
            yield named
            empty(driver)
        return
    with own_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server.url


@pytest.fixture(scope="session")
def _session_driver(neo4j_url: str) -> Iterator[Driver]:
    with driver_of(neo4j_url) as driver:
        yield driver


@pytest.fixture
def empty_neo4j(neo4j_url: str, _session_driver: Driver) -> str:
    """The address of the session's server without nodes, constraints and indexes."""
    empty(_session_driver)
    return neo4j_url


@pytest.fixture
def fresh_neo4j(neo4j_url: str, _session_driver: Driver) -> str:
    """The address of the session's server with an empty store in it, as if just made."""
    fresh(_session_driver)
    return neo4j_url


@pytest.fixture
def fresh_neo4j_desk(neo4j_url: str, _session_driver: Driver) -> str:
    """The same with an empty desk in it."""
    fresh(_session_driver, "desk")
    return neo4j_url


@pytest.fixture(scope="module")
def private_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server of the file's own: ``kill`` it (as kill -9 does) and ``start`` it again."""
    with own_server(tmp_path_factory.mktemp("private")) as server:
        yield server


@contextmanager
def own_server(home: Path) -> Iterator[Server]:
    """Give a server that runs in ``home``, until the end; its data go with it."""
    server = Server(Home(home, _KEPT), free_port(), CACHE, tied=True)
    try:
        server.start()
    except CannotRunError as error:
        if os.environ.get("COOPGRAPH_REQUIRE_NEO4J"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    try:
        yield server
    finally:
        # What it holds is thrown away: nothing need be put in order first.
        server.kill()
        shutil.rmtree(home)


def driver_of(url: str) -> Driver:
    """Return a driver for an address with user and password."""
    address = address_of(url)
    return GraphDatabase.driver(address.uri, auth=(address.user, address.password))


def cleared(driver: Driver) -> None:
    """Delete all nodes; constraints and indexes stay."""
    with driver.session() as session:
        session.run(_BATCH).consume()


def empty(driver: Driver) -> None:
    """Delete all nodes, constraints and indexes of the database but the token look-ups."""
    cleared(driver)
    with driver.session() as session:
        for kind, names in (("CONSTRAINT", _CONSTRAINTS), ("INDEX", _INDEXES)):
            for name in session.run(names).value():
                quoted = name.replace("`", "``")
                session.run(f"DROP {kind} `{quoted}` IF EXISTS").consume()


def fresh(driver: Driver, room: Room = "knowledge") -> None:
    """Leave an empty store of a room in the database, with the schema of both rooms."""
    cleared(driver)
    facts = {"identity": token_hex(16), "format": ddl.FORMAT, "schema": ddl.schema(room)}
    with driver.session() as session:
        if not _of_both_rooms() <= set(session.run(_NAMED).value()):
            ddl.make_schema(session, "desk")
            ddl.make_schema(session, "knowledge")  # last: people search the names of its types
            _name_all(session)
        session.run(queries.MAKE_STORE, facts, room=room).consume()


def _name_all(session: Session) -> None:
    """Make the names of the model known to the database.

    The first use of one makes it forget the plans of all texts that name it.
    """
    models = (*NODES.values(), *RELATIONS.values())
    own = {VISIBLE, "id", "old", "new", "key", "sources"}
    fields = own.union(*(model.model_fields for model in models))
    for procedure, names in (("RelationshipType", RELATIONS), ("Property", fields)):
        for name in names:
            session.run(f"CALL db.create{procedure}($name)", name=name).consume()


@cache
def _of_both_rooms() -> frozenset[str]:
    """Return the names of all indexes, those behind constraints too."""
    made = (_MADE.search(text) for room in ROOMS for text in ddl.statements(room))
    return frozenset(found[1] for found in made if found)


def _require_empty(driver: Driver, url: str) -> None:
    with driver.session() as session:
        if session.run("MATCH (n) RETURN 1 LIMIT 1").single() is None:
            return
    pytest.fail(
        f"{address_of(url).shown} of COOPGRAPH_TEST_NEO4J holds data, and tests delete all that it "
        "holds: name an empty server, or empty it yourself with MATCH (n) DETACH DELETE n."
    )
